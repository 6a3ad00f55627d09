"""The sums of a manifest follow the rows, and contradict them where one of them was changed alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.export.finance import card, in_lines, manifest_of, project, scenario, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Run = Callable[..., Answer]

MONTHS = ("export", "bot.yaml", "--as-of", "2026-05-01", "--months", "2")
EDIT = ("amount_rounded", "cost_rounded")


def budgeted(most: str = "3000", requests: str = "1M") -> str:
    """Write a scenario of 2,000 and 800 USD a month, and 500 once, with a budget."""
    lines = "\n  - {line: setup, once: true, unit_price: 500}\n  - {call: answer,"
    text = scenario(requests=requests).replace("[{call: answer,", lines).replace("100}]", "100}")
    return f"{text}budgets: [{{option: small, max: {most} USD}}]\n"


@pytest.fixture
def costcalc(costcalc: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give the program in a wide terminal; what it says of an export has each finding in one line."""
    return in_lines(costcalc, monkeypatch)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path, budgeted()))
    return tmp_path


@pytest.fixture(params=["out.csv", "focus.csv", "out.xlsx"])
def exported(folder: Path, costcalc: Run, request: pytest.FixtureRequest) -> Path:
    name: str = request.param
    profile = ("--profile", "focus") if name == "focus.csv" else ()
    assert costcalc(*MONTHS, *profile, "-o", name) == (0, "", "")
    return folder / name


def checked(costcalc: Run, file: Path) -> list[str]:
    """Give what is said of an export, the verdict without its file first."""
    answer = costcalc("export", "--verify", f"{file.name}.manifest.json")
    assert answer.err == ""
    first, *others = answer.out.splitlines()
    assert answer.code == (0 if first.endswith("as they were") and " are not " not in first else 1)
    return [first.removeprefix(f"{file.name}: "), *others]


def tamper(file: Path, *keys: str | int, value: object) -> None:
    document: Any = manifest_of(file)
    part = document
    for key in keys[:-1]:
        part = part[key]
    part[keys[-1]] = value
    file.with_name(f"{file.name}.manifest.json").write_text(json.dumps(document))


CONTRADICTION = "1 contradiction between the file, its manifest and what it is made from"
# May has 2,800 and 500 once, June 2,800: 6,100 in all, of a budget of 3,000 a month, of which 200 are left
TAMPERED: dict[str, tuple[tuple[str | int, ...], object, str]] = {
    "a cost": (("cost_totals", 0, "exact"), "6101", "the cost in USD: 6101 -> 6100"),
    "a rounded cost": (("cost_totals", 0, "rounded"), "6100.01", "the rounded cost in USD: 6100.01 -> 6100.00"),
    "the rows of a cost": (("cost_totals", 0, "rows"), 9, "the rows in USD: 9 -> 5"),
    "a month": (("by_month", 0, "exact"), "3301", "the cost in May 2026 in USD: 3301 -> 3300"),
    "a fraction": (("by_month", 0, "exact_fraction"), "1/3", "the cost in May 2026 in USD: 3300 (1/3) -> 3300"),
    "a rounded month": (("by_month", 1, "rounded"), "1", "the rounded cost in June 2026 in USD: 1 -> 2800.00"),
    "the rows of a month": (("by_month", 1, "rows"), 3, "the rows in June 2026 in USD: 3 -> 2"),
    "so far": (("by_month", 1, "cumulative"), "6000", "the cost up to June 2026 in USD: 6000 -> 6100"),
    "so far, rounded": (
        ("by_month", 1, "cumulative_rounded"),
        "6000.00",
        "the rounded cost up to June 2026 in USD: 6000.00 -> 6100.00",
    ),
    "what is paid once": (
        ("by_month", 0, "once"),
        "100",
        "the cost that is paid once in May 2026 in USD: 100 -> 500",
    ),
    "a budget": (("by_month", 0, "budget"), "9000", "the budget in May 2026 in USD: 9000 -> 3000"),
    "no budget": (("by_month", 0, "budget"), None, "the budget in May 2026 in USD: none -> 3000"),
    "what is left": (("by_month", 0, "left"), "2000", "what is left of the budget in May 2026 in USD: 2000 -> 200"),
    "a year": (("by_year", 0, "exact"), "1", "the cost in 2026 in USD: 1 -> 6100"),
    "a rounded year": (("by_year", 0, "rounded"), "1", "the rounded cost in 2026 in USD: 1 -> 6100.00"),
    "the months of a year": (("by_year", 0, "months"), 12, "the months in 2026 in USD: 12 -> 2"),
    "no year": (("by_year",), [], "the cost in 2026 in USD: none -> 6100"),
    "no costs": (("cost_totals",), [], "the cost in USD: none -> 6100"),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_a_sum_that_was_changed_alone_is_a_contradiction(costcalc: Run, exported: Path, what: str) -> None:
    keys, value, said = TAMPERED[what]
    tamper(exported, *keys, value=value)
    assert checked(costcalc, exported) == [CONTRADICTION, said]


def test_a_month_that_there_is_not_or_twice_is_a_contradiction(costcalc: Run, exported: Path) -> None:
    first, second = manifest_of(exported)["by_month"]
    tamper(exported, "by_month", value=[first, second, first | {"month": "2026-07"}])
    assert checked(costcalc, exported)[1:] == ["the cost in July 2026 in USD: 3300 -> none"]
    tamper(exported, "by_month", value=[first, second, second])
    assert checked(costcalc, exported)[1] == "the cost in June 2026 in USD: 2800, 2800 -> 2800"


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("pricing",), ["pricing"]),
        (("inputs", "fx", "sha256"), "0" * 64),
        (("costcalc",), "0.0.1"),
    ],
)
def test_what_the_page_says_is_noted_is_not_refused(
    costcalc: Run, folder: Path, keys: tuple[str | int, ...], value: object
) -> None:
    rates = "rates: [{effective: 2026-01-01, from: EUR, to: USD, rate: 1.1, source: a bank}]\n"
    write(folder, "fx.yaml", f"schema: costcalc/fx/v1\nid: fx\ntitle: Rates\n{rates}")
    write(folder, "pricing/acme.yaml", card("EUR"))
    write(folder, "bot.yaml", budgeted().replace("assumptions:", "currency: USD\nassumptions:"))
    assert costcalc(*MONTHS, "--fx", "fx.yaml", "-o", "out.csv").code == 0
    tamper(folder / "out.csv", *keys, value=value)
    assert checked(costcalc, folder / "out.csv")[0] == "5 rows, all as they were"


