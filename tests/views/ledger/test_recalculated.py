"""A workbook of two currencies, shares and budgets, computed by LibreOffice and held against fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.export.finance import card, project, scenario, write
from tests.views.ledger.test_loads import half_up, office, recalculated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

RATE = Fraction(11234, 10000)
FX = """\
schema: costcalc/fx/v1
id: fx
title: Rates
rates: [{effective: 2026-01-01, from: EUR, to: USD, rate: 1.1234, source: a bank}]
"""
# of a week: 31/7 in May and 30/7 in June. 1,000M tokens at 2 EUR and 100M at 8 EUR a million; a line of 70 USD; 500 USD
# once, in May. All of it is divided by 60 % and 40 %.
WEEKS = (Fraction(31, 7), Fraction(30, 7))
SHARES = {"search": Fraction(60, 100), "ads": Fraction(40, 100)}
BUDGET = 20_000


@pytest.fixture
def sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, costcalc: Callable[..., Answer]
) -> dict[str, list[list[str]]]:
    """Give the sheets of a workbook as they are computed anew."""
    more = "- {line: store, unit_price: 70}\n  - {line: setup, once: true, unit_price: 500}\n  - {call: answer,"
    text = scenario(period="week").replace("[{call: answer,", f"\n  {more}").replace("100}]", "100}")
    text = text.replace("assumptions:", "currency: USD\nassumptions:")
    shares = "allocate: {team: {search: 60%, ads: 40%}}\n"
    monkeypatch.chdir(
        project(tmp_path, f"{text}{shares}budgets: [{{option: small, max: {BUDGET} USD}}]\n", card("EUR"))
    )
    write(tmp_path, "fx.yaml", FX)
    may = ("--as-of", "2026-05-01", "--months", "2", "--fx", "fx.yaml")
    assert costcalc("export", "bot.yaml", *may, "-o", "book.xlsx") == (0, "", "")
    names = ("Charges", "Months", "Totals")
    return dict(zip(names, recalculated(tmp_path, tmp_path / "book.xlsx", *names), strict=True))


def near(cell: str, value: Fraction) -> bool:
    return abs(Fraction(cell) - value) < Fraction(1, 10**8)


@office
def test_amounts_and_costs_of_shares_are_computed_from_quantities_prices_and_exchange_rates(
    sheets: dict[str, list[list[str]]],
) -> None:
    names, *rows = sheets["Charges"]
    at = {name: nth for nth, name in enumerate(names)}
    seen: dict[tuple[str, str, str], Fraction] = {}
    for row in rows:
        month = 0 if row[at["period_start"]].startswith("2026-05") else 1
        share, weeks = SHARES[row[at["tag_team"]]], WEEKS[month]
        amount, rate = {
            "answer.input": (2000 * weeks, RATE),
            "answer.output": (800 * weeks, RATE),
            "store": (70 * weeks, Fraction(1)),
            "setup": (Fraction(500), Fraction(1)),
        }[row[at["charge"]]]
        assert near(row[at["amount"]], amount * share)
        assert near(row[at["cost"]], amount * share * rate)
        assert near(row[at["allocated_share"]], share)
        seen[row[at["charge"]], row[at["tag_team"]], row[at["period_start"]]] = share
    assert len(rows) == len(seen) == 2 * 2 * 3 + 2


@office
def test_months_are_in_the_scenario_s_currency_beside_the_card_s_with_what_is_left_of_the_budget(
    sheets: dict[str, list[list[str]]],
) -> None:
    sheet = sheets["Months"]
    # the amounts of the line and of what is paid once in USD, those of the model in EUR, and all of it in USD
    headings = list(zip(*(row[:7] for row in sheet[:4]), strict=True))
    assert [heading[0] for heading in headings] == ["scenario", *["bot"] * 3, *["chosen"] * 3]
    columns = {heading[2:]: nth for nth, heading in enumerate(headings[:4]) if nth}
    assert [*columns] == [("EUR", "amount_rounded"), ("USD", "amount_rounded"), ("USD", "cost_rounded")]
    euros, dollars = [2800 * weeks for weeks in WEEKS], [70 * weeks for weeks in WEEKS]
    once = [Fraction(500), Fraction(0)]
    expected = {
        ("EUR", "amount_rounded"): [half_up(euro) for euro in euros],
        # what is paid once is rounded by itself
        ("USD", "amount_rounded"): [
            half_up(dollar) + half_up(first) for dollar, first in zip(dollars, once, strict=True)
        ],
        ("USD", "cost_rounded"): [
            half_up(euro * RATE + dollar) + half_up(first)
            for euro, dollar, first in zip(euros, dollars, once, strict=True)
        ],
    }
    by_title = {row[0]: nth for nth, row in enumerate(sheet)}
    for column, (may, june) in expected.items():
        at = columns[column]
        assert [Fraction(sheet[4 + nth][at]) for nth in (0, 1)] == [may, june]
        assert Fraction(sheet[by_title["in all"]][at]) == may + june
        assert [Fraction(sheet[by_title["so far"] + nth][at]) for nth in (1, 2)] == [may, may + june]
    at = columns["USD", "cost_rounded"]
    for nth, weeks in enumerate(WEEKS):
        # a budget of a week, as often as the week is in the month; what is paid once is none of it
        budget, left = (sheet[by_title[title] + 1 + nth] for title in ("budget of the month", "left of the budget"))
        assert near(budget[at], BUDGET * weeks)
        assert near(left[at], BUDGET * weeks - euros[nth] * RATE - dollars[nth])
        assert {cell for other, cell in enumerate(left) if other not in {0, at}} == {""}


@office
def test_totals_are_in_the_scenario_s_currency_beside_the_card_s(sheets: dict[str, list[list[str]]]) -> None:
    sheet = sheets["Totals"]
    euro, dollar = 2800 * sum(WEEKS), 70 * sum(WEEKS) + 500
    first, second, third, _, heading, cost, *_ = sheet
    assert first[:6] == ["currency", "rows", "amount", "amount_rounded", "in_manifest", "check"]
    assert [row[0] for row in (second, third)] == ["EUR", "USD"]
    assert near(second[2], euro)
    assert near(third[2], dollar)
    assert heading[:6] == ["cost_currency", "rows", "cost", "cost_rounded", "in_manifest", "check"]
    assert (cost[0], cost[1], cost[5]) == ("USD", "14", "foots")
    assert near(cost[2], euro * RATE + dollar)
    names, *groups = sheet[7:]
    at = {name: nth for nth, name in enumerate(names)}
    found = {(row[at["period_start"]][:7], row[at["one_time"]], row[at["currency"]]): row for row in groups if row[0]}
    for nth, month in enumerate(("2026-05", "2026-06")):
        own = found[month, "no", "EUR"]
        assert near(own[at["amount"]], 2800 * WEEKS[nth])
        assert near(own[at["cost"]], 2800 * WEEKS[nth] * RATE)
        assert own[at["cost_currency"]] == "USD"
    assert near(found["2026-05", "yes", "USD"][at["cost"]], Fraction(500))
