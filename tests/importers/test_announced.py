"""What a list announces may move, come early and be taken back; past days keep what was said of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.nightly import Table

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

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


def test_a_model_that_is_gone_takes_along_what_was_announced_of_it(table: Table) -> None:
    table.night("2026-03-01", *ANNOUNCED, "b,1")
    assert table.night("2026-03-02", "b,1") == "acme: models ended 1 (a); as before 1"
    assert table.of("a", "2026-03-01", "2026-03-02", "2027-01-01") == ["1", None, None]
    table.night("2026-03-03", *ANNOUNCED, "b,1")
    assert table.of("a", "2026-03-02", "2026-03-03", "2027-01-01") == [None, "1", "3"]


def test_an_announced_price_in_whose_place_there_is_none_does_not_come(table: Table) -> None:
    table.night("2026-03-01", *ANNOUNCED)
    table.night("2026-03-02", f"{ANNOUNCED[0]},2026-06-01")
    assert table.of("a", "2026-05-31", "2026-06-01", "2027-01-01") == ["1", None, None]


def test_what_somebody_wrote_for_a_later_day_stays_when_the_model_is_gone(table: Table) -> None:
    table.night("2026-03-01", *ANNOUNCED, "b,1")
    table.text = table.text.replace("        input: 3\n", "        verified: 2026-03-01\n        input: 3\n")
    assert "a: rates: it is gone from the list, and its last price begins on this day or later" in table.night(
        "2026-03-02", "b,1"
    )
    assert table.of("a", "2026-03-01", "2026-03-02", "2027-01-01") == ["1", None, "3"]


def test_a_model_that_is_announced_alone_and_taken_back_has_a_price_for_a_day(table: Table) -> None:
    table.night("2026-03-01", ANNOUNCED[1], "b,1")
    said = table.night("2026-03-02", "b,1")
    assert "a: rates: it is gone from the list" in said
    assert table.of("a", "2026-12-31", "2027-01-01", "2027-01-02") == [None, "3", None]


def test_a_price_that_begins_on_the_day_on_which_its_model_is_gone_ends_with_it(table: Table) -> None:
    rows = ("a,1,2026-01-01", "a,3,2026-03-02", "b,1")
    table.night("2026-03-01", *rows)
    said = table.night("2026-03-02", "b,1")
    assert "a: rates: it is gone from the list on the day on which its last price begins" in said
    assert table.of("a", "2026-03-01", "2026-03-02", "2026-03-03") == ["1", "3", None]
    table.night("2026-03-02", *rows)  # the list of the evening has it again
    assert table.of("a", "2026-03-02", "2026-03-03") == ["3", "3"]


def test_an_import_of_an_earlier_day_takes_out_nothing_that_has_begun(table: Table) -> None:
    table.night("2026-03-01", "a,1,2026-01-01", "a,3,2026-03-20", "b,1")
    table.night("2026-04-01", "b,1", effective="2026-03-10")
    assert table.of("a", "2026-03-15", "2026-03-20", "2026-05-01") == ["1", "3", "3"]


# Any moves.

FIRST = date(2026, 3, 1)
PRICES = st.sampled_from("1234")


class Said(NamedTuple):
    """What a list says of a model on a night: a price, with a date of the past or none, and by their days others.

    Args:
        price: The first.
        is_dated: Whether it has a date.
        others: How many days after the night others begin, or before it.
    """

    price: str
    is_dated: bool
    others: dict[int, str]

    def starts(self, night: date) -> dict[date, str]:
        """Return the prices by their days, in the order of these."""
        others = {night + timedelta(days): price for days, price in sorted(self.others.items())}
        first = {date(2026, 1, 1): self.price} if self.is_dated else {night: self.price}
        return first | {day: price for day, price in others.items() if day > next(iter(first))}

    def rows(self, night: date) -> list[str]:
        """Return the rows of the table."""
        return [
            f"a,{price}" + ("" if nth == 0 and not self.is_dated else f",{day}")
            for nth, (day, price) in enumerate(self.starts(night).items())
        ]

    def of(self, day: date, night: date) -> str:
        """Return the price of that night, or of a later day."""
        return [price for start, price in self.starts(night).items() if start <= day][-1]


NIGHTS = st.lists(
    st.none() | st.builds(Said, PRICES, st.booleans(), st.dictionaries(st.integers(-2, 5), PRICES, max_size=2)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40)
@given(NIGHTS)
def test_a_past_day_keeps_what_was_said_on_it_and_a_later_one_has_what_was_said_last(
    tmp_path_factory: pytest.TempPathFactory, lists: Sequence[Said | None]
) -> None:
    table = Table(tmp_path_factory.mktemp("nights"))
    nights = [FIRST + timedelta(nth) for nth in range(len(lists))]
    for night, said in zip(nights, lists, strict=True):
        table.night(str(night), "b,1", *(said.rows(night) if said else ()))
    begun = next((nth for nth, said in enumerate(lists) if said), 0)  # a new model has the past that its list says
    starts = {day for night, said in zip(nights, lists, strict=True) if said for day in said.starts(night)}
    expected = {}
    for nth in range(begun, len(lists) + 7):
        day, last = FIRST + timedelta(nth), min(nth, len(lists) - 1)
        said = lists[last]
        # What is gone on the day on which a price begins may have that until the day is over.
        if said or nth > last or day not in starts:
            expected[str(day)] = said.of(day, nights[last]) if said else None
    assert dict(zip(expected, table.of("a", *expected), strict=True)) == expected
