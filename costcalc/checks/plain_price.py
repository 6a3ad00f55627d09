"""The prices of a card that can be held against those of others: what one unit costs, where that is one number."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks.amounts import Amounts, is_meant
from costcalc.checks.usual_prices import ROUGHLY_A_DOLLAR, USUAL
from costcalc.expr import decimal_text, magnitude, round_half_up
from costcalc.instant import short_instant
from costcalc.meters import METERS
from costcalc.money import grouped
from costcalc.ratecard.price_points import PriceScope
from costcalc.rules import BilledAs
from costcalc.rules.unit import plural
from costcalc.spelling import bare_name

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from fractions import Fraction

    from costcalc.problem import Place
    from costcalc.ratecard import RateCard

STANDARD = PriceScope()
DIGITS = 4
COUNTS = {1: "1", 1_000: "1K", 1_000_000: "1M"}
Kind = tuple[object, ...]


class PlainPrice(NamedTuple):
    """The price of a unit that is one number.

    Args:
        card: The card's id.
        model: The model's name.
        since: From when on it holds.
        where: What it applies to.
        meter: What for.
        value: How much, for one.
        currency: Of what.
        place: Where it stands; None where its card says that it is meant.
    """

    card: str
    model: str
    since: str
    where: PriceScope
    meter: str
    value: Fraction
    currency: str
    place: Place | None

    @property
    def kind(self) -> Kind:
        """What prices have in common that can be held against each other."""
        return self.called(bare_name(self.model))

    def called(self, name: str) -> Kind:
        """Return what its kind would be if its model had another bare name."""
        return (name, self.where, self.meter, None if self.currency in ROUGHLY_A_DOLLAR else self.currency)

    @property
    def worth(self) -> Fraction:
        """How much it is in dollars, more or less; of a currency that nobody knows, in that."""
        rate = ROUGHLY_A_DOLLAR.get(self.currency, 1)
        return self.value if rate == 1 else self.value / rate

    def beside(self, meter: str, where: PriceScope) -> tuple[object, ...]:
        """Return what tells another price of the same rate."""
        return (self.card, self.model, self.since, where, meter)

    @property
    def amount(self) -> str:
        """How much it is, for as many units as people say."""
        return shown(self.value * USUAL[self.meter].units)

    def __str__(self) -> str:
        unit = METERS[self.meter].unit
        count = USUAL[self.meter].units
        per = f"{COUNTS[count]} {plural(unit) if count > 1 else unit}"
        return f"{self.where.around(self.meter)} costs {self.amount} {self.currency} per {per}"


def plain_prices(card: RateCard, called: Container[str] | None = None) -> Iterator[PlainPrice]:
    """Yield the prices of a card of which it is known what is usual; what is free is far from nothing.

    Args:
        card: The card.
        called: The bare names of the models that are wanted; None for all of them.
    """
    for name, model in card.models.items():
        if called is not None and bare_name(name) not in called:
            continue
        for span in model.history:
            amounts = Amounts(card, span.rate)
            since = short_instant(span.start)
            for where, meter in amounts:
                price = amounts.price_at(where, meter) if meter in USUAL else None
                # What is billed as something else is as far from others as that.
                value = None if price is None or isinstance(price, BilledAs) else amounts.value(where, meter)
                if value and price:
                    place = None if is_meant(price) else price.place
                    yield PlainPrice(str(card.id), str(name), since, where, meter, value, str(card.currency), place)


def shown(value: Fraction) -> str:
    """Return a price as people read it."""
    return grouped(decimal_text(round_half_up(value, max(0, DIGITS - magnitude(value)))))
