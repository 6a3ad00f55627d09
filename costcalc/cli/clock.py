"""The instant that prices are asked for."""

from __future__ import annotations

from datetime import UTC, datetime

from costcalc.instant import NO_PERIOD, date_hint, parse_instant, parse_period
from costcalc.problem import InputError, Place


def instant_asked(text: str | None, option: str = "--as-of") -> datetime | None:
    """Return the instant of an option; None where it is not given.

    Raises:
        InputError: for what is no instant.
    """
    if text is None:
        return None
    try:
        return parse_instant(text)
    except ValueError as error:
        raise InputError.of(Place.start_of(option, text), "bad-instant", str(error), date_hint(text)) from None


def month_asked(text: str | None, option: str = "--from") -> datetime | None:
    """Return the first instant of a month of the calendar that an option names; None where it is not given.

    Raises:
        InputError: for what is no such month.
    """
    if text is None:
        return None
    try:
        period = parse_period(text)
    except ValueError:
        period = NO_PERIOD
    if period.start is None or "-" not in period.name:
        hint = "write a year and a month: 2027-01"
        raise InputError.of(Place.start_of(option, text), "bad-instant", "this is no month of the calendar", hint)
    return period.start


def today() -> datetime:
    """Return today 00:00 UTC, so that an answer holds for a day. No other place reads the clock."""
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
