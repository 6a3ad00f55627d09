"""A price is far from what models cost, or from what the same model costs elsewhere.

A rate card takes any price of up to a dollar a token, so that a slip of a thousand passes: per 1K where per 1M is
meant, cents for dollars, a price per million in a field per token. Four things are out of the ordinary for the tokens
of a text:

- more than 1,500 USD per 1M tokens read, or 6,000 per 1M tokens written: ten times the dearest that was ever sold;
- more than 100 times the median of what the same model costs in its other rates and in other cards, or less than a
  hundredth of it; models are the same whose names are, but for capitals and for what stands before the last `/`;
- output that costs more than 1,000 times as much as input;
- input that costs more than 100 times as much as output.

The bounds come from the 10,000 rates of three public lists of November 2026: what they find there are slips, about one
in a thousand, and in the cards that come with costcalc nothing.

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 15000, output: 60000}     # bad: 0.15 and 0.60 are meant

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.15, output: 0.60}       # good

`costcalc cards import` says the same in a note. Where such a price is meant, say why at the price:
`input: {price: 15000, unusual: "a model of one page's knowledge"}`.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks.amounts import Amounts, is_meant
from costcalc.checks.finding import Finding, Level
from costcalc.expr import decimal_text, magnitude, round_half_up
from costcalc.instant import short_instant
from costcalc.money import grouped
from costcalc.problem import InputError
from costcalc.rules import BilledAs
from costcalc.spelling import bare_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from costcalc.checks.subject import Subject
    from costcalc.problem import Place
    from costcalc.ratecard import RateCard
    from costcalc.ratecard.price_points import PriceScope

LEVEL = Level.WARNING
HINT = "look at the unit; where it is meant, say why: {price: …, unusual: …}"

INPUT, OUTPUT = "input", "output"
DEAREST: Mapping[str, int] = {
    **dict.fromkeys((INPUT, "cache_read", "cache_write_5m", "cache_write_1h"), 1_500),
    **dict.fromkeys((OUTPUT, "reasoning"), 6_000),
}
"""Ten times 150 and 600 USD per 1M tokens, which o1-pro cost: the meters of text, and what is too much for each."""

FAR = 100
"""Times the median. At 50 the public lists have true prices of cached tokens, which some vendors all but give away."""

OUTPUT_FAR, INPUT_FAR = 1_000, 100
"""Times the other side: of true prices output costs up to 120 times as much, and input never 100 times."""

MILLION = 1_000_000
DIGITS = 4


class TextPrice(NamedTuple):
    """The price of the tokens of a text, for 1M.

    Args:
        card: The card's id.
        model: The model's name.
        since: From when on it holds.
        where: What it applies to.
        meter: What for.
        value: How much.
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

    def __str__(self) -> str:
        return f"{self.where.around(self.meter)} costs {_shown(self.value)} {self.currency} per 1M tokens"


class Outlier(NamedTuple):
    """A price that is far from others, and what it is far from, in words with the number."""

    price: TextPrice
    than: str

    def __str__(self) -> str:
        return f"{self.price}, and {self.than}"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each rate with a price that is far from others."""
    own = [price for file in subject.head.own for price in text_prices(file.card)]
    seen = set()
    for found in outliers(own, _others(subject) if own else ()):
        price = found.price
        about = f"{price.card}/{price.model} {price.since}"
        if about not in seen and price.place:
            seen.add(about)
            message = f"{price.card}/{price.model}: {found}"
            yield Finding("price-outlier", LEVEL, price.place, message, HINT, about)


def _others(subject: Subject) -> Iterator[TextPrice]:
    own = {str(file.card.id) for file in subject.head.own}
    for name in subject.head.cards.ids():
        with suppress(InputError):
            if name not in own:
                yield from text_prices(subject.head.cards.file(name).card)


def text_prices(card: RateCard) -> Iterator[TextPrice]:
    """Yield the prices of a card for the tokens of texts; what is free is far from nothing."""
    for name, model in card.models.items():
        for span in model.history:
            amounts = Amounts(card, span.rate)
            for where, meter in amounts:
                price = amounts.price_at(where, meter) if meter in DEAREST else None
                # What is billed as something else is as far from others as that.
                value = None if price is None or isinstance(price, BilledAs) else amounts.value(where, meter)
                if value and price:
                    place = None if is_meant(price) else price.place
                    since = short_instant(span.start)
                    millions = value * MILLION
                    yield TextPrice(str(card.id), str(name), since, where, meter, millions, str(card.currency), place)


def outliers(prices: Sequence[TextPrice], others: Iterable[TextPrice] = ()) -> Iterator[Outlier]:
    """Yield those of some prices that are far from what models cost, the first reason of each.

    Args:
        prices: Those that are looked at.
        others: What else they are held against.
    """
    alike: dict[tuple[object, ...], list[Fraction]] = defaultdict(list)
    for price in (*prices, *others):
        if not _too_dear(price):  # a slip is no measure of others
            alike[price.kind].append(price.value)
    sides = {price[:5]: price for price in prices}
    for price in prices:
        other = sides.get(
            (price.card, price.model, price.since, price.where, INPUT if price.meter == OUTPUT else OUTPUT)
        )
        than = price.place and (_too_dear(price) or _far_from(price, alike[price.kind]) or _one_sided(price, other))
        if than:
            yield Outlier(price, than)


def _too_dear(price: TextPrice) -> str | None:
    dearest = DEAREST[price.meter]
    if price.currency != "USD" or price.value <= dearest:
        return None
    return f"no text model ever cost more than {dearest // 10:,}"


def _far_from(price: TextPrice, alike: Sequence[Fraction]) -> str | None:
    if len(alike) < 2:  # noqa: PLR2004  # itself alone
        return None
    if len(alike) == 2:  # noqa: PLR2004  # whichever of the two is the slip
        usual, what = sum(alike) - price.value, "the other price"
    else:
        usual, what = median(alike), f"the median of {len(alike)} prices"
    if price.value <= usual * FAR and usual <= price.value * FAR:
        return None
    return f"{what} of this model is {_shown(usual)}"


def _one_sided(price: TextPrice, other: TextPrice | None) -> str | None:
    far = {OUTPUT: OUTPUT_FAR, INPUT: INPUT_FAR}.get(price.meter)
    if far is None or other is None or price.value <= other.value * far:
        return None
    return f"its {other.where.around(other.meter)} costs {_shown(other.value)}"


def _shown(value: Fraction) -> str:
    return grouped(decimal_text(round_half_up(value, max(0, DIGITS - magnitude(value)))))
