"""What the numbers of an answer about a scenario are, and of when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.instant import short_instant
from costcalc.views.words import in_period

if TYPE_CHECKING:
    from costcalc.comparison import Plan


def about(plan: Plan) -> str:
    """Return what the numbers of a comparison are, and of when: the currency, the period, the prices."""
    if not any(option.has_cost for option in plan.options):
        return "figures and claims, without a workload"
    return f"{in_period(plan.exchange.currency, plan.period)}, at {_prices_of(plan)}"


def _prices_of(plan: Plan) -> str:
    if not plan.dated:
        return "its own prices"
    return f"the prices of {short_instant(plan.as_of)}" if not plan.period.start else "the prices of its days"
