"""Months of the calendar, which forecasts and exports price one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.period_override import PeriodOverride
from costcalc.expr import Node, Quotient, Symbol, number
from costcalc.instant import LAST_YEAR, MONTHS, Period, parse_period
from costcalc.problem import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


def calendar_months(moment: datetime, months: int, start: datetime | None = None) -> Iterator[Period]:
    """Yield months of the calendar, one after the other; the one that an instant is in knows that it is asked at it.

    Args:
        moment: The instant at which they are asked for.
        months: How many.
        start: Any instant of the first one; where left out, that is the one of `moment`.

    Raises:
        InputError: where they go on after the last year there is.
    """
    first = moment if start is None else start
    if first.year + (first.month - 2 + months) // MONTHS > LAST_YEAR:
        message = f"the months go on after {LAST_YEAR}, the last year there is"
        raise InputError.of(Place.start_of("--months"), "bad-setting", message, "ask for fewer")
    for nth in range(months):
        ahead, index = divmod(first.month - 1 + nth, MONTHS)
        month = parse_period(f"{first.year + ahead}-{index + 1:02d}")
        inside = month.start is not None and month.end is not None and month.start < moment < month.end
        yield month._replace(asked_at=moment) if inside else month


def in_month(nominal: Period, month: Period) -> PeriodOverride:
    """Return a month of the calendar in place of a nominal period.

    Args:
        nominal: The scenario's own: a day, a week, a month or a year.
        month: The month.
    """
    return PeriodOverride(month, _times(nominal.name, month))


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
