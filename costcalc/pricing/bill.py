"""From request groups to the charges of a bill, as formulas: what they come to is not computed here."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Node, added
from costcalc.pricing.asked import each_of
from costcalc.pricing.billing import Billing
from costcalc.pricing.charge_plan import ChargePlan
from costcalc.pricing.fees import fees
from costcalc.pricing.metered import Metered, unpriced
from costcalc.pricing.minimums import CUT, cost_of_one, minimum_of_period, minimum_of_requests, paid_each
from costcalc.pricing.pools import Pools
from costcalc.pricing.quote import quote
from costcalc.pricing.refused import NO_PRICE, lacking
from costcalc.pricing.roundings import paid_for_one, rounded_bill, rounded_lines, rounded_requests
from costcalc.pricing.segments import Portion, portions
from costcalc.pricing.size import Request
from costcalc.pricing.work import TERMS, Work
from costcalc.problem import InputError, Problem, collected
from costcalc.rules import Usage, periods_in
from costcalc.rules.package import Package

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from costcalc.instant import Period
    from costcalc.problem import Place
    from costcalc.ratecard import Offer
    from costcalc.workload import RequestGroup

OF_THE_CARD = {"unknown-calendar", "outside-calendar", "overlapping-terms"}


class Bill(NamedTuple):
    """All that is asked of one model, so that quotas, volumes and minimums pool over all calls on it.

    What a card gives to several models together is counted on from the bills before it.

    Args:
        offer: The model.
        groups: What is asked of it.
        charges: What that comes to, as formulas.
        portions: The times that have prices of their own.
        place: Where the model was named.
        work: How much it is, in charges.
    """

    offer: Offer
    groups: tuple[RequestGroup, ...]
    charges: tuple[ChargePlan, ...]
    portions: tuple[Portion, ...]
    place: Place
    work: int


def bill(
    offer: Offer,
    groups: Sequence[RequestGroup],
    as_of: datetime,
    period: Period,
    place: Place,
    *,
    called: str = "",
    prices: str = "",
    pools: Pools | None = None,
) -> Bill:
    """Return the bill of some request groups on one model.

    Args:
        offer: The model.
        groups: What is asked of it.
        as_of: The instant whose prices count, where the period is a nominal one.
        period: What the quantities are for.
        place: Where the model was named.
        called: What lines of all of it are called after, where there are bills of other models beside it.
        prices: What formulas call its prices after, where there are other models beside it.
        pools: What it counts together with those before it; left out where it stands alone.

    Raises:
        InputError: where no rate is in force, and for meters that its card does not know. What has no price is in
            the bill, and costs the answer where somebody asks for some of it.
    """
    problems: list[Problem] = []
    charges: list[ChargePlan] = []
    seen: dict[tuple[datetime, str], Portion] = {}
    work = Work()
    pools = pools or Pools([(offer, groups)], as_of, period)
    billing = Billing(offer, groups, period, {}, {}, {}, pools, work, prices)
    Work().foresee(offer, groups, period, place)  # for who asks for one bill alone, and has foreseen nothing
    shared: dict[int, list[Portion]] = {}
    for group in groups:
        with collected(problems):
            if (found := shared.get(id(group.peak_share))) is None:
                found = list(portions(offer, as_of, period, group.peak_share, place))
                shared[id(group.peak_share)] = found
            for portion in found:
                seen[portion.rate.effective.at, portion.label] = portion
            billing.parts.update(_parts(found))
            for portion in found:
                made = _group(billing, group, portion, problems)
                # A quantity may have a hundred named parts.
                work.repeat(sum(max(0, charge.line.quantity.size - TERMS) for charge in made))
                work.add(len(made), place)
                charges += made
        if work.exceeded:
            break
    if problems:
        without = [charge.doubt.missing for charge in charges if charge.doubt and charge.doubt.missing]
        problems += [Problem(place, NO_PRICE, missing.why, missing.hint) for missing in without]
        raise InputError(_where_named(problem, place) for problem in problems)
    times = list(seen.values())
    charges += list(fees(billing, charges, times, called))
    charges += list(minimum_of_period(billing, charges, times, called))
    charges += list(rounded_bill(billing, charges, times, called))
    return Bill(offer, tuple(groups), tuple(charges), tuple(seen.values()), place, work.done)


def _where_named(problem: Problem, place: Place) -> Problem:
    """Return a problem at the place where the model was named, unless it is a fault of the card itself."""
    if problem.code in OF_THE_CARD:
        return problem
    return Problem(place, problem.code, problem.message, problem.hint)


def _parts(found: Sequence[Portion]) -> dict[datetime, Node | None]:
    """Add up the times of a period that have the same rate."""
    by_rate: dict[datetime, dict[object, Node]] = {}
    for portion in found:
        times = by_rate.setdefault(portion.rate.effective.at, {})
        if portion.part:
            times[portion.segment.span.start] = portion.part
    return {rate: added(times.values()) if times else None for rate, times in by_rate.items()}


def _group(billing: Billing, group: RequestGroup, portion: Portion, problems: list[Problem]) -> list[ChargePlan]:
    """Return the charges of one group in one portion of the period, meter by meter."""
    query = billing.query(group, portion)
    each = each_of(query, group, problems)
    sizes: Mapping[str, Node] = group.shape if group.count is not None else {}
    in_request: dict[str, list[Node]] = {}
    in_one: dict[str, Node] = {}
    by_request = paid_each(portion)
    charges: list[ChargePlan] = []
    for meter, quantity in each.items():
        request = Request(meter, sizes, each, billing.offer.meters, billing.offer.ref)
        with collected(problems):
            try:
                found = quote(query, meter)
            except InputError as error:
                charges.append(unpriced(query, group, portion, request, lacking(error)))
                continue
            usage = Usage(
                each=quantity,
                requests=group.count,
                times=group.times,
                share=portion.share,
                before=billing.before(found, portion),
                before_each=tuple(in_request.get(found.pool, ())),
                loop=group.loop,
                total=partial(billing.total, found, portion),
                symbol=found.symbol,
                per=billing.offer.prices.card.per,
                periods=partial(billing.periods, portion),
                in_all=partial(periods_in, billing.period),
            )
            if by_request:
                in_one[meter] = cost_of_one(found, usage, request, by_request)
            billed = found.billed(usage)
            made = list(Metered(query, group, portion, request, found, billed).charges())
            if isinstance(found.price, Package) or any(charge.line.part.startswith(CUT) for charge in made):
                billing.work.repeat(4 * len(usage.before) * len(made))
            charges += made
            in_request.setdefault(found.pool, []).append(quantity)
            billing.add(found, portion, billed.quantity)
    # From here on, what is charged is what the next step counts.
    charges += list(rounded_lines(charges))
    with collected(problems):
        if by_request:
            charges += list(rounded_requests(billing, group, portion, in_one))
            charges += minimum_of_requests(billing, group, portion, charges, paid_for_one(portion, in_one))
    return charges
