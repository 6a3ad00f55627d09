"""The plain CSV: what a database, a spreadsheet or a script reads is what was written."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costcalc.expr import read_number
from costcalc.formats.csv import safe_cell
from costcalc.problem import show
from costcalc.records import TEXT, long_text
from costcalc.views.ledger import plain
from tests.export.finance import (
    COLUMNS,
    NUMBERS,
    card,
    exported,
    plain_csv,
    project,
    rows_of,
    said_instead,
    scenario,
    write,
)
from tests.inputs import contract_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

FX = """\
schema: costcalc/fx/v1
id: fx
title: Rates
rates: [{effective: 2026-01-01, from: EUR, to: USD, rate: 1.1, source: a bank}]
"""
STARTS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\0=1", "＝1", "＋1", "－1", "＠A1", " =1", "   +1"]


def test_the_columns_are_fixed() -> None:
    assert (
        *("period_start", "period_end", "as_of", "scenario", "option", "call", "charge", "model", "meter"),
        *("service", "region", "quantity", "quantity_exact", "unit", "unit_price", "list_unit_price"),
        *("contracted_unit_price", "per", "currency", "amount", "amount_exact", "amount_rounded", "one_time"),
        *("priced_from", "priced_until", "exchange_rate", "exchange_currency", "exchange_effective"),
        *("exchange_source", "formula", "substituted", "card", "card_version", "card_sha256", "contract"),
        *("contract_version", "contract_sha256", "basis", "rate_effective", "verified", "confidence"),
        *("price_source", "places", "scenario_sha256", "flags", "chosen", "baseline", "excluded", "tags"),
        *("unit_price_exact", "comparison", "cost", "cost_exact", "cost_rounded", "cost_currency"),
        *("allocated_share", "amortised", "exchange_rate_exact"),
    ) == COLUMNS
    assert set(COLUMNS) > NUMBERS


def test_every_cell_of_a_row(costcalc: Callable[..., Answer]) -> None:
    row = rows_of(costcalc("export", "--all-options", "scenarios/chatbot.yaml").out)[2]
    digest = row.pop("card_sha256") + row.pop("scenario_sha256")
    assert (len(digest), digest.isalnum()) == (128, True)
    assert row.pop("places").startswith("pricing/article-2026-04.yaml:")
    assert row.pop("card_version").startswith("2026-11-28")
    assert row == {
        **dict.fromkeys(("region", "quantity_exact", "amount_exact", "priced_from", "priced_until"), ""),
        **dict.fromkeys(("exchange_rate", "exchange_currency", "exchange_effective", "exchange_source"), ""),
        **dict.fromkeys(("contract", "contract_version", "contract_sha256", "chosen", "excluded", "tags"), ""),
        **dict.fromkeys(("unit_price_exact", "cost_exact", "allocated_share", "amortised"), ""),
        "exchange_rate_exact": "",
        "comparison": "yes",
        "cost": "2.8",
        "cost_rounded": "2.80",
        "cost_currency": "USD",
        "baseline": "no",
        "period_start": "2026-04-28T12:00:00Z",
        "period_end": "2026-05-28T12:00:00Z",
        "as_of": "2026-04-28T12:00:00Z",
        "scenario": "chatbot",
        "option": "flash",
        "call": "answer",
        "charge": "answer.input",
        "model": "article-2026-04/deepseek-v4-flash",
        "meter": "input",
        "service": "standard",
        "quantity": "200000000",
        "unit": "token",
        "unit_price": "0.014",
        "list_unit_price": "0.014",
        "contracted_unit_price": "0.014",
        "per": "1000000",
        "currency": "USD",
        "amount": "2.8",
        "amount_rounded": "2.80",
        "one_time": "no",
        "formula": "queries * prompt_tokens * price.input / 1M",
        "substituted": "1000000 * 200 * 0.014 / 1000000",
        "card": "article-2026-04",
        "basis": "claimed",
        "rate_effective": "2026-04-24T00:00:00Z",
        "verified": "2026-11-23T00:00:00Z",
        "confidence": "low",
        "flags": "claimed-price",
        "price_source": "Long article, scenario 3 (input and output), and short post (output)",
    }


def test_the_bytes_are_utf_8_with_lf_and_without_a_mark(tmp_path: Path) -> None:
    data = plain_csv(exported(project(tmp_path, card_text=card().replace("a page", "ценник 日本 😀"))))
    assert data.startswith(b"period_start,period_end,")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert rows_of(data)[0]["price_source"] == "ценник 日本 😀"


def test_numbers_have_a_point_no_grouping_and_no_sign_they_need_not(tmp_path: Path) -> None:
    rows = rows_of(plain_csv(exported(project(tmp_path, scenario("week", "1234567")), months=2)))
    for row in rows:
        for name in NUMBERS:
            assert not row[name] or Decimal(row[name]) >= 0
            assert set(row[name]) <= set("0123456789.")
            assert name.endswith("_rounded") or not row[name].endswith("0") or "." not in row[name]
    # 1,234,567 requests at 1,000 tokens, 31/7 weeks in May: 38,271,577/7 thousand tokens
    assert (rows[0]["quantity"], rows[0]["quantity_exact"]) == ("5467368142.857142857142857143", "38271577000/7")
    assert (rows[0]["amount"], rows[0]["amount_exact"]) == ("10934.736285714285714286", "38271577/3500")
    # 546.7368142… million at 8 are 4,373.8945142…; with 10,934.7362857… that is 15,308.63, a cent more than cut off
    assert [row["amount_rounded"] for row in rows[:2]] == ["10934.74", "4373.89"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1E+20"), "100000000000000000000"),
        (Decimal("0.10"), "0.1"),
        (Decimal("1E-18"), "0.000000000000000001"),
        (Decimal("-2.50"), "-2.5"),
        (Decimal("0E-10"), "0"),
        (Fraction(2, 3), "0.666666666666666667"),
        (Fraction(-2, 3), "-0.666666666666666667"),
        # never nothing: the first 15 digits
        (Fraction(1, 3 * 10**20), "0.00000000000000000000333333333333333"),
    ],
)
def test_a_number_is_written_in_plain_digits(value: Decimal | Fraction, text: str) -> None:
    assert long_text(value) == text


def test_a_contract_is_in_the_row_beside_the_list_price(tmp_path: Path) -> None:
    project(tmp_path, scenario().replace("acme/small", "deal/small"))
    terms = "contract: [{effective: 2026-02-01, source: contract 7, discount: 15%}]\n"
    write(tmp_path, "pricing/deal.yaml", contract_yaml(f"version: 7\n{terms}"))
    row = rows_of(plain_csv(exported(tmp_path)))[0]
    assert (row["card"], row["card_version"], row["contract"], row["contract_version"]) == (
        *("acme", "2026-11-01"),
        *("deal", "7"),
    )
    assert (len(row["contract_sha256"]), row["contract_sha256"] != row["card_sha256"]) == (64, True)
    assert (row["model"], row["basis"], row["price_source"]) == ("deal/small", "contracted", "a page; contract 7")
    # 15 % off 2
    assert (row["list_unit_price"], row["contracted_unit_price"], row["unit_price"]) == ("2", "1.7", "1.7")


def test_a_foreign_price_says_by_which_rate_it_is_compared(tmp_path: Path) -> None:
    euro = (
        scenario()
        .replace("small: {", "here: {model: paris/small}, small: {")
        .replace("period:", "currency: USD\nperiod:")
    )
    project(tmp_path, euro)
    write(tmp_path, "fx.yaml", FX)
    write(tmp_path, "pricing/paris.yaml", card("EUR").replace("id: acme", "id: paris"))
    here, *_, small = rows_of(plain_csv(exported(tmp_path, fx="fx.yaml")))
    assert (here["currency"], here["amount"]) == ("EUR", "2000")
    exchange = ("exchange_rate", "exchange_currency", "exchange_effective", "exchange_source", "exchange_rate_exact")
    assert [here[name] for name in exchange] == ["1.1", "USD", "2026-01-01T00:00:00Z", "a bank", ""]
    assert [small[name] for name in exchange] == ["", "", "", "", ""]


def test_an_exchange_rate_without_a_last_digit_has_its_fraction_beside_it(tmp_path: Path) -> None:
    project(tmp_path, scenario().replace("period:", "currency: EUR\nperiod:"))
    write(tmp_path, "fx.yaml", FX)
    # a dollar is 1 / 1.1 of a euro, and 2,000 dollars are 20000/11 euros
    row, *_ = rows_of(plain_csv(exported(tmp_path, fx="fx.yaml")))
    assert (row["exchange_rate"], row["exchange_rate_exact"]) == ("0.909090909090909091", "10/11")
    assert Fraction(row["exchange_rate_exact"]) * Fraction(row["amount"]) == Fraction(row["cost_exact"])


@pytest.mark.parametrize("start", STARTS)
def test_no_text_is_a_formula_in_any_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: str) -> None:
    rows = exported(project(tmp_path))
    monkeypatch.setattr(plain, "FIELDS", said_instead(TEXT, **dict.fromkeys({*COLUMNS} - NUMBERS, f"{start} x")))
    for row in rows_of(plain_csv(rows)):
        for name, text in row.items():
            if name in NUMBERS:
                assert not text.startswith("'")
            else:
                assert text == f"'{show(f'{start} x')}"


@pytest.mark.parametrize("source", ["=HYPERLINK(1)", "@x", "+1", "-1", "＝1"])
def test_a_source_of_a_card_is_no_formula(tmp_path: Path, source: str) -> None:
    rows = exported(project(tmp_path, card_text=card().replace("source: a page", f'source: "{source}"')))
    assert rows_of(plain_csv(rows))[0]["price_source"] == f"'{source}"


def test_a_number_that_is_negative_stays_a_number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = exported(project(tmp_path))
    monkeypatch.setattr(plain, "FIELDS", said_instead(amount=Decimal("-2.5"), formula="-2.5"))
    row = rows_of(plain_csv(rows))[0]
    assert (row["amount"], row["formula"]) == ("-2.5", "'-2.5")


@given(st.text(max_size=60))
def test_any_text_comes_back_from_a_reader_of_csv(text: str) -> None:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([safe_cell(text), "end"])
    ((cell, end),) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert (cell in {show(text), f"'{show(text)}"}, end) == (True, "end")
    assert not cell.lstrip(" ").startswith(tuple("=+-@\t\r＝＋－＠"))


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=10**17, places=18))
def test_any_number_comes_back_from_a_reader_of_csv(number: Decimal) -> None:
    assert Decimal(long_text(number)) == number
    assert read_number(long_text(number)) == number
