"""CSV: one row per charge, fixed columns, exact numbers, and text that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.formats.csv import table
from costcalc.records import TEXT, Field, Rows, number
from costcalc.views.charge_rows import FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer


def rows(text: str) -> list[dict[str, str]]:
    assert "\r" not in text
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_rows_are_the_charges_and_foot_to_the_totals(costcalc: Callable[..., Answer]) -> None:
    found = rows(costcalc("compare", "scenarios/chatbot.yaml", "--format", "csv").out)
    assert list(found[0]) == [field.name for field in FIELDS]
    assert [(row["option"], row["charge"], row["amount"]) for row in found] == [
        ("turbo", "answer.input", "2000"),
        ("turbo", "answer.output", "15000"),
        ("flash", "answer.input", "2.8"),
        ("flash", "answer.output", "140"),
        ("turbo_published", "answer.input", "2000"),
        ("turbo_published", "answer.output", "15000"),
        ("flash_published", "answer.input", "28"),
        ("flash_published", "answer.output", "140"),
    ]
    for row in found:
        assert Decimal(row["amount"]) == Decimal(row["quantity"]) * Decimal(row["unit_price"]) / Decimal(row["per"])
        assert row["currency"] == "USD"


def test_a_row_says_how_and_from_where(costcalc: Callable[..., Answer]) -> None:
    row = rows(costcalc("compare", "scenarios/chatbot.yaml", "--format", "csv").out)[2]
    assert row["formula"] == "queries * prompt_tokens * price.input / 1M"
    assert row["substituted"] == "1000000 * 200 * 0.014 / 1000000"
    assert row["sources"].startswith("pricing/article-2026-04.yaml:")
    assert (row["card"], row["card_version"], row["basis"]) == ("article-2026-04", "2026-11-28", "claimed")
    assert (row["as_of"], row["period"], row["unit"]) == ("2026-04-28T12:00:00Z", "month", "token")


def test_an_option_without_a_price_has_a_row_without_an_amount(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc(
        "compare",
        "scenarios/chatbot.yaml",
        "--as-of",
        "2026-11-23",
        "--with",
        "deepseek/deepseek-reasoner",
        "--format",
        "csv",
    )
    assert answer.code == 2
    last = rows(answer.out)[-1]
    assert (last["option"], last["amount"]) == ("deepseek_reasoner", "")
    assert "has no price at 2026-11-23" in last["not_priced"]


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", " =1"])
def test_text_that_a_spreadsheet_would_run_is_defused(
    costcalc: Callable[..., Answer], tmp_path: Path, start: str
) -> None:
    card = Path("pricing/deepseek.yaml").read_text(encoding="utf-8")
    (tmp_path / "deepseek.yaml").write_text(
        card.replace("- PyPI genai-prices 0.2.3", f'- "{start} x"'), encoding="utf-8"
    )
    args = ("price", "deepseek/deepseek-v4-flash", "--input", "1", "--as-of", "2026-07-01", "--format", "csv")
    (row,) = rows(costcalc(*args, "--pricing", tmp_path).out)
    sources = row["price_source"].split("; ")
    assert f"{start.strip()} x" in sources  # in the middle of a cell it is harmless

    (tmp_path / "deepseek.yaml").write_text(
        card.replace("- https://tokenmix.ai/blog/deepseek-api-pricing", f'- "{start} x"'), encoding="utf-8"
    )
    (row,) = rows(costcalc(*args, "--pricing", tmp_path).out)
    assert row["price_source"].startswith(f"'{start.strip()} x")


def test_a_negative_number_or_fraction_is_no_formula_and_hostile_text_beside_it_is() -> None:
    fields = (*number("less", lambda value: value).fields(), Field("text", TEXT, lambda value: f"={value}"))
    said = table(Rows(fields, [Fraction(-1, 3), Decimal("-2.5")]))
    assert said == "less,less_exact,text\n-0.333333333333333,-1/3,'=-1/3\n-2.5,,'=-2.5\n"


def test_a_number_is_never_touched() -> None:
    assert {
        "quantity",
        "unit_price",
        "list_unit_price",
        "contracted_unit_price",
        "per",
        "amount",
        "exchange_rate",
    } == {field.name for field in FIELDS if field.kind.is_number}
