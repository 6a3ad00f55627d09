"""What a price is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.rules import MODIFIERS, Terms

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.pricing.segments import Segment
    from costcalc.ratecard import Offer, Rate

CONTRACT = "contract"
LIST = frozenset(modifier.word for modifier in MODIFIERS if not modifier.listed)
"""What a list price is without."""

LISTED = LIST - {CONTRACT}
"""What a contracted price is without."""


class PriceQuery(NamedTuple):
    """The question for a price: which model, when, and in which terms.

    Args:
        offer: The model.
        segment: The time.
        moment: An instant of it.
        terms: The service tier, the region.
        without: Modifiers that are not to count.
        called: What formulas put before the names of its prices, where there are other models beside it.
        part: What they put behind them, where the price changes inside the period.
    """

    offer: Offer
    segment: Segment
    moment: datetime
    terms: Terms = Terms()
    without: frozenset[str] = frozenset()
    called: str = ""
    part: str = ""

    @property
    def rate(self) -> Rate:
        """The rate in force."""
        return self.segment.span.rate
