"""litellm's `off_peak_pricing`: flat prices in some hours, as the `off_peak` or the `peak` of a card."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.files.exact import NotExactError, per_million, whole
from costcalc.importers.litellm.keys import token_key
from costcalc.importers.reading.fields import amount
from costcalc.importers.reading.hours import ALWAYS, MINUTES, Minutes, between, window
from costcalc.importers.reading.neighbours import leave_strangers
from costcalc.rules.peak import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.importers.draft import Value
    from costcalc.importers.litellm.terms import Sheet
    from costcalc.importers.reading.fields import Leave

OFFSETS: Mapping[str, int] = {"UTC": 0, "Asia/Shanghai": 8, "Asia/Singapore": 8, "Asia/Tokyo": 9}
"""Calendars whose days can be told from UTC by a fixed offset, in hours."""

_HOURS = {"hours_utc", "windows", "weekday_timezone"}
_WINDOW = re.compile(r"([01]\d|2[0-3]):([0-5]\d) *- *([01]\d|2[0-3]):([0-5]\d)", re.ASCII)


class OffPeakHours(NamedTuple):
    """What becomes of `off_peak_pricing`.

    Args:
        base: The prices that the rate itself has in the place of litellm's standard ones.
        peak: The card's `peak`, if the off-peak prices are the usual ones.
        off_peak: The card's `off_peak`, if they are not.
    """

    base: Sheet
    peak: Mapping[str, Value] | None = None
    off_peak: Mapping[str, Value] | None = None


def read_hours(block: Any, standard: Sheet, leave: Leave) -> OffPeakHours | None:
    """Read the block.

    Args:
        block: Prices per token, with `hours_utc` for every day, or `windows` with hours and weekdays.
        standard: The standard prices.
        leave: Takes the notes.

    Returns:
        What a card says; None where it cannot, because hours differ from day to day.
    """
    if not isinstance(block, dict):
        return None
    try:
        cheap = _prices(block, leave)
        offset = OFFSETS[block.get("weekday_timezone", "UTC")]
        week = _week(block, offset * 60)
    except (NotExactError, KeyError, TypeError, AttributeError):
        return None
    if not cheap:
        return None
    tz = f"+{offset:02}:00" if offset else "UTC"
    if when := window(week):
        return OffPeakHours(standard, off_peak={**when, "tz": tz, **cheap})
    if when := window([ALWAYS - minutes for minutes in week]):
        dear = {meter: price for meter, price in standard.items() if meter in cheap}
        return OffPeakHours(standard | cheap, peak={**when, "tz": tz, **dear})
    return None


def _prices(block: Mapping[str, Any], leave: Leave) -> Sheet:
    known = {key for key in block if token_key(key)} | _HOURS
    if not leave_strangers(block, known, leave, "off_peak_pricing.", table=True):
        raise NotExactError("prices in another unit")
    found = {key: token_key(key) for key in block}
    return {
        key.meter: written
        for name, key in found.items()
        if key and not key.service and not key.threshold
        if (written := amount(f"off_peak_pricing.{name}", block[name], leave, per_million)) is not None
    }


def _week(block: Mapping[str, Any], offset: int) -> list[Minutes]:
    """Return the minutes of each weekday, in the calendar that names the days."""
    every = _minutes(block.get("hours_utc", []), offset)
    week = [every] * len(DAY_NAMES)
    for entry in block.get("windows", []):
        minutes = _minutes(entry["hours_utc"], offset)
        for day in entry.get("weekdays", range(1, len(DAY_NAMES) + 1)):
            nth = int(whole(day)) - 1
            if nth >= len(DAY_NAMES):
                raise NotExactError("no day of the week")
            week[nth] |= minutes
    return week


def _minutes(windows: Any, offset: int) -> Minutes:
    minutes: set[int] = set()
    for text in [windows] if isinstance(windows, str) else windows:
        match = _WINDOW.fullmatch(text.strip())
        if not match:
            raise NotExactError("no hours")
        start, end = (int(match[nth]) * 60 + int(match[nth + 1]) for nth in (1, 3))
        minutes |= {(minute + offset) % MINUTES for minute in between(start, end)}
    return frozenset(minutes)
