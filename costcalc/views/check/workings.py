"""How the costs that moved were computed, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.instant import short_instant
from costcalc.views.blocks import Working
from costcalc.views.check.moves import budgets_of
from costcalc.views.working import pages, step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.review import Move, Review
    from costcalc.review.change import SumChange
    from costcalc.views.blocks import Step


def workings(result: Review, moves: Sequence[Move]) -> Iterator[Working]:
    """Yield how the moved charges were computed; once where it is the same at several instants.

    Args:
        result: The review.
        moves: Those of its moves that are to be shown.
    """
    found: dict[tuple[str, tuple[Step, ...], str], list[str]] = {}
    for move in moves:
        if steps := tuple(_steps(result, move)):
            same = (move.name, steps, _sources(move))
            found.setdefault(same, []).append(short_instant(move.as_of))
    for (name, steps, source), instants in found.items():
        yield Working(steps, f"{name}, at {' and '.join(instants)}", source)


def sum_workings(result: Review) -> Iterator[Working]:
    """Yield how the sums of chosen options that moved were computed."""
    for one in result.sums:
        if one.change.difference:
            yield Working(tuple(_sums(one.change)), f"{one.name}, in a month, at {short_instant(one.as_of)}")


def _steps(result: Review, move: Move) -> Iterator[Step]:
    for charge in move.charges:
        once = ", paid once" if charge.once else ""
        for word, side in (("before", charge.before), ("after", charge.after)):
            if side:
                yield step(f"{charge.key}{once}, {word}", side.figure, tuple(side.places()))
    yield from _sums(move.total)
    if move.upfront:
        yield from _sums(move.upfront, "paid once")
    for held in budgets_of(result, move):
        if held.now.headroom:
            yield step("left of the budget", held.now.headroom)


def _sums(change: SumChange, once: str = "") -> Iterator[Step]:
    """Yield how a sum was computed, and its difference: of every period, or of what is paid once."""
    for word, figure in (("before", change.old), ("after", change.new)):
        if figure:
            yield step(f"{once or 'total'}, {word}", figure)
    of = f", {once}" if once else ""
    if change.more:
        yield step(f"difference{of}", change.more)
    if change.part and change.difference:
        yield step(f"part of before{of}", change.part)


def _sources(move: Move) -> str:
    charges = (charge for pair in move.charges for charge in (pair.before, pair.after) if charge)
    return pages(charges) or "No price moved."
