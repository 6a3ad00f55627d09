"""Another period than a scenario's own."""

from __future__ import annotations

from typing import NamedTuple

from costcalc.arguments import argument
from costcalc.expr import Node
from costcalc.instant import Period


class PeriodOverride(NamedTuple):
    """A period to price in place of the scenario's own.

    Args:
        period: The period.
        times: How often the scenario's period is in it.
    """

    period: Period
    times: Node


def validate_override(period: PeriodOverride) -> PeriodOverride:
    """Return a period that is one.

    Raises:
        TypeError: for anything else.
    """
    argument(period, PeriodOverride, "period", "a PeriodOverride")
    argument(period.period, Period, "period.period", "a Period")
    argument(period.times, Node, "period.times", "a formula")
    return period
