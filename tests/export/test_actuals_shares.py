"""A charge that is divided is compared with a bill part by part where that says the tag, and else as a whole."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.export.finance import project, scenario, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Run = Callable[..., Answer]

ASK = ("export", "bot.yaml", "--as-of", "2026-05-01", "--months", "1")
HEAD = "ChargePeriodStart,ChargePeriodEnd,BillingCurrency,EffectiveCost,SkuId,ConsumedQuantity,ConsumedUnit,Tags"
MAY = "2026-05-01,2026-06-01,USD"
SEARCH, ADS = '"{""team"": ""search""}"', '"{""team"": ""ads""}"'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project: 1,000M tokens at 2 a million and 100M at 8, of which 60 % are of search and 40 % of ads."""
    shares = "allocate: {team: {search: 60%, ads: 40%}}\n"
    monkeypatch.chdir(project(tmp_path, f"{scenario()}{shares}"))
    return tmp_path


def compared(costcalc: Run, folder: Path, *rows: str) -> dict[str, Any]:
    write(folder, "bill.csv", "\n".join([HEAD, *rows, ""]))
    return said(costcalc)


def said(costcalc: Run) -> dict[str, Any]:
    answer = costcalc(*ASK, "--actuals", "bill.csv", "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    document: dict[str, Any] = json.loads(answer.out)
    total = document["total"]
    parts = (Fraction(total[f"{name}_exact"] or total[name]) for name in ("by_price", "by_quantity", "other"))
    assert sum(parts) == Fraction(total["variance_exact"] or total["variance"])
    return document


def parts(document: dict[str, Any]) -> dict[tuple[str, str | None], dict[str, Any]]:
    return {(line["meter"], line["allocated_to"]): line for line in document["lines"]}


def numbers(line: dict[str, Any]) -> tuple[str | None, ...]:
    return tuple(line[name] for name in ("estimated_cost", "actual_cost", "variance", "by_price", "by_quantity"))


def test_a_share_is_compared_with_what_was_billed_to_its_tag(costcalc: Run, folder: Path) -> None:
    document = compared(
        costcalc,
        folder,
        f"{MAY},1750,acme/small/input,700000000,Tokens,{SEARCH}",
        f"{MAY},700,acme/small/input,350000000,Tokens,{ADS}",
        f"{MAY},480,acme/small/output,60000000,Tokens,{SEARCH}",
        f"{MAY},320,acme/small/output,40000000,Tokens,{ADS}",
    )
    of = parts(document)
    # search: 60 % of 1,000M at 2 are 1,200; 700M at 2.50: 0.50 * 700 by price, 100 * 2 by quantity
    assert numbers(of["input", "team: search"]) == ("1200", "1750", "550", "350", "200")
    # ads: 40 % are 400M for 800; 350M at 2: nothing by price, -50 * 2 by quantity
    assert numbers(of["input", "team: ads"]) == ("800", "700", "-100", "0", "-100")
    # 60M and 40M at 8
    assert numbers(of["output", "team: search"]) == ("480", "480", "0", "0", "0")
    assert numbers(of["output", "team: ads"]) == ("320", "320", "0", "0", "0")
    total = document["total"]
    assert (total["estimated"], total["actual"], total["by_price"], total["by_quantity"]) == (
        "2800",
        "3250",
        "350",
        "100",
    )


@pytest.mark.parametrize("tags", ["", "{}", '"{""owner"": ""ann""}"', "null", '"{""team"": null}"'])
def test_the_rows_of_a_charge_are_taken_together_where_no_bill_says_the_tag(
    costcalc: Run, folder: Path, tags: str
) -> None:
    document = compared(costcalc, folder, f"{MAY},2625,acme/small/input,1050000000,Tokens,{tags}")
    of = parts(document)
    # 1,050M at 2.50, and 1,000M at 2 were estimated: 0.50 * 1,050 and 50 * 2
    assert numbers(of["input", None]) == ("2000", "2625", "625", "525", "100")
    assert of["input", None]["estimated_quantity"] == "1000000000"
    assert numbers(of["output", None]) == ("800", None, "-800", None, None)
    assert len(of) == 2


def test_what_names_no_share_or_another_one_beside_those_that_do_is_not_guessed(costcalc: Run, folder: Path) -> None:
    other = SEARCH.replace("search", "legal")
    document = compared(
        costcalc,
        folder,
        f"{MAY},1200,acme/small/input,600000000,Tokens,{SEARCH}",
        f"{MAY},10,acme/small/input,5000000,Tokens,",
        f"{MAY},20,acme/small/input,10000000,Tokens,{other}",
    )
    kinds = {key: line["kind"] for key, line in parts(document).items()}
    assert kinds == {
        ("input", "team: search"): "matched",
        ("input", "team: ads"): "not_billed",
        ("output", None): "not_billed",
        ("input", None): "not_estimated",
        ("input", "team: legal"): "not_estimated",
    }
    # 1,230 of 2,800
    assert document["total"]["variance"] == "-1570"


@pytest.mark.parametrize("profile", ["plain", "excel", "focus"])
def test_an_export_with_shares_is_compared_share_by_share(costcalc: Run, folder: Path, profile: str) -> None:
    args = (*ASK, "--set", "requests=1.5M", "--profile", profile, "-o", "bill.csv")
    assert costcalc(*args).code == 0
    of = parts(said(costcalc))
    # half as much again: 60 % and 40 % of 1,000, and of 400
    assert {key: line["by_quantity"] for key, line in of.items()} == {
        ("input", "team: search"): "600",
        ("input", "team: ads"): "400",
        ("output", "team: search"): "240",
        ("output", "team: ads"): "160",
    }
    text = (folder / "bill.csv").read_text(encoding="utf-8-sig")
    if profile == "plain":  # as a bill that has columns for tags alone
        (folder / "bill.csv").write_text(text.replace(",tags,", ",other,", 1), encoding="utf-8")
        assert parts(said(costcalc)) == of


def test_shares_without_a_last_digit_are_compared_exactly(costcalc: Run, folder: Path) -> None:
    shares = "allocate: {team: {search: 60%, ads: 40%}}\n"
    write(folder, "bot.yaml", f"{scenario(period='week')}{shares}")  # 31/7 weeks in May
    document = compared(costcalc, folder, f"{MAY},700,acme/small/input,350000000,Tokens,{SEARCH}")
    line = parts(document)["input", "team: search"]
    # 60 % of 2,000 a week are 37200/7; 700 were billed at the same price
    exact = tuple(line[f"{name}_exact"] for name in ("estimated_cost", "variance", "by_quantity"))
    assert exact == ("37200/7", "-32300/7", "-32300/7")
    assert line["by_price"] == "0"


def test_people_are_told_whose_part_it_is(costcalc: Run, folder: Path) -> None:
    compared(costcalc, folder, f"{MAY},1750,acme/small/input,700000000,Tokens,{SEARCH}")
    text = costcalc(*ASK, "--actuals", "bill.csv").out
    assert "team: search" in text
    assert "allocated to" in text


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_what_is_the_same_of_all_has_no_column_and_the_items_fit_the_terminal(
    costcalc: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    write(folder, "bot.yaml", scenario())
    compared(
        costcalc,
        folder,
        f"{MAY},1750,acme/small/input,700000000,Tokens,",
        f"{MAY},800,acme/small/output,100000000,Tokens,",
        f"{MAY},5,,,,",
    )
    lines = costcalc(*ASK, "--actuals", "bill.csv").out.splitlines()
    assert max(map(len, lines)) <= columns
    items = lines[lines.index("By item") + 1 : lines.index("Billed and not estimated")]
    columns_of = ["meter", "estimated", "billed", "variance", "by", "price", "by", "quantity"]
    assert items[0].split() == columns_of[: {60: 6}.get(columns, 8)]
    assert "2026-05, bot, small, acme/small" in " ".join(lines)
