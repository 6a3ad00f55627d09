"""The times that a ledger has rows for."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.calendar_months import calendar_months, in_month
from costcalc.instant import MONTHS, NO_PERIOD
from costcalc.problem import InputError
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison import PeriodOverride
    from costcalc.scenario import ScenarioFile


class ExportPeriod(NamedTuple):
    """A time that an export has rows for, and how it is priced.

    Args:
        start: Its first instant.
        end: The first instant after it.
        override: The period priced in place of the scenario's own; None for that.
        one_time: Whether what is in it happens once.
    """

    start: datetime
    end: datetime
    override: PeriodOverride | None
    one_time: bool = False

    @property
    def month(self) -> str | None:
        """The month of the calendar that it is, as in 2026-05; None where it is another time."""
        return f"{self.start:%Y-%m}" if _is_start(self.start) and self.end == _later(self.start, 1) else None

    @property
    def year(self) -> str | None:
        """The year of the calendar that it is, or is a month of; None where it is another time."""
        is_year = _is_start(self.start) and self.start.month == 1 and self.end == _later(self.start, MONTHS)
        return f"{self.start:%Y}" if is_year or self.month else None


def export_periods(file: ScenarioFile, as_of: datetime, months: int | None) -> Iterator[ExportPeriod]:
    """Yield the times of a scenario that its rows are for.

    Args:
        file: The scenario.
        as_of: The instant whose prices count where no months are asked for.
        months: How many months of the calendar, from that of `as_of` on; None for the scenario's own period.

    Raises:
        InputError: for months of a scenario that is for days of the calendar already, after the last year, and for
            a scenario that does not say what time its quantities are for.
    """
    period = file.scenario.period
    if period.name == NO_PERIOD.name and not all(entry.once for entry in file.scenario.workload):
        message = "nobody says for what time this is, and a row is for one"
        raise InputError.of(place_of(file.scenario.id), "missing-key", message, "add `period: month`, or `once`")
    if period.start and period.end:
        if months is not None:
            message = f"this scenario is for {period}, and for no other time"
            raise InputError.of(place_of(file.scenario.id), "months-of-a-period", message, "leave --months out")
        yield ExportPeriod(period.start, period.end, None)
        return
    once = period.name in {NO_PERIOD.name, "once"}
    if months is None:
        yield ExportPeriod(as_of, _after(as_of, "once" if once else period.name), None, once)
        return
    for calendar in islice(calendar_months(as_of, months), 1 if once else None):
        if calendar.start and calendar.end:
            # What is done once is done at `as_of`, at the price of that instant, wherever in the month that is.
            yield ExportPeriod(calendar.start, calendar.end, None if once else in_month(period, calendar), once)


def _after(start: datetime, nominal: str) -> datetime:
    """Return the end of a nominal period that begins at an instant; what is done once takes a day."""
    if nominal in {"day", "once"}:
        return start + timedelta(days=1)
    if nominal == "week":
        return start + timedelta(days=7)
    return _later(start, MONTHS if nominal == "year" else 1)


def _is_start(instant: datetime) -> bool:
    """Return whether an instant is the first of a month of the calendar."""
    return instant == datetime(instant.year, instant.month, 1, tzinfo=UTC)


def _later(start: datetime, months: int) -> datetime:
    """Return an instant so many months later, on the last day of a month that is too short for it."""
    years, index = divmod(start.month - 1 + months, MONTHS)
    year, month = start.year + years, index + 1
    day = min(start.day, monthrange(year, month)[1])
    return datetime(year, month, day, start.hour, start.minute, start.second, tzinfo=UTC)
