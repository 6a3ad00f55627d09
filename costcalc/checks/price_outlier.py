"""A price is far from what models cost, or from what the same model costs elsewhere.

A rate card takes any price of up to a dollar a token, so that a slip of a thousand passes: per 1K where per 1M is
meant, cents for dollars, a price per million in a field per token. Five things are out of the ordinary:

- more than twice the dearest price of a meter that anybody asks, or less than half of the cheapest: 150 and 0.005 USD
  per 1M tokens of input, 84 and 0.5 per 1K searches; a currency whose worth is known is held against it, too;
- a price that is far from that of the whole it is part of, or output from input: cached input of seven times the price
  of input, output of 200 times that or of a twentieth;
- more than 100 times what the same model costs elsewhere, or less than a hundredth of it. That is the median of the
  cards that are not looked at; where they do not have the model, of those that are, each of which counts once, however
  many of its entries agree; where one card alone has it, of its prices. Models are the same whose names are, but for
  capitals and for what stands before the last `/`. Other currencies are held against it by what they are roughly worth;
- in a service, a region, a tier or at some hours more than 50 times the standard price, or less than a fiftieth;
- more than 40 USD per 1M tokens of input, or less than 0.01 where there is output as well, of a model that no other
  card has; but if it is a variant of one that another card has, as gpt-4-32k is of gpt-4, up to five times as much or
  as little as that.

The bounds come from 94,000 prices of five public lists of November 2026: of these they find about one in a thousand,
most of them slips and a few dear models that no other card has, and in the cards that come with costcalc nothing.

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 15000, output: 60000}     # bad: 0.15 and 0.60 are meant

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.15, output: 0.60}       # good

`costcalc cards import` says the same in a note. Where such a price is meant, say why at the price:
`input: {price: 15000, unusual: "a model of one page's knowledge"}`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.checks.market import outliers
from costcalc.checks.plain_price import plain_prices
from costcalc.problem import InputError
from costcalc.spelling import bare_name, undated

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from costcalc.checks.plain_price import PlainPrice
    from costcalc.checks.subject import Subject

LEVEL = Level.WARNING
HINT = "look at the unit; where it is meant, say why: {price: …, unusual: …}"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each rate with a price that is far from others."""
    own = [price for file in subject.head.own for price in plain_prices(file.card)]
    seen = set()
    names = {bare_name(price.model) for price in own}
    names |= {undated(name) for name in names}
    for found in outliers(own, _others(subject, names) if own else ()):
        price = found.price
        about = f"{price.card}/{price.model} {price.since}"
        if about not in seen and price.place:
            seen.add(about)
            message = f"{price.card}/{price.model}: {found}"
            yield Finding("price-outlier", LEVEL, price.place, message, HINT, about)


def _others(subject: Subject, called: Container[str]) -> Iterator[PlainPrice]:
    """Yield the prices of the cards that are not looked at, of models with these bare names."""
    own = {str(file.card.id) for file in subject.head.own}
    for name in subject.head.cards.ids():
        with suppress(InputError):
            if name not in own:
                yield from plain_prices(subject.head.cards.file(name).card, called)
