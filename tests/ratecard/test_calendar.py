"""Calendars of holidays: what they say, and what they do not know."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from costcalc.pricing import price
from costcalc.problem import InputError, Place, Source
from costcalc.project.load import SHIPPED_FOLDER, find_cards, load_calendar
from costcalc.ratecard import Holidays

if TYPE_CHECKING:
    from pathlib import Path

NOWHERE = Place(Source("asked"), 1, 1)
HEAD = "schema: costcalc/calendar/v1\nid: us\ntitle: Days off\nsource: a law\n"


def write(folder: Path, rest: str) -> Path:
    file = folder / "us.yaml"
    file.write_text(HEAD + rest, encoding="utf-8")
    return file


def test_the_days_of_its_years_are_holidays_or_not(tmp_path: Path) -> None:
    calendar = load_calendar(
        write(tmp_path, "years: 2025-2026\nholidays:\n  2026-07-03: Independence Day (observed)\n")
    )
    assert calendar.is_holiday(date(2026, 7, 3), NOWHERE)
    assert not calendar.is_holiday(date(2026, 7, 4), NOWHERE)
    assert not calendar.is_holiday(date(2025, 1, 1), NOWHERE)
    assert not calendar.is_holiday(date(2026, 12, 31), NOWHERE)


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2027, 1, 1)])
def test_a_day_of_another_year_is_not_known(tmp_path: Path, day: date) -> None:
    calendar = load_calendar(write(tmp_path, "years: 2025-2026\nholidays: {2026-01-01: New Year}\n"))
    with pytest.raises(InputError, match=str(day)) as refused:
        calendar.is_holiday(day, NOWHERE)
    assert [problem.code for problem in refused.value.problems] == ["outside-calendar"]


@pytest.mark.parametrize(("day", "assumed"), [(2024, True), (2025, False), (2026, False), (2027, True)])
def test_a_calendar_may_say_what_holds_beyond_its_years(tmp_path: Path, day: int, assumed: bool) -> None:
    calendar = load_calendar(
        write(tmp_path, "years: 2025-2026\nbeyond: no_holidays\nholidays: {2026-07-04: Independence Day}\n")
    )
    asked = Holidays(calendar, NOWHERE)
    assert asked(date(day, 7, 4)) is (day == 2026)
    assert (asked.assumed is not None) is assumed


def test_the_days_that_are_assumed_are_remembered_from_the_first_to_the_last(tmp_path: Path) -> None:
    asked = Holidays(
        load_calendar(write(tmp_path, "years: 2026\nbeyond: no_holidays\nholidays: {2026-07-04: x}\n")), NOWHERE
    )
    for day in (date(2027, 3, 2), date(2026, 7, 4), date(2027, 3, 1), date(2027, 3, 5)):
        asked(day)
    assert asked.assumed
    assert (asked.assumed.first, asked.assumed.last) == (date(2027, 3, 1), date(2027, 3, 5))


def test_one_year_is_a_year(tmp_path: Path) -> None:
    calendar = load_calendar(write(tmp_path, "years: 2026\nholidays: {2026-01-01: New Year}\n"))
    assert calendar.years == range(2026, 2027)


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("years: next\nholidays: {2026-01-01: x}\n", "5:8 bad-instant"),
        ("years: 2026-2025\nholidays: {2026-01-01: x}\n", "5:8 bad-instant"),
        ("years: 2026\nholidays: {2026-02-30: x}\n", "6:12 bad-instant"),
        ("years: 2026\nholidays: {01/01/2026: x}\n", "6:12 bad-instant"),
        ("years: 2026\nholidays: {2026-01-01: x, 2026-01-01: y}\n", "6:27 duplicate-key"),
        ("years: 2026\nholidays: {2026-01-01: }\n", "6:12 empty-value"),
        ("years: 2026\nholidays: [2026-01-01]\n", "6:11 wrong-type"),
        ("years: 2026\nholidays: {2027-01-01: x}\n", "6:12 outside-calendar"),
        ("years: 2026\nbeyond: nothing\nholidays: {2026-01-01: x}\n", "6:9 unknown-word"),
        ("years: 2026\nbeyond:\nholidays: {2026-01-01: x}\n", "6:8 empty-value"),
        ("years: 2026\n", "1:1 missing-key"),
        ("years: 2026\nholidays: {2026-01-01: x}\ndays: 3\n", "7:1 unknown-key"),
    ],
)
def test_a_calendar_that_cannot_be_read(tmp_path: Path, rest: str, expected: str) -> None:
    with pytest.raises(InputError) as refused:
        load_calendar(write(tmp_path, rest))
    assert [f"{p.place.line}:{p.place.column} {p.code}" for p in refused.value.problems] == [expected]


def test_a_card_is_no_calendar(tmp_path: Path) -> None:
    file = tmp_path / "us.yaml"
    file.write_text("schema: costcalc/rate-card/v1\n", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        load_calendar(file)
    assert [problem.code for problem in refused.value.problems] == ["wrong-schema"]


@pytest.mark.parametrize(
    ("first", "days"),
    [
        # the decree for 2026: Spring Festival 15 to 23 February, National Day 1 to 7 October
        (date(2026, 2, 16), "xxxxx..x."),
        (date(2026, 10, 1), "xxx.xxx."),
        (date(2026, 9, 25), "x.."),
        (date(2026, 11, 22), ".."),
    ],
)
def test_the_chinese_calendar_has_the_days_off_that_were_decreed(first: date, days: str) -> None:
    calendar = load_calendar(SHIPPED_FOLDER / "calendars" / "cn.yaml")
    found = [calendar.is_holiday(first + timedelta(days=nth), NOWHERE) for nth in range(len(days))]
    assert "".join("x" if holiday else "." for holiday in found) == days


def test_a_local_calendar_adds_years_to_a_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pricing" / "calendars").mkdir(parents=True)
    (tmp_path / "pricing" / "calendars" / "cn.yaml").write_text(
        "schema: costcalc/calendar/v1\nid: cn\ntitle: T\nsource: s\n"
        "years: 2026-2027\nholidays: {2027-01-01: New Year}\n",
        encoding="utf-8",
    )
    # Monday 2027-01-04, ten in the morning in Beijing: 1M tokens of output at 0.60 * 2
    bill = price(find_cards(), "deepseek/deepseek-v4-flash", {"output": 1_000_000}, as_of="2027-01-04T02:00:00Z")
    assert bill.total == Decimal("1.2")


def test_places_of_a_shipped_calendar_name_no_folder_of_this_machine() -> None:
    file = find_cards().file("deepseek")
    assert file.calendar("cn", Place(Source("x"), 1, 1)).file == "pricing/calendars/cn.yaml"
