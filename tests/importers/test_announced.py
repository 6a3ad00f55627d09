"""What a list announces may move, come early and be taken back; past days keep what was said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.importers.nightly import Table

# What is announced.


def test_an_end_that_the_list_announces_is_written(table: Table) -> None:
    table.night("2026-03-01", "a,1")
    table.night("2026-03-02", "a,1,,2026-04-01")
    assert table.of("a", "2026-03-31", "2026-04-01") == ["1", None]
    table.night("2026-03-03", "a,1,,2026-05-01")
    assert table.of("a", "2026-04-30", "2026-05-01") == ["1", None]
    said = table.night("2026-03-04", "a,1")
    assert "a: until: the list no longer says that its price ends, and the card keeps the end" in said


def test_an_end_in_the_past_ends_the_price_today(table: Table) -> None:
    table.night("2026-03-01", "a,1,2026-01-01")
    said = table.night("2026-03-10", "a,1,2026-01-01,2026-03-05")
    assert "a: until: the list says that its price ended on a day that is past" in said
    assert table.of("a", "2026-03-09", "2026-03-10") == ["1", None]


def test_an_end_before_another_price_is_written(table: Table) -> None:
    table.night("2026-03-01", "a,1,2026-01-01", "a,2,2026-05-01")
    table.night("2026-03-02", "a,1,2026-01-01,2026-04-01", "a,2,2026-05-01,2026-06-01")
    assert table.of("a", "2026-03-31", "2026-04-01", "2026-05-01", "2026-06-01") == ["1", None, "2", None]


def test_a_price_that_has_ended_before_another_one_comes_ends_today(table: Table) -> None:
    table.night("2026-03-01", "a,1,2026-01-01,2026-06-01")
    table.night("2026-03-10", "a,1,2026-01-01,2026-03-05", "a,2,2026-05-01")
    assert table.of("a", "2026-03-09", "2026-03-10", "2026-05-01") == ["1", None, "2"]


def test_a_price_that_was_to_end_and_is_another_before_that_changes(table: Table) -> None:
    table.night("2026-03-01", "a,1,,2026-04-01")
    table.night("2026-03-05", "a,2")
    assert table.of("a", "2026-03-04", "2026-03-05", "2026-05-01") == ["1", "2", "2"]


ANNOUNCED = ("a,1,2026-01-01", "a,3,2027-01-01")


def test_a_price_that_is_no_longer_announced_does_not_come(table: Table) -> None:
    table.night("2026-03-01", *ANNOUNCED)
    assert table.of("a", "2027-01-01") == ["3"]
    table.night("2026-03-02", ANNOUNCED[0])
    assert table.of("a", "2026-12-31", "2027-01-01") == ["1", "1"]
    assert 'corrects: "the list had announced something else"' in table.text


def test_two_prices_come_before_an_end_that_was_announced(table: Table) -> None:
    table.night("2026-03-01", "a,2,,2026-04-01")
    table.night("2026-03-05", "a,3,2025-01-01", "a,4,2026-03-20")
    assert table.of("a", "2026-03-04", "2026-03-05", "2026-03-20", "2026-05-01") == ["2", "3", "4", "4"]


def test_a_price_of_today_comes_before_one_that_is_announced(table: Table) -> None:
    table.night("2026-03-01", *ANNOUNCED)
    table.night("2026-03-05", ANNOUNCED[0], "a,2,2026-03-05", ANNOUNCED[1])
    assert table.of("a", "2026-03-04", "2026-03-05", "2027-01-01") == ["1", "2", "3"]


def test_an_announced_price_that_moves_is_that_which_comes(table: Table) -> None:
    table.night("2026-03-01", *ANNOUNCED)
    table.night("2026-03-05", ANNOUNCED[0], "a,4,2027-02-01")
    assert table.of("a", "2027-01-01", "2027-02-01") == ["1", "4"]


def test_an_announced_price_that_moves_to_a_later_day_comes_then(table: Table) -> None:
    table.night("2026-03-01", *ANNOUNCED)
    table.night("2026-03-05", ANNOUNCED[0], "a,3,2027-02-01")
    assert table.of("a", "2026-12-31", "2027-01-01", "2027-01-31", "2027-02-01") == ["1", "1", "1", "3"]
    assert table.night("2026-03-06", ANNOUNCED[0], "a,3,2027-02-01") == "acme: models as before 1"


def test_with_the_end_of_the_price_before_it_there_is_no_gap(table: Table) -> None:
    table.night("2026-03-01", "a,1,2026-01-01,2027-01-01", "a,3,2027-01-01")
    table.night("2026-03-05", "a,1,2026-01-01,2027-02-01", "a,3,2027-02-01")
    assert table.of("a", "2026-12-31", "2027-01-31", "2027-02-01") == ["1", "1", "3"]


def test_an_announced_price_that_comes_on_a_day_before_today_comes_today(table: Table) -> None:
    table.night("2026-03-01", *ANNOUNCED)
    said = table.night("2026-03-15", ANNOUNCED[0], "a,3,2026-03-10")
    assert "a: effective: the list has another price for a time that the card has a price for already" in said
    assert table.of("a", "2026-03-10", "2026-03-14", "2026-03-15", "2027-01-01") == ["1", "1", "3", "3"]


def test_what_an_import_put_off_is_not_kept_against_the_list(table: Table) -> None:
    table.night("2026-12-04", "a,1")
    table.night("2026-12-05", "a,3", effective="2027-01-01")
    assert table.night("2026-12-06", "a,3") == "acme: models as before 1"
    assert table.of("a", "2026-12-06", "2027-01-01") == ["1", "3"]
    table.night("2026-12-07", "a,4")
    assert table.of("a", "2026-12-06", "2026-12-07", "2027-01-01") == ["1", "4", "4"]
    assert table.night("2027-01-03", "a,4") == "acme: models as before 1"


def test_a_later_day_of_an_import_takes_nothing_back_before_it(table: Table) -> None:
    table.night("2026-12-04", "a,1")
    table.night("2026-12-05", "a,3", effective="2027-01-01")
    table.night("2026-12-06", "a,4", effective="2027-02-01")
    assert table.of("a", "2026-12-31", "2027-01-01", "2027-02-01") == ["1", "3", "4"]
