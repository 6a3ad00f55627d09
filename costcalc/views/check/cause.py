"""Why costs move: the price or the exchange rate that changed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc import money
from costcalc.instant import short_instant
from costcalc.review.exchange_move import exchange_moves
from costcalc.review.move import called_hours
from costcalc.review.size import size_of
from costcalc.views.blocks import Ref
from costcalc.views.check.charges import called, is_paid, unit_of
from costcalc.views.check.words import turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.expr import Exact
    from costcalc.problem import Place
    from costcalc.review import ChargeMove, Move
    from costcalc.review.exchange_move import ExchangeMove
    from costcalc.views.blocks import Line


class MoveCause(NamedTuple):
    """A number that changed, and moves costs.

    Args:
        text: What it was and is.
        place: Where it is written.
    """

    text: str
    place: Place | None

    @property
    def line(self) -> Line:
        """It with its place."""
        return (f"{self.text} (", Ref((self.place,)), ")") if self.place else self.text


class Effect(NamedTuple):
    """What a cause moves.

    Args:
        option: The option.
        text: What of it, and from how much to how much.
        size: By how much, for the order.
    """

    option: str
    text: str
    size: Exact


MoveCauses = dict[MoveCause, tuple[Effect, ...]]


def exchange_cause(exchange: ExchangeMove) -> MoveCause:
    """Return a changed exchange rate as the cause of a move: `EUR to USD: 1.1 → 1.15`."""
    rates = turned(exchange.before.value, exchange.after.value, money.count_digits)
    return MoveCause(f"{exchange.currency} to {exchange.target}: {rates}", exchange.place)


def price_cause(move: ChargeMove) -> MoveCause | None:
    """Return a changed price as the cause of a move; None where something else changed, or more than the price."""
    old, new = move.before, move.after
    if not (old and new and new.model) or old.model != new.model or old.unit_price.value == new.unit_price.value:
        return None
    if old.quantity.value != new.quantity.value or unit_of(old) != unit_of(new):
        return None
    prices = turned(old.unit_price.value, new.unit_price.value, money.count_digits)
    return MoveCause(f"{new.model}, {new.meter}: {prices}{unit_of(new)}", move.place)


def shared_causes(moves: Iterable[Move], today: datetime) -> MoveCauses:
    """Return the causes that move several options, each with what it moves: the cause of most comes first.

    Args:
        moves: The moves.
        today: The instant that goes without saying.
    """
    found: dict[MoveCause, dict[str, Effect]] = {}
    for move in moves:
        when = "" if move.as_of == today else f" at {short_instant(move.as_of)}{called_hours(move.hours)}"
        for cause, effect in _effects(move, when):
            found.setdefault(cause, {}).setdefault(effect.text, effect)
    several = {cause: tuple(effects.values()) for cause, effects in found.items()}
    several = {cause: own for cause, own in several.items() if len({effect.option for effect in own}) > 1}
    ranked = sorted(several, key=lambda cause: len(several[cause]), reverse=True)
    return {cause: tuple(sorted(several[cause], key=lambda effect: effect.size, reverse=True)) for cause in ranked}


def _effects(move: Move, when: str) -> Iterator[tuple[MoveCause, Effect]]:
    for exchange in exchange_moves(move):
        yield exchange_cause(exchange), Effect(move.name, f"{move.name}{when}", size_of(move))
    for charge in filter(is_paid, move.charges):
        if (cause := price_cause(charge)) and charge.before and charge.after:
            old, new = charge.before.amount, charge.after.amount
            text = f"{move.name}, {called(charge)}{when} {turned(old, new, money.amount_digits)}"
            yield cause, Effect(move.name, text, abs(Fraction(new) - Fraction(old)))
