"""A workbook of two currencies, shares and budgets, computed by LibreOffice and held against fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import openpyxl
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
    names = ("Charges", "Months", "Tags", "Totals", "Totals of prices", "Control")
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
def test_months_are_in_the_scenario_s_currency_and_behind_it_the_card_s_with_what_is_left_of_the_budget(
    sheets: dict[str, list[list[str]]],
) -> None:
    sheet = sheets["Months"]
    # all of it in USD; and the amounts of the model in EUR, those of the line and of what is paid once in USD
    headings = list(zip(*(row[:7] for row in sheet[:4]), strict=True))
    assert [heading[0] for heading in headings] == ["scenario", "bot", "chosen", *["bot"] * 2, *["chosen"] * 2]
    columns = {heading[2:]: nth for nth, heading in enumerate(headings) if heading[0] == "bot"}
    assert [*columns] == [("USD", "cost_rounded"), ("EUR", "amount_rounded"), ("USD", "amount_rounded")]
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
        assert Fraction(sheet[by_title["2026, 2 of 12 months"]][at]) == may + june
    at = columns["USD", "cost_rounded"]
    titles = ("budget of the month, without what is paid once", "left of the budget, without what is paid once")
    for nth, weeks in enumerate(WEEKS):
        # a budget of a week, as often as the week is in the month; what is paid once is none of it
        budget, left = (sheet[by_title[title] + 1 + nth] for title in titles)
        assert near(budget[at], BUDGET * weeks)
        assert near(left[at], BUDGET * weeks - euros[nth] * RATE - dollars[nth])
        assert {cell for other, cell in enumerate(left) if other not in {0, at}} == {""}


@office
def test_what_a_share_pays_is_added_up_by_month_and_foots(sheets: dict[str, list[list[str]]]) -> None:
    names, *rows = sheets["Tags"]
    assert [names[nth] for nth in (0, 1, 2, 5, 6)] == ["tag", "value", "cost_currency", "in all", "check"]
    assert [row[:3] for row in rows] == [["team", value, "USD"] for value in ("ads", "search", "in all")]
    of = {row[1]: row for row in rows}
    months = [2800 * weeks * RATE + 70 * weeks + once for weeks, once in zip(WEEKS, (500, 0), strict=True)]
    for nth, month in enumerate(months, 3):
        # a share is rounded in rows, of which there are three or four in a month: less than so many cents
        assert all(abs(Fraction(of[tag][nth]) - month * share) < Fraction(4, 100) for tag, share in SHARES.items())
        assert Fraction(of["ads"][nth]) + Fraction(of["search"][nth]) == Fraction(of["in all"][nth])
        assert abs(Fraction(of["in all"][nth]) - month) < Fraction(1, 100)
    assert [row[6] for row in rows] == ["", "", "foots"]


@office
def test_totals_are_in_the_scenario_s_currency_beside_the_card_s(sheets: dict[str, list[list[str]]]) -> None:
    euro, dollar = 2800 * sum(WEEKS), 70 * sum(WEEKS) + 500
    names, *control = sheets["Control"]
    assert names == [
        *("sum_of", "currency", "rows", "exact", "rounded"),
        *("rows_in_manifest", "exact_in_manifest", "rounded_in_manifest", "check"),
    ]
    assert [(row[0], row[1], row[2], row[8]) for row in control] == [
        ("cost", "USD", "14", "foots"),
        ("amount", "EUR", "8", "foots"),
        ("amount", "USD", "6", "foots"),
    ]
    for row, value in zip(control, (euro * RATE + dollar, euro, dollar), strict=True):
        assert near(row[3], value)
        assert near(row[6], value)
    for title, currency, exact in (("Totals", "cost_currency", "cost"), ("Totals of prices", "currency", "amount")):
        names, *groups = sheets[title]
        at = {name: nth for nth, name in enumerate(names)}
        found = {(row[at["period_start"]][:7], row[at["one_time"]], row[at[currency]]): row for row in groups}
        for nth, month in enumerate(("2026-05", "2026-06")):
            own = found[month, "no", "USD"]
            whole = 70 * WEEKS[nth] + (2800 * WEEKS[nth] * RATE if exact == "cost" else 0)
            assert near(own[at[exact]], whole)
            if exact == "amount":
                assert near(found[month, "no", "EUR"][at[exact]], 2800 * WEEKS[nth])
        assert near(found["2026-05", "yes", "USD"][at[exact]], Fraction(500))


def tagged(folder: Path, costcalc: Callable[..., Answer], first: str, second: str) -> Path:
    """Export 2,800 USD a month of a cost centre, and 1,400 of another one."""
    project(folder, scenario().replace("period:", f"tags: {{cost_centre: '{first}'}}\nperiod:"))
    two = scenario(name="two", requests="500K").replace("period:", f"tags: {{cost_centre: '{second}'}}\nperiod:")
    write(folder, "two.yaml", two)
    out = folder / "book.xlsx"
    may = ("--as-of", "2026-05-01", "--months", "1", "--pricing", folder / "pricing")
    assert costcalc("export", folder / "bot.yaml", folder / "two.yaml", *may, "-o", out) == (0, "", "")
    return out


@office
@pytest.mark.parametrize(
    ("first", "second"), [("0815", "815"), ("4711", "4712"), ("ADS", "ads"), ("a*", "ab"), (">1", "a"), ("1/2", "2026")]
)
def test_cost_centres_that_a_spreadsheet_would_take_for_one_another_are_two(
    costcalc: Callable[..., Answer], tmp_path: Path, first: str, second: str
) -> None:
    (_, *rows) = recalculated(tmp_path, tagged(tmp_path, costcalc, first, second), "Tags")[0]
    assert [(row[1], Fraction(row[3]), row[5]) for row in rows] == [
        *sorted([(first, 2800, ""), (second, 1400, "")]),
        ("in all", 4200, "foots"),
    ]


@office
@pytest.mark.parametrize(
    ("column", "value", "control", "tags"),
    [
        # 15 million tokens more at 2 USD a million are 30 USD more, in the amount and not in what was rounded
        ("quantity", 1_015_000_000, "differs", "foots"),
        ("cost_rounded", 2000.01, "differs", "foots"),
        ("cost_currency", "EUR", "differs", "foots"),
        # nobody added up what a third cost centre pays
        ("tag_cost_centre", "4711", "foots", "differs"),
        # a thousandth of a cent is no coin
        ("quantity", 1_000_000_005, "foots", "foots"),
    ],
)
def test_a_check_sees_what_is_changed_by_hand(
    costcalc: Callable[..., Answer], tmp_path: Path, column: str, value: float | str, control: str, tags: str
) -> None:
    out = tagged(tmp_path, costcalc, "0815", "815")
    edited = openpyxl.load_workbook(out)
    sheet = edited["Charges"]
    nth = [cell.value for cell in sheet[1]].index(column)
    assert sheet[2][nth].value in {1_000_000_000, 2000, "USD", "0815"}
    sheet[2][nth].value = value
    edited.save(out)
    (_, *totals), (_, *by_tag) = recalculated(tmp_path, out, "Control", "Tags")
    assert [row[-1] for row in totals] == [control]
    assert by_tag[-1][-1] == tags
