"""What is missing to the least that is paid: for each request, or for a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Missing, Node, Product, Quotient, added, number, product
from costcalc.pricing.asked import uncounted
from costcalc.pricing.billing import Billing
from costcalc.pricing.quote import REQUEST
from costcalc.pricing.roundings import as_a_line, of_lines, rounded_line
from costcalc.pricing.segments import Portion, key_of
from costcalc.pricing.stretches import stretches
from costcalc.problem import InputError
from costcalc.rules import periods_in
from costcalc.rules.minimum_charge import short
from costcalc.rules.round_up import ROUND_UP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.pricing.charge_plan import ChargePlan
    from costcalc.pricing.quote import Quote
    from costcalc.pricing.size import Request
    from costcalc.ratecard import Rate
    from costcalc.rules import MinimumCharge, Usage
    from costcalc.workload import RequestGroup

MINIMUM = "minimum_charge"

CUT = ("slice_", "free")
"""Parts of a quantity that begin where those of the calls before end."""

WHY = "nobody says what one costs where a price depends on all of the period"


def charges_each(portion: Portion) -> bool:
    """Return whether a rate has a minimum of every request."""
    return portion.rate.minimum_charge is not None and portion.rate.minimum_charge.per == REQUEST


def paid_each(portion: Portion) -> str:
    """Return why what one request costs decides what is paid; empty where it does not."""
    if charges_each(portion):
        return "a minimum is paid for each request"
    rounding = portion.rate.round_up
    return "each request is rounded up" if rounding and rounding.of_requests else ""


def minimum_of_requests(
    billing: Billing, group: RequestGroup, portion: Portion, charges: Sequence[ChargePlan], in_one: Sequence[Node]
) -> Iterator[ChargePlan]:
    """Top up to the minimum of a request, which the rate has.

    Args:
        billing: What the bill shares.
        group: The requests.
        portion: The part of the period.
        charges: What they are charged, with what was rounded up.
        in_one: What one of them costs, of each meter: each turn of a loop is topped up by itself. Others are alike, and
            topped up together, unless nobody knows what one costs.

    Raises:
        InputError: where nobody says how many requests there are.
    """
    minimum = portion.rate.minimum_charge
    has_prices = any(charge.doubt is None or charge.doubt.missing is None for charge in charges)
    if not minimum or not charges_each(portion) or not has_prices:
        return
    if group.count is None:
        raise InputError([uncounted(billing.query(group, portion), "give `requests` in place of `totals`")])
    if group.loop or any(isinstance(cost, Missing) for cost in in_one):
        turns = group.in_period(minimum.short(added(in_one) if in_one else number(0)), portion.share)
        rounded = [charge.named for charge in charges if charge.meter == ROUND_UP] if of_lines(portion.rate) else []
        missing = minimum.line(short(turns, added(rounded)) if rounded else turns)
    else:
        reached = added(charge.named for charge in charges)
        missing = minimum.missing(reached, product(portion.share, group.times, group.count))
    key = key_of(group.call, MINIMUM, portion.label)
    yield (charge := billing.of_all(MINIMUM, key, missing, portion, group))
    yield from rounded_line([charge], key)


def cost_of_one(found: Quote, usage: Usage, request: Request, why: str) -> Node:
    """Return what one request costs of a meter; missing where a price depends on all requests together.

    Args:
        found: The price.
        usage: What is asked for.
        request: One request.
        why: What asks for it, for whoever cannot be told.
    """
    single = usage._replace(requests=None, times=None, share=None, loop=None, before=())
    lines = list(found.lines(found.billed(single), request))
    if found.price.of_period or any(line.part.startswith(CUT) for line in lines):
        return Missing(f"{why}, and {WHY}", "unknown")
    return added(Quotient(Product((line.quantity, line.unit_price)), line.per) for line in lines)


def minimum_of_period(
    billing: Billing, charges: Sequence[ChargePlan], seen: Sequence[Portion], called: str
) -> Iterator[ChargePlan]:
    """Top up to the minimum of a period; the one that one rate takes over from another goes on."""
    for stretch in stretches(charges, seen, _of_period):
        minimum = stretch.terms
        reached = added(charge.named for charge in stretch.charges)
        missing = minimum.missing(reached, product(stretch.part, periods_in(billing.period, minimum.per)))
        yield (charge := billing.of_stretch(MINIMUM, called, missing, stretch))
        yield from rounded_line([charge], charge.key)


def _of_period(rate: Rate) -> tuple[MinimumCharge, object] | None:
    minimum = rate.minimum_charge
    return (minimum, as_a_line(minimum.terms, rate)) if minimum and minimum.per != REQUEST else None
