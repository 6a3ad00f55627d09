"""What changes the standard prices of a rate, in words: sizes, services, regions, hours, mark-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.ratecard.price_points import PriceScope, conditions, modifier_names, price_points
from costcalc.rules import Multiplied
from costcalc.views.cards.price import price_words
from costcalc.views.words import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.ratecard import Rate, RateCard
    from costcalc.ratecard.price_points import PricePoint


def changed_by(rate: Rate) -> str:
    """Return the names of what changes the standard prices: `size, batch, off-peak`."""
    return ", ".join([*(["size"] if rate.context_tiers else []), *modifier_names(rate)]) or NOTHING


def change_lines(rate: Rate, card: RateCard) -> Iterator[str]:
    """Yield line by line what changes the standard prices, and what else decides about money."""
    groups: dict[PriceScope, list[PricePoint]] = {}
    for found in price_points(rate, card.all_meters):
        if found.where != PriceScope():
            groups.setdefault(found.where, []).append(found)
    yield from (f"{where.around()}: {_together(prices, card)}" for where, prices in groups.items())
    yield from (f"{what}: {said.text}" for what, said in conditions(rate).items())


def _together(prices: Sequence[PricePoint], card: RateCard) -> str:
    """Return what several prices are; one factor for all of them is said once."""
    texts = [price_words(found.price, card.per) for found in prices]
    if len(texts) > 1 and len(set(texts)) == 1 and isinstance(prices[0].price, Multiplied):
        return f"{texts[0]} ({', '.join(found.meter for found in prices)})"
    return ", ".join(f"{found.meter} {text}" for found, text in zip(prices, texts, strict=True))
