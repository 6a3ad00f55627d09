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
    holidays: Annotated[
        dict[date, str], FieldKind(_holidays, type="object", patternProperties={_DAY_PATTERN: _HOLIDAY})
    ] = Field(description="each day with its name")

    def is_holiday(self, day: date, place: Place) -> bool:
        """Whether a day is a holiday.

        Args:
            day: The day, where the calendar is in use.
            place: What asks, for the problem where the calendar does not know.

        Raises:
            InputError: for a day of a year that it does not cover.
        """
        if day.year not in self.years:
            message = f"the calendar `{self.id}` covers {self.years[0]} to {self.years[-1]}, and not {day}"
            hint = f"append its year to pricing/calendars/{self.id}.yaml, or give the `peak_share` of the requests"
            raise InputError.of(place, "outside-calendar", message, hint)
        return day in self.holidays


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
