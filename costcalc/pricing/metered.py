"""One meter of one group in one portion of the period, and the charges it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Case, Choice, Compare, Missing, Node, Product, Quotient, number, product
from costcalc.pricing.charge import ChargePlan, Unpriced, key_of
from costcalc.pricing.origin import PriceOrigin
from costcalc.pricing.query import LIST, LISTED, PriceQuery
from costcalc.pricing.quote import Quote, quote
from costcalc.pricing.refused import NO_PRICE
from costcalc.pricing.segments import Portion, windows
from costcalc.pricing.size import Request, tier_reached
from costcalc.problem import InputError, Problem
from costcalc.rules import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.expr import Settled
    from costcalc.rules import Asked
    from costcalc.workload import RequestGroup


class Metered(NamedTuple):
    """What is counted.

    Args:
        query: The model, the time, the service.
        group: The requests.
        portion: The part of the period.
        request: One of them.
        quote: The price of it.
        asked: How much.
    """

    query: PriceQuery
    group: RequestGroup
    portion: Portion
    request: Request
    quote: Quote
    asked: Asked

    def charges(self) -> Iterator[ChargePlan]:
        """Price it."""
        offer, rate = self.query.offer, self.query.rate
        lines = list(self.quote.lines(self.asked, self.request))
        if self.portion.reason:
            lines = self._with_reason(lines, self.portion.reason)
        listed = contracted = None
        published = True
        if offer.list_file or rate.promotion or rate.markup:
            listed = self._otherwise(self.query._replace(without=LIST))
            contracted = self._otherwise(self.query._replace(without=LISTED))
            published = listed is not None and len(listed) == len(lines)
        origin = PriceOrigin(
            offer=offer,
            portion=self.portion,
            terms=self.group.terms,
            group=self.group,
            quote=self.quote,
            published=published,
        )
        tier = tier_reached(self.quote.tiers, self.request.sizes)
        for nth, line in enumerate(lines):
            yield ChargePlan(
                key=key_of(self.group.call, self.request.meter, self.portion.label, line.part),
                entry=self.group.call,
                meter=self.request.meter,
                unit=line.unit or offer.meters[self.request.meter].unit,
                line=line,
                currency=offer.prices.card.currency,
                origin=origin._replace(part=line.part, tier=None if line.part else tier),
                list_price=_other_price(listed, nth, lines),
                contracted_price=_other_price(contracted, nth, lines),
            )

    def _otherwise(self, query: PriceQuery) -> list[Line] | None:
        """Price it without some of what changes the price, or at other hours; None where it has no price then."""
        try:
            found = quote(query, self.request.meter)
        except InputError as error:
            if any(problem.code != NO_PRICE for problem in error.problems):
                raise
            return None
        return list(found.lines(self.asked._replace(symbol=found.symbol), self.request))

    def _with_reason(self, lines: list[Line], reason: Settled) -> list[Line]:
        """Keep the price of the other hours, too, so that the formula says why this one was taken."""
        here = self.query.segment
        (other_hours,) = (window for window in windows(self.query.rate) if window != here.window)
        others = self._otherwise(self.query._replace(segment=here._replace(window=other_hours)))
        if others is None or len(lines) != len(others):
            return lines
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
    quantity = product(portion.share, group.times, group.count, each)
    missing = Missing(problem.message, "unpriced", None, problem.hint)
    where_asked: Node = Choice((Case(Compare(quantity, ">", number(0)), missing),), number(0))
    return ChargePlan(
        key=key_of(group.call, request.meter, portion.label),
        entry=group.call,
        meter=request.meter,
        unit=query.offer.meters[request.meter].unit,
        line=Line(quantity, _unless_nothing(each, missing), query.offer.prices.card.per.count),
        currency=query.offer.prices.card.currency,
        origin=PriceOrigin(query.offer, portion, terms=group.terms, group=group),
        unpriced=Unpriced(missing, group.shape.get(request.meter, number(1)), each),
        guarded=_unless_nothing(each, where_asked),
    )


def _unless_nothing(each: Node, price: Node) -> Node:
    return Choice((Case(Compare(each, ">", number(0)), price),), number(0))


def _other_price(others: list[Line] | None, nth: int, lines: list[Line]) -> Node | None:
    """Return the price of a line in another reading of the rate, for as many units, where that has the same lines."""
    if not others or len(others) != len(lines):
        return None
    other, per = others[nth], lines[nth].per
    return other.unit_price if other.per == per else Quotient(Product((other.unit_price, per)), other.per)
