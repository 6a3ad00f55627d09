"""A line of a bill: a charge before it has values."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.charge import Charge, Figure
from costcalc.expr import Node, Product, Quotient

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.expr import Exact
    from costcalc.pricing.quote import Quote
    from costcalc.pricing.slot import Slot
    from costcalc.ratecard import Offer
    from costcalc.rules import Line
    from costcalc.workload import RequestGroup


class BillLine(NamedTuple):
    """A charge before it has values.

    Args:
        key: What it is called.
        group: The requests it is for; None where it is for all of them.
        meter: What is counted.
        line: The quantity, the price, and what that buys.
        slot: The time it is for.
        quote: Where the price comes from; None for what is missing to a minimum.
        list_price: What is published, where that is another price.
        contracted_price: What was negotiated, where that is another price.
    """

    key: str
    group: RequestGroup | None
    meter: str
    line: Line
    slot: Slot
    quote: Quote | None = None
    list_price: Node | None = None
    contracted_price: Node | None = None

    @property
    def amount(self) -> Node:
        """What it costs."""
        return Quotient(Product((self.line.quantity, self.line.unit_price)), self.line.per)

    def charge(self, offer: Offer, env: Mapping[str, Exact]) -> Charge:
        """Give the charge that it is with these values."""
        rate = self.slot.rate
        card = offer.prices.card
        meter = offer.meters.get(self.meter)
        terms = self.quote.terms if self.quote else None
        return Charge(
            key=self.key,
            call=self.group.call if self.group else self.meter,
            model=offer.ref,
            meter=self.meter,
            unit=self.line.unit or (meter.unit if meter else card.currency),
            quantity=Figure(self.line.quantity, env),
            unit_price=Figure(self.line.unit_price, env),
            per=Figure(self.line.per, env),
            currency=card.currency,
            decided_at=self.quote.decided_at if self.quote else None,
            source=(*rate.source, terms.source) if terms else rate.source,
            effective=rate.effective.at,
            confidence=rate.confidence,
            disagreement=rate.disagreement,
            verified=rate.verified.at if rate.verified else None,
            service=self.group.service if self.group else "standard",
            region=self.group.region if self.group else None,
            since=self.slot.since,
            until=self.slot.until,
            list_price=Figure(self.list_price, env) if self.list_price else None,
            contracted_price=Figure(self.contracted_price, env) if self.contracted_price else None,
        )


def key_of(*words: str) -> str:
    """Put the key of a charge together: what is empty is left out."""
    return ".".join(filter(None, words))
