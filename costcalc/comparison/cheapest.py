"""Which options are the cheapest: by their totals, and where these are open, by what is proven of their ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from costcalc.expr import Difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Protocol

    from costcalc.comparison.outcome import Outcome
    from costcalc.comparison.ranges import Ranges
    from costcalc.expr import Exact, Figure, Node

    class Contender(Protocol):
        """An option that may be the cheapest: of one period, or of all months of a forecast."""

        @property
        def id(self) -> str:
            """Of the option."""

        @property
        def total(self) -> Figure | None:
            """What it costs; None where an assumption has no value."""

        @property
        def ends(self) -> tuple[Exact, Exact] | None:
            """The least and the most that it can cost; None where that is not proven."""


One = TypeVar("One", bound="Contender")


def contenders(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """List the options that may be the cheapest, and cost something that is a number, or would be with more values."""
    return [outcome for outcome in outcomes if outcome.may_win and (outcome.estimate or outcome.open)]


def cheapest_of(
    able: Sequence[One], is_always_less: Callable[[One, One], bool], unseen: Exact | None = None
) -> tuple[str, ...]:
    """Return the options of the lowest total among those that may win; several where they tie.

    An option whose total is open wins where it is proven to cost less than every other one, wherever in the ranges.
    Where it is only proven to cost less than the lowest total, there is no cheapest.

    Args:
        able: The options that may win.
        is_always_less: Whether the first of two is proven to cost less with the same values of all assumptions.
        unseen: The least that an option could cost that is not among these; None where there is none.
    """

    def is_less(one: One, other: One) -> bool:
        if one.ends is None or other.ends is None:
            return False
        return one.ends[1] < other.ends[0] or is_always_less(one, other)

    lowest = min((one.total.value for one in able if one.total), default=None)
    winners = [one for one in able if one.total and one.total.value == lowest]
    ended = [(ends[1], one) for one in able if not one.total and (ends := one.ends)]
    if ended:
        most, best = min(ended, key=lambda found: found[0])
        others = [one for one in able if one is not best]
        if (unseen is None or most < unseen) and all(is_less(best, other) for other in others):
            return (best.id,)
        if any(is_less(one, winner) for _, one in ended for winner in winners):
            return ()
    return tuple(one.id for one in winners)


def is_proven_less(one: Node | None, other: Node | None, ranges: Ranges) -> bool:
    """Return whether a formula is proven to come to less than another one with the same values of all assumptions.

    Args:
        one: What one option costs; None where that is not known.
        other: What the other one does.
        ranges: The assumptions that are not known exactly, as formulas of several options are asked over them.
    """
    if one is None or other is None:
        return False
    ranged = ranges.of(Difference(other, one))
    return bool(ranged and ranged.span and ranged.span.proven and ranged.span.low > 0)
