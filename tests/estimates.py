"""Ask what request groups cost on one model, without a scenario around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.pricing import ONCE, Estimate, EstimatePlan, Pools, bill, evaluate_estimate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from costcalc.expr import Exact
    from costcalc.instant import Period
    from costcalc.problem import Place
    from costcalc.ratecard import Offer
    from costcalc.workload import RequestGroup


def estimate(
    offer: Offer,
    groups: Sequence[RequestGroup],
    env: Mapping[str, Exact],
    as_of: datetime,
    place: Place,
    period: Period = ONCE,
) -> Estimate:
    return evaluate_estimate(planned(offer, groups, as_of, place, period), env, as_of, place)


def planned(
    offer: Offer, groups: Sequence[RequestGroup], as_of: datetime, place: Place, period: Period = ONCE
) -> EstimatePlan:
    """Plan what is asked with one thing after the other put in."""
    return EstimatePlan((bill(offer, groups, as_of, period, place),), period)


def estimate_together(
    asked: Sequence[tuple[Offer, Sequence[RequestGroup]]], as_of: datetime, place: Place, period: Period = ONCE
) -> Estimate:
    """Ask what request groups on several models cost together, as one option of a scenario has them."""
    pools = Pools(asked, as_of, period)
    bills = (bill(offer, groups, as_of, period, place, pools=pools) for offer, groups in asked)
    return evaluate_estimate(EstimatePlan(tuple(bills), period), {}, as_of, place)
