"""Changes of prices on the way, in words: of what an option asks for, what was and what is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.ratecard.price_points import conditions, price_points
from costcalc.views.cards.price import price_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from costcalc.comparison.option_forecast import OptionForecast
    from costcalc.comparison.price_steps import OfferBreak
    from costcalc.instant import Period
    from costcalc.ratecard import Rate, RateCard

NONE = "none"
TERMS = "terms that are in force change"


class ForecastChange(NamedTuple):
    """A change of what an option pays.

    Args:
        at: When.
        model: CARD/MODEL.
        words: What changes, one thing after the other: `input 0.14 -> 0.22`.
        rate: The rate from then on; None where there is none.
    """

    at: datetime
    model: str
    words: tuple[str, ...]
    rate: Rate | None

    def within(self, month: Period) -> bool:
        """Return whether it falls into a month."""
        return month.start is not None and month.end is not None and month.start <= self.at < month.end


def changes_of(option: OptionForecast) -> Iterator[ForecastChange]:
    """Yield the changes of prices that an option asks for, in order; a rate that leaves them as they were is none."""
    bought = option.outcomes[0].plan.bought
    for step in option.steps:
        own = (group for each in bought if each.offer.ref == step.offer.ref for group in each.groups)
        groups = [group for group in own if not group.once]
        asked = {"request", *(meter for group in groups for meter in group.shape)}
        if groups and (words := tuple(_moved(step, asked))):
            yield ForecastChange(step.at, step.offer.ref, words, step.after)


def _moved(step: OfferBreak, asked: Collection[str]) -> Iterator[str]:
    card = step.offer.prices.card
    if step.before is step.after:
        yield TERMS
        return
    if step.before is None or step.after is None:
        yield "no price from then on" if step.before else "a price from then on"
        return
    was, now = (_said(rate, card, asked) for rate in (step.before, step.after))
    for name in dict.fromkeys([*was, *now]):
        if was.get(name) != now.get(name):
            yield f"{name} {was.get(name, NONE)} -> {now.get(name, NONE)}"


def _said(rate: Rate, card: RateCard, asked: Collection[str]) -> Mapping[str, str]:
    """Return what a rate says of meters that are asked for, and what else of it decides about money."""
    prices = {
        point.where.around(point.meter): price_words(point.price, card.per)
        for point in price_points(rate, card.all_meters)
        if point.meter in asked
    }
    return prices | {what: said.text for what, said in conditions(rate).items()}
