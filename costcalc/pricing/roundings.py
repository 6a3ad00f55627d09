"""What rounding up adds: to each meter of each request, to each line of the invoice, or to all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import added
from costcalc.pricing.asked import uncounted
from costcalc.pricing.charge_plan import ChargePlan
from costcalc.pricing.origin import PriceOrigin
from costcalc.pricing.segments import key_of
from costcalc.pricing.stretches import stretches
from costcalc.problem import InputError
from costcalc.rules import MARKUP
from costcalc.rules.free import FREE_PART
from costcalc.rules.round_up import BILL, LINE, REQUEST, ROUND_UP, RoundUp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.expr import Node
    from costcalc.pricing.billing import Billing
    from costcalc.pricing.segments import Portion
    from costcalc.ratecard import Rate
    from costcalc.workload import RequestGroup


def rounded_requests(
    billing: Billing, group: RequestGroup, portion: Portion, in_one: Mapping[str, Node]
) -> Iterator[ChargePlan]:
    """Yield what rounding up adds to requests.

    Args:
        billing: What the bill shares.
        group: The requests.
        portion: The part of the period.
        in_one: What one of them costs, by meter.

    Raises:
        InputError: where nobody says how many requests there are.
    """
    rounding = portion.rate.round_up
    if not rounding or not rounding.of_requests or not in_one:
        return
    if group.count is None:
        raise InputError([uncounted(billing.query(group, portion), "give `requests` in place of `totals`")])
    amounts = in_one if rounding.each == REQUEST else {"": added(in_one.values())}
    for meter, cost in amounts.items():
        key = key_of(group.call, meter, portion.label, ROUND_UP)
        line = rounding.line(group.in_period(rounding.added(cost), portion.share))
        yield billing.of_all(ROUND_UP, key, line, portion, group)


def paid_for_one(portion: Portion, in_one: Mapping[str, Node]) -> list[Node]:
    """Return what is paid for one request, rounded up, in parts that add up to it."""
    rounding = portion.rate.round_up
    if not rounding or not rounding.of_requests or not in_one:
        return [*in_one.values()]
    if rounding.each == REQUEST:
        return [rounding.rounded(cost) for cost in in_one.values()]
    return [rounding.rounded(added(in_one.values()))]


def rounded_line(parts: Sequence[ChargePlan], key: str) -> Iterator[ChargePlan]:
    """Yield what rounding up adds to one line of the invoice, which is one more part of it.

    Args:
        parts: The charges in which it is shown.
        key: What they are called together.
    """
    first, origin = parts[0], parts[0].origin
    if not isinstance(origin, PriceOrigin) or not (rounding := of_lines(origin.rate)):
        return
    listed = first.list_price if first.meter == MARKUP else None  # which is in no list, and neither is its rounding
    yield ChargePlan(
        key=key_of(key, ROUND_UP),
        entry=first.entry,
        meter=ROUND_UP,
        unit=first.currency,
        line=rounding.line(rounding.added(added(part.named for part in parts))),
        currency=first.currency,
        origin=PriceOrigin(origin.offer, origin.portion, origin.terms, origin.group),
        list_price=listed,
        contracted_price=listed,
        branch=first.branch,
    )


def rounded_lines(charges: Sequence[ChargePlan]) -> Iterator[ChargePlan]:
    """Yield what rounding up adds to the charges of some requests, which are a line each."""
    for charge in charges:
        is_free = isinstance(charge.origin, PriceOrigin) and charge.origin.part == FREE_PART  # which is whole
        if not is_free and not (charge.doubt and charge.doubt.missing):
            yield from rounded_line([charge], charge.key)


def of_lines(rate: Rate) -> RoundUp | None:
    """Return how a rate rounds up lines; None where it does not."""
    return rate.round_up if rate.round_up and rate.round_up.each == LINE else None


def as_a_line(terms: object, rate: Rate) -> object:
    """Return what a line comes to that has some terms: equal for two that are one line of the invoice."""
    rounding = of_lines(rate)
    return (terms, rounding and rounding.terms)


def rounded_bill(
    billing: Billing, charges: Sequence[ChargePlan], seen: Sequence[Portion], called: str
) -> Iterator[ChargePlan]:
    """Yield what rounding up adds to all charges together."""
    for stretch in stretches(charges, seen, _of_bill):
        whole = added(charge.named for charge in stretch.charges)
        line = stretch.terms.line(stretch.terms.added(whole))
        yield billing.of_stretch(ROUND_UP, called, line, stretch)


def _of_bill(rate: Rate) -> tuple[RoundUp, object] | None:
    rounding = rate.round_up
    return (rounding, rounding.terms) if rounding and rounding.each == BILL else None
