"""Which rows of a bill are compared with which scenario, in which currency, and of which option. Worked out by hand."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.export.finance import card, project, rows_of, scenario, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Run = Callable[..., Answer]

ASK = ("export", "bot.yaml", "--as-of", "2026-05-01", "--months", "1")
HEAD = "ChargePeriodStart,ChargePeriodEnd,BillingCurrency,EffectiveCost,SkuId,ConsumedQuantity,ConsumedUnit,Tags"
MAY = "2026-05-01,2026-06-01,USD"
INPUT = "acme/small/input"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project: 1,000M tokens at 2 a million and 100M at 8, 2,000 and 800."""
    monkeypatch.chdir(project(tmp_path))
    return tmp_path


def bill(folder: Path, *rows: str, head: str = HEAD) -> None:
    write(folder, "bill.csv", "\n".join([head, *rows, ""]))


def compared(costcalc: Run, *ask: str) -> dict[str, Any]:
    answer = costcalc(*(ask or ASK), "--actuals", "bill.csv", "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    document: dict[str, Any] = json.loads(answer.out)
    return document


def parts(line: dict[str, Any]) -> tuple[str | None, ...]:
    return tuple(line[name] for name in ("kind", "variance", "by_price", "by_quantity"))


def test_what_was_not_used_at_all_is_less_by_quantity(costcalc: Run, folder: Path) -> None:
    bill(folder, f"{MAY},0,{INPUT},0,Tokens,")
    # nothing of 1,000M at 2: all of the 2,000 by quantity
    assert parts(compared(costcalc)["lines"][0]) == ("matched", "-2000", "0", "-2000")


def test_what_is_billed_for_no_use_is_by_price(costcalc: Run, folder: Path) -> None:
    bill(folder, f"{MAY},30,{INPUT},0,Tokens,")
    assert parts(compared(costcalc)["lines"][0]) == ("matched", "-1970", "30", "-2000")


def test_what_is_paid_back_is_as_if_it_was_not_used(costcalc: Run, folder: Path) -> None:
    bill(folder, f"{MAY},2000,{INPUT},1000000000,Tokens,", f"{MAY},-2000,{INPUT},-1000000000,Tokens,")
    assert parts(compared(costcalc)["lines"][0]) == ("matched", "-2000", "0", "-2000")


def test_the_part_that_is_neither_by_price_nor_by_quantity_stands_with_its_item(costcalc: Run, folder: Path) -> None:
    bill(folder, f"{MAY},2100,{INPUT},5,Requests,")
    text = costcalc(*ASK, "--actuals", "bill.csv").out
    table = text.partition("By item\n")[2].splitlines()
    assert table[0].split() == ["meter", "estimated", "billed", "variance", "other"]
    assert table[1].split() == ["input", "2,000.00", "2,100.00", "100.00", "100.00"]


TAGS = ("tags: {team: search, owner: ann}\n", "tags: {team: ads}\n")


def two_teams(folder: Path) -> tuple[str, ...]:
    """Write two scenarios that use the same model, of two teams: 1,000M and 500M tokens in."""
    write(folder, "bot.yaml", f"{scenario()}{TAGS[0]}")
    write(folder, "bots.yaml", f"{scenario(requests='500K', name='bots')}{TAGS[1]}")
    return ("export", "bot.yaml", "bots.yaml", *ASK[2:])


@pytest.mark.parametrize(
    ("tag", "value"), [('"4711"', '"4711"'), ("4711", '"4711"'), ("true", '"true"'), ("0815e1", None)]
)
def test_a_tag_of_a_bill_may_be_a_number_or_a_truth_value(
    costcalc: Run, folder: Path, tag: str, value: str | None
) -> None:
    write(folder, "bot.yaml", f"{scenario()}tags: {{team: {value or 'other'}}}\n")
    doubled = f'{{"team": {tag}}}'.replace('"', '""')
    bill(folder, f'{MAY},2000,{INPUT},1000000000,Tokens,"{doubled}"')
    if value:
        assert compared(costcalc)["lines"][0]["kind"] == "matched"
        write(folder, "bot.yaml", f"{scenario()}tags: {{team: search}}\n")
        assert compared(costcalc)["lines"][0]["kind"] == "not_billed"
    else:
        assert "error[wrong-format]: these are no tags" in costcalc(*ASK, "--actuals", "bill.csv").err


@pytest.mark.parametrize("tags", ["{team=ads}", "team:ads", '"[{""key"": ""team"", ""value"": ""ads""}]"', "12"])
def test_tags_that_nobody_can_read_are_refused(costcalc: Run, folder: Path, tags: str) -> None:
    bill(folder, f"{MAY},2000,{INPUT},1000000000,Tokens,{tags}")
    refused = costcalc(*ASK, "--actuals", "bill.csv")
    assert (refused.code, refused.out) == (2, "")
    assert "error[wrong-format]: these are no tags: a JSON object of texts" in refused.err


def test_capitals_of_a_currency_and_of_a_category_do_not_matter(costcalc: Run, folder: Path) -> None:
    row = f"{MAY.lower()},2000,{INPUT},1000000000,Tokens,"
    bill(folder, f"{row},usage", head=f"{HEAD},ChargeCategory")
    assert parts(compared(costcalc)["lines"][0]) == ("matched", "0", "0", "0")


def tagged(team: str) -> str:
    return f'"{{""team"": ""{team}""}}"'


def test_a_row_belongs_to_the_scenario_that_has_its_tags(costcalc: Run, folder: Path) -> None:
    ask = two_teams(folder)
    bill(
        folder,
        f"{MAY},2200,{INPUT},1100000000,Tokens,{tagged('search')}",
        f"{MAY},800,{INPUT},400000000,Tokens,{tagged('ads')}",
        f"{MAY},7,{INPUT},3500000,Tokens,{tagged('legal')}",
        f"{MAY},9,{INPUT},4500000,Tokens,",
    )
    lines = {(line["scenario"], line["meter"]): line for line in compared(costcalc, *ask)["lines"]}
    assert parts(lines["bot", "input"]) == ("matched", "200", "0", "200")
    assert parts(lines["bots", "input"]) == ("matched", "-200", "0", "-200")
    # another team, and one that nobody says: 7 and 9 that nobody estimated
    alone = [line for line in lines.values() if line["kind"] == "not_estimated"]
    assert [line["actual_cost"] for line in alone] == ["16"]


def test_what_another_team_used_is_not_the_scenarios(costcalc: Run, folder: Path) -> None:
    two_teams(folder)
    bill(folder, f"{MAY},2200,{INPUT},1100000000,Tokens,{tagged('ads')}")
    assert [line["kind"] for line in compared(costcalc)["lines"]] == ["not_billed", "not_billed", "not_estimated"]
    bill(folder, f"{MAY},2200,{INPUT},1100000000,Tokens,")  # nobody says whose it is
    assert [line["kind"] for line in compared(costcalc)["lines"]] == ["matched", "not_billed"]


FX = """\
schema: costcalc/fx/v1
id: fx
title: Rates
rates: [{effective: 2026-01-01, from: EUR, to: USD, rate: 1.25, source: a bank}]
"""


def test_a_scenario_in_euros_is_compared_with_a_bill_in_the_dollars_of_its_prices(costcalc: Run, folder: Path) -> None:
    write(folder, "bot.yaml", scenario().replace("period:", "currency: EUR\nperiod:"))
    write(folder, "fx.yaml", FX)
    bill(folder, f"{MAY},2200,{INPUT},1100000000,Tokens,")
    found = compared(costcalc, *ASK, "--fx", "fx.yaml")
    assert (found["currency"], found["total"]["estimated"]) == ("USD", "2800")
    assert parts(found["lines"][0]) == ("matched", "200", "0", "200")
    bill(folder, f"{MAY.replace('USD', 'EUR')},1760,{INPUT},1100000000,Tokens,")
    found = compared(costcalc, *ASK, "--fx", "fx.yaml")
    # 2,800 dollars are 2,240 euros at 1.25; 2,200 are 1,760, and 2,000 are 1,600
    assert (found["currency"], found["total"]["estimated"]) == ("EUR", "2240")
    assert parts(found["lines"][0]) == ("matched", "160", "0", "160")
    bill(folder, f"{MAY.replace('USD', 'GBP')},1760,{INPUT},1100000000,Tokens,")
    refused = costcalc(*ASK, "--fx", "fx.yaml", "--actuals", "bill.csv")
    assert "error[currency-mismatch]: the estimate is in EUR, and this is in another currency" in refused.err


@pytest.mark.parametrize("profile", ["plain", "focus"])
def test_a_comparison_of_options_is_no_bill(costcalc: Run, folder: Path, profile: str) -> None:
    two = scenario().replace("small: {", "dear: {model: acme/small, with: {requests: 2M}}, small: {")
    write(folder, "bot.yaml", f"{two}chosen: small\n")
    assert costcalc(*ASK, "--all-options", "--profile", profile, "-o", "bill.csv").code == 0
    refused = costcalc(*ASK, "--actuals", "bill.csv")
    assert (refused.code, refused.out) == (2, "")
    assert "error[no-chosen-option]: this is another option of the scenario than before" in refused.err
    # the rows of one of them are one bill
    text = (folder / "bill.csv").read_text(encoding="utf-8")
    rows = text.splitlines(keepends=True)
    column = "option" if profile == "plain" else "x_Option"
    kept = [line for line, row in zip(rows[1:], rows_of(text), strict=True) if row[column] == "small"]
    write(folder, "bill.csv", "".join([rows[0], *kept]))
    assert {line["variance"] for line in compared(costcalc)["lines"]} == {"0"}


def test_what_ends_before_it_begins_is_refused(costcalc: Run, folder: Path) -> None:
    bill(folder, f"2026-05-02,2026-05-01,USD,1,{INPUT},1,Tokens,")
    refused = costcalc(*ASK, "--actuals", "bill.csv")
    assert refused.err.startswith("bill.csv:2:12: error[bad-instant]: this is before `ChargePeriodStart`")


@pytest.mark.parametrize(
    ("quantity", "unit"),
    [
        ("1000000", "1K Tokens"),
        ("1000", "1M Tokens"),
        ("1", "1B tokens"),
        ("1000000", '"1,000 Tokens"'),
        ("5", "200M Tokens"),
    ],
)
def test_a_quantity_may_be_counted_in_blocks(costcalc: Run, folder: Path, quantity: str, unit: str) -> None:
    bill(folder, f"{MAY},2000,{INPUT},{quantity},{unit},")
    line = compared(costcalc)["lines"][0]
    assert (line["actual_quantity"], line["by_quantity"]) == ("1000000000", "0")


def test_what_is_missing_of_a_file_that_is_no_bill_is_said(costcalc: Run, folder: Path) -> None:
    write(folder, "bill.csv", "period_start;scenario;cost\n2026-05-01;bot;5\n")
    refused = costcalc(*ASK, "--actuals", "bill.csv").err
    assert "error[wrong-format]" in refused
    assert "semicolons" in refused
    write(folder, "bill.csv", "period_start,scenario,option,call,model,meter,quantity,unit\n2026-05-01,bot,,,,,1,x\n")
    assert "to be of an export, it needs currency, amount as well" in costcalc(*ASK, "--actuals", "bill.csv").err


def test_a_pattern_adds_the_model_of_an_option_that_is_not_exported(costcalc: Run, folder: Path) -> None:
    rates = "{effective: 2026-01-01, source: a page, verified: 2026-11-01, input: 4, output: 16}"
    large = card().replace("  small:", f"  large: {{rates: [{rates}]}}\n  small:")
    write(folder, "pricing/acme.yaml", large)
    two = scenario().replace("small: {model: acme/small}", "small: {model: acme/small}, big: {model: acme/large}")
    write(folder, "bot.yaml", f"{two}chosen: small\nbaseline: small\n")
    rows = rows_of(costcalc("export", "bot.yaml", "--with", "acme/*").out)
    assert [(row["model"], row["amount"]) for row in rows] == [
        ("acme/small", "2000"),
        ("acme/small", "800"),
        ("acme/large", "4000"),
        ("acme/large", "1600"),
    ]


def test_a_bill_in_the_columns_of_an_export_may_be_in_the_scenarios_currency_as_well(
    costcalc: Run, folder: Path
) -> None:
    write(folder, "bot.yaml", scenario().replace("period:", "currency: EUR\nperiod:"))
    write(folder, "fx.yaml", FX)
    head = "period_start,scenario,option,call,model,meter,quantity,unit,currency,amount"
    bill(folder, "2026-05-01,bot,small,answer,acme/small,input,1100000000,token,EUR,1760", head=head)
    found = compared(costcalc, *ASK, "--fx", "fx.yaml")
    assert (found["currency"], parts(found["lines"][0])) == ("EUR", ("matched", "160", "0", "160"))


def test_a_line_that_was_written_as_focus_is_found_without_our_columns(costcalc: Run, folder: Path) -> None:
    write(folder, "bot.yaml", scenario().replace("output: 100}]", "output: 100}, {line: store, unit_price: 70}]"))
    assert costcalc(*ASK, "--profile", "focus", "-o", "bill.csv").code == 0
    rows = rows_of((folder / "bill.csv").read_text(encoding="utf-8"))
    kept = [name for name in rows[0] if not name.startswith("x_")]
    with (folder / "bill.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, kept, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    assert {(line["kind"], line["variance"]) for line in compared(costcalc)["lines"]} == {("matched", "0")}


def test_a_number_that_was_changed_beside_its_fraction_is_refused(costcalc: Run, folder: Path) -> None:
    write(folder, "bot.yaml", scenario(period="week"))  # 31/7 weeks in May: 62000/7
    assert costcalc(*ASK, "-o", "bill.csv").code == 0
    text = (folder / "bill.csv").read_text(encoding="utf-8")
    assert "8857.142857142857142857" in text
    write(folder, "bill.csv", text.replace("8857.142857142857142857", "900"))
    refused = costcalc(*ASK, "--actuals", "bill.csv")
    assert (refused.code, refused.out) == (2, "")
    assert "error[bad-number]: this is another number than the fraction beside it, 62000/7" in refused.err


def test_what_says_the_same_tag_comes_before_what_says_none(costcalc: Run, folder: Path) -> None:
    write(folder, "bot.yaml", f"{scenario()}{TAGS[0]}")
    write(folder, "bots.yaml", scenario(requests="500K", name="bots"))
    bill(folder, f"{MAY},2200,{INPUT},1100000000,Tokens,{tagged('search')}")
    found = compared(costcalc, "export", "bot.yaml", "bots.yaml", *ASK[2:])
    kinds = {(line["scenario"], line["meter"]): line["kind"] for line in found["lines"]}
    assert kinds["bot", "input"] == "matched"
    assert kinds["bots", "input"] == "not_billed"


def test_a_team_whose_name_a_spreadsheet_would_compute_is_found_again(costcalc: Run, folder: Path) -> None:
    shares = 'allocate: {team: {"@platform": 60%, "=ads": 40%}}\n'
    write(folder, "bot.yaml", f"{scenario()}{shares}")
    assert costcalc(*ASK, "-o", "bill.csv").code == 0
    assert {(line["kind"], line["variance"]) for line in compared(costcalc)["lines"]} == {("matched", "0")}
