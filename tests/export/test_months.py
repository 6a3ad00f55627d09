"""The times that rows are for: a nominal period from `as_of` on, or months of the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.export.months import export_periods
from costcalc.expr import evaluate
from costcalc.instant import instant_text, parse_instant
from costcalc.problem import InputError
from costcalc.project.load import load_scenario
from tests.export.finance import scenario, write

if TYPE_CHECKING:
    from pathlib import Path


def times(folder: Path, period: str, as_of: str, months: int | None = None) -> list[str]:
    """Give each time as START..END, and how often the scenario's period is in it."""
    file = load_scenario(write(folder, "bot.yaml", scenario(period)))
    found = []
    for span in export_periods(file, parse_instant(as_of), months):
        often = f" x {evaluate(span.override.times, {})}" if span.override else ""
        once = " once" if span.one_time else ""
        found.append(f"{instant_text(span.start)}..{instant_text(span.end)}{often}{once}".replace("T00:00:00Z", ""))
    return found


@pytest.mark.parametrize(
    ("period", "as_of", "time"),
    [
        ("day", "2026-12-31T12:00Z", "2026-12-31T12:00:00Z..2027-01-01T12:00:00Z"),
        ("week", "2026-12-28", "2026-12-28..2027-01-04"),
        ("month", "2026-05-10", "2026-05-10..2026-06-10"),
        # no month has a day that it has not
        ("month", "2026-01-31", "2026-01-31..2026-02-28"),
        ("month", "2028-01-31", "2028-01-31..2028-02-29"),
        ("month", "2026-12-31", "2026-12-31..2027-01-31"),
        ("year", "2028-02-29", "2028-02-29..2029-02-28"),
        ("once", "2026-05-10", "2026-05-10..2026-05-11 once"),
        ('"2026-08"', "2026-05-10", "2026-08-01..2026-09-01"),
        ('"2026"', "2026-05-10", "2026-01-01..2027-01-01"),
    ],
)
def test_without_months_it_is_the_scenarios_own_period(tmp_path: Path, period: str, as_of: str, time: str) -> None:
    assert times(tmp_path, period, as_of) == [time]


def test_months_begin_with_that_of_as_of_and_go_on_over_new_year(tmp_path: Path) -> None:
    assert times(tmp_path, "month", "2026-11-30T23:59:59Z", 3) == [
        "2026-11-01..2026-12-01 x 1",
        "2026-12-01..2027-01-01 x 1",
        "2027-01-01..2027-02-01 x 1",
    ]


@pytest.mark.parametrize(
    ("period", "february", "march"),
    # of a leap year: 29 days, which are 29/7 weeks, and a twelfth of a year as every month is
    [("day", "29", "31"), ("week", "29/7", "31/7"), ("month", "1", "1"), ("year", "1/12", "1/12")],
)
def test_a_month_has_so_many_of_a_period(tmp_path: Path, period: str, february: str, march: str) -> None:
    assert [time.partition(" x ")[2] for time in times(tmp_path, period, "2028-02-10", 2)] == [february, march]


def test_what_is_done_once_is_in_the_first_month_only(tmp_path: Path) -> None:
    assert times(tmp_path, "once", "2026-05-10", 3) == ["2026-05-01..2026-06-01 once"]


@pytest.mark.parametrize(
    ("period", "as_of", "months", "code"),
    [
        ('"2026-08"', "2026-05-10", 1, "months-of-a-period"),
        ("month", "2199-12-31", 2, "bad-setting"),
        ("once", "2199-01-01", 13, "bad-setting"),
    ],
)
def test_there_are_no_such_months(tmp_path: Path, period: str, as_of: str, months: int, code: str) -> None:
    with pytest.raises(InputError) as error:
        times(tmp_path, period, as_of, months)
    assert [problem.code for problem in error.value.problems] == [code]


def test_the_last_month_there_is(tmp_path: Path) -> None:
    assert times(tmp_path, "month", "2199-12-31", 1) == ["2199-12-01..2200-01-01 x 1"]
