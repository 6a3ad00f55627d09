"""Prices held against each other: which is far from that of the same model elsewhere, of its own rate, or from all."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks.plain_price import STANDARD, shown
from costcalc.checks.usual_prices import (
    FAR,
    INPUT,
    OF_STANDARD,
    OF_VARIANT,
    OF_WHOLE,
    OUTPUT,
    ROUGHLY_A_DOLLAR,
    SELDOM,
    SLACK,
    USUAL,
)
from costcalc.spelling import bare_name, stems, undated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.checks.plain_price import Kind, PlainPrice

Voice = list["PlainPrice"]
"""What a card says of a kind of price: one voice, however many of its entries agree."""

SELDOM_ALONE = "input of a model that one card alone has"


class Outlier(NamedTuple):
    """A price that is far from others, and what it is far from, in words with the number."""

    price: PlainPrice
    than: str

    def __str__(self) -> str:
        return f"{self.price}, and {self.than}"


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
        self._own, self._others = _voices(prices), _voices(others)

    def far_from(self, price: PlainPrice) -> str | None:
        """Return what a price is far from; None where from nothing."""
        if beyond := _beyond(price):
            return beyond
        return self._elsewhere(price) or self._beside(price) or self._alone(price)

    def _elsewhere(self, price: PlainPrice) -> str | None:
        """Return what else of the same model a price is far from; what others say of it decides, if they have it."""
        if others := self._known(price):
            voices, what = others, "other cards have this model at"
        else:
            voices = list(self._own[price.kind].values())
            if len(voices) == 1:  # one card, which can disagree with itself alone
                voices = [[each] for each in voices[0]]
            what = f"the median of {len(voices)} prices of this model is"
            if len(voices) == 2:  # noqa: PLR2004  # whichever of the two is the slip
                voices = [voice for voice in voices if all(each is not price for each in voice)]
                what = "the other price of this model is"
        usual = _middle(voices)
        return f"{what} {_in_words(price, usual, voices)}" if _apart(price.worth, usual, FAR) else None

    def _known(self, price: PlainPrice) -> list[Voice]:
        """Return what others say of the model of a price, or of what it is called without a date."""
        found = self._others.get(price.kind) or self._others.get(price.called(undated(bare_name(price.model)))) or {}
        return list(found.values())

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

    def _alone(self, price: PlainPrice) -> str | None:
        """Return why a price that no other card has is doubtful, though others are as far."""
        if price.meter != INPUT or price.where != STANDARD or self._known(price) or len(self._own[price.kind]) > 1:
            return None
        beyond = _beyond(price, SELDOM_ALONE)
        writes = price.beside(OUTPUT, STANDARD) in self._rates
        if beyond is None or not (writes or price.value * SELDOM.units > SELDOM.least) or self._is_variant(price):
            return None
        return beyond

    def _is_variant(self, price: PlainPrice) -> bool:
        """Whether others have a model of which this is a variant, as gpt-4 of gpt-4-32k, at about as much."""
        kinds = (price.called(stem) for stem in stems(bare_name(price.model)))
        nearest = next((voices for kind in kinds if (voices := self._others.get(kind))), {})
        return bool(nearest) and not _apart(price.worth, _middle(nearest.values()), OF_VARIANT)


def _voices(prices: Iterable[PlainPrice]) -> dict[Kind, dict[str, Voice]]:
    found: dict[Kind, dict[str, Voice]] = defaultdict(lambda: defaultdict(list))
    for price in prices:
        if not _beyond(price):  # a slip is no measure of others
            found[price.kind][price.card].append(price)
    return found


def _middle(voices: Iterable[Voice]) -> Fraction:
    return median(median(price.worth for price in voice) for voice in voices)


def _in_words(price: PlainPrice, worth: Fraction, of: Iterable[Voice]) -> str:
    """Return how much something is, as a price is written; about how many dollars, where currencies differ."""
    if {each.currency for voice in of for each in voice} == {price.currency}:
        return price._replace(value=worth * ROUGHLY_A_DOLLAR.get(price.currency, 1)).amount
    return f"about {price._replace(value=worth).amount} USD"


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
        return f"{who} more than {shown(usual.most * rate)}"
    return f"{who} less than {shown(usual.least * rate)}"
