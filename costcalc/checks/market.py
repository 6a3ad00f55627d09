"""Prices held against each other: which is far from that of the same model elsewhere, of its own rate, or from all."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks.amounts import Amounts, is_meant
from costcalc.checks.usual_prices import (
    FAR,
    INPUT,
    OF_STANDARD,
    OF_WHOLE,
    OUTPUT,
    ROUGHLY_A_DOLLAR,
    SELDOM,
    SLACK,
    USUAL,
)
from costcalc.expr import decimal_text, magnitude, round_half_up
from costcalc.instant import short_instant
from costcalc.meters import METERS
from costcalc.money import grouped
from costcalc.ratecard.price_points import PriceScope
from costcalc.rules import BilledAs
from costcalc.rules.unit import plural
from costcalc.spelling import bare_name

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from costcalc.problem import Place
    from costcalc.ratecard import RateCard

STANDARD = PriceScope()
DIGITS = 4
SELDOM_ALONE = "input of a model that one card alone has"
COUNTS = {1: "1", 1_000: "1K", 1_000_000: "1M"}


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
    def kind(self) -> tuple[object, ...]:
        """What prices have in common that can be held against each other."""
        return (bare_name(self.model), self.where, self.meter, self.currency)

    def beside(self, meter: str, where: PriceScope) -> tuple[object, ...]:
        """Return what tells another price of the same rate."""
        return (self.card, self.model, self.since, where, meter)

    @property
    def amount(self) -> str:
        """How much it is, for as many units as people say."""
        return _shown(self.value * USUAL[self.meter].units)

    def __str__(self) -> str:
        unit = METERS[self.meter].unit
        count = USUAL[self.meter].units
        per = f"{COUNTS[count]} {plural(unit) if count > 1 else unit}"
        return f"{self.where.around(self.meter)} costs {self.amount} {self.currency} per {per}"


class Outlier(NamedTuple):
    """A price that is far from others, and what it is far from, in words with the number."""

    price: PlainPrice
    than: str

    def __str__(self) -> str:
        return f"{self.price}, and {self.than}"


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


def outliers(prices: Sequence[PlainPrice], others: Iterable[PlainPrice] = ()) -> Iterator[Outlier]:
    """Yield those of some prices that are far from what models cost, the first reason of each.

    Args:
        prices: Those that are looked at.
        others: What else they are held against.
    """
    market = Market(prices, others)
    for price in prices:
        if than := price.place and market.far_from(price):
            yield Outlier(price, than)


class Market:
    """Prices that are held against each other.

    Args:
        prices: Those that are looked at.
        others: What else they are held against.
    """

    def __init__(self, prices: Sequence[PlainPrice], others: Iterable[PlainPrice]) -> None:
        self._rates: dict[tuple[object, ...], PlainPrice] = {price[:5]: price for price in prices}
        self._alike: dict[tuple[object, ...], list[Fraction]] = defaultdict(list)
        self._cards: dict[tuple[object, ...], set[str]] = defaultdict(set)
        asked = {price.kind for price in prices}
        for price in (*prices, *others):
            kind = price.kind
            if kind in asked and not _beyond(price):  # a slip is no measure of others
                self._alike[kind].append(price.value)
                self._cards[kind].add(price.card)
        self._middle = {kind: median(values) for kind, values in self._alike.items() if len(values) > 2}  # noqa: PLR2004  # of two, whichever is the slip

    def far_from(self, price: PlainPrice) -> str | None:
        """Return what a price is far from; None where from nothing."""
        if beyond := _beyond(price):
            return beyond
        kind = price.kind
        return self._elsewhere(price, kind) or self._beside(price) or self._alone(price, kind)

    def _elsewhere(self, price: PlainPrice, kind: tuple[object, ...]) -> str | None:
        alike = self._alike[kind]
        if len(alike) < 2:  # noqa: PLR2004  # itself alone
            return None
        usual, what = self._middle.get(kind), f"the median of {len(alike)} prices"
        if usual is None:
            usual, what = sum(alike) - price.value, "the other price"
        if not _apart(price.value, usual, FAR):
            return None
        return f"{what} of this model is {price._replace(value=usual).amount}"

    def _beside(self, price: PlainPrice) -> str | None:
        """Return what of the same rate a price is far from: its whole, or the standard price."""
        whole, least, most = OF_WHOLE.get(price.meter, ("", 0, 0))
        other = self._rates.get(price.beside(whole, price.where)) if whole else None
        if other and (_exceeds(price.value, other.value, most) or _exceeds(other.value, price.value, least)):
            return f"its {other.where.around(other.meter)} costs {other.amount}"
        other = self._rates.get(price.beside(price.meter, STANDARD)) if price.where != STANDARD else None
        if other and _apart(price.value, other.value, OF_STANDARD):
            return f"its standard price is {other.amount}"
        return None

    def _alone(self, price: PlainPrice, kind: tuple[object, ...]) -> str | None:
        """Return why a price that no other card has is doubtful, though others are as far."""
        if price.meter != INPUT or price.where != STANDARD or len(self._cards[kind]) > 1:
            return None
        beyond = _beyond(price, SELDOM_ALONE)
        writes = price.beside(OUTPUT, STANDARD) in self._rates
        if beyond is None or not (writes or price.value * SELDOM.units > SELDOM.least):
            return None
        return beyond


def _exceeds(one: Fraction, other: Fraction, times: int) -> bool:
    """Whether a price is more than so many times another, without the cost of a product in lowest terms."""
    return one.numerator * other.denominator > times * other.numerator * one.denominator


def _apart(one: Fraction, other: Fraction, times: int) -> bool:
    return _exceeds(one, other, times) or _exceeds(other, one, times)


@lru_cache(maxsize=4_096)
def _limits(meter: str, currency: str) -> tuple[Fraction, Fraction] | None:
    """Return what a unit may cost at least and at most; None where nobody knows what a currency is worth."""
    rate = ROUGHLY_A_DOLLAR.get(currency)
    if rate is None:
        return None
    usual, slack = (SELDOM, 1) if meter == SELDOM_ALONE else (USUAL[meter], SLACK)
    # What another currency is worth is known within a few times only.
    spread = slack if rate == 1 else slack * 4
    return usual.least * rate / usual.units / spread, usual.most * rate / usual.units * spread


def _beyond(price: PlainPrice, of: str = "") -> str | None:
    """Return what a price is beyond; None where it is not. `of` are the limits, if not those of its meter."""
    limits = _limits(of or price.meter, price.currency)
    if limits is None or not (_exceeds(limits[0], price.value, 1) or _exceeds(price.value, limits[1], 1)):
        return None
    usual, rate = SELDOM if of else USUAL[price.meter], ROUGHLY_A_DOLLAR[price.currency]
    who = "of models that one card alone has, few cost" if of else "no model that is known costs"
    if price.value > limits[1]:
        return f"{who} more than {_shown(usual.most * rate)}"
    return f"{who} less than {_shown(usual.least * rate)}"


def _shown(value: Fraction) -> str:
    return grouped(decimal_text(round_half_up(value, max(0, DIGITS - magnitude(value)))))
