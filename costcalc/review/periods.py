"""A scenario over the period of another one: both sides of a change are priced for the same time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.beside import PERIODS_A_YEAR
from costcalc.comparison.period_override import PeriodOverride
from costcalc.expr import Node, Product, Quotient, Symbol, number
from costcalc.instant import MONTHS, Period, parse_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.scenario import ScenarioFile

MONTH = Period("month")


def over(file: ScenarioFile, period: Period) -> PeriodOverride | None:
    """Return the override that prices a scenario for another period than its own; None where it is its own.

    Args:
        file: The scenario.
        period: The period; one that `can_be_over` allows.
    """
    own = file.scenario.period
    return None if str(own) == str(period) else PeriodOverride(period, times(own, period))


def can_be_over(own: Period, period: Period) -> bool:
    """Whether quantities for one period can be counted for another: what is done once, or is for no time, cannot."""
    return str(own) == str(period) or (_recurs(own) and _recurs(period))


def _recurs(period: Period) -> bool:
    return bool(period.start) or period.name in PERIODS_A_YEAR


def times(own: Period, period: Period) -> Node:
    """Return how often a period is in another one; there and back it is the same.

    A period of the calendar has the days that it has, the months that it has, and is so much of a year: a month as
    forecasts count in it. Of two that are on average both go by the year, as "per year" does: 365 days, 52 1/7 weeks,
    12 months.

    Args:
        own: The period that there is.
        period: The one that is wanted.
    """
    name = f"{_word(own)}s.in_{_word(period)}"
    if _kind(own) == _kind(period):
        return number(1)
    if bool(own.start) == bool(period.start):
        return Symbol(name, Quotient(_a_year(own), _a_year(period)))
    if period.start:
        return Symbol(name, _in_calendar(own.name, period))
    return Symbol(name, Quotient(number(1), _in_calendar(period.name, own)))


def _in_calendar(nominal: str, calendar: Period) -> Node:
    """Return how many days, weeks, months or years there are in a period of the calendar."""
    days = (calendar.end - calendar.start).days if calendar.start and calendar.end else 0
    if nominal == "day":
        return number(days)
    if nominal == "week":
        return Quotient(number(days), number(7))
    return Quotient(PERIODS_A_YEAR[nominal], _a_year(calendar))


def a_month(period: Period) -> Node | None:
    """Return what makes of the cost of a period that of a month; None of what is done once, or is for no time."""
    if not _recurs(period):
        return None
    return number(1) if _kind(period) == "month" else Quotient(_a_year(period), number(MONTHS))


def monthly(total: Node, period: Period) -> Node:
    """Return the formula of a total over a month; the total itself, where it is for no time."""
    factor = a_month(period)
    return total if factor is None or _kind(period) == "month" else Product((total, factor))


def nominal(period: Period) -> Period:
    """Return the period on average that a period of the calendar is one of; any other as it is."""
    return Period(_kind(period)) if period.start else period


def periods_ahead(own: Period, today: datetime, changes: Iterable[datetime]) -> Iterator[tuple[datetime, Period]]:
    """Yield the periods of the calendar that come after one and in which prices are others, each with its beginning.

    Args:
        own: The period, of the calendar. What is next to it counts always: what begins within one is whole in the next.
        today: The period that is today counts, too, and the next, where they are later ones.
        changes: The instants at which a price changes: of the periods in which they are, and from the next ones on.
    """
    found: dict[datetime, Period] = {}
    for at in (own.start or today, today, *changes):
        for period in (this := _around(at, own), _around(this.end or at, own)):
            if period.start and own.end and period.start >= own.end:
                found[period.start] = period
    yield from sorted(found.items(), key=lambda one: one[0])


def _around(moment: datetime, own: Period) -> Period:
    """Return the month or the year of the calendar that an instant is in."""
    return parse_period(f"{moment:%Y}" if _kind(own) == "year" else f"{moment:%Y-%m}")


def _kind(period: Period) -> str:
    """Return the nominal period that a period is one of."""
    if not period.start:
        return period.name
    return "year" if period.name.isdigit() else "month"


def _a_year(period: Period) -> Node:
    return PERIODS_A_YEAR[_kind(period)]


def _word(period: Period) -> str:
    return f"period_{period.name.replace('-', '_')}" if period.start else period.name
