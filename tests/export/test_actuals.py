"""What was billed beside what was estimated: the variance by price and by quantity, worked out by hand."""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.export.actuals import records
from costcalc.export.actuals.records import position_of
from tests.export.finance import card, project, rows_of, scenario, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Run = Callable[..., Answer]

ASK = ("export", "bot.yaml", "--as-of", "2026-05-01", "--months", "2")
HEAD = "ChargePeriodStart,ChargePeriodEnd,BillingCurrency,EffectiveCost,SkuId,SkuMeter,ConsumedQuantity,ConsumedUnit"
MAY, JUNE, JULY = (f"2026-0{nth}-01T00:00:00Z" for nth in (5, 6, 7))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project: a million requests a month of 1,000 tokens at 2 and 100 at 8 for a million: 2,000 and 800."""
    monkeypatch.chdir(project(tmp_path))
    return tmp_path


def bill(folder: Path, *rows: str, head: str = HEAD) -> Path:
    return write(folder, "bill.csv", "\n".join([head, *rows, ""]))


def found(costcalc: Run, *more: str) -> dict[str, Any]:
    answer = costcalc(*ASK, "--actuals", "bill.csv", "--format", "json", *more)
    assert (answer.code, answer.err) == (0, "")
    document = json.loads(answer.out)
    assert document["schema"] == "costcalc/variance/v1"
    assert isinstance(document, dict)
    return document


def lines(document: dict[str, Any]) -> dict[tuple[str, str, str], dict[str, Any]]:
    return {(line["month"], line["model"], line["meter"]): line for line in document["lines"]}


def exact(part: dict[str, Any], name: str) -> Fraction:
    return Fraction(part[f"{name}_exact"] or part[name])


ROWS = (
    f"{MAY},{JUNE},USD,2750,acme/small/input,Input Tokens,1100000000,Tokens",
    f"{MAY},{JUNE},USD,600.5,small,output tokens,75062500,tokens",
    f"{JUNE},{JULY},USD,1000,acme/small,input,0.5,1000000000 Tokens",
    f"{JUNE},{JULY},USD,500,acme/small,input,250000000,Tokens",
    f"{JUNE},{JULY},USD,11.25,acme/large,Input Tokens,5,Tokens",
)


def test_a_variance_is_split_into_price_and_quantity_and_adds_up(costcalc: Run, folder: Path) -> None:
    bill(folder, *ROWS)
    document = found(costcalc)
    of = lines(document)
    first = of["2026-05", "acme/small", "input"]
    # 1,100M for 2,750 are 2.50 a million: (2.50 - 2) * 1,100 by price, and 100 * 2 by quantity
    assert (first["variance"], first["by_price"], first["by_quantity"]) == ("750", "550", "200")
    assert (first["estimated_price"], first["actual_price"], first["per"]) == ("2", "2.5", "1000000")
    assert first["by_price_formula"] == "(actual.price - estimated.price) * actual.quantity / per"
    assert first["by_price_substituted"] == "(2.5 - 2) * 1100000000 / 1000000"
    assert first["by_quantity_substituted"] == "(1100000000 - 1000000000) * 2 / 1000000"
    assert first["variance_substituted"] == "2750 - 2000"
    second = of["2026-05", "acme/small", "output"]
    # 75.0625M at 8 are 600.50, and 100M were estimated
    assert (second["variance"], second["by_price"], second["by_quantity"]) == ("-199.5", "0", "-199.5")
    third = of["2026-06", "acme/small", "input"]
    # two rows: 500M and 250M for 1,500, which is 2 a million
    assert (third["actual_quantity"], third["actual_cost"], third["by_price"]) == ("750000000", "1500", "0")
    assert third["by_quantity"] == "-500"


def test_what_is_on_one_side_only_is_named_and_is_in_the_total(costcalc: Run, folder: Path) -> None:
    bill(folder, *ROWS)
    document = found(costcalc)
    of = lines(document)
    alone = of["2026-06", "acme/large", "Input Tokens"]
    assert (alone["kind"], alone["variance"], alone["by_price"], alone["option"]) == (
        "not_estimated",
        "11.25",
        None,
        None,
    )
    gone = of["2026-06", "acme/small", "output"]
    assert (gone["kind"], gone["variance"], gone["actual_cost"]) == ("not_billed", "-800", None)
    total = document["total"]
    # 2,750 + 600.50 + 1,500 + 11.25 of twice 2,800; 550 by price; 200 - 199.50 - 500 by quantity; 11.25 - 800 else
    assert (total["actual"], total["estimated"], total["variance"]) == ("4861.75", "5600", "-738.25")
    assert (total["by_price"], total["by_quantity"], total["other"]) == ("550", "-499.5", "-788.75")
    assert [(one["month"], one["variance"]) for one in document["months"]] == [
        ("2026-05", "550.5"),
        ("2026-06", "-1288.75"),
    ]


def test_a_row_of_a_month_that_was_not_asked_for_is_billed_and_not_estimated_and_in_the_total(
    costcalc: Run, folder: Path
) -> None:
    bill(folder, f"{JULY},,USD,100,small,input,50000000,Tokens")
    document = found(costcalc)
    assert lines(document)["2026-07", "small", "input"]["kind"] == "not_estimated"
    # 2 × 2,800 were estimated for May and June
    assert (document["total"]["actual"], document["total"]["variance"]) == ("100", "-5500")


def test_no_part_of_a_variance_is_lost_where_numbers_have_no_last_digit(costcalc: Run, folder: Path) -> None:
    bill(folder, f"{MAY},{JUNE},USD,100,small,input,300000007,Tokens", f"{MAY},{JUNE},USD,1,small,output,3,Tokens")
    document = found(costcalc)
    for line in document["lines"]:
        if line["by_price"] is not None:
            assert exact(line, "by_price") + exact(line, "by_quantity") == exact(line, "variance")
    total = document["total"]
    assert sum(exact(total, name) for name in ("by_price", "by_quantity", "other")) == exact(total, "variance")
    # 100 for 300,000,007 and not 2,000 for a thousand million
    first = document["lines"][0]
    assert exact(first, "by_price") == 100 - Fraction(2 * 300000007, 10**6)
    assert exact(first, "actual_price") == Fraction(100 * 10**6, 300000007)


def test_an_export_is_compared_with_an_export(costcalc: Run, folder: Path) -> None:
    for profile in ("plain", "excel", "focus"):
        args = (*ASK, "--set", "requests=1.5M", "--profile", profile, "-o", "bill.csv", "--force")
        assert costcalc(*args).code == 0
        document = found(costcalc)
        # half as many requests again: 1,400 more a month, and nothing by price
        assert {line["kind"] for line in document["lines"]} == {"matched"}
        total = document["total"]
        assert (total["variance"], total["by_price"], total["by_quantity"]) == ("2800", "0", "2800")
    assert (folder / "bill.csv").is_file()


def test_what_has_no_last_digit_in_an_export_is_compared_exactly(
    costcalc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project(tmp_path, scenario(period="week")))  # 31/7 weeks in May
    for profile in ("plain", "focus"):
        assert costcalc(*ASK, "--profile", profile, "-o", "bill.csv", "--force").code == 0
        assert {line["variance"] for line in found(costcalc)["lines"]} == {"0"}


def test_lines_and_what_is_paid_once_are_items_as_well(costcalc: Run, folder: Path) -> None:
    more = "- {line: store, unit_price: 70}\n  - {line: setup, once: true, unit_price: 500}\n  - {call: answer,"
    write(folder, "bot.yaml", scenario().replace("[{call: answer,", f"\n  {more}").replace("100}]", "100}"))
    bill(
        folder,
        f"{MAY},{JUNE},USD,75,store,,1,Units",
        f"{MAY},{JUNE},USD,2000,acme/small/input,Input Tokens,1000000000,Tokens",
    )
    of = lines(found(costcalc))
    assert (of["2026-05", None, "store"]["kind"], of["2026-05", None, "store"]["by_price"]) == ("matched", "5")
    assert of["2026-05", None, "setup"]["kind"] == "not_billed"
    assert of["2026-06", None, "store"]["variance"] == "-70"


def test_billed_cost_counts_where_there_is_no_effective_one(costcalc: Run, folder: Path) -> None:
    row = f"{MAY},{JUNE},USD,1,9,small,input,1000000,Tokens"
    bill(folder, row, head=HEAD.replace("EffectiveCost", "BilledCost,EffectiveCost"))
    document = found(costcalc)
    assert (document["cost"], document["total"]["actual"]) == ("EffectiveCost", "9")
    bill(folder, row, head=HEAD.replace("EffectiveCost", "BilledCost,ListCost"))
    document = found(costcalc)
    assert (document["cost"], document["total"]["actual"]) == ("BilledCost", "1")


@pytest.mark.parametrize(
    "row",
    [
        "acme/big,Input Tokens,1,Tokens",  # another model
        "acme/small,Web Searches,1,Searches",  # another meter
        ",Input Tokens,1,Tokens",  # no model
        "Acme,Input Tokens,1,Tokens",  # whoever sells it may sell more than one
        "smaller,input,1,Tokens",
    ],
)
def test_what_a_bill_does_not_name_is_not_guessed(costcalc: Run, folder: Path, row: str) -> None:
    bill(folder, f"{MAY},{JUNE},USD,3,{row}")
    kinds = [line["kind"] for line in found(costcalc)["lines"]]
    assert kinds == ["not_billed"] * 4 + ["not_estimated"]


def test_a_name_that_two_models_have_is_not_guessed(costcalc: Run, folder: Path) -> None:
    write(folder, "pricing/other.yaml", card().replace("id: acme", "id: other"))
    calls = "workload: [{call: answer, requests: requests, input: 1000, output: 100}, "
    calls += "{call: check, model: other/small, requests: requests, input: 10, output: 1}]"
    text = scenario().replace("workload: [{call: answer, requests: requests, input: 1000, output: 100}]", calls)
    write(folder, "bot.yaml", text)
    bill(folder, f"{MAY},{JUNE},USD,3,small,input,1,Tokens", f"{MAY},{JUNE},USD,4,other/small,input,1,Tokens")
    of = lines(found(costcalc))
    assert of["2026-05", "small", "input"]["kind"] == "not_estimated"
    assert of["2026-05", "other/small", "input"]["actual_cost"] == "4"


def test_taxes_and_what_is_for_longer_than_a_month_are_named_as_what_they_are(costcalc: Run, folder: Path) -> None:
    bill(
        folder,
        f"{MAY},{JUNE},USD,19,small,input,,,Tax",
        f"{MAY},{JULY},USD,7,small,input,1,Tokens,Usage",
        f"{MAY},{JUNE},USD,-2.5,,,,,Credit",
        head=f"{HEAD},ChargeCategory",
    )
    document = found(costcalc)
    billed = [(line["model"], line["meter"], line["actual_cost"]) for line in document["lines"] if line["actual_cost"]]
    assert billed == [(None, "Tax", "19"), ("small", "input, in more than one month", "7"), (None, "Credit", "-2.5")]
    assert document["total"]["actual"] == "23.5"


def test_another_unit_is_not_compared_by_quantity(costcalc: Run, folder: Path) -> None:
    bill(folder, f"{MAY},{JUNE},USD,2000,small,input,1000,Characters")
    line = found(costcalc)["lines"][0]
    assert (line["kind"], line["actual_quantity"], line["by_price"], line["variance"]) == ("matched", None, None, "0")


def test_amounts_in_several_currencies_are_refused_with_their_place(costcalc: Run, folder: Path) -> None:
    bill(folder, ROWS[0], f"{MAY},{JUNE},EUR,1,small,input,1,Tokens")
    answer = costcalc(*ASK, "--actuals", "bill.csv")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("bill.csv:3:43: error[currency-mismatch]: the estimate is in USD, ")
    write(folder, "pricing/paris.yaml", card("EUR").replace("id: acme", "id: paris"))
    write(folder, "euro.yaml", scenario(name="euro").replace("acme/", "paris/"))
    bill(folder, ROWS[0])
    both = costcalc("export", "bot.yaml", "euro.yaml", *ASK[2:], "--actuals", "bill.csv")
    assert (both.code, both.out) == (2, "")
    assert "error[currency-mismatch]: amounts in USD and EUR are not added up" in both.err


def test_one_option_is_compared_with_a_bill(costcalc: Run, folder: Path) -> None:
    two = scenario().replace("small: {", "dear: {model: acme/small, with: {requests: 2M}}, small: {")
    write(folder, "bot.yaml", two)
    bill(folder, *ROWS)
    refused = costcalc(*ASK, "--actuals", "bill.csv")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith(
        "bot.yaml:9:11: error[no-chosen-option]: `bot` has 2 options, and nobody pays for all"
    )
    both = costcalc(*ASK, "--actuals", "bill.csv", "--all-options")
    assert (both.code, both.out) == (2, "")
    assert "error[no-chosen-option]: 2 options of `bot` are alternatives, and a bill is of one of them" in both.err
    assert found(costcalc, "--option", "small")["total"]["estimated"] == "5600"
    write(folder, "bot.yaml", f"{two}chosen: dear\n")
    assert found(costcalc)["total"]["estimated"] == "11200"
    assert found(costcalc, "--option", "small")["total"]["estimated"] == "5600"
    for more in (("--all-options",), ("--option", "small", "--option", "dear"), ("--with", "acme/small")):
        refused = costcalc(*ASK, "--actuals", "bill.csv", *more)
        assert (refused.code, refused.out) == (2, "")
        assert "options of `bot` are alternatives, and a bill is of one of them" in refused.err
        assert "--option dear, without --all-options and --with" in refused.err


@pytest.mark.parametrize("args", [("export", "bot.yaml"), ("export", "bot.yaml", "--as-of", "2026-05-01")])
def test_only_months_of_the_calendar_are_compared(costcalc: Run, folder: Path, args: tuple[str, ...]) -> None:
    write(folder, "bot.yaml", scenario(period="day"))
    bill(folder, *ROWS)
    answer = costcalc(*args, "--actuals", "bill.csv")
    assert (answer.code, answer.out) == (2, "")
    assert "error[bad-setting]: a bill is of months of the calendar, and this is not" in answer.err
    write(folder, "bot.yaml", scenario(period="2026-05", as_of="2026-05-01"))
    assert costcalc(*args, "--actuals", "bill.csv").code == 0


BAD: dict[str, tuple[str, str]] = {
    "a number": (ROWS[0].replace("2750", "many"), "bill.csv:3:47: error[bad-number]"),
    "a comma": (ROWS[0].replace("2750", '"2,750"'), "bill.csv:3:47: error[bad-number]"),
    "a sign of money": (ROWS[0].replace("2750", "$2750"), "bill.csv:3:47: error[bad-number]"),
    "digits of another script": (ROWS[0].replace("2750", "２７"), "bill.csv:3:47: error[bad-number]"),
    "nan": (ROWS[0].replace("2750", "NaN"), "bill.csv:3:47: error[bad-number]"),
    "a power": (ROWS[0].replace("2750", "1e99"), "bill.csv:3:47: error[bad-number]"),
    "digits without end": (ROWS[0].replace("2750", "9" * 100), "bill.csv:3:47: error[bad-number]"),
    "no cost": (ROWS[0].replace("2750", ""), "bill.csv:3:47: error[bad-number]"),
    "no currency": (ROWS[0].replace("USD", ""), "bill.csv:3:43: error[bad-currency]"),
    "no time": (ROWS[0].replace(MAY, "", 1), "bill.csv:3:1: error[bad-instant]"),
    "a day that is none": (ROWS[0].replace(MAY, "2026-02-30", 1), "bill.csv:3:1: error[bad-instant]"),
    "a quantity": (ROWS[0].replace("1100000000", "x"), "bill.csv:3:82: error[bad-number]"),
    "behind a line end": (
        ROWS[0].replace("acme/small/input", '"a\nb"').replace("11000", "x"),
        "bill.csv:4:17: error[bad",
    ),
}


@pytest.mark.parametrize("what", BAD)
def test_a_cell_that_cannot_be_is_refused_with_its_place(costcalc: Run, folder: Path, what: str) -> None:
    row, said = BAD[what]
    bill(folder, ROWS[0], row)
    answer = costcalc(*ASK, "--actuals", "bill.csv")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(said)
    assert answer.err.count("error[") == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "bill.csv:1:1: error[empty-file]"),
        (f"{HEAD}\n".encode(), "bill.csv:1:1: error[empty-file]"),
        (b"user,password\nroot,hunter2\n", "bill.csv:1:1: error[wrong-format]"),
        (HEAD.encode() + b"\n\xff\xfe", "bill.csv:2:1: error[not-utf-8]"),
        (f"{HEAD}\n{MAY}\r{MAY}".encode(), "bill.csv:2:1: error[wrong-format]"),
        (f"{HEAD}\n".encode() + b"x" * 200_000, "bill.csv:2:1: error[wrong-format]"),
        (f"{HEAD}\n".encode() + b"x" * 2_000_000, "bill.csv:2:1: error[file-too-large]"),
    ],
    ids=["nothing", "a heading", "a secret", "no text", "a lone CR", "a long cell", "a long line"],
)
def test_what_is_no_bill_is_refused(costcalc: Run, folder: Path, data: bytes, said: str) -> None:
    (folder / "bill.csv").write_bytes(data)
    answer = costcalc(*ASK, "--actuals", "bill.csv")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(said)
    assert "hunter2" not in answer.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEAD.replace(",", ";"), "separated by semicolons"),
        (HEAD.replace(",", "\t"), "separated by tabs"),
        ('"ChargePeriodStart";"BillingCurrency"', "separated by semicolons"),
        ("sep=;", "separated by semicolons"),
    ],
)
def test_a_file_with_other_separators_says_how_to_save_it(costcalc: Run, folder: Path, text: str, said: str) -> None:
    write(folder, "bill.csv", f"\n{text}\n2026-05-01;2026-06-01;USD;1540,00;small;input;1;Tokens\n")
    refused = costcalc(*ASK, "--actuals", "bill.csv")
    assert refused.code == 2
    assert f"bill.csv:2:1: error[wrong-format]: the cells of this file are {said}" in refused.err
    assert "points in numbers" in refused.err


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("ChargePeriodStart,EffectiveCost,SkuId", "to be of FOCUS, it needs BillingCurrency as well"),
        ("ChargePeriodStart,BillingCurrency,Cost", "it needs EffectiveCost or BilledCost as well"),
        ("date,amount", "to be of FOCUS, it needs ChargePeriodStart, BillingCurrency"),
        ("period_start,scenario,option,call,model,meter,quantity,unit,amount", "to be of an export, it needs currency"),
    ],
)
def test_a_file_that_lacks_columns_says_which(costcalc: Run, folder: Path, head: str, said: str) -> None:
    bill(folder, ",".join("1" for _ in head.split(",")), head=head)
    refused = costcalc(*ASK, "--actuals", "bill.csv")
    assert refused.code == 2
    assert said in " ".join(refused.err.split())
    assert "a file made by hand has ChargePeriodStart, BillingCurrency and EffectiveCost" in " ".join(
        refused.err.split()
    )


def test_an_item_whose_quantity_is_in_another_unit_has_its_variance_in_a_column_of_its_own(
    costcalc: Run, folder: Path
) -> None:
    # 2,000 were estimated; of words nobody says how many tokens they are
    bill(folder, f"{MAY},{JUNE},USD,2100,small,input,7,Words")
    line = lines(found(costcalc))["2026-05", "acme/small", "input"]
    assert (line["kind"], line["variance"], line["by_price"], line["other"]) == ("matched", "100", None, "100")
    said = costcalc(*ASK, "--actuals", "bill.csv").out
    table = said.partition("By item")[2].splitlines()[1:3]
    assert [row.split() for row in table] == [
        ["month", "meter", "estimated", "billed", "variance", "other"],
        ["2026-05", "input", "2,000.00", "2,100.00", "100.00", "100.00"],
    ]


@pytest.mark.parametrize(
    ("row", "cells"), [(f"{MAY},{JUNE},USD,1,540.00,acme/small/input,Input Tokens,1,Tokens", 9), (f"{MAY},154", 2)]
)
def test_a_row_with_more_or_fewer_cells_is_refused(costcalc: Run, folder: Path, row: str, cells: int) -> None:
    bill(folder, ROWS[0], row)
    refused = costcalc(*ASK, "--actuals", "bill.csv")
    assert refused.code == 2
    assert f"bill.csv:3:1: error[wrong-format]: this row has {cells} cells, and the heading has 8" in refused.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f'{HEAD},ResourceName\n{ROWS[0]},"x\n{ROWS[1]},y\n', "this is no CSV: unexpected end of data"),
        (f"{HEAD},EffectiveCost\n{ROWS[0]},9000\n", "the column `EffectiveCost` is there twice"),
    ],
)
def test_nothing_of_a_bill_vanishes(costcalc: Run, folder: Path, text: str, said: str) -> None:
    write(folder, "bill.csv", text)
    refused = costcalc(*ASK, "--actuals", "bill.csv")
    assert (refused.code, refused.out) == (2, "")
    assert said in refused.err


def test_more_than_may_be_read_is_not(costcalc: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bill(folder, *ROWS)
    monkeypatch.setattr(records, "LARGEST", 300)
    answer = costcalc(*ASK, "--actuals", "bill.csv")
    assert answer.err.startswith("bill.csv:1:1: error[file-too-large]")
    monkeypatch.setattr("costcalc.export.actuals.billed.MOST_ITEMS", 1)
    monkeypatch.setattr(records, "LARGEST", 3000)
    assert "error[too-many]: there are more than 1 different items" in costcalc(*ASK, "--actuals", "bill.csv").err


@pytest.mark.parametrize("path", [".", "nothing.csv"])
def test_what_cannot_be_read_is_refused(costcalc: Run, folder: Path, path: str) -> None:
    del folder
    assert "error[unreadable-file]" in costcalc(*ASK, "--actuals", path).err


def test_instants_are_read_as_bills_write_them(costcalc: Run, folder: Path) -> None:
    forms = ("2026-05-31 23:59:59", "2026-05-31T23:59:59.999Z", "2026-06-01T01:00:00+02:00", "2026-05-01")
    bill(folder, *(f"{form},,USD,1,small,input,1,Tokens" for form in forms))
    assert lines(found(costcalc))["2026-05", "acme/small", "input"]["actual_cost"] == "4"


@pytest.mark.parametrize(
    ("text", "nth", "position"),
    [
        ("a,b,c\n", 0, (0, 0)),
        ("a,b,c\n", 2, (0, 4)),
        ('"a,b","c\nd",e\n', 1, (0, 6)),
        ('"a,b","c\nd",e\n', 2, (1, 3)),
        ('"a""b,",c\n', 1, (0, 8)),
        ("a\n", 5, (0, 1)),
    ],
)
def test_a_cell_has_its_place(text: str, nth: int, position: tuple[int, int]) -> None:
    assert position_of(text, nth) == position


def test_spreadsheets_get_a_row_for_each_item_and_no_totals(costcalc: Run, folder: Path) -> None:
    bill(folder, *ROWS)
    answer = costcalc(*ASK, "--actuals", "bill.csv", "--format", "csv")
    rows = rows_of(answer.out)
    assert [row["kind"] for row in rows] == ["matched", "matched", "matched", "not_billed", "not_estimated"]
    assert sum(Fraction(row["variance"]) for row in rows) == Fraction("-738.25")
    assert costcalc(*ASK, "--actuals", "bill.csv", "-o", "variance.csv") == (0, "", "")
    assert (folder / "variance.csv").read_text() == answer.out
    assert len({len(row) for row in csv.reader(io.StringIO(answer.out))}) == 1


def test_people_are_told_the_sums_the_items_and_how_they_were_computed(costcalc: Run, folder: Path) -> None:
    bill(folder, *ROWS)
    text = costcalc(*ASK, "--actuals", "bill.csv").out
    said = text.splitlines()
    assert said[:3] == [
        "bill.csv beside the estimate",
        "4,861.75 USD were billed, 738.25 less than estimated, by price +550.00, by",
        "quantity −499.50, other −788.75.",
    ]
    assert "Billed and not estimated" in said
    assert "= (2.5 - 2) * 1_100_000_000 / 1_000_000 = 550" in text
    assert costcalc(*ASK, "--actuals", "bill.csv", "--format", "markdown").out.startswith("## bill.csv beside")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--format", "xlsx"), "xlsx is no form of what --actuals says"),
        (("--profile", "focus"), "what was billed says itself what its columns are"),
        (("--verify", "x.json"), "a manifest says itself what was exported"),
    ],
)
def test_what_does_not_go_with_a_bill_is_refused(costcalc: Run, folder: Path, more: tuple[str, ...], said: str) -> None:
    bill(folder, *ROWS)
    assert said in costcalc(*ASK, "--actuals", "bill.csv", *more).err
