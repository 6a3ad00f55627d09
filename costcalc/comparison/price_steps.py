"""When the prices of an option change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.instant import TICK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.comparison.outcome import Outcome
    from costcalc.ratecard import Offer, Rate


class OfferBreak(NamedTuple):
    """An instant at which the prices of a model change.

    Args:
        offer: The model.
        at: When.
        before: The rate until then; None where there was none.
        after: The rate from then on; the same one where something in it ends, or a contract decides.
    """

    offer: Offer
    at: datetime
    before: Rate | None
    after: Rate | None


def price_steps(outcome: Outcome, start: datetime, end: datetime) -> Iterator[OfferBreak]:
    """Yield when the prices of an option change between two instants, in order.

    Args:
        outcome: The option. One with an instant of its own keeps its prices.
        start: The first instant; what begins with it is no change.
        end: The first instant after the last.
    """
    written = outcome.planned.scenario.scenario.options.get(outcome.id)
    if written and written.as_of:
        return
    found = [
        OfferBreak(offer, at, offer.model.rate_at(at - TICK), offer.model.rate_at(at))
        for offer in outcome.offers
        for at in offer.breaks(start, end)
    ]
    yield from sorted(found, key=lambda step: (step.at, step.offer.ref))
