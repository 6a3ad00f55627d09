"""Instants: the moments at which prices change. Everything is UTC; a date means its first moment."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

_DAY = r"(\d{4})-(\d{2})-(\d{2})"
_INSTANT = re.compile(_DAY + r"(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-](\d{2}):(\d{2}))?)?", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1990, 2199


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


def as_instant(moment: datetime | date | str) -> datetime:
    """Take an instant however Python code has it.

    Args:
        moment: An aware datetime, a date (its first moment in UTC), or ISO text.

    Raises:
        ValueError: for a datetime without a time zone, or text that is no instant.
        TypeError: for anything else.
    """
    if isinstance(moment, str):
        return parse_instant(moment)
    if isinstance(moment, datetime):
        if moment.tzinfo is None:
            msg = "as_of needs a time zone: datetime(..., tzinfo=UTC)"
            raise ValueError(msg)
        return moment.astimezone(UTC)
    if isinstance(moment, date):
        return datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    msg = f"as_of must be a datetime, a date or ISO text, not {type(moment).__name__}"
    raise TypeError(msg)


def instant_text(moment: datetime) -> str:
    """Write an instant so that it sorts as text: `2026-04-28T12:00:00Z`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def short_instant(moment: datetime) -> str:
    """Write an instant for people: the date alone where it is 00:00 UTC, which is what a date means."""
    return instant_text(moment).removesuffix("T00:00:00Z")
