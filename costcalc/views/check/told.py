"""Moves as people are told of them: the largest first, and once where they are the same at several instants."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from costcalc.instant import short_instant
from costcalc.review.exchange_move import exchange_moves
from costcalc.review.move import called_hours
from costcalc.review.size import by_size
from costcalc.views.check.moves import in_short

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.pricing import Charge
    from costcalc.review import Move, Review

OWN = "its own `as_of`"


class ToldMove(NamedTuple):
    """A move, and where else it is the same.

    Args:
        move: At the first instant.
        again: The same at other instants.
    """

    move: Move
    again: tuple[Move, ...]

    @property
    def also(self) -> str:
        """Where else it is the same: also at 2026-04-28, its own `as_of`."""
        instants = dict.fromkeys(f"{short_instant(move.as_of)}{occasion(move)}" for move in self.again)
        return f"also at {' and '.join(instants)}" if instants else ""

    @property
    def every(self) -> tuple[Move, ...]:
        """It at each instant."""
        return (self.move, *self.again)

    def in_short(self, today: datetime | None = None) -> str:
        """Return it in one line, with where else it is the same.

        Args:
            today: An instant that goes without saying.
        """
        return "; ".join(filter(None, (in_short(self.move, today), self.also)))


def told_moves(result: Review) -> list[ToldMove]:
    """Return the moves of a review, each once, the largest first."""
    often = Counter((move.scenario, move.option) for move in result.moves)
    found: dict[tuple[object, ...], list[Move]] = {}
    for move in result.moves:
        option = (move.scenario, move.option)
        found.setdefault((*option, *(_said(move) if often[option] > 1 else ())), []).append(move)
    again = {id(moves[0]): tuple(moves[1:]) for moves in found.values()}
    return [ToldMove(move, again[id(move)]) for move in by_size(moves[0] for moves in found.values())]


def _said(move: Move) -> tuple[object, ...]:
    """Return what all that a report says of a move follows from, but for the instant."""
    charges = (
        (charge.key, charge.once, charge.place, _priced(charge.before), _priced(charge.after))
        for charge in move.charges
    )
    rates = ((rate.currency, rate.before.value, rate.after.value, rate.place) for rate in exchange_moves(move))
    return (_costs(move.before), _costs(move.after), *charges, *rates)


def _costs(outcome: Outcome | None) -> tuple[object, ...] | None:
    if outcome is None:
        return None
    sums = tuple(bill.figure.value for bill in outcome.estimates)
    return (outcome.estimate and outcome.estimate.currency, sums, outcome.unknown, outcome.excluded)


def _priced(charge: Charge | None) -> tuple[object, ...] | None:
    if charge is None:
        return None
    return (charge.unit_price.value, charge.quantity.value, charge.per.value, charge.currency)


def occasion(move: Move) -> str:
    """Return what else is to be said of the instant of a move: the hours that it stands for, or whose it is."""
    return called_hours(move.hours) or (f", {OWN}" if move.at.is_own else "")
