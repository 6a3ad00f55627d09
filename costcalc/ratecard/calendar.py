"""Calendars: the days on which a window of hours does not open."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import Field

from costcalc.problem import InputError, Problem
from costcalc.shown import cut
from costcalc.source import FieldKind, FileId, FileRecord, Mapping, Scalar, Text, one_of, place_of, rejected, scalar
from costcalc.source.fields import TEXT_SCHEMA, read_at, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.problem import Place

CALENDAR_SCHEMA = "costcalc/calendar/v1"
NO_HOLIDAYS = "no_holidays"
_YEARS = re.compile(r"(\d{4})(?:-(\d{4}))?", re.ASCII)
_YEARS_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{4})?$"},
        {"type": "integer", "minimum": 1000, "maximum": 9999},
    ]
}
_HOLIDAY = TEXT_SCHEMA | {"description": "the name of this holiday"}
_DAY_PATTERN = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _years(value: Any) -> range:
    match = _YEARS.fullmatch(scalar(value, "years such as 2025-2026"))
    if not match or int(match[2] or match[1]) < int(match[1]):
        raise rejected("bad-instant", f"`{cut(value)}` are no years", "write 2026, or 2025-2026")
    return range(int(match[1]), int(match[2] or match[1]) + 1)


def _holidays(tree: Any) -> dict[date, str]:
    if not isinstance(tree, Mapping):
        raise rejected("wrong-type", "this must be a mapping, `2026-01-01: New Year's Day` lines")
    days: dict[date, str] = {}
    for written, name in tree.items():
        place = tree.places[written]
        try:
            day = date.fromisoformat(written) if _DAY.fullmatch(written) else None
        except ValueError:
            day = None
        if day is None:
            raise InputError.of(place, "bad-instant", f"`{cut(written)}` is no day", "write 2026-01-01")
        days[day] = Scalar(read_at(place, read_text, name), place)
    return days


class Calendar(FileRecord):
    """The public holidays of some years."""

    schema_: Annotated[str, one_of(CALENDAR_SCHEMA)] = Field(alias="schema", description="what kind of file this is")
    id: FileId = Field(description="the name of this file, without .yaml; a window says `holidays: ID`")
    title: Text = Field(description="whose holidays these are, for people")
    source: Text = Field(description="where the days were read")
    years: Annotated[range, FieldKind(_years, **_YEARS_SCHEMA)] = Field(description="the years it covers: 2025-2026")
    beyond: Annotated[str, one_of(NO_HOLIDAYS)] | None = Field(
        None, description="what holds in other years, flagged where a price rests on it; without it there is no price"
    )
    holidays: Annotated[
        dict[date, str], FieldKind(_holidays, type="object", patternProperties={_DAY_PATTERN: _HOLIDAY})
    ] = Field(description="each day with its name")

    @property
    def covered(self) -> str:
        """The years it covers, in words: 2025 to 2026."""
        first, last = self.years[0], self.years[-1]
        return str(first) if first == last else f"{first} to {last}"

    def assumes(self, day: date) -> bool:
        """Whether a day is in no year that it covers, and has an answer all the same."""
        return day.year not in self.years and self.beyond is not None

    def is_holiday(self, day: date, place: Place) -> bool:
        """Whether a day is a holiday.

        Args:
            day: The day, where the calendar is in use.
            place: What asks, for the problem where the calendar does not know.

        Raises:
            InputError: for a day of a year that it does not cover, where it does not say what holds beyond them.
        """
        if day.year not in self.years and not self.beyond:
            message = f"the calendar `{self.id}` covers {self.covered}, and not {day}"
            hint = f"append its year to pricing/calendars/{self.id}.yaml, or give the `peak_share` of the requests"
            raise InputError.of(place, "outside-calendar", message, hint)
        return day in self.holidays


class AssumedDays(NamedTuple):
    """Days of which nobody knows whether they are holidays, and a calendar says that none is.

    Args:
        calendar: The calendar, which does not cover their years.
        first: The first of them that was asked about.
        last: The last of them.
    """

    calendar: Calendar
    first: date
    last: date

    def with_(self, other: AssumedDays) -> AssumedDays:
        """Return these days and those of another time as one stretch."""
        return self._replace(first=min(self.first, other.first), last=max(self.last, other.last))


class Holidays:
    """The holidays of a calendar as a window of hours asks about them, day by day.

    Args:
        calendar: The calendar.
        place: What asks.

    Attributes:
        assumed: The days asked about so far that it does not know; None where it knows all.
    """

    def __init__(self, calendar: Calendar, place: Place) -> None:
        self._calendar = calendar
        self._place = place
        self.assumed: AssumedDays | None = None

    def __call__(self, day: date) -> bool:
        """Whether a day is one; raises InputError where nobody says."""
        if self._calendar.assumes(day):
            asked = AssumedDays(self._calendar, day, day)
            self.assumed = self.assumed.with_(asked) if self.assumed else asked
        return self._calendar.is_holiday(day, self._place)


class CalendarFile(NamedTuple):
    """A calendar with the file it was read from."""

    calendar: Calendar
    file: str
    sha256: str


def validate_calendar(calendar: Calendar, file_id: str) -> Iterator[Problem]:
    """Yield the problems of a calendar whose shape is right.

    Args:
        calendar: The calendar.
        file_id: What its file is called, without the ending.
    """
    place = place_of(calendar.id)
    if calendar.id != file_id:
        message = f"the calendar calls itself `{calendar.id}`, its file `{file_id}`"
        yield Problem(place, "id-mismatch", message, "a calendar is found by its file name: make them the same")
    for day in calendar.holidays:
        if day.year not in calendar.years:
            message = f"{day} is outside the years that the calendar covers"
            yield Problem(
                place_of(calendar.holidays[day]), "outside-calendar", message, "widen `years`, if it knows them"
            )
