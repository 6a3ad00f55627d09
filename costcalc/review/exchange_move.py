"""Exchange rates that are not what they were: they move a cost whose price and quantity did not change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.review.difference import changed_place

if TYPE_CHECKING:
    from costcalc.comparison import Outcome
    from costcalc.expr import Figure
    from costcalc.problem import Place
    from costcalc.review.move import Move

Pair = tuple[str, str]


class ExchangeMove(NamedTuple):
    """The exchange rate of two currencies before and after.

    Args:
        currency: One unit of it is exchanged.
        target: Into so many units of this: the currency of the total.
        before: How many they were.
        after: How many they are.
        place: Where the rate is written that changed; None where that cannot be said.
    """

    currency: str
    target: str
    before: Figure
    after: Figure
    place: Place | None


def exchange_moves(move: Move) -> tuple[ExchangeMove, ...]:
    """Return the exchange rates of an option that are not what they were, each once."""
    olds, news = _rates(move.before), _rates(move.after)
    return tuple(
        ExchangeMove(*pair, olds[pair], rate, _place(olds[pair], rate))
        for pair, rate in news.items()
        if pair in olds and olds[pair].value != rate.value
    )


def place_of_change(move: Move) -> Place:
    """Return where to look for why a cost moves: the changed price, or the exchange rate where no charge is another."""
    places = () if move.charges else (one.place for one in exchange_moves(move))
    return next((place for place in places if place), move.place)


def _rates(outcome: Outcome | None) -> dict[Pair, Figure]:
    """Return the rate of each pair of currencies in which something of an option is exchanged."""
    charges = (charge for bill in (outcome.estimates if outcome else ()) for charge in bill.charges)
    return {
        (charge.currency, charge.conversion.currency): rate
        for charge in charges
        if charge.conversion and (rate := charge.exchange_rate)
    }


def _place(old: Figure, new: Figure) -> Place | None:
    return changed_place(old, new) or next(iter(new.places()), None)