def test_sums_follow_rows_that_moved_and_are_said_in_words(costcalc: Run, exported: Path) -> None:
    card_file = exported.parent / "pricing/acme.yaml"
    card_file.write_text(card(input="3"))
    found = checked(costcalc, exported)
    assert "contradiction" not in found[0]
    # 1,000M tokens a month at 3 and not 2; of 3,000 are left 200, and then 800 too little
    assert [line for line in found if line.startswith(("the total", "the cost", "the rounded", "what is left"))] == [
        "the total in USD: 6100 -> 8100",
        "the cost in May 2026 in USD: 3300 -> 4300",
        "what is left of the budget in May 2026 in USD: 200 -> -800",
        "the cost in June 2026 in USD: 2800 -> 3800",
        "what is left of the budget in June 2026 in USD: 200 -> -800",
        "the cost in 2026 in USD: 6100 -> 8100",
    ]
    assert not any("{" in line for line in found)


def test_a_sum_that_does_not_fit_its_file_is_one_where_rows_moved_as_well(costcalc: Run, folder: Path) -> None:
    assert costcalc(*MONTHS, "-o", "out.csv").code == 0
    file = folder / "out.csv"
    (folder / "pricing/acme.yaml").write_text(card(input="3"))
    for keys, value, said in (
        (("by_month", 0, "exact"), "3400", "the cost in May 2026 in USD: 3400 -> 3300"),
        (("by_month", 1, "cumulative"), "6000", "the cost up to June 2026 in USD: 6000 -> 6100"),
        (("by_month", 0, "budget"), "4000", "the budget in May 2026 in USD: 4000 -> 3000"),
        (("by_month", 1, "left"), "700", "what is left of the budget in June 2026 in USD: 700 -> 200"),
        (("by_year", 0, "rounded"), "6000.00", "the rounded cost in 2026 in USD: 6000.00 -> 6100.00"),
    ):
        written = manifest_of(file)
        tamper(file, *keys, value=value)
        verdict, *found = checked(costcalc, file)
        assert verdict.startswith("2 rows are not as they were, and ")
        assert said in found
        file.with_name("out.csv.manifest.json").write_text(json.dumps(written))


def test_sums_of_several_options_say_whose_they_are(costcalc: Run, folder: Path) -> None:
    project(folder, scenario().replace("small: {", "other: {model: acme/small}, small: {"))
    assert costcalc(*MONTHS, "--all-options", "-o", "out.csv").code == 0
    (folder / "pricing/acme.yaml").write_text(card(input="3"))
    assert "the cost of bot other in June 2026 in USD: 2800 -> 3800" in checked(costcalc, folder / "out.csv")


def test_a_budget_of_a_scenario_that_is_another_file_moved_and_contradicts_nothing(
    costcalc: Run, exported: Path
) -> None:
    write(exported.parent, "bot.yaml", budgeted("4000"))
    verdict, *found = checked(costcalc, exported)
    assert verdict == "all rows are as they were, the budgets are not"
    assert found[:4] == [
        "the budget in May 2026 in USD: 3000 -> 4000",
        "what is left of the budget in May 2026 in USD: 200 -> 1200",
        "the budget in June 2026 in USD: 3000 -> 4000",
        "what is left of the budget in June 2026 in USD: 200 -> 1200",
    ]
    assert found[4].startswith("the scenario bot: ")
    said = json.loads(costcalc("export", "--verify", f"{exported.name}.manifest.json", "--format", "json").out)
    assert (said["as_it_was"], said["moved"], said["totals"], len(said["budgets"])) == (False, 0, [], 4)


@pytest.mark.parametrize("name", EDIT)
def test_a_rounded_cell_that_was_edited_is_in_the_sums_that_it_is_in(costcalc: Run, folder: Path, name: str) -> None:
    assert costcalc(*MONTHS, "-o", "out.csv").code == 0
    file = folder / "out.csv"
    heading, *rows = file.read_text().splitlines()
    at = heading.split(",").index(name)
    first = rows[0].split(",")
    assert first[at] == "2000.00"
    first[at] = "1900.00"
    file.write_text("\n".join([heading, ",".join(first), *rows[1:], ""]))
    found = checked(costcalc, file)
    assert f"row 2, {name}: 1900.00 -> 2000.00" in found
    sums = [line for line in found if line.startswith("the rounded")]
    assert (
        sums
        == {
            "amount_rounded": ["the rounded total in USD: 6100.00 -> 6000.00"],
            "cost_rounded": [
                "the rounded cost in USD: 6100.00 -> 6000.00",
                "the rounded cost in May 2026 in USD: 3300.00 -> 3200.00",
            ],
        }[name]
    )
