"""A price as it is written: its number, its currency, and what it is for."""

from __future__ import annotations

from typing import Any

import pytest

from costcalc.importers.csv_table.units import UnitsBought, bought
from tests.importers.csv_table.tables import imported, keys, price, sheets


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("3", "3"),
        ("3.00", "3"),
        (".15", "0.15"),
        ("3,00", "3"),
        ("0,150", "0.15"),
        ("0.150", "0.15"),
        ("1,234.50", "1234.5"),
        ("1.234,50", "1234.5"),
        ("1,234,567", "1234567"),
        ("1e-1", "0.1"),
        ("1,234", "unpriced"),
        ("1 234", "unpriced"),
        ("3-5", "unpriced"),
        ("-3", "unpriced"),
        ("0.75/0.075/3.75", "unpriced"),
        ("soon", "unpriced"),
        ("0.0000000000000000001", "unpriced"),
        ("-", None),
        ("N/A", None),
        ("Free", None),
    ],
)
def test_a_number_is_read_as_it_is_written_or_not_at_all(cell: str, amount: str | None) -> None:
    # a second price keeps the row, whose first may be none
    found = imported(f'm;i;o\na;"{cell}";7\n', ("model=m,input=i,output=o",))
    assert sheets(found)["prices/a"].get("input") == amount
    assert (("a", "i") in keys(found)) is (amount in {None, "unpriced"})


def test_a_point_before_three_digits_is_unclear_where_decimals_have_a_comma() -> None:
    found = imported("m;i;o\na;1.234;2\nb;2,50;2\n", ("model=m,input=i,output=o",))
    assert {name: sheet["input"] for name, sheet in sheets(found).items()} == {
        "prices/a": "unpriced",
        "prices/b": "2.5",
    }


@pytest.mark.parametrize(
    ("cell", "heading", "currency"),
    [
        ("$3", "i", "USD"),
        ("3 €", "i", "EUR"),
        ("GBP 3", "i", "GBP"),
        ("3元", "i", "CNY"),
        ("3", "i (EUR)", "EUR"),
        ("3", "i_usd", "USD"),
        ("$3", "i (USD)", "USD"),
    ],
)
def test_a_currency_is_that_of_the_cell_or_of_the_heading(cell: str, heading: str, currency: str) -> None:
    found = imported(f"m;{heading}\na;{cell}\n", (f"model=m,input={heading}",), currency=None)
    assert [card.currency for card in found.cards] == [currency]


@pytest.mark.parametrize(
    ("cell", "heading", "asked"),
    [("$3", "i", "EUR"), ("$3", "i (EUR)", None), ("EUR 3 $", "i", "EUR"), ("A$3", "i", "USD"), ("¥3", "i", "USD")],
)
def test_two_currencies_are_none(cell: str, heading: str, asked: str | None) -> None:
    assert price(cell, heading, currency=asked) is None


def test_yen_or_yuan_is_for_another_to_say() -> None:
    assert [card.currency for card in imported("m,i\na,¥3\n", currency="CNY").cards] == ["CNY"]
    assert imported("m,i\na,¥3\n", currency=None).cards == []


def test_a_cell_without_a_sign_has_that_of_its_column() -> None:
    found = imported("m,i\na,$3\nb,4\n", currency=None)
    assert {name: sheet["input"] for name, sheet in sheets(found).items()} == {"prices/a": "3", "prices/b": "4"}


def test_a_row_says_its_currency_and_its_unit() -> None:
    text = "m,i,c,u\na,3,USD,1M tokens\nb,4,CNY,1K tokens\nc,5,?,1M\nd,6,USD,box\ne,7,,1M\n"
    found = imported(text, ("model=m,input=i,currency=c,per=u",), (), None)
    # 4 per 1K is 4,000 per 1M
    assert sheets(found) == {
        "prices/a": {"input": "3"},
        "prices-cny/b": {"input": "4000"},
    }
    assert [note for note in keys(found) if note[0] in "cde"] == [
        ("c", "currency"),
        ("d", "per"),
        ("e", "i"),
        ("e", "row"),
    ]


@pytest.mark.parametrize(
    ("heading", "meter", "written"),
    [
        ("In (per 1M)", "input", "3"),
        ("in_per_1k", "input", "3000"),
        ("$/MTok", "input", "3"),
        ("per token", "input", "3000000"),
        ("per 1,000,000 input tokens", "input", "3"),
        ("inputPricePer1M", "input", "3"),
        ("per image", "image", {"price": "3", "per": "1 image"}),
        ("/1K searches", "web_search", {"price": "3", "per": "1K searches"}),
        ("per minute", "audio_second", {"price": "3", "per": "60 seconds"}),
        ("per 1M chars", "character", {"price": "3", "per": "1M characters"}),
    ],
)
def test_a_heading_says_what_a_price_is_for(heading: str, meter: str, written: Any) -> None:
    found = imported(f'm;"{heading}"\na;3\n', (f"model=m,{meter}={heading}",), ())
    assert sheets(found)["prices/a"][meter] == written


@pytest.mark.parametrize(
    "text", ["Input", "Input/Output tokens", "¥/千tokens", "per month", "8 tokens", "per m", "per 1M boxes"]
)
def test_a_heading_that_says_nothing_is_not_guessed(text: str) -> None:
    assert bought(text) is None


@pytest.mark.parametrize("text", ["per 100K tokens", "per 1.5M", "per 15 seconds", "$/20"])
def test_a_number_that_is_no_round_one_fits_no_meter(text: str) -> None:
    found = bought(text)
    assert found
    assert not found.fits("token")
    assert not found.fits("second")


def test_a_cell_may_say_what_it_is_for() -> None:
    assert price("$3 / 1K tokens") == "3000"
    assert price("3 per token") == "3000000"
    assert price("3 per image") is None
    assert bought("per image") == UnitsBought(0, "image")
