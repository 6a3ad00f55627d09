"""What the charges of a bill share, and what one request is charged for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Node, added, number, product
from costcalc.pricing.charge_plan import ChargePlan
from costcalc.pricing.origin import PriceOrigin
from costcalc.pricing.query import PriceQuery
from costcalc.pricing.quote import REQUEST, prices_requests, quote
from costcalc.pricing.refused import lacking
from costcalc.pricing.work import Work
from costcalc.problem import InputError, Problem, some_of
from costcalc.rules import Terms, periods_in

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from costcalc.instant import Period
    from costcalc.pricing.segments import Portion, TimeWindow
    from costcalc.ratecard import Offer
    from costcalc.rules import Line
    from costcalc.workload import RequestGroup

MINIMUM = "minimum_charge"


class Billing(NamedTuple):
    """The data that all charges of a bill share.

    Args:
        offer: The model.
        groups: All that is asked of it.
        period: What the quantities are for.
        counted: What was billed so far, by price and start of the rate: slices and quotas go on where the last call
            left them, and begin anew with another rate.
        parts: The part of the period's time that a rate is in force, by its start; None is all of it.
        pooled: What all groups count at each price, by the time.
        work: How much all of it is.
    """

    offer: Offer
    groups: Sequence[RequestGroup]
    period: Period
    counted: dict[tuple[str, datetime], list[Node]]
    parts: dict[datetime, Node | None]
    pooled: dict[tuple[datetime | None, TimeWindow | None, datetime], dict[str, list[Node]]]
    work: Work

    def query(self, group: RequestGroup, portion: Portion) -> PriceQuery:
        """Return what prices are asked for."""
        return PriceQuery(self.offer, portion.segment, portion.moment, group.terms)

    def total(self, pool: str, portion: Portion) -> Node:
        """Return what all groups count at a price."""
        when = (portion.segment.span.start, portion.segment.window, portion.moment)
        if (pooled := self.pooled.get(when)) is None:
            pooled = self.pooled[when] = self._pooled(portion)
        found = pooled.get(pool, ())
        self.work.repeat(len(found))
        return product(self.parts.get(portion.rate.effective.at), added(found) if found else number(0))

    def _pooled(self, portion: Portion) -> dict[str, list[Node]]:
        """Return what the groups count at each price."""
        pooled: dict[str, list[Node]] = {}
        for group in self.groups:
            query = self.query(group, portion)
            for meter, quantity in each_of(query, group, []).items():
                with suppress(InputError):  # what has no price is said where it is billed
                    pooled.setdefault(quote(query, meter).pool, []).append(group.in_period(quantity))
        return pooled

    def periods(self, portion: Portion, word: str) -> Node:
        """Return how often a day, a month … passes while a rate is in force."""
        return product(self.parts.get(portion.rate.effective.at), periods_in(self.period, word))

    def of_all(self, key: str, line: Line, portion: Portion, group: RequestGroup | None = None) -> ChargePlan:
        """Return the charge of what is missing to a minimum."""
        currency = self.offer.prices.card.currency
        terms = group.terms if group else Terms()
        return ChargePlan(
            key=key,
            entry=group.call if group else MINIMUM,
            meter=MINIMUM,
            unit=line.unit or currency,
            line=line,
            currency=currency,
            origin=PriceOrigin(self.offer, portion, terms, group),
        )


def each_of(query: PriceQuery, group: RequestGroup, problems: list[Problem]) -> dict[str, Node]:
    """Return what one request is charged for, by meter; the request itself is one, where it has a price."""
    offer, place = query.offer, query.rate.effective.place
    each: dict[str, Node] = {}
    for meter in group.shape:
        if meter in offer.meters:
            each[meter] = group.remainder(meter, offer.meters)
        else:
            hint = "name it under `meters` of the card"
            problems.append(Problem(place, "unknown-meter", f"{offer.prices.card.id} has no meter `{meter}`", hint))
    if REQUEST not in each and _may_price_requests(query):
        if group.count is None:
            problems.append(uncounted(query, "give `requests`, or count them as `request` among the totals"))
        else:
            each[REQUEST] = number(1)
    elif not group.shape:
        problems.append(_nothing(query, group))
    return each


def _may_price_requests(query: PriceQuery) -> bool:
    """Return whether a request as such has a price, or nobody knows: a service that is not to be had may ask one."""
    try:
        return prices_requests(query)
    except InputError as error:
        lacking(error)
        return True


def _nothing(query: PriceQuery, group: RequestGroup) -> Problem:
    """Return the problem of requests that count nothing, where they have no price themselves: it is not 0."""
    model = query.offer.ref
    message = f"there is nothing to price: `{group.call}` counts nothing, and {model} does not charge by the request"
    hint = f"give at least one of {some_of(meter for meter, _ in query.rate.prices())}"
    return Problem(query.rate.effective.place, "no-quantity", message, hint)


def uncounted(query: PriceQuery, hint: str) -> Problem:
    """Return the problem of requests that have a price, where only totals are known."""
    message = f"{query.offer.ref} charges by the request, and nobody says how many there are"
    return Problem(query.rate.effective.place, "no-quantity", message, hint)
