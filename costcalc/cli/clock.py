"""The instant that prices are asked for."""

from __future__ import annotations

from datetime import UTC, datetime

from costcalc.instant import parse_instant
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
        raise InputError.of(Place.start_of(option, text), "bad-instant", str(error)) from None


def today() -> datetime:
    """Return today 00:00 UTC, so that an answer holds for a day. No other place reads the clock."""
    return datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
