"""A list is compared with what it said last, never with what somebody wrote beside it, and the past stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers.memory.said import said

if TYPE_CHECKING:
    from tests.importers.nightly import Table

# What somebody wrote.

LOOKED_UP = """\
      - effective: 2026-03-01
        corrects: "looked up"
        source: https://acme.example
        verified: 2026-03-02
        input: 3
"""
OWN = "      - {effective: 2026-03-02, source: https://acme.example, input: 3}\n"
END = "        until: 2026-03-02\n"


@pytest.mark.parametrize(("lines", "costs"), [(LOOKED_UP, "3"), (OWN, "3"), (END, None)])
def test_what_somebody_wrote_is_not_undone_by_an_unchanged_list(table: Table, lines: str, costs: str | None) -> None:
    table.night("2026-03-01", "a,1", "b,2")
    table.write("a", lines)
    before = table.text
    assert table.night("2026-03-03", "a,1", "b,2") == "acme: models as before 2"
    assert table.text == before
    # Nor is it where the list changes another model.
    table.night("2026-03-04", "a,1", "b,5")
    assert (table.of("a", "2026-03-05"), table.of("b", "2026-03-05")) == ([costs], ["5"])


@pytest.mark.parametrize(("lines", "costs"), [(LOOKED_UP, "3"), (END, None)])
def test_nor_is_it_in_a_card_that_keeps_no_sums_yet(table: Table, lines: str, costs: str | None) -> None:
    table.night("2026-03-01", "a,1", "b,2")
    table.text = table.text[: table.text.index("said:")]
    table.write("a", lines)
    before = table.text
    table.night("2026-03-03", "a,1", "b,2", "")  # another file, which says the same
    assert table.text == before
    table.night("2026-03-04", "a,1", "b,5")
    assert (table.of("a", "2026-03-05"), table.of("b", "2026-03-05")) == ([costs], ["5"])
    assert "\nsaid:\n" in table.text


@pytest.mark.parametrize(
    ("old", "new"),
    [("        input: 1\n", "        input: 3\n"), ("context_window: 1000\n", "context_window: 9000\n")],
)
def test_what_somebody_changed_in_place_is_not_undone_either(table: Table, old: str, new: str) -> None:
    table.night("2026-03-01", "a,1,,,1000", "b,2")
    table.text = table.text.replace(old, new, 1)
    before = table.text
    table.night("2026-03-03", "a,1,,,1000", "b,2")
    assert (table.text, new in table.text) == (before, True)


def test_a_model_that_somebody_took_out_stays_out(table: Table) -> None:
    table.night("2026-03-01", "a,1", "b,2")
    start, end = table.text.index("  a:\n"), table.text.index("  b:\n")
    table.text = table.text[:start] + table.text[end:]
    before = table.text
    table.night("2026-03-02", "a,1", "b,2")
    assert table.text == before
    assert table.night("2026-03-03", "a,7", "b,2") == "acme: models new 1 (a); as before 1"


def test_what_the_list_says_otherwise_holds_from_that_day_on(table: Table) -> None:
    table.night("2026-03-01", "a,1")
    table.write("a", LOOKED_UP)
    table.night("2026-03-05", "a,7")
    assert table.of("a", "2026-03-04", "2026-03-05") == ["3", "7"]


def test_a_new_limit_takes_nothing_back_that_was_looked_up(table: Table) -> None:
    table.night("2026-03-01", "a,1,,,1000")
    table.write("a", LOOKED_UP)
    table.night("2026-03-05", "a,1,,,2000")
    assert table.of("a", "2026-03-04") == ["3"]


def test_a_card_with_other_line_ends_keeps_them(table: Table) -> None:
    table.night("2026-03-01", "a,1")
    table.text = table.text.replace("\n", "\r\n")
    table.night("2026-03-05", "a,7")
    assert table.text.count("\n") == table.text.count("\r\n")
    assert table.of("a", "2026-03-04", "2026-03-05") == ["1", "7"]


# The past.


def test_a_dated_price_that_is_another_now_holds_from_today_on(table: Table) -> None:
    table.night("2026-03-01", "a,1,2025-04-01")
    said = table.night("2026-03-05", "a,2,2025-04-01")
    assert "a: effective: the list has another price for a time that the card has a price for already" in said
    assert table.of("a", "2025-06-01", "2026-03-04", "2026-03-05") == ["1", "1", "2"]
    assert "corrects" not in table.text
    before = table.text
    assert table.night("2026-03-06", "a,2,2025-04-01") == "acme: models as before 1"
    assert table.text == before


def test_the_day_on_which_a_dated_price_begins_leaves_no_trace_on_the_next(table: Table) -> None:
    table.night("2026-03-01", "a,1,2026-03-01")
    before = table.text
    table.night("2026-03-02", "a,1,2026-03-01")
    assert table.text == before
    # Nor once another model has changed.
    table.night("2026-03-03", "a,1,2026-03-01", "b,1")
    before = table.text
    table.night("2026-03-04", "a,1,2026-03-01", "b,1")
    assert table.text == before


# Another list.


def test_another_source_is_refused_and_ends_nothing(table: Table) -> None:
    table.night("2026-03-01", "a,1", "b,2")
    before = table.text
    assert "was made of another source" in table.night("2026-03-02", "huge,9", "a,5", name="other.csv")
    assert table.text == before
    said = table.night("2026-03-03", "huge,9", "a,5", name="other.csv", same_list=True)
    assert said == "acme: models with new prices 1 (a); new 1 (huge); ended 1 (b)"
    assert table.night("2026-03-04", "huge,9", "a,5", name="other.csv") == "acme: models as before 3"


def test_that_a_list_was_seen_is_written_where_it_is_asked_for(table: Table) -> None:
    table.night("2026-03-01", "a,1")
    table.night("2026-03-02", "a,1", seen=True)
    assert "\n  date: 2026-03-02\n" in table.text


def test_why_a_price_ended_is_said(table: Table) -> None:
    table.night("2026-03-01", "a,1", "b,2")
    table.night("2026-03-02", "b,2")
    assert '        until: 2026-03-02\n        ended: "it is no longer in the list"\n' in table.text
    table.night("2026-03-05", "a,1", "b,2")
    assert table.of("a", "2026-03-01", "2026-03-03", "2026-03-05") == ["1", None, "1"]


def test_what_somebody_wrote_for_a_model_that_is_gone_stays(table: Table) -> None:
    table.night("2026-03-01", "a,1", "b,2")
    table.night("2026-03-02", "b,2")
    table.write("a", OWN)
    before = table.text
    assert table.night("2026-03-04", "b,2") == "acme: models as before 2"
    assert (table.text, table.of("a", "2026-03-04")) == (before, ["3"])


# Only some models.


def test_a_model_that_was_asked_for_by_a_name_that_no_card_has_changes_and_ends(table: Table) -> None:
    rows = ("~x/new,1", "x/old,2", "y,3")
    table.night("2026-03-01", *rows)
    assert (
        table.night("2026-03-02", "~x/new,5", "x/old,6", "y,7", model="~x/*")
        == "acme: models with new prices 1 (x/new)"
    )
    assert table.night("2026-03-03", "x/old,6", "y,7", model="~x/*") == "acme: models ended 1 (x/new)"
    assert table.of("x/new", "2026-03-02", "2026-03-03") == ["5", None]
    assert (table.of("x/old", "2026-03-03"), table.of("y", "2026-03-03")) == (["2"], ["3"])


def test_the_only_model_that_is_asked_for_ends(table: Table) -> None:
    table.night("2026-03-01", "a,1", "b,2", model="a")
    assert table.night("2026-03-02", "b,2", model="a") == "acme: models ended 1 (a)"
    assert table.night("2026-03-03", "b,9", model="a") == "acme: models as before 1"


def test_what_is_asked_for_one_after_the_other_goes_into_one_card(table: Table) -> None:
    table.night("2026-03-01", "a,1", "b,2", model="a")
    assert table.night("2026-03-02", "a,8", "b,2", model="b") == "acme: models new 1 (b)"
    assert (table.of("a", "2026-03-02"), table.of("b", "2026-03-02")) == (["1"], ["2"])
    assert table.night("2026-03-03", "a,8", "b,2") == "acme: models with new prices 1 (a); as before 1"


def test_whether_a_price_is_far_from_others_is_nothing_that_a_list_says() -> None:
    def model(**doubts: list[str]) -> dict[str, Any]:
        return {"rates": [{"effective": "2026-01-01", "input": "1", **doubts}]}

    plain = said(model(), ())
    assert said(model(doubts=["outlying"]), ()) == plain
    assert said(model(doubts=["plan"]), ()) == said(model(doubts=["plan", "outlying"]), ()) != plain
