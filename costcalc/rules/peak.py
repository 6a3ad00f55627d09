"""Other prices at some hours: `peak`, where they are higher, or `off_peak`, where they are lower.

    input: 0.15
    output: 0.60
    peak: {multiplier: 2, hours: ["09:00-12:00", "14:00-18:00"], tz: "+08:00", days: mon-fri, holidays: cn}

On Monday 2026-11-23 at 02:00 UTC it is ten in the morning in Beijing; 500M tokens of output:

    500000000 * (0.6 * 2) [2026-11-23T02:00:00Z in the peak] / 1000000 = 600

A window begins with its first minute and ends before its last; `22:00-06:00` goes on into the next day, and belongs to
the day on which it began. `tz` is UTC, an offset, or a name such as Asia/Shanghai. `days` is `mon-fri` or a list. On
the `holidays` of a calendar in `pricing/calendars` there is no window. A year that the calendar does not cover is not
priced, or is flagged, `calendar-assumed`, where it says `beyond: no_holidays`. Prices of its own take the place of a
multiplier: `{hours: ["16:30-00:30"], tz: UTC, input: 0.135}`. What a window does not name keeps its price.

A scenario may say `peak_share: 30%`: so much of its requests is made in the peak (or outside the `off_peak`). Then both
parts are charges, `answer.input.peak` and `answer.input.off_peak`, and no hour decides. So they are in a month of the
calendar. Where a price has slices or a free quota, those of the window use them first.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import Field

from costcalc.rules.modifier import Change, Single
from costcalc.rules.statement import statement
from costcalc.rules.variant import Variant
from costcalc.shown import cut
from costcalc.source import FieldKind, FileId, Many, One, Scalar, Sequence, rejected, scalar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from costcalc.rules.modifier import Circumstances
    from costcalc.rules.statement import Statement

PEAK, OFF_PEAK = "peak", "off_peak"
DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)", re.ASCII)
_OFFSET = re.compile(r"([+-])([01]\d):([0-5]\d)", re.ASCII)
MAX_HOURS = 24
HOURS_PATTERN = "([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)"
ZONE_PATTERN = "UTC|[+-][01][0-9]:[0-5][0-9]|[A-Za-z]+(/[A-Za-z0-9_+-]+){1,2}"
_ONE_DAY = timedelta(days=1)
_ONE_MINUTE = timedelta(minutes=1)


class Hours(NamedTuple):
    """From a time of day until before another; it may be of the next day."""

    start: timedelta
    end: timedelta
    text: str


def _hours(value: Scalar) -> Hours:
    match = _HOURS.fullmatch(value)
    hint = 'write "09:00-12:00"'
    if not match or (match[3] == "24" and match[4] != "00"):
        raise rejected("bad-hours", f"`{cut(value)}` are no hours of a day", hint)
    start = timedelta(hours=int(match[1]), minutes=int(match[2]))
    end = timedelta(hours=int(match[3]), minutes=int(match[4]))
    if end == start:
        raise rejected("bad-hours", f"`{cut(value)}` never ends", 'for the whole day write "00:00-24:00"')
    return Hours(start, end if end > start else end + _ONE_DAY, str(value))


def _zone(value: Scalar) -> tzinfo:
    if value == "UTC":
        return UTC
    if match := _OFFSET.fullmatch(value):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
        return timezone(offset if match[1] == "+" else -offset)
    from costcalc.rules.zone import zone_named

    return zone_named(value)


def _days(value: Any) -> frozenset[int]:
    if isinstance(value, Sequence):
        found = [scalar(item, "a day such as mon") for item in value]
        if unknown := next((day for day in found if day not in DAY_NAMES), None):
            raise rejected("unknown-word", f"`{cut(unknown)}` is not one of {', '.join(DAY_NAMES)}")
        if not found:
            raise rejected("empty-list", "a window without a day is never open")
        return frozenset(DAY_NAMES.index(day) for day in found)
    text = scalar(value, "days such as mon-fri")
    first, _, last = text.partition("-")
    if first not in DAY_NAMES or last not in DAY_NAMES:
        raise rejected("unknown-word", f"`{cut(text)}` are no days", "write mon-fri, or a list such as [mon, sat]")
    start, end = DAY_NAMES.index(first), DAY_NAMES.index(last)
    return frozenset(day % 7 for day in range(start, end + 1 if end >= start else end + 8))


def _days_text(days: list[int]) -> str:
    if len(days) > 1 and days == list(range(days[0], days[-1] + 1)):
        return f"{DAY_NAMES[days[0]]}-{DAY_NAMES[days[-1]]}"
    return " ".join(DAY_NAMES[day] for day in days)


class Window(Variant):
    """What some hours change."""

    hours: Many[
        Annotated[Hours, One("hours such as 09:00-12:00", _hours, type="string", pattern=f"^{HOURS_PATTERN}$")]
    ] = Field(min_length=1, max_length=MAX_HOURS, description='when it is open: ["09:00-12:00", "22:00-06:00"]')
    tz: Annotated[tzinfo, One("UTC, an offset or a time zone", _zone, type="string", pattern=f"^({ZONE_PATTERN})$")] = (
        Field(description='whose clock that is: UTC, an offset such as "+08:00", or Asia/Shanghai')
    )
    days: Annotated[
        frozenset[int] | None,
        FieldKind(
            _days,
            anyOf=[
                {"type": "string", "pattern": f"^({'|'.join(DAY_NAMES)})-({'|'.join(DAY_NAMES)})$"},
                {"type": "array", "items": {"enum": list(DAY_NAMES)}, "minItems": 1},
            ],
        ),
    ] = Field(None, description="the days on which there is a window: mon-fri")
    holidays: FileId | None = Field(None, description="a calendar; on its days there is no window")

    @property
    def text(self) -> str:
        """When it is open: 09:00-12:00, 14:00-18:00 UTC+08:00, mon-fri, not on holidays of cn."""
        parts = [f"{', '.join(hours.text for hours in self.hours)} {self.tz}"]
        if self.days is not None:
            parts.append(_days_text(sorted(self.days)))
        if self.holidays:
            parts.append(f"not on holidays of {self.holidays}")
        return ", ".join(parts)

    def spans(
        self, start: datetime, end: datetime, is_holiday: Callable[[date], bool]
    ) -> Iterator[tuple[datetime, datetime]]:
        """Yield the times between two instants at which the window is open, in UTC, in order, none twice.

        Args:
            start: From here.
            end: Until before here.
            is_holiday: Says so of a day in the window's zone; raises InputError where nobody knows.
        """
        local = start.astimezone(self.tz).date() - _ONE_DAY  # its hours may go on into the day asked about
        last = end.astimezone(self.tz).date()
        reached = start
        while local <= last:
            for hours in sorted(self.hours):
                opens, closes = (self._at(local, since) for since in (hours.start, hours.end))
                opens, closes = max(opens, reached), min(closes, end)
                if opens < closes and self._is_open(local, is_holiday):
                    yield opens, closes
                    reached = closes
            local += _ONE_DAY

    def is_open(self, moment: datetime, is_holiday: Callable[[date], bool]) -> bool:
        """Whether the window is open at an instant."""
        return any(self.spans(moment, moment + timedelta(microseconds=1), is_holiday))

    def _is_open(self, local: date, is_holiday: Callable[[date], bool]) -> bool:
        if self.days is not None and local.weekday() not in self.days:
            return False
        return not (self.holidays and is_holiday(local))

    def _at(self, local: date, since: timedelta) -> datetime:
        wall = (datetime.combine(local, time()) + since).replace(tzinfo=self.tz)
        moment = wall.astimezone(UTC)
        if wall.replace(fold=1).astimezone(UTC) < moment:  # the clocks leave this time out: when they jump over it
            while (moment - _ONE_MINUTE).astimezone(self.tz) > wall:
                moment -= _ONE_MINUTE
        return moment


class _Hours(Single[Window]):
    record = Window

    def changes(self, written: Window | None, when: Circumstances) -> Iterator[Change]:
        if written and when.hours == self.word:
            yield Change(self.word, written)

    def conditions(self, written: Window) -> Mapping[str, Statement | None]:
        return {f"{self.word.replace('_', '-')} hours": statement(written.text)}


HOURS = _Hours(PEAK), _Hours(OFF_PEAK, rule=PEAK)
