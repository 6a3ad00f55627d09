"""The price of a meter at an instant, and how it went over time: exactly what a bill would charge."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Figure, Product, Quotient, Symbol, product, without_trailing_zeros
from costcalc.pricing.query import LIST, LISTED, PriceQuery
from costcalc.pricing.quote import quote
from costcalc.pricing.segments import RateSpan, Segment
from costcalc.problem import InputError
from costcalc.rules import UnitPrice

if TYPE_CHECKING:
    from costcalc.expr import Exact
    from costcalc.meters import Meter
    from costcalc.ratecard import Offer, Rate
    from costcalc.rules import PriceForm, PricingUnit

_EVER = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC))


class Standing(NamedTuple):
    """The price of a meter at an instant.

    It is that of the standard service, for a request of the usual size, outside hours that have prices of their own.

    Args:
        meter: What is counted.
        form: The price, in its form. Where that has several amounts, the figures are of the first.
        per: How much the figures are for.
        listed: What is published.
        contracted: What was negotiated; the same where nothing was.
        paid: What is paid, promotions and mark-ups included.
    """

    meter: Meter
    form: PriceForm
    per: PricingUnit
    listed: Figure
    contracted: Figure
    paid: Figure

    @property
    def is_plain(self) -> bool:
        """Whether it is one amount for every unit, the first as well as the last."""
        return isinstance(self.form, UnitPrice) and not (self.form.minimum or self.form.free)

    def scaled(self, per: PricingUnit) -> Figure | None:
        """Return what is paid for another number of the same units; None where these are others."""
        if self.per.unit != per.unit:
            return None
        return Figure(Quotient(Product((self.paid.node, per.count)), self.per.count))


class PriceSwitch(NamedTuple):
    """From when on a price holds; None where there is none."""

    since: datetime
    price: Exact | None


def standing(offer: Offer, meter: str, moment: datetime) -> Standing | None:
    """Find the price of a meter at an instant; None where nobody says one.

    Args:
        offer: The model.
        meter: One of its meters.
        moment: The instant.
    """
    rate = offer.model.rate_at(moment)
    if rate is None:
        return None
    try:
        paid, form = _figure(offer, rate, meter, moment, frozenset())
        contracted = listed = paid
        if offer.list_file or rate.has_list_price:
            contracted, _ = _figure(offer, rate, meter, moment, LISTED)
            listed, _ = _figure(offer, rate, meter, moment, LIST)
    except InputError:
        return None
    return Standing(offer.meters[meter], form, form.per or offer.prices.card.per, listed, contracted, paid)


def _figure(
    offer: Offer, rate: Rate, meter: str, moment: datetime, without: frozenset[str]
) -> tuple[Figure, PriceForm]:
    query = PriceQuery(offer, Segment(RateSpan(rate)), moment, without=without)
    found = quote(query, meter)
    return Figure(product(Symbol(found.symbol, found.price.amounts[0]), *found.factors)), found.price


def over_time(offer: Offer, meter: str) -> tuple[PriceSwitch, ...]:
    """Return the prices of a meter over time, per the card's pricing unit where that counts the same.

    Args:
        offer: The model.
        meter: One of its meters.

    Returns:
        The instants at which it changes, oldest first.
    """
    found: list[PriceSwitch] = []
    for since in sorted(offer.breaks(*_EVER)):
        price = _scaled(offer, standing(offer, meter, since))
        if price != (found[-1].price if found else None):
            found.append(PriceSwitch(since, price))
    return tuple(found)


def _scaled(offer: Offer, found: Standing | None) -> Exact | None:
    if not found:
        return None
    scaled = found.scaled(offer.prices.card.per)
    return without_trailing_zeros(scaled.value) if scaled else found.paid.value
