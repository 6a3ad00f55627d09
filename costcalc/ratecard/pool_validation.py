"""Which prices of a card share a quota, and when they are in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.rules import PoolUse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.ratecard.card import RateCard
    from costcalc.rules import TieredSheet


def pools_of(card: RateCard) -> Iterator[PoolUse]:
    """Yield every price of a card that names a pool, with the time it is in force."""
    for model in card.models.values():
        for span in model.history:
            yield from _of(card, span.rate, span.start, span.end)
    for terms in card.contract:
        yield from _of(card, terms, terms.effective.at, terms.until.at if terms.until else None)


def _of(card: RateCard, sheet: TieredSheet, start: datetime, end: datetime | None) -> Iterator[PoolUse]:
    for name, quota in sheet.shared():
        if meter := card.all_meters.get(name):  # what is no meter is said elsewhere
            yield PoolUse(quota, meter.unit, start, end)
