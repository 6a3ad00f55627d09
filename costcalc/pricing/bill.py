"""From request groups to the charges of a bill, as formulas: what they come to is not computed here."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Node, added, number, product
from costcalc.pricing.charge import ChargePlan, key_of
from costcalc.pricing.metered import Metered, unpriced
from costcalc.pricing.origin import PriceOrigin
from costcalc.pricing.query import PriceQuery
from costcalc.pricing.quote import REQUEST, prices_requests, quote
from costcalc.pricing.refused import NO_PRICE
from costcalc.pricing.segments import Portion, portions
from costcalc.pricing.size import Request
from costcalc.problem import InputError, Problem, collected
from costcalc.rules import Asked, Terms, periods_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.instant import Period
    from costcalc.problem import Place
    from costcalc.ratecard import Offer
    from costcalc.rules import Line
    from costcalc.workload import RequestGroup

MINIMUM = "minimum_charge"
OF_THE_CARD = {"unknown-calendar", "outside-calendar", "overlapping-terms"}


class Bill(NamedTuple):
    """All that is asked of one model, so that quotas, volumes and minimums pool over all calls on it.

    Args:
        offer: The model.
        groups: What is asked of it.
        charges: What that comes to, as formulas.
        portions: The times that have prices of their own.
        place: Where the model was named.
    """

    offer: Offer
    groups: tuple[RequestGroup, ...]
    charges: tuple[ChargePlan, ...]
    portions: tuple[Portion, ...]
    place: Place


def bill(
    offer: Offer,
    groups: Sequence[RequestGroup],
    as_of: datetime,
    period: Period,
    place: Place,
    *,
    among_others: bool = False,
) -> Bill:
    """Write the bill of some request groups on one model.

    Args:
        offer: The model.
        groups: What is asked of it.
        as_of: The instant whose prices count, where the period is a nominal one.
        period: What the quantities are for.
        place: Where the model was named.
        among_others: Whether there are bills of other models beside it, so that lines of all of it say which it is.

    Raises:
        InputError: where no rate is in force, and for meters that its card does not know. What has no price is in
            the bill, and costs the answer where somebody asks for some of it.
    """
    problems: list[Problem] = []
    charges: list[ChargePlan] = []
    seen: dict[tuple[datetime, str], Portion] = {}
    billing = _Billing(offer, groups, period, {}, {})
    for group in groups:
        with collected(problems):
            found = list(portions(offer, as_of, period, group.peak_share, place))
            for portion in found:
                seen[portion.rate.effective.at, portion.label] = portion
            billing.parts.update(_parts(found))
            for portion in found:
                charges += _group(billing, group, portion, problems)
    if problems:
        without = [charge.doubt.missing for charge in charges if charge.doubt and charge.doubt.missing]
        problems += [Problem(place, NO_PRICE, missing.why, missing.hint) for missing in without]
        raise InputError(_where_named(problem, place) for problem in problems)
    charges += _minimum_for_period(billing, charges, list(seen.values()), among_others=among_others)
    return Bill(offer, tuple(groups), tuple(charges), tuple(seen.values()), place)


def _where_named(problem: Problem, place: Place) -> Problem:
    """Say what a card lacks where its model was named; what is wrong in the card itself keeps its place."""
    if problem.code in OF_THE_CARD:
        return problem
    return Problem(place, problem.code, problem.message, problem.hint)


class _Billing(NamedTuple):
    """What the charges of a bill share.

    Args:
        offer: The model.
        groups: All that is asked of it.
        period: What the quantities are for.
        counted: What was billed so far, by price and start of the rate: slices and quotas go on where the last call
            left them, and begin anew with another rate.
        parts: The part of the period's time that a rate is in force, by its start; None is all of it.
    """

    offer: Offer
    groups: Sequence[RequestGroup]
    period: Period
    counted: dict[tuple[str, datetime], list[Node]]
    parts: dict[datetime, Node | None]

    def query(self, group: RequestGroup, portion: Portion) -> PriceQuery:
        """Return what prices are asked for."""
        return PriceQuery(self.offer, portion.segment, portion.moment, group.terms)

    def total(self, symbol: str, portion: Portion) -> Node:
        """Return what all groups count at a price."""
        found = []
        for group in self.groups:
            query = self.query(group, portion)
            for meter, quantity in _each(query, group, []).items():
                with suppress(InputError):  # what has no price is said where it is billed
                    if quote(query, meter).symbol == symbol:
                        found.append(product(group.times, group.count, quantity))
        return product(self.parts.get(portion.rate.effective.at), added(found) if found else number(0))

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


def _parts(found: Sequence[Portion]) -> dict[datetime, Node | None]:
    """Add up the times of a period that have the same rate."""
    by_rate: dict[datetime, dict[object, Node]] = {}
    for portion in found:
        times = by_rate.setdefault(portion.rate.effective.at, {})
        if portion.part:
            times[portion.segment.span.start] = portion.part
    return {rate: added(times.values()) if times else None for rate, times in by_rate.items()}


def _group(billing: _Billing, group: RequestGroup, portion: Portion, problems: list[Problem]) -> list[ChargePlan]:
    """Price what one group asks for in one portion of the period, meter by meter."""
    query = billing.query(group, portion)
    each = _each(query, group, problems)
    sizes: Mapping[str, Node] = group.shape if group.count is not None else {}
    rate = portion.rate.effective.at
    in_request: dict[str, list[Node]] = {}
    charges: list[ChargePlan] = []
    for meter, quantity in each.items():
        request = Request(meter, sizes, each, billing.offer.meters, billing.offer.ref)
        with collected(problems):
            try:
                found = quote(query, meter)
            except InputError as error:
                if any(problem.code != NO_PRICE for problem in error.problems):
                    raise
                charges.append(unpriced(query, group, portion, request, error.problems[0]))
                continue
            asked = Asked(
                each=quantity,
                requests=group.count,
                times=group.times,
                share=portion.share,
                before=tuple(billing.counted.get((found.symbol, rate), ())),
                before_each=tuple(in_request.get(found.symbol, ())),
                total=partial(billing.total, found.symbol, portion),
                symbol=found.symbol,
                per=billing.offer.prices.card.per,
                periods=partial(billing.periods, portion),
            )
            billed = found.billed(asked)
            charges += Metered(query, group, portion, request, found, billed).charges()
            in_request.setdefault(found.symbol, []).append(quantity)
            billing.counted.setdefault((found.symbol, rate), []).append(billed.quantity)
    minimum = portion.rate.minimum_charge
    priced = any(charge.doubt is None or charge.doubt.missing is None for charge in charges)
    if minimum and minimum.per == REQUEST and priced:
        if group.count is None:
            problems.append(_uncounted(query, "give `requests` in place of `totals`"))
        else:
            reached = added(charge.named for charge in charges)
            missing = minimum.missing(reached, product(portion.share, group.times, group.count))
            charges.append(billing.of_all(key_of(group.call, MINIMUM, portion.label), missing, portion, group))
    return charges


def _each(query: PriceQuery, group: RequestGroup, problems: list[Problem]) -> dict[str, Node]:
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
            problems.append(_uncounted(query, "give `requests`, or count them as `request` among the totals"))
        else:
            each[REQUEST] = number(1)
    return each


def _may_price_requests(query: PriceQuery) -> bool:
    """Return whether a request as such has a price, or nobody knows: a service that is not to be had may ask one."""
    try:
        return prices_requests(query)
    except InputError as error:
        if any(problem.code != NO_PRICE for problem in error.problems):
            raise
        return True


def _uncounted(query: PriceQuery, hint: str) -> Problem:
    message = f"{query.offer.ref} charges by the request, and nobody says how many there are"
    return Problem(query.rate.effective.place, "no-quantity", message, hint)


def _minimum_for_period(
    billing: _Billing, charges: Sequence[ChargePlan], seen: Sequence[Portion], *, among_others: bool
) -> Iterator[ChargePlan]:
    """Top up to the minimum of a period, for each rate that has one."""
    by_rate: dict[datetime, list[Portion]] = {}
    for portion in seen:
        by_rate.setdefault(portion.rate.effective.at, []).append(portion)
    for rate, own in by_rate.items():
        minimum = own[0].rate.minimum_charge
        if not minimum or minimum.per == REQUEST:
            continue
        times = {portion.segment.span.start: portion for portion in own}
        parts = [portion.part for portion in times.values() if portion.part]
        reached = added(
            charge.named
            for charge in charges
            if isinstance(charge.origin, PriceOrigin) and charge.origin.rate.effective.at == rate
        )
        missing = minimum.missing(
            reached, product(added(parts) if parts else None, periods_in(billing.period, minimum.per))
        )
        first = next(iter(times.values()))
        label = first.label.partition(".")[0] if len(by_rate) > 1 else ""
        model = re.sub(r"[^a-z0-9]+", "_", billing.offer.ref.lower()) if among_others else ""
        yield billing.of_all(key_of(MINIMUM, model, label), missing, first)
