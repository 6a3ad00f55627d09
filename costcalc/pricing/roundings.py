"""What rounding up adds: to each meter of each request, to each charge, or to a bill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import added
from costcalc.pricing.asked import uncounted
from costcalc.pricing.origin import PriceOrigin
from costcalc.pricing.segments import key_of
from costcalc.pricing.stretches import stretches
from costcalc.problem import InputError
from costcalc.rules.free import FREE_PART
from costcalc.rules.round_up import BILL, LINE, REQUEST, ROUND_UP, RoundUp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.expr import Node
    from costcalc.pricing.billing import Billing
    from costcalc.pricing.charge_plan import ChargePlan
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


def rounded_lines(billing: Billing, charges: Sequence[ChargePlan]) -> Iterator[ChargePlan]:
    """Yield what rounding up adds to each charge."""
    for charge in charges:
        origin = charge.origin
        if not isinstance(origin, PriceOrigin) or origin.part == FREE_PART:
            continue  # what is free is whole
        rounding = origin.rate.round_up
        if rounding and rounding.each == LINE:
            line = rounding.line(rounding.added(charge.named))
            yield billing.of_all(ROUND_UP, key_of(charge.key, ROUND_UP), line, origin.portion, origin.group)


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
