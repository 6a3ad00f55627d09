"""What the options that a change moves cost together: one number for all of it, before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from costcalc.comparison.names import name_of
from costcalc.expr import Figure, Symbol, added, number, pinned
from costcalc.review.change import SumChange
from costcalc.review.either import either
from costcalc.review.size import NOTHING, by_size, has_difference
from costcalc.spelling import in_formulas

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.expr import Exact
    from costcalc.instant import Period
    from costcalc.review.move import Move

TOTAL = "total"


class MovedSum(NamedTuple):
    """What options that move cost together: those of one currency and one period.

    Args:
        currency: Of the totals.
        period: What the totals are for.
        change: What they cost in every period, before and after.
        upfront: What they cost once, before and after; None where nothing is paid once.
        moves: Those that are added up.
        unknown: How many more options there are that have no number on one side, or another currency there.
        chosen: Whether each of them is the one that its scenario says is really used.
    """

    currency: str
    period: Period
    change: SumChange
    upfront: SumChange | None
    moves: tuple[Move, ...]
    unknown: int
    chosen: bool


def moved_sums(moves: Sequence[Move]) -> tuple[MovedSum, ...]:
    """Return what the options that move cost together, once for each currency and period.

    An option counts once: with the prices of today, in the hours in which it is dearest, or, where nothing moves today,
    with the prices of its own instant. Of a scenario that says which option is `chosen` no other counts.
    """
    groups: dict[tuple[str, str], list[Move]] = {}
    for move in _once_each(moves):
        groups.setdefault((move.currency, either(move.after, move.before).planned.period.name), []).append(move)
    return tuple(_sum(group) for group in groups.values())


def _once_each(moves: Sequence[Move]) -> Iterator[Move]:
    """Yield each option once, and of a scenario with a chosen one no other."""
    today = [move for move in moves if not move.at.is_own]
    found: dict[tuple[str, str], Move] = {}
    for move in sorted(today or moves, key=_dearness, reverse=True):
        found.setdefault((move.scenario, move.option), move)
    yield from (move for move in by_size(found.values()) if _chosen(move) in {None, move.option})


def _dearness(move: Move) -> Exact:
    """Return what an option costs, or cost; 0 where nobody knows."""
    known = move.new or move.old
    return known.value if known else NOTHING


def _sum(moves: Sequence[Move]) -> MovedSum:
    known = tuple(move for move in moves if has_difference(move))
    return MovedSum(
        currency=moves[0].currency,
        period=either(moves[0].after, moves[0].before).planned.period,
        change=SumChange(_added(known, "before"), _added(known, "after"), comparable=True),
        upfront=_paid_once(known),
        moves=known,
        unknown=len(moves) - len(known),
        chosen=all(_chosen(move) for move in moves),
    )


def _paid_once(moves: Sequence[Move]) -> SumChange | None:
    if not any(move.upfront for move in moves):
        return None
    return SumChange(_added(moves, "before", "upfront"), _added(moves, "after", "upfront"), comparable=True)


def _added(moves: Iterable[Move], side: Literal["before", "after"], result: str = TOTAL) -> Figure:
    """Return a sum of totals, each a number with a name: scenarios have assumptions of their own."""
    terms = []
    for move in moves:
        outcome = move.before if side == "before" else move.after
        figure = (outcome.total if result == TOTAL else outcome.upfront_total) if outcome else None
        if figure:
            name = f"{in_formulas(move.scenario)}.{name_of(move.option, result)}"
            terms.append(Symbol(name, pinned(figure.value)))
    return Figure(added(terms) if terms else number(0))


def _chosen(move: Move) -> str | None:
    """Return the option that the scenario of a move says is really used; None where it does not say."""
    chosen = either(move.after, move.before).planned.scenario.scenario.chosen
    return str(chosen) if chosen else None
