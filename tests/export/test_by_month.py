"""Months and years added up in the manifest, with what is left of budgets. Worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ROOT
from tests.export.finance import card, manifest_of, project, rows_of, scenario, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Run = Callable[..., Answer]

# 2,800 in the first month and 10 % more of that in each that follows; 90 once, over three months, and 20 in the first
GROWING = """\
schema: costcalc/scenario/v1
id: bot
title: A bot
as_of: 2026-11-10
period: month
assumptions:
  month: 1
  requests: 1M * (1 + 10% * (month - 1))
workload:
  - {call: answer, requests: requests, input: 1000, output: 100}
  - {line: move, unit_price: 90, once: true, amortise: 3 months}
  - {line: setup, unit_price: 20, once: true}
options: {small: {model: acme/small}, dear: {model: acme/dear}}
chosen: small
budgets: [{option: small, max: 3000 USD}, {option: small, max: 9000 USD}, {option: dear, max: 1 USD}]
"""
CARDS = (
    card() + "  dear: {rates: [{effective: 2026-01-01, source: a page, verified: 2026-11-01, input: 4, output: 16}]}\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path, GROWING, CARDS))
    return tmp_path


def manifest(costcalc: Run, folder: Path, *words: str) -> dict[str, Any]:
    answer = costcalc("export", "bot.yaml", *words, "-o", "costs.csv", "--force")
    assert (answer.code, answer.err) == (0, "")
    said = manifest_of(folder / "costs.csv")
    assert costcalc("export", "--verify", "costs.csv.manifest.json").code == 0
    rows = rows_of((folder / "costs.csv").read_bytes())
    for one in said["by_month"]:
        own = [row for row in rows if (row["option"], row["period_start"][:7]) == (one["option"], one["month"])]
        assert len(own) == one["rows"]
        assert sum(Fraction(row["cost_exact"] or row["cost"]) for row in own) == fraction(one, "exact")
        assert sum(Decimal(row["cost_rounded"]) for row in own) == Decimal(one["rounded"])
    return said


def fraction(one: dict[str, Any], name: str) -> Fraction:
    return Fraction(one[f"{name}_fraction"] or one[name])


def test_twelve_months_with_growth_and_costs_paid_once_are_added_up(costcalc: Run, folder: Path) -> None:
    months = manifest(costcalc, folder, "--months", "12")["by_month"]
    assert [one["month"] for one in months][:3] == ["2026-11", "2026-12", "2027-01"]
    assert {(one["scenario"], one["option"], one["currency"]) for one in months} == {("bot", "small", "USD")}
    # 2,800 + 280 more in each month
    grown = [2800 + 280 * nth for nth in range(12)]
    once = [50, 30, 30, *[0] * 9]
    assert [(fraction(one, "exact"), fraction(one, "once")) for one in months] == [
        (every + at_once, at_once) for every, at_once in zip(grown, once, strict=True)
    ]
    # 2,850 + 3,110 + 3,390 + …: 12 × 2,800 + 280 × 66 + 110
    assert [fraction(one, "cumulative") for one in months][:3] == [2850, 5960, 9350]
    assert months[-1]["cumulative"] == "52190"
    assert months[-1]["cumulative_rounded"] == "52190.00"


def test_what_is_left_of_a_budget_is_without_what_is_paid_once(costcalc: Run, folder: Path) -> None:
    months = manifest(costcalc, folder, "--months", "3")["by_month"]
    # of two budgets the tighter one: 3,000 less 2,800, 3,080 and 3,360
    assert [(one["budget"], one["left"]) for one in months] == [("3000", "200"), ("3000", "-80"), ("3000", "-360")]


def test_years_are_added_up_with_how_many_of_their_months_there_are(costcalc: Run, folder: Path) -> None:
    said = manifest(costcalc, folder, "--months", "14")
    # 2026: 2,850 + 3,110. 2027: twelve of 2,800 + 280 × (2 + … + 13) = 280 × 90, and 30 once
    assert [(one["year"], one["months"], one["exact"], one["rounded"]) for one in said["by_year"]] == [
        ("2026", 2, "5960", "5960.00"),
        ("2027", 12, "58830", "58830.00"),
    ]
    assert said["cost_totals"][0]["exact"] == "64790"


def test_options_of_a_comparison_are_never_added_up(costcalc: Run, folder: Path) -> None:
    said = manifest(costcalc, folder, "--months", "1", "--all-options")
    # twice the price, and the same once
    assert [(one["option"], one["exact"], one["budget"], one["left"]) for one in said["by_month"]] == [
        ("small", "2850", "3000", "200"),
        ("dear", "5650", "1", "-5599"),
    ]
    assert [(one["option"], one["exact"]) for one in said["by_year"]] == [("small", "2850"), ("dear", "5650")]


def test_a_budget_of_another_period_is_as_often_in_a_month_as_that(costcalc: Run, folder: Path) -> None:
    write(folder, "bot.yaml", scenario("week") + "budgets: [{option: small, max: 3000 USD}]\n")
    (may,) = manifest(costcalc, folder, "--months", "1")["by_month"]
    # 31/7 weeks in May: of 3,000 a week 93,000/7, and 2,800 of it are 86,800/7
    assert (may["budget_fraction"], may["left_fraction"]) == ("93000/7", "6200/7")
    write(folder, "bot.yaml", scenario("year") + "budgets: [{option: small, max: 3000 USD}]\n")
    (may,) = manifest(costcalc, folder, "--months", "1")["by_month"]
    assert (may["budget"], may["left_fraction"]) == ("250", "50/3")


def test_a_month_of_the_calendar_is_one_and_another_time_is_none(costcalc: Run, folder: Path) -> None:
    write(folder, "bot.yaml", scenario("2026-08").replace("as_of: 2026-05-10T12:00:00Z\n", ""))
    said = manifest(costcalc, folder)
    assert [(one["month"], one["exact"], one["budget"], one["left"]) for one in said["by_month"]] == [
        ("2026-08", "2800", None, None)
    ]
    assert [(one["year"], one["months"]) for one in said["by_year"]] == [("2026", 1)]
    write(folder, "bot.yaml", scenario("2026").replace("as_of: 2026-05-10T12:00:00Z\n", ""))
    said = manifest(costcalc, folder)
    assert said["by_month"] == []
    assert [(one["year"], one["months"], one["exact"]) for one in said["by_year"]] == [("2026", 12, "2800")]
    for period in ("month", "day"):  # from the tenth of May on
        write(folder, "bot.yaml", scenario(period))
        said = manifest(costcalc, folder)
        assert (said["by_month"], said["by_year"]) == ([], [])


def test_the_chatbot_of_the_readme_exports_twelve_months(costcalc: Run) -> None:
    for option in ("turbo", "flash", "turbo_published", "flash_published"):
        file = ROOT / "scenarios/chatbot.yaml"
        answer = costcalc("export", file, "--pricing", ROOT / "pricing", "--option", option, "--months", "12")
        months = dict.fromkeys(row["period_start"][:7] for row in rows_of(answer.out))
        assert (answer.code, *sorted(months)[::11], len(months)) == (0, "2026-04", "2027-03", 12)
