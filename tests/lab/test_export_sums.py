"""The export of the laboratory: its rows add up to what fractions say, in every program that loads them."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest

from tests.lab import loaders
from tests.lab.exported import FIRST, MONTHS, Bill, by_month, by_team, cents, in_months, in_usd, of_months, of_periods
from tests.lab.repository import AS_OF, Repository

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.lab.described import Lab

    Rows = list[dict[str, str]]
    Expected = dict[str, dict[Bill, Fraction]]

FX = ("--fx", "pricing/fx.yaml")


@pytest.fixture(scope="module")
def exports(lab: Lab, original: Repository, tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A copy of the laboratory with two exports: each scenario in its period, and those that have months in twelve."""
    copy = original.clone(tmp_path_factory.mktemp("exports") / "copy")
    once = copy.run("export", *lab.scenarios, "--as-of", AS_OF, *FX, "-o", "periods.csv")
    months = ("--as-of", FIRST.isoformat(), "--months", str(MONTHS))
    many = copy.run("export", *in_months(lab), *months, *FX, "-o", "months.csv")
    assert (once.code, many.code) == (0, 0), once.err + many.err
    return copy


@pytest.fixture(scope="module")
def expected(lab: Lab) -> dict[str, dict[Bill, Fraction]]:
    """What fractions say of both."""
    return {"periods.csv": of_periods(lab), "months.csv": of_months(lab)}


