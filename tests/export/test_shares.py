"""Tags and shares of them reach the rows. Shares are worked out by fractions that know nothing of the program."""

from __future__ import annotations

import json
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costcalc.expr import round_half_up
from costcalc.problem import InputError
from tests.export.finance import COLUMNS, card, exact, exported, plain_csv, project, rows_of, scenario, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Run = Callable[..., Answer]

TAGS = 'tags: {project: bots, cost_centre: "4711", owner: ann}\n'
ALLOCATED = f"{scenario()}{TAGS}allocate: {{team: {{search: 60%, ads: 40%}}}}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path, ALLOCATED))
    return tmp_path


def test_every_tag_that_any_scenario_has_is_a_column(folder: Path) -> None:
    write(folder, "other.yaml", f"{scenario(name='other')}tags: {{team: sales, Env-1.x: live}}\n")
    write(folder, "none.yaml", scenario(name="none"))
    rows = rows_of(plain_csv(exported(folder, files=["bot.yaml", "other.yaml", "none.yaml"])))
    columns = [name for name in rows[0] if name.startswith("tag_")]
    # after all others, by the alphabet
    assert [*rows[0]] == [*COLUMNS, *columns]
    assert columns == ["tag_Env-1.x", "tag_cost_centre", "tag_owner", "tag_project", "tag_team"]
    assert [rows[0][name] for name in columns] == ["", "4711", "ann", "bots", "search"]
    assert [row["tag_team"] for row in rows] == ["search", "ads", "search", "ads", "sales", "sales", "", ""]
    assert json.loads(rows[1]["tags"]) == {"project": "bots", "cost_centre": "4711", "owner": "ann", "team": "ads"}
    assert (rows[4]["tag_Env-1.x"], rows[6]["tags"]) == ("live", "")


def test_without_a_tag_the_columns_are_the_usual_ones(tmp_path: Path) -> None:
    assert tuple(rows_of(plain_csv(exported(project(tmp_path))))[0]) == COLUMNS


def test_every_row_is_divided_by_shares_and_says_how(folder: Path) -> None:
    rows = rows_of(plain_csv(exported(folder)))
    # 1,000M tokens at 2 are 2,000, of which 60 % are 1,200; 100M at 8 are 800
    said = ("tag_team", "allocated_share", "quantity", "amount", "amount_rounded", "cost")
    assert [[row[name] for name in said] for row in rows] == [
        ["search", "0.6", "600000000", "1200", "1200.00", "1200"],
        ["ads", "0.4", "400000000", "800", "800.00", "800"],
        ["search", "0.6", "60000000", "480", "480.00", "480"],
        ["ads", "0.4", "40000000", "320", "320.00", "320"],
    ]
    assert rows[0]["formula"] == "requests * 1000 * price.input / 1M * share.allocated"
    assert rows[0]["substituted"] == "1000000 * 1000 * 2 / 1000000 * 0.6"
    # where the share is written, as every other number
    assert "bot.yaml:11:27" in rows[0]["places"]
    assert {row["charge"] for row in rows} == {"answer.input", "answer.output"}


def test_cents_of_shares_foot_to_what_was_not_divided(tmp_path: Path) -> None:
    third = "allocate: {team: {a: 33.34%, b: 33.33%, c: 33.33%}}\n"
    whole = scenario(requests="5").replace("input: 1000, output: 100", "input: 1000, output: 0")
    project(tmp_path, f"{whole}{third}", card(input="2.5", output="1"))
    rows = rows_of(plain_csv(exported(tmp_path)))
    # 5,000 tokens at 2.5 a million are 0.0125, a cent: that goes to the largest share
    assert [(row["amount"], row["amount_rounded"]) for row in rows if row["meter"] == "input"] == [
        ("0.0041675", "0.01"),
        ("0.00416625", "0.00"),
        ("0.00416625", "0.00"),
    ]


def test_shares_are_in_focus_and_their_products_hold(costcalc: Run, folder: Path) -> None:
    del folder
    answer = costcalc("export", "bot.yaml", "--profile", "focus")
    rows = rows_of(answer.out)
    assert (answer.code, [json.loads(row["Tags"])["team"] for row in rows]) == (0, ["search", "ads"] * 2)
    assert [row["x_AllocatedShare"] for row in rows] == ["0.6", "0.4"] * 2
    for row in rows:
        price, quantity = (Decimal(row[name]) for name in ("ContractedUnitPrice", "PricingQuantity"))
        assert price * quantity == Decimal(row["ContractedCost"]) == Decimal(row["EffectiveCost"])
    assert sum(Decimal(row["EffectiveCost"]) for row in rows) == 2800


