"""What stands above a report: the largest move, and what all moves come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.expr import absolute
from costcalc.instant import short_instant
from costcalc.project.limits import ALL
from costcalc.review.moved_sum import moved_sums
from costcalc.views.check.moves import announced_in_short, in_short
from costcalc.views.check.words import change, turned
from costcalc.views.words import counted, in_period, signed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.review import Review
    from costcalc.review.change import SumChange
    from costcalc.review.moved_sum import MovedSum
    from costcalc.views.check.told import ToldMove

NO_MOVE, NO_MOVE_TODAY = "No cost moves.", "No cost moves today."


def headline(result: Review, told: Sequence[ToldMove]) -> Iterator[str]:
    """Yield in a line each which cost moves most, and what all that move come to; nothing without a base.

    Args:
        result: The review.
        told: Its moves, the largest first.
    """
    if told:
        yield f"Largest move: {in_short(told[0].move, result.as_of)}"
        sums = "; ".join(map(sum_in_short, moved_sums(result.moves)))
        yield f"In all: {sums or 'no option moves that is chosen'}{_when(result)}"
    elif result.base is not None:
        yield NO_MOVE_TODAY if result.upcoming else NO_MOVE
    if not told and result.upcoming:
        largest = max(result.upcoming, key=lambda one: absolute(one.more.value))
        yield f"Largest to come: {announced_in_short(largest)}"
    yield from _chosen_otherwise(result)


def sum_in_short(moved: MovedSum) -> str:
    """Return a sum of moves in few words: `+340.00 USD a month, +3.79 % (8,980.00 → 9,320.00), 3 options`."""
    options = counted(len(moved.moves), f"{'chosen ' if moved.chosen else ''}option")
    unit = f" {in_period(moved.currency, moved.period)}"
    said = [f"{_sum(moved.change, unit)}, {options}"] if moved.moves else []
    if moved.upfront and moved.upfront.difference:
        said.append(f"paid once: {_sum(moved.upfront)}")
    if moved.unknown:
        said.append(f"{counted(moved.unknown, 'option')} in {moved.currency} cannot be compared")
    return "; ".join(said)


def _chosen_otherwise(result: Review) -> Iterator[str]:
    """Yield what all chosen options come to, where that is more than what moves: a part of it stands above."""
    moved = {each.change.share for each in moved_sums(result.moves)}
    for one in result.sums:
        if one.by == ALL and one.change.difference and one.change.share not in moved:
            yield f"All chosen options: {_sum(one.change, f' {one.currency} a month')}"


def _sum(change_of: SumChange, unit: str = "") -> str:
    """Return a sum before and after: by how much it rises, by which part, and from where to where."""
    old, new, more = change_of.old, change_of.new, change_of.difference
    if old is None or new is None or more is None:
        return ""
    if not old.value:  # what is new was not free
        return f"{signed(more)}{unit} ({turned(old.value, new.value, money.amount_digits)})"
    risen, comma, part = change(old.value, new.value, more, change_of.share).partition(", ")
    return f"{risen}{unit}{comma}{part} ({turned(old.value, new.value, money.amount_digits)})"


def _when(result: Review) -> str:
    """Return at which instants the moves are, where none of them is today's."""
    if any(not move.at.is_own for move in result.moves):
        return ""
    return f", at {' and '.join(dict.fromkeys(short_instant(move.as_of) for move in result.moves))}"
