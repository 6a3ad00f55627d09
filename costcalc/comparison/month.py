"""Months of the calendar, which forecasts and exports price one after the other, and what `month` is in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.period_override import PeriodOverride
from costcalc.expr import Node, Quotient, Sum, Symbol, formula_of, number
from costcalc.instant import LAST_YEAR, MONTHS, Period, parse_period
from costcalc.problem import InputError, Place
from costcalc.scenario import MONTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from costcalc.expr import Setting
    from costcalc.scenario import Scenario

MOST_MONTHS = 120


def calendar_months(first: datetime, months: int) -> Iterator[Period]:
    """Yield months of the calendar, one after the other.

    Args:
        first: Any instant of the first one.
        months: How many.

    Raises:
        InputError: where they go on after the last year there is.
    """
    if first.year + (first.month - 2 + months) // MONTHS > LAST_YEAR:
        message = f"the months go on after {LAST_YEAR}, the last year there is"
        raise InputError.of(Place.start_of("--months"), "bad-setting", message, "ask for fewer")
    for nth in range(months):
        ahead, index = divmod(first.month - 1 + nth, MONTHS)
        yield parse_period(f"{first.year + ahead}-{index + 1:02d}")


def months_between(first: datetime, later: datetime) -> int:
    """Return how many months of the calendar the month of an instant lies behind that of another."""
    return (later.year - first.year) * MONTHS + later.month - first.month


def in_month(nominal: Period, month: Period) -> PeriodOverride:
    """Return a month of the calendar in place of a nominal period.

    Args:
        nominal: The scenario's own: a day, a week, a month or a year.
        month: The month.
    """
    return PeriodOverride(month, _times(nominal.name, month))


def month_settings(scenario: Scenario, settings: Mapping[str, Setting], ahead: int) -> dict[str, Setting]:
    """Return what is set in a month that lies behind the one of `as_of`, to which the written `month` belongs.

    Args:
        scenario: The scenario. Where it has no assumption of this name, or gives it no value, nothing is counted.
        settings: What is set in every month; a `month` among it belongs to the month of `as_of`, too.
        ahead: How many months lie between.
    """
    found = dict(settings)
    name = next((name for name in scenario.assumptions if name == MONTH), None)
    if name is None or not ahead:
        return found
    start = formula_of(settings[MONTH], MONTH) if MONTH in settings else scenario.assumptions[name].value
    if start is not None:
        found[MONTH] = Sum((start, number(ahead)))
    return found


def _times(nominal: str, month: Period) -> Node:
    """Return the number of nominal periods in a month of the calendar."""
    name = f"{nominal}s.in_{month.name.replace('-', '_')}"
    days = (month.end - month.start).days if month.start and month.end else 0
    if nominal == "day":
        return Symbol(name, number(days))
    if nominal == "week":
        return Symbol(name, Quotient(number(days), number(7)))
    if nominal == "year":
        return Symbol(name, Quotient(number(1), number(MONTHS)))
    return number(1)
