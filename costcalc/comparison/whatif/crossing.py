"""Where two options cost the same, or pass each other, while one assumption goes through its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from costcalc.comparison.order import Cheaper
    from costcalc.comparison.outcome import Outcome
    from costcalc.expr import Exact, Figure

EQUAL, STRETCH, JUMP = "equal", "stretch", "jump"
"""Both cost the same at one value, or over a stretch of them; or they pass each other and never cost the same."""


class Crossing(NamedTuple):
    """Where two options cost the same, or pass each other.

    Args:
        pair: The options, in the order of the file.
        others: The values of what is varied first, where two assumptions are.
        kind: Whether it is one value, a stretch, or a jump.
        low: Where it is, or where a stretch begins.
        high: The same, or where a stretch ends; of a value that cannot be written down exactly, what it lies below.
        exact: Whether these are exact.
        cheaper: Who costs less around it.
        low_closed: Whether a stretch has its lower end in it.
        high_closed: Whether it has its upper end in it.
        next: The next value that there can be, where what is varied must be whole and both pass each other between two.
        outcomes: What both cost at the value, or where a stretch begins; None where that cannot be said exactly.
        working: The value as it is computed; None where no formula says it.
    """

    pair: tuple[str, str]
    others: tuple[Exact, ...]
    kind: str
    low: Exact
    high: Exact
    exact: bool
    cheaper: Cheaper
    low_closed: bool = True
    high_closed: bool = True
    next: Exact | None = None
    outcomes: tuple[Outcome, Outcome] | None = None
    working: Figure | None = None


class UnsaidPair(NamedTuple):
    """Two options of which it cannot be said everywhere where they cost the same.

    Args:
        pair: The options.
        others: The values of what is varied first.
        why: Why not.
    """

    pair: tuple[str, str]
    others: tuple[Exact, ...]
    why: str


class Crossings(NamedTuple):
    """All that is known of where options cost the same.

    Args:
        found: The crossings: for each value of what is varied first in the order of the table, from the lowest up.
        unsaid: The pairs of which not all is known.
        left_out: How many pairs were not looked at, of too many.
    """

    found: tuple[Crossing, ...] = ()
    unsaid: tuple[UnsaidPair, ...] = ()
    left_out: int = 0
