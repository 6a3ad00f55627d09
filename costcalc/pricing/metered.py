"""One meter of one group in one portion of the period, and the charges it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Case, Choice, Compare, Missing, Node, Product, Quotient, number
from costcalc.pricing.charge_plan import ChargePlan, Doubt
from costcalc.pricing.origin import PriceOrigin
from costcalc.pricing.query import LIST, LISTED, PriceQuery
from costcalc.pricing.quote import Quote, quote
from costcalc.pricing.refused import lacking
from costcalc.pricing.segments import Portion, key_of, windows
from costcalc.pricing.size import Request, tier_reached
from costcalc.problem import InputError, Problem
from costcalc.rules import Line, Unpriced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.expr import Settled
    from costcalc.rules import Usage
    from costcalc.workload import RequestGroup


class Metered(NamedTuple):
    """The usage of one meter by one request group, and all that its price depends on.

    Args:
        query: The model, the time, the service.
        group: The requests.
        portion: The part of the period.
        request: One of them.
        quote: The price of it.
        usage: How much.
    """

    query: PriceQuery
    group: RequestGroup
    portion: Portion
    request: Request
    quote: Quote
    usage: Usage

    def charges(self) -> Iterator[ChargePlan]:
        """Return the charges for it."""
        offer, rate = self.query.offer, self.query.rate
        lines = self._lines(self.quote)
        if self.portion.reason:
            lines = self._with_reason(lines, self.portion.reason)
        published: Quote | None = self.quote
        listed = contracted = None
        changed = bool(offer.list_file) or rate.has_list_price
        if changed:
            published = self._quoted(self.query._replace(without=LIST))
            listed = self._beside(lines, published)
            contracted = self._beside(lines, self._quoted(self.query._replace(without=LISTED))) or lines
        origin = PriceOrigin(
            offer=offer,
            portion=self.portion,
            terms=self.group.terms,
            group=self.group,
            quote=self.quote,
            published=published is not None,
        )
        tier = None if self.group.loop else tier_reached(self.quote.tiers, self.request.sizes)
        unsaid = any(isinstance(other, Unpriced) for _, other in self.quote.tiers)
        for nth, line in enumerate(lines):
            yield ChargePlan(
                key=key_of(self.group.call, self.request.meter, self.portion.label, line.part),
                entry=self.group.call,
                meter=self.request.meter,
                unit=line.unit or offer.meters[self.request.meter].unit,
                line=line,
                currency=offer.prices.card.currency,
                origin=origin._replace(part=line.part, tier=None if line.part else tier),
                listed=listed is not None or not changed,
                list_price=_other_price(listed, nth, lines),
                contracted_price=_other_price(contracted, nth, lines),
                doubt=Doubt(None, line.quantity if self.group.loop else self.request.each[self.request.meter])
                if unsaid
                else None,
                branch=self.group.loop is not None and bool(self.quote.tiers),
            )

    def _beside(self, lines: list[Line], found: Quote | None) -> list[Line] | None:
        """Price it with another price, such as the list's or that of other hours: a line for each of its own.

        None where there is no other price, or one that is not for the same units: of another kind, or of other slices.
        """
        if not found or found.price.sold != self.quote.price.sold:
            return None
        others = self._lines(found)
        if [line.quantity for line in others] == [line.quantity for line in lines]:
            return others
        is_flat = len(others) == 1 and others[0].quantity == self.usage.quantity
        return others * len(lines) if is_flat else None

    def _quoted(self, query: PriceQuery) -> Quote | None:
        """Return the price of another query, or None where it has none."""
        try:
            return quote(query, self.request.meter)
        except InputError as error:
            lacking(error)
            return None

    def _lines(self, found: Quote) -> list[Line]:
        return list(found.lines(self.usage._replace(symbol=found.symbol), self.request))

    def _with_reason(self, lines: list[Line], reason: Settled) -> list[Line]:
        """Return lines with the price of the other hours, too, so that the formula shows why this one counts."""
        here = self.query.segment
        (other_hours,) = (window for window in windows(self.query.rate) if window != here.window)
        found = self._quoted(self.query._replace(segment=here._replace(window=other_hours)))
        others = self._beside(lines, found)
        if others is None:  # not for the same units, or not the same slices: never taken, and still the reason
            others = self._lines(found)[:1] * len(lines) if found else lines
        if [line.unit_price for line in lines] == [line.unit_price for line in others]:
            return lines
        chosen = []
        for line, other in zip(lines, others, strict=True):
            inside, outside = (line, other) if reason.holds else (other, line)
            price = Choice((Case(reason, inside.unit_price),), outside.unit_price)
            chosen.append(line._replace(unit_price=price))
        return chosen


def unpriced(
    query: PriceQuery, group: RequestGroup, portion: Portion, request: Request, problem: Problem
) -> ChargePlan:
    """Return the charge of what has no price: none is needed where nothing of it is asked for.

    Nothing is asked where a whole is all in its parts, and where there are no requests.
    """
    each = request.each[request.meter]
    asked = group.in_period(each, portion.share)
    whole = group.shape.get(request.meter, number(1))
    missing = Missing(problem.message, "unpriced", None, problem.hint)
    whole = group.shape.get(request.meter, number(1))
    price = Choice((Case(Compare(asked if group.loop else each, ">", number(0)), missing),), number(0))
    return ChargePlan(
        key=key_of(group.call, request.meter, portion.label),
        entry=group.call,
        meter=request.meter,
        unit=query.offer.meters[request.meter].unit,
        line=Line(asked, price, query.offer.prices.card.per.count),
        currency=query.offer.prices.card.currency,
        origin=PriceOrigin(query.offer, portion, terms=group.terms, group=group),
        doubt=Doubt(missing, group.in_period(whole) if group.loop else whole),
    )


def _other_price(others: list[Line] | None, nth: int, lines: list[Line]) -> Node | None:
    """Return the price of a line in another reading of the rate, for as many units."""
    if not others:
        return None
    other, per = others[nth], lines[nth].per
    return other.unit_price if other.per == per else Quotient(Product((other.unit_price, per)), other.per)
