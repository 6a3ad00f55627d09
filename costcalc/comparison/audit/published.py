"""What a unit of a meter costs on a model, for requests of a size, in some hours and times: one number, or none."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import UndefinedError, evaluate
from costcalc.pricing import ONCE, PriceQuery, Request, portions, price_of
from costcalc.problem import InputError
from costcalc.rules import Terms

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from costcalc.expr import Exact, Node
    from costcalc.instant import Period
    from costcalc.problem import Place
    from costcalc.ratecard import Offer
    from costcalc.workload import RequestGroup

STANDARD = Terms()
NOTHING: frozenset[str] = frozenset()
NO_VALUES: Mapping[str, Exact] = MappingProxyType({})
SMALL: Mapping[str, Node] = MappingProxyType({})
"""The sizes of a request that reaches no context tier."""


class PublishedPrice(NamedTuple):
    """The question for what is paid for a meter.

    Args:
        offer: The model.
        meter: Of what.
        at: The instant that counts, where the period is a nominal one.
        terms: The service tier and the region.
        period: What the prices are for: of a month of the calendar all that are in force in it.
        group: The requests, which have a size and hours; None for a small one, at that instant.
        env: The values of assumptions, which the size of a request rests on.
        without: Modifiers that are not to count.
    """

    offer: Offer
    meter: str
    at: datetime
    terms: Terms = STANDARD
    period: Period = ONCE
    group: RequestGroup | None = None
    env: Mapping[str, Exact] = NO_VALUES
    without: frozenset[str] = NOTHING

    def value(self, place: Place) -> Fraction | None:
        """Return the price of a million tokens, or of one of what is no token; of several times their mean.

        Args:
            place: Where the model was named.

        Returns:
            The price; None where there is none, or where more decides than what is known of the requests.
        """
        peak_share = self.group.peak_share if self.group else None
        paid = Fraction(0)
        try:
            for time in portions(self.offer, self.at, self.period, peak_share, place):
                query = PriceQuery(self.offer, time.segment, time.moment, self.terms, self.without)
                price = price_of(query, self.meter, self._request)
                if price is None:
                    return None
                share = Fraction(1) if time.share is None else Fraction(evaluate(time.share, self.env))
                paid += share * Fraction(evaluate(price, self.env))
        except (InputError, UndefinedError):
            return None
        return paid

    @property
    def _request(self) -> Request | None:
        """One request; None of those that have not all one size."""
        if self.group is None:
            sizes = SMALL
        elif self.group.loop or self.group.count is None:
            return None
        else:
            sizes = self.group.shape
        return Request(self.meter, sizes, sizes, self.offer.meters, self.offer.ref)