def rows_of(exports: Repository, name: str) -> Rows:
    with (exports.folder / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def manifest_of(exports: Repository, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((exports.folder / f"{name}.manifest.json").read_text(encoding="utf-8"))
    return found


def exact(row: dict[str, str], column: str) -> Fraction:
    return Fraction(row[f"{column}_exact"] or row[column])


def figure(record: dict[str, Any], name: str) -> Fraction:
    """Return a number of the manifest, exactly."""
    return Fraction(record.get(f"{name}_fraction") or record[name])


def bills(
    rows: Rows, column: str, currency: str, number: Callable[[dict[str, str], str], Fraction]
) -> dict[Bill, Fraction]:
    """Return the sums of a column over what is rounded together."""
    found: dict[Bill, Fraction] = defaultdict(Fraction)
    for row in rows:
        bill = Bill(row["scenario"], row["option"], row["period_start"][:10], row[currency], row["one_time"] == "yes")
        found[bill] += number(row, column)
    return dict(found)


FILES = pytest.mark.parametrize("name", ["periods.csv", "months.csv"])


@FILES
def test_amounts_add_up_to_the_chosen_options_and_to_no_others(
    exports: Repository, name: str, expected: Expected
) -> None:
    rows = rows_of(exports, name)
    assert bills(rows, "amount", "currency", exact) == expected[name]


@FILES
def test_rounded_amounts_foot(exports: Repository, name: str, expected: Expected) -> None:
    found = bills(rows_of(exports, name), "amount_rounded", "currency", lambda row, column: Fraction(row[column]))
    assert found == {bill: Fraction(cents(amount), 100) for bill, amount in expected[name].items()}


@FILES
def test_costs_are_in_the_currency_of_the_scenario(
    exports: Repository, lab: Lab, name: str, expected: Expected
) -> None:
    rows = rows_of(exports, name)
    costs = in_usd(lab, expected[name])
    assert bills(rows, "cost", "cost_currency", exact) == costs
    rounded = bills(rows, "cost_rounded", "cost_currency", lambda row, column: Fraction(row[column]))
    assert rounded == {bill: Fraction(cents(amount), 100) for bill, amount in costs.items()}


@FILES
def test_tags_are_columns(exports: Repository, lab: Lab, name: str) -> None:
    for row in rows_of(exports, name):
        tags = lab.scenario(row["scenario"]).tags
        assert {key: row[f"tag_{key}"] for key in tags} == tags
        assert json.loads(row["tags"]) == tags


@FILES
def test_the_manifest_has_the_totals_of_both_currencies(
    exports: Repository, lab: Lab, name: str, expected: Expected
) -> None:
    manifest = manifest_of(exports, name)
    amounts = expected[name]
    found = {one["currency"]: figure(one, "exact") for one in manifest["totals"]}
    assert found == {
        currency: sum(amount for bill, amount in amounts.items() if bill.currency == currency)
        for currency in {bill.currency for bill in amounts}
    }
    (total,) = manifest["cost_totals"]
    assert (total["currency"], figure(total, "exact")) == ("USD", sum(in_usd(lab, amounts).values()))


def test_months_add_up_to_what_has_been_paid_and_to_years(exports: Repository, lab: Lab, expected: Expected) -> None:
    manifest = manifest_of(exports, "months.csv")
    costs = in_usd(lab, expected["months.csv"])
    for one in in_months(lab).values():
        paid = dict(by_month({bill: amount for bill, amount in costs.items() if bill.scenario == one.id}))
        months = [each for each in manifest["by_month"] if each["scenario"] == one.id]
        assert {each["month"]: figure(each, "exact") for each in months} == paid
        assert [figure(each, "cumulative") for each in months] == list(accumulate(paid.values()))
        years = {each["year"]: figure(each, "exact") for each in manifest["by_year"] if each["scenario"] == one.id}
        assert years == {
            year: sum(amount for month, amount in paid.items() if month[:4] == year) for year in ("2026", "2027")
        }


def test_a_budget_and_what_is_left_of_it_stand_in_every_month(change: Repository) -> None:
    # 5 % more every month: 20K * 1.05 ^ n requests of (1,800 * 2 + 600 * 8) / 1M * 60 %, and 100 of seats
    name = "teams/support/scenarios/growth.yaml"
    change.write(
        {name: (change.folder / name).read_text(encoding="utf-8") + "budgets: [{option: ours, max: 205 USD}]\n"}
    )
    ran = change.run("export", name, "--as-of", "2026-12-01", "--months", "3", "-o", "growth.csv")
    assert ran.code == 0, ran
    months = manifest_of(change, "growth.csv")["by_month"]
    costs = [100 + Fraction(20_000 * 8400 * 60, 100_000_000) * Fraction("1.05") ** n for n in range(3)]
    assert [figure(each, "exact") for each in months] == costs
    assert [figure(each, "left") for each in months] == [205 - cost for cost in costs]


@FILES
def test_it_verifies(exports: Repository, name: str) -> None:
    ran = exports.run("export", "--verify", f"{name}.manifest.json")
    assert ran.code == 0, ran


@FILES
@pytest.mark.parametrize(
    "load", [loaders.of_pandas, loaders.of_sqlite, loaders.of_duckdb], ids=["pandas", "SQLite", "DuckDB"]
)
def test_programs_that_load_it_have_the_same_sums(
    exports: Repository, lab: Lab, name: str, expected: Expected, load: Callable[[Path, str], dict[str, int]]
) -> None:
    assert load(exports.folder / name, "cost_rounded") == by_team(lab, in_usd(lab, expected[name]))


@pytest.mark.slow
@pytest.mark.skipif(not loaders.has_postgres(), reason="PostgreSQL is not installed: apt install postgresql")
@FILES
def test_postgres_has_the_same_sums(exports: Repository, lab: Lab, name: str, expected: Expected) -> None:
    found = loaders.of_postgres(exports.folder / name, "cost_rounded")
    assert found == by_team(lab, in_usd(lab, expected[name]))


CHAT = "teams/support/scenarios/chat.yaml"


def options(ran_out: str) -> set[str]:
    return {row["option"] for row in csv.DictReader(ran_out.splitlines())}


def test_alternatives_do_not_land_in_one_file(change: Repository) -> None:
    assert options(change.run("export", CHAT, "--as-of", AS_OF).out) == {"small"}
    assert options(change.run("export", CHAT, "--as-of", AS_OF, "--option", "large").out) == {"large"}
    change.edit(CHAT, ("chosen: small\n", ""))
    refused = change.run("export", CHAT, "--as-of", AS_OF)
    assert refused.code == 2, refused
    assert all(word in refused.err for word in ("chosen: ", "--option ", "--all-options"))


def test_a_comparison_says_in_every_row_that_it_is_one(change: Repository) -> None:
    ran = change.run("export", CHAT, "--as-of", AS_OF, "--all-options")
    assert options(ran.out) == {"large", "small"}
    assert {row["comparison"] for row in csv.DictReader(ran.out.splitlines())} == {"yes"}


def test_many_scenarios_and_no_exchange_rates_are_one_problem(lab: Lab, change: Repository) -> None:
    ran = change.run("export", *lab.scenarios, "--as-of", AS_OF)
    assert ran.code == 2, ran
    assert ran.err.count("error[") == 1, ran.err


@pytest.mark.parametrize(
    ("words", "code"), [(("-o", "x.csv"), 0), (("-o", "x.txt"), 2), (("-o", "x.csv", "--format", "xlsx"), 2)]
)
def test_the_suffix_decides_the_format(change: Repository, words: tuple[str, ...], code: int) -> None:
    assert change.run("export", CHAT, "--as-of", AS_OF, *words).code == code


def test_shares_of_a_tag_foot(change: Repository) -> None:
    # support-chat/small is 40 + 1 + 30 = 71: 60 % are 42.60 and 40 % are 28.40
    change.edit(CHAT, ("period: month\n", "period: month\nallocate: {area: {search: 60%, ads: 40%}}\n"))
    ran = change.run("export", CHAT, "--as-of", AS_OF)
    assert ran.code == 0, ran
    found: dict[str, Fraction] = defaultdict(Fraction)
    for row in csv.DictReader(ran.out.splitlines()):
        found[row["tag_area"]] += Fraction(row["amount_rounded"])
    assert found == {"search": Fraction("42.60"), "ads": Fraction("28.40")}
