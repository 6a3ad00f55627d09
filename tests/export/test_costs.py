"""Costs in the currency of the scenario, beside the amounts in that of the prices. Worked out by hand."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.export.finance import card, manifest_of, project, rows_of, scenario, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Run = Callable[..., Answer]

FX = """\
schema: costcalc/fx/v1
id: fx
title: Rates
rates:
  - {effective: 2026-01-01, from: EUR, to: USD, rate: 1.15, source: a bank}
  - {effective: 2026-01-01, from: USD, to: JPY, rate: 150, source: a bank}
"""
# 1,000M tokens in and 100M out, at 0.33333 and 0.33333 euros: 333.33 and 33.333, in dollars 383.3295 and 38.33295;
# and a line of 0.1 dollars
TEXT = (
    scenario()
    .replace("small: {model: acme/small}", "mixed: {model: paris/small}")
    .replace("period:", "currency: USD\nperiod:")
    .replace("output: 100}]", "output: 100}, {line: seat, unit_price: 0.1}]")
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path, TEXT))
    write(tmp_path, "pricing/paris.yaml", card("EUR", "0.33333", "0.33333").replace("id: acme", "id: paris"))
    write(tmp_path, "fx.yaml", FX)
    return tmp_path


def test_an_amount_stands_in_the_currency_of_the_scenario_too_and_foots_in_it(costcalc: Run) -> None:
    rows = rows_of(costcalc("export", "bot.yaml", "--fx", "fx.yaml").out)
    assert [(row["amount"], row["amount_rounded"], row["currency"]) for row in rows] == [
        # 366.663 euros are 366.66; 0.1 dollars are another total
        ("333.33", "333.33", "EUR"),
        ("33.333", "33.33", "EUR"),
        ("0.1", "0.10", "USD"),
    ]
    # 383.3295 + 38.33295 + 0.1 = 421.76245, rounded 421.76: 383.32 + 38.33 + 0.10, and one for the largest remainder
    assert [(row["cost"], row["cost_rounded"], row["cost_currency"]) for row in rows] == [
        ("383.3295", "383.33", "USD"),
        ("38.33295", "38.33", "USD"),
        ("0.1", "0.10", "USD"),
    ]
    assert {row["cost_exact"] for row in rows} == {""}


def test_a_cost_without_a_last_digit_has_its_fraction(costcalc: Run, folder: Path) -> None:
    write(folder, "bot.yaml", TEXT.replace("period: month", "period: week"))
    row = rows_of(costcalc("export", "bot.yaml", "--fx", "fx.yaml", "--months", "1").out)[0]
    # 31/7 weeks in May: 383.3295 * 31 / 7 = 11,883.2145 / 7
    assert Fraction(row["cost_exact"]) == Fraction("11883.2145") / 7
    assert row["cost"] == "1697.602071428571428571"


def test_a_manifest_has_totals_in_the_currencies_of_the_scenarios(costcalc: Run, folder: Path) -> None:
    tokyo = TEXT.replace("id: bot", "id: tokyo").replace("currency: USD", "currency: JPY").replace("paris/", "acme/")
    write(folder, "tokyo.yaml", tokyo)
    assert costcalc("export", "bot.yaml", "tokyo.yaml", "--fx", "fx.yaml", "-o", "costs.csv").code == 0
    said = manifest_of(folder / "costs.csv")
    # 1,000M at 2 and 100M at 8 are 2,800 dollars, or 420,000 yen; and 0.1 of the comparison's own, 0 of which is a coin
    assert said["cost_totals"] == [
        {"currency": "JPY", "rows": 3, "exact": "420000.1", "exact_fraction": None, "rounded": "420000"},
        {"currency": "USD", "rows": 3, "exact": "421.76245", "exact_fraction": None, "rounded": "421.76"},
    ]
    assert [(one["currency"], one["exact"]) for one in said["totals"]] == [
        ("EUR", "366.663"),
        ("JPY", "0.1"),
        ("USD", "2800.1"),
    ]
    rows = rows_of((folder / "costs.csv").read_bytes())
    for total in said["cost_totals"]:
        own = [row for row in rows if row["cost_currency"] == total["currency"]]
        assert sum(Fraction(row["cost"]) for row in own) == Fraction(total["exact"])
        assert sum(Fraction(row["cost_rounded"]) for row in own) == Fraction(total["rounded"])


def test_where_nothing_is_converted_costs_are_amounts(costcalc: Run, folder: Path) -> None:
    write(folder, "bot.yaml", scenario("week"))
    for row in rows_of(costcalc("export", "bot.yaml", "--months", "2").out):
        assert [row["cost"], row["cost_exact"], row["cost_rounded"], row["cost_currency"]] == [
            *(row["amount"], row["amount_exact"], row["amount_rounded"], row["currency"])
        ]


def test_a_workbook_has_the_same_columns(costcalc: Run, folder: Path) -> None:
    assert costcalc("export", "bot.yaml", "--fx", "fx.yaml", "-o", "costs.xlsx").code == 0
    head, *rows = openpyxl.load_workbook(folder / "costs.xlsx")["Charges"].iter_rows(values_only=True)
    assert [row[head.index("cost_rounded")] for row in rows] == [383.33, 38.33, 0.1]
    assert {row[head.index("cost_currency")] for row in rows} == {"USD"}
