"""How large a move is, so that the largest is told first."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from costcalc.expr import absolute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.expr import Exact
    from costcalc.review.move import Move

NOTHING: Exact = Decimal(0)


def by_size(moves: Iterable[Move]) -> list[Move]:
    """Return moves with the largest first, and what cannot be compared before all others; else as they come."""
    return sorted(moves, key=_rank, reverse=True)


def has_difference(move: Move) -> bool:
    """Whether it is known by how much a cost moves; what is new or gone moves by all of it."""
    return all(risen is not None for risen in _risen(move))


def size_of(move: Move) -> Exact:
    """Return by how much a cost moves, up or down, in every period or once; 0 where nobody can say."""
    return _rank(move)[1]


def _rank(move: Move) -> tuple[bool, Exact]:
    risen = _risen(move)
    known = [absolute(each) for each in risen if each is not None]
    return (False, max(known)) if len(known) == len(risen) else (True, NOTHING)


def _risen(move: Move) -> list[Exact | None]:
    """Return what becomes of what an option costs in every period, and of what it costs once, without a sign."""
    changes = [move.total, *([move.upfront] if move.upfront else [])]
    if move.before and move.after:
        return [change.difference for change in changes]
    sums = (change.new if move.after else change.old for change in changes)
    return [figure.value if figure else None for figure in sums]