def test_a_database_adds_up_what_each_pays(costcalc: Run, folder: Path) -> None:
    assert costcalc("export", "bot.yaml", "--months", "2", "-o", "costs.csv").code == 0
    question = (
        "SELECT tag_team, tag_cost_centre, sum(cost_rounded) FROM read_csv('costs.csv', types = {TYPES}) GROUP BY ALL"
    )
    types = "{'cost_rounded': 'DECIMAL(38, 2)', 'tag_cost_centre': 'VARCHAR'}"
    found = sorted(duckdb.sql(question.replace("{TYPES}", types)).fetchall())
    # two months of 2,800
    assert found == [("ads", "4711", Decimal("2240.00")), ("search", "4711", Decimal("3360.00"))]
    assert costcalc("export", "--verify", "costs.csv.manifest.json").code == 0
    write(folder, "bot.yaml", ALLOCATED.replace("60%", "50%").replace("40%", "50%"))
    assert costcalc("export", "--verify", "costs.csv.manifest.json").code == 1


@pytest.mark.parametrize("value", ["=1+1", "@SUM(A1)", "<b>", "a|b", "\\\\x"])
def test_a_value_of_a_tag_is_no_formula(folder: Path, value: str) -> None:
    write(folder, "bot.yaml", ALLOCATED.replace("search:", f'"{value}":'))
    row = rows_of(plain_csv(exported(folder)))[0]
    assert row["tag_team"].lstrip("'") == value.replace("\\\\", "\\")
    assert not row["tag_team"].startswith(("=", "@"))


SHARES = st.lists(st.integers(1, 9999), min_size=1, max_size=6, unique=True).map(
    lambda cuts: [b - a for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), 10_000], strict=True)]
)


@settings(max_examples=40)
@given(shares=SHARES, requests=st.integers(1, 10**7), months=st.none() | st.integers(1, 3))
def test_whatever_the_shares_every_time_foots(
    tmp_path_factory: pytest.TempPathFactory, shares: list[int], requests: int, months: int | None
) -> None:
    folder = tmp_path_factory.mktemp("shares")
    text = ", ".join(f"t{nth}: {share / 100:.2f}%" for nth, share in enumerate(shares))
    project(
        folder, f"{scenario('week', str(requests))}allocate: {{team: {{{text}}}}}\n", card(input="0.123", output="7")
    )
    by_time: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows_of(plain_csv(exported(folder, months))):
        by_time[row["period_start"]].append(row)
    # 1,000 tokens at 0.123 and 100 at 7 a million: 0.000823 a request; 31/7 and 30/7 weeks in a month
    weeks = [Fraction(1)] if months is None else [Fraction(days, 7) for days in (31, 30, 31)[:months]]
    for own, times in zip(by_time.values(), weeks, strict=True):
        total = Fraction("0.000823") * requests * times
        assert sum(map(exact, own)) == total
        assert sum(Fraction(row["amount_rounded"]) for row in own) == Fraction(round_half_up(total, 2))
        for nth, share in enumerate(shares):
            assert sum(exact(row) for row in own if row["tag_team"] == f"t{nth}") == total * Fraction(share, 10_000)


def test_a_few_lines_do_not_ask_for_rows_without_end(tmp_path: Path) -> None:
    lines = "".join(f"  - {{line: l{n}, unit_price: 1, once: true, amortise: 120 months}}\n" for n in range(200))
    shares = ", ".join(f"t{nth}: 2%" for nth in range(50))
    head = scenario().partition("workload")[0]
    # 200 lines in 50 shares over 120 months are 1.2M rows
    project(tmp_path, f"{head}allocate: {{team: {{{shares}}}}}\nworkload:\n{lines}options: {{a: {{}}}}\n")
    with pytest.raises(InputError) as error:
        exported(tmp_path, months=1)
    assert [problem.code for problem in error.value.problems] == ["too-much-work"]
