"""What is paid once, spread over months. Worked out by hand."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from tests.export.finance import exact, exported, manifest_of, plain_csv, project, rows_of, scenario, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Run = Callable[..., Answer]

# a month is 2,800; training at once 10M tokens at 2, which are 20; 100 for the move, over three months
ONCE = (
    "output: 100}, {line: move, unit_price: 100, once: true, amortise: 3 months},"
    " {call: train, once: true, totals: {input: 10M}}]"
)
TEXT = scenario().replace("output: 100}]", ONCE)


def paid_once(folder: Path, months: int | None, text: str = TEXT) -> list[list[str]]:
    said = ("period_start", "charge", "amount", "amount_rounded", "one_time", "amortised")
    rows = rows_of(plain_csv(exported(project(folder, text), months)))
    return [[row[name][:10] for name in said] for row in rows if row["one_time"] == "yes"]


def test_what_is_paid_once_is_a_part_of_each_of_its_months(tmp_path: Path) -> None:
    assert paid_once(tmp_path, 12) == [
        ["2026-05-01", "train.inpu", "20", "20.00", "yes", ""],
        ["2026-05-01", "move", "33.3333333", "33.34", "yes", "1 of 3"],
        ["2026-06-01", "move", "33.3333333", "33.33", "yes", "2 of 3"],
        ["2026-07-01", "move", "33.3333333", "33.33", "yes", "3 of 3"],
    ]


def test_all_of_its_months_are_all_of_it_to_the_cent(tmp_path: Path) -> None:
    rows = [row for row in rows_of(plain_csv(exported(project(tmp_path, TEXT), 3))) if row["charge"] == "move"]
    assert [exact(row) for row in rows] == [Fraction(100, 3)] * 3
    assert sum(Decimal(row["amount_rounded"]) for row in rows) == Decimal("100.00")
    assert (rows[0]["quantity_exact"], rows[0]["formula"]) == ("1/3", "100 / months.amortised")
    assert rows[0]["substituted"] == "100 / 3"


def test_a_shorter_export_has_the_same_rows_of_its_months(tmp_path: Path) -> None:
    assert paid_once(tmp_path, 2) == paid_once(tmp_path, 12)[:3]


def test_without_months_it_is_all_there_at_once(tmp_path: Path) -> None:
    assert [[row[1], row[3], row[5]] for row in paid_once(tmp_path, None)] == [
        ["train.inpu", "20.00", ""],
        ["move", "100.00", ""],
    ]


def test_it_keeps_the_price_of_the_instant_at_which_it_is_paid(tmp_path: Path) -> None:
    text = TEXT.replace("once: true, totals", "once: true, amortise: 2 months, totals")
    twice = "      - {effective: 2026-05-20, source: a page, input: 4, output: 16}\n"
    project(tmp_path, text)
    write(tmp_path, "pricing/acme.yaml", (tmp_path / "pricing/acme.yaml").read_text() + twice)
    rows = [row for row in rows_of(plain_csv(exported(tmp_path, 2))) if row["charge"] == "train.input"]
    assert [(row["amount"], row["unit_price"], row["as_of"]) for row in rows] == [
        ("10", "2", "2026-05-10T12:00:00Z"),
        ("10", "2", "2026-05-10T12:00:00Z"),
    ]


def test_it_is_divided_by_shares_as_well(tmp_path: Path) -> None:
    text = f"{TEXT}allocate: {{team: {{a: 75%, b: 25%}}}}\n"
    rows = [row for row in rows_of(plain_csv(exported(project(tmp_path, text), 3))) if row["charge"] == "move"]
    assert [(row["tag_team"], row["amount"], row["amortised"]) for row in rows] == [
        ("a", "25", "1 of 3"),
        ("b", "8.333333333333333333", "1 of 3"),
        ("a", "25", "2 of 3"),
        ("b", "8.333333333333333333", "2 of 3"),
        ("a", "25", "3 of 3"),
        ("b", "8.333333333333333333", "3 of 3"),
    ]
    assert sum(Decimal(row["amount_rounded"]) for row in rows) == 100
    assert rows[1]["formula"] == "100 / months.amortised * share.allocated"


def test_focus_calls_it_one_time_in_every_month(costcalc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project(tmp_path, TEXT))
    rows = rows_of(costcalc("export", "bot.yaml", "--months", "3", "--profile", "focus").out)
    own = [row for row in rows if row["x_Charge"] == "move"]
    assert [(row["x_Amortised"], row["ChargeFrequency"], row["BillingPeriodStart"][:7]) for row in own] == [
        ("1 of 3", "One-Time", "2026-05"),
        ("2 of 3", "One-Time", "2026-06"),
        ("3 of 3", "One-Time", "2026-07"),
    ]
    assert {row["x_EffectiveCostExact"] for row in own} == {"100/3"}


def test_a_check_computes_it_again(costcalc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project(tmp_path, TEXT))
    assert costcalc("export", "bot.yaml", "--months", "4", "-o", "costs.csv").code == 0
    # 4 × 2,800 + 100 + 20
    assert manifest_of(tmp_path / "costs.csv")["totals"][0]["exact"] == "11320"
    assert costcalc("export", "--verify", "costs.csv.manifest.json").code == 0
    write(tmp_path, "bot.yaml", TEXT.replace("amortise: 3", "amortise: 4"))
    assert costcalc("export", "--verify", "costs.csv.manifest.json").code == 1


def later(month: str) -> str:
    """Write the scenario with a move that is paid in some month, and training that is in June."""
    move = TEXT.replace("unit_price: 100, once: true", f"unit_price: 100, once: true, paid_in: {month}")
    return move.replace("call: train, once: true", "call: train, once: true, paid_in: 2026-06")


def test_what_is_paid_once_is_in_the_month_that_it_names(tmp_path: Path) -> None:
    assert paid_once(tmp_path, 3, later("2026-06")) == [
        ["2026-06-01", "train.inpu", "20", "20.00", "yes", ""],
        ["2026-06-01", "move", "33.3333333", "33.34", "yes", "1 of 3"],
        ["2026-07-01", "move", "33.3333333", "33.33", "yes", "2 of 3"],
    ]


@pytest.mark.parametrize(
    ("paid", "months"),
    [("2026-03", ["3 of 3"]), ("2026-02", []), ("2025-05", []), ("2026-04", ["2 of 3", "3 of 3"])],
)
def test_what_was_paid_before_an_export_is_not_paid_again(tmp_path: Path, paid: str, months: list[str]) -> None:
    rows = paid_once(tmp_path, 12, later(paid))
    assert [row[5] for row in rows if row[1] == "move"] == months


def test_exports_that_follow_each_other_pay_it_once(tmp_path: Path) -> None:
    project(tmp_path, later("2026-05"))
    write(tmp_path, "later.yaml", later("2026-05").replace("2026-05-10T12:00:00Z", "2026-08-01"))
    first, second = (rows_of(plain_csv(exported(tmp_path, 3, files=[name]))) for name in ("bot.yaml", "later.yaml"))
    paid = [(row["charge"], exact(row)) for row in (*first, *second) if row["one_time"] == "yes"]
    # three thirds of the move, May to July, and training in June
    assert paid == [
        *[("move", Fraction(100, 3))] * 2,
        ("train.input", Fraction(20)),
        ("move", Fraction(100, 3)),
    ]


def test_it_is_priced_at_the_beginning_of_its_month_whenever_that_is_exported(tmp_path: Path) -> None:
    text = later("2026-05").replace("paid_in: 2026-06", "paid_in: 2026-06, amortise: 3 months")
    project(tmp_path, text)
    twice = "      - {effective: 2026-06-05, source: a page, input: 4, output: 16}\n"
    write(tmp_path, "pricing/acme.yaml", (tmp_path / "pricing/acme.yaml").read_text() + twice)
    for as_of, months in (("2026-05-10T12:00:00Z", 3), ("2026-06-10T12:00:00Z", 3), ("2026-07-10", 2)):
        write(tmp_path, "bot.yaml", text.replace("2026-05-10T12:00:00Z", as_of))
        rows = [row for row in rows_of(plain_csv(exported(tmp_path, months))) if row["charge"] == "train.input"]
        # 10M tokens at 2: the price of 1 June, be it asked for before or after it changed on the fifth
        assert {(exact(row), row["unit_price"], row["as_of"]) for row in rows} == {
            (Fraction(20, 3), "2", "2026-06-01T00:00:00Z")
        }


def test_each_charge_is_all_of_it_to_the_cent_whatever_is_paid_beside_it(tmp_path: Path) -> None:
    lines = ", ".join(f"{{line: l{nth}, unit_price: {price}, once: true, amortise: 3 months}}" for nth, price in PRICES)
    shares = "allocate: {team: {a: 50%, b: 25%, c: 25%}}\n"
    project(tmp_path, f"{scenario().replace('output: 100}]', f'output: 100}}, {lines}]')}{shares}")
    paid: dict[str, Decimal] = defaultdict(Decimal)
    in_month: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows_of(plain_csv(exported(tmp_path, 3))):
        if row["one_time"] == "yes":
            paid[row["charge"]] += Decimal(row["amount_rounded"])
            in_month[row["charge"], row["period_start"]].append(row)
    # 10.005, 20 and 30.004 are 60.009, which is 60.01: 10.01, 20.00 and 30.00
    assert paid == {"l0": Decimal("10.01"), "l1": Decimal("20.00"), "l2": Decimal("30.00")}
    for rows in in_month.values():
        assert abs(sum(Fraction(row["amount_rounded"]) for row in rows) - sum(map(exact, rows))) < Fraction(1, 100)


PRICES = ((0, "10.005"), (1, "20"), (2, "30.004"))


def test_without_months_it_is_there_whatever_its_month(tmp_path: Path) -> None:
    assert [row[3] for row in paid_once(tmp_path, None, later("2027-01"))] == ["20.00", "100.00"]


@pytest.mark.parametrize("period", ["2026-05", "2026", "once"])
def test_a_scenario_without_months_has_none_in_which_it_is_paid(costcalc: Run, tmp_path: Path, period: str) -> None:
    project(tmp_path, later("2026-05").replace("period: month", f"period: {period}"))
    refused = costcalc("export", str(tmp_path / "bot.yaml"), "--pricing", str(tmp_path / "pricing"))
    assert (refused.code, refused.out) == (2, "")
    assert "error[months-of-a-period]: `move` is paid in a month, and this scenario is not for months" in refused.err


def test_a_payment_in_another_month_can_be_checked_later(
    costcalc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project(tmp_path, later("2026-04")))
    assert costcalc("export", "bot.yaml", "--months", "2", "-o", "costs.csv").code == 0
    months = manifest_of(tmp_path / "costs.csv")["by_month"]
    assert [(one["month"], one["once_fraction"] or one["once"]) for one in months] == [
        ("2026-05", "100/3"),
        ("2026-06", "160/3"),
    ]
    assert costcalc("export", "--verify", "costs.csv.manifest.json").out == "costs.csv: 7 rows, all as they were\n"
