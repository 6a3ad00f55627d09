"""What one request of a group is charged for."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from costcalc.expr import Node, number
from costcalc.pricing.quote import REQUEST, prices_requests, quote
from costcalc.pricing.refused import lacking
from costcalc.problem import InputError, Problem
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.pricing.query import PriceQuery
    from costcalc.pricing.quote import Quote
    from costcalc.workload import RequestGroup


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


def billed_of(query: PriceQuery, group: RequestGroup) -> Iterator[tuple[Quote, Node]]:
    """Yield what one request is billed of each meter that has a price, with the price."""
    before: dict[str, list[Node]] = {}
    for meter, quantity in each_of(query, group, []).items():
        with suppress(InputError):  # what has no price is said where it is billed
            found = quote(query, meter)
            same = before.setdefault(found.pool, [])
            yield found, found.price.billed_each(quantity, same)
            same.append(quantity)


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
