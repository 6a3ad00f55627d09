"""Instants: the moments at which prices change. Everything is UTC; a date means its first moment."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

_DAY = r"(\d{4})-(\d{2})-(\d{2})"
_INSTANT = re.compile(_DAY + r"(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-](\d{2}):(\d{2}))?)?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1990, 2199
MONTHS = 12
"""Of a year."""
MOST_MONTHS = 120
"""Of the calendar, one after the other, in one forecast or export."""
TICK = timedelta(microseconds=1)
"""The shortest time there is: what ends at an instant held until so much before it."""
ALWAYS = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
"""From when on a price holds that a scenario gives itself, where it says no day."""


def parse_instant(text: str) -> datetime:
    """Read `2026-04-28` or `2026-04-28T12:00:00Z` (seconds may be left out, an offset given instead of Z).

    Raises:
        ValueError: with a sentence that says what is expected.
    """
    match = _INSTANT.fullmatch(text)
    if not match:
        msg = "expected a date such as 2026-04-28 or an instant such as 2026-04-28T12:00:00Z"
        raise ValueError(msg)
    if match[4] and not match[7]:
        msg = "an instant needs its time zone: end it with Z for UTC"
        raise ValueError(msg)
    if not FIRST_YEAR <= int(match[1]) <= LAST_YEAR:
        msg = f"the year must lie between {FIRST_YEAR} and {LAST_YEAR}"
        raise ValueError(msg)
    try:
        moment = datetime.fromisoformat(text)
        time(int(match[8] or 0), int(match[9] or 0))  # fromisoformat takes +05:75 for an offset
    except ValueError:
        msg = "there is no such day or time"
        raise ValueError(msg) from None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


_DATES = (
    (re.compile(r"(?P<day>[0-9]{1,2})[.-](?P<month>[0-9]{1,2})[.-](?P<year>[0-9]{4})", re.ASCII)),
    (re.compile(r"(?P<year>[0-9]{4})[-/.]?(?P<month>[0-9]{1,2})[-/.]?(?P<day>[0-9]{1,2})", re.ASCII)),
    (re.compile(r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})/(?P<year>[0-9]{4})", re.ASCII)),
    (re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})", re.ASCII)),
)
"""Other ways to write a day. With / there are two, and who writes 05/06 may mean either."""


def date_hint(text: str) -> str | None:
    """Return how to write a day that is written in another way; None where no day is meant."""
    found: list[str] = []
    for way in _DATES:
        if match := way.fullmatch(text.strip()):
            with suppress(ValueError):
                day = date(int(match["year"]), int(match["month"]), int(match["day"]))
                found.append(day.isoformat())
    return f"write {' or '.join(dict.fromkeys(found))}" if found and text not in found else None


def as_instant(moment: datetime | date | str, name: str = "as_of") -> datetime:
    """Return an instant that Python code gives as a text, a date or a datetime.

    Args:
        moment: An aware datetime, a date (its first moment in UTC), or ISO text.
        name: What the function calls it.

    Raises:
        ValueError: for a datetime without a time zone, text that is no instant, and a year that no price is of.
        TypeError: for anything else.
    """
    if isinstance(moment, str):
        try:
            return parse_instant(moment)
        except ValueError as error:
            msg = f"{name} is no point in time: {error}"
            raise ValueError(msg) from None
    if not isinstance(moment, date):
        msg = f"{name} must be a datetime, a date or ISO text, not {type(moment).__name__}"
        raise TypeError(msg)
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:  # further out, an offset leads to where Python has no calendar
        msg = f"{name} is no point in time: the year must lie between {FIRST_YEAR} and {LAST_YEAR}, not {moment.year}"
        raise ValueError(msg)
    if not isinstance(moment, datetime):
        return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    if moment.utcoffset() is None:  # also in a zone that does not know its offset: Python would take the machine's
        msg = f"{name} needs a time zone: datetime(..., tzinfo=UTC)"
        raise ValueError(msg)
    if type(moment) is not datetime:  # pandas has one of its own, which does not leave here
        moment = datetime.combine(moment.date(), moment.timetz())
    return moment.astimezone(UTC)


def instant_text(moment: datetime) -> str:
    """Format an instant so that it sorts as text: `2026-04-28T12:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def short_instant(moment: datetime) -> str:
    """Format an instant for people: the date alone where it is 00:00 UTC, which is what a date means."""
    return instant_text(moment).removesuffix("T00:00:00Z")


NOMINAL = ("day", "week", "month", "year", "once")
"""Periods that are on average: a month is the twelfth part of 365 days, and priced at one instant."""

_CALENDAR = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)


class Period(NamedTuple):
    """The time that a scenario's quantities are for: a nominal `month`, or a month of the calendar.

    Args:
        name: As it is written: `month`, `2026-08`.
        start: Of a calendar period; None of a nominal one.
        end: The first instant after it.
        asked_at: The instant within it at which months of the calendar are asked for, where there is one: what is paid
            once is paid then, and a model that was released before it has a price from its release on.
        is_later: Whether it comes after the month in which what is paid once is paid.
        is_held: Whether the prices of one instant hold throughout, and only its length is that of the calendar.
    """

    name: str
    start: datetime | None = None
    end: datetime | None = None
    asked_at: datetime | None = None
    is_later: bool = False
    is_held: bool = False

    @property
    def first(self) -> datetime | None:
        """The first instant of it whose prices count; None where those of one instant do."""
        return None if self.is_held else self.start

    @property
    def until(self) -> datetime | None:
        """The first instant after those whose prices count; None where those of one instant do."""
        return None if self.is_held else self.end

    @property
    def is_billed_once(self) -> bool:
        """Whether there is likely to be one bill of it: of a month, or of what is done once."""
        if self.start and self.end:
            return self.end == next_month(self.start)
        return self.name not in NOMINAL or self.name in {"month", "once"}

    def __str__(self) -> str:
        return self.name


def next_month(moment: datetime) -> datetime:
    """Return the first instant of the month after that of another."""
    ahead, index = divmod(moment.month, MONTHS)
    return datetime(moment.year + ahead, index + 1, 1, tzinfo=UTC)


def months_between(origin: datetime, moment: datetime) -> int:
    """Return how many months of the calendar an instant is after another; below zero before it."""
    return (moment.year - origin.year) * MONTHS + moment.month - origin.month


NO_PERIOD = Period("")
"""Nobody says what the quantities are for; what depends on a period has no price then."""


def parse_period(text: str) -> Period:
    """Read `month`, `2026-08` or `2026`.

    Raises:
        ValueError: with a sentence that says what is expected.
    """
    if text in NOMINAL:
        return Period(text)
    match = _CALENDAR.fullmatch(text)
    if not match or not FIRST_YEAR <= int(match[1]) <= LAST_YEAR or not 1 <= int(match[2] or 1) <= MONTHS:
        msg = f"expected one of {', '.join(NOMINAL)}, a month of the calendar such as 2026-08, or a year such as 2026"
        raise ValueError(msg)
    year, month = int(match[1]), int(match[2] or 1)
    start = datetime(year, month, 1, tzinfo=UTC)
    after = divmod(month, MONTHS) if match[2] else (1, 0)
    return Period(text, start, datetime(year + after[0], after[1] + 1, 1, tzinfo=UTC))
