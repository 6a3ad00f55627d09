"""Which option is exported: alternatives are not added up, unless somebody asks for a comparison, which says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.export.finance import card, manifest_of, project, rows_of, scenario

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Run = Callable[..., Answer]

# 1,000M tokens in and 100M out a month: at 2 and 8 they are 2,800, at 1 and 4 half of that, at 5 and 5 5,500
CARDS = f"""{card()}\
  half: {{rates: [{{effective: 2026-01-01, source: a page, verified: 2026-11-01, input: 1, output: 4}}]}}
  flat: {{rates: [{{effective: 2026-01-01, source: a page, verified: 2026-11-01, input: 5, output: 5}}]}}
"""
THREE = "options: {small: {model: acme/small}, half: {model: acme/half}, flat: {model: acme/flat}}"
SCENARIO = scenario().replace("options: {small: {model: acme/small}}", THREE)
CHOSEN = f"{SCENARIO}chosen: half\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project(tmp_path, CHOSEN, CARDS))
    Path("open.yaml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path


def amounts(answer: Answer) -> dict[str, tuple[int, str, str]]:
    """Give the sum of each option, with what its rows say of being chosen and of being one of several."""
    assert (answer.code, answer.err) == (0, "")
    found: dict[str, tuple[int, str, str]] = {}
    for row in rows_of(answer.out):
        before = found.get(row["option"], (0, "", ""))[0]
        found[row["option"]] = (before + int(row["amount"]), row["chosen"], row["comparison"])
    return found


def test_alternatives_do_not_add_up_the_chosen_option_alone_is_exported(costcalc: Run) -> None:
    assert amounts(costcalc("export", "bot.yaml")) == {"half": (1400, "yes", "no")}


def test_an_option_that_is_asked_for_is_exported_in_place_of_the_chosen_one(costcalc: Run) -> None:
    assert amounts(costcalc("export", "bot.yaml", "--option", "flat")) == {"flat": (5500, "no", "no")}
    assert amounts(costcalc("export", "open.yaml", "--option", "flat")) == {"flat": (5500, "yes", "no")}


def test_where_nobody_says_which_of_several_is_used_nothing_is_exported(costcalc: Run, folder: Path) -> None:
    answer = costcalc("export", "open.yaml", "-o", "costs.csv")
    assert (answer.code, answer.out) == (2, "")
    # at the first of the options
    assert "open.yaml:9:11: error[no-chosen-option]: `bot` has 3 options" in answer.err
    assert "`chosen: NAME` in the scenario, or --option NAME; --all-options for a comparison" in answer.err
    assert not list(folder.glob("costs*"))


def test_every_scenario_that_does_not_say_it_is_named_at_once(costcalc: Run) -> None:
    Path("other.yaml").write_text(SCENARIO.replace("id: bot", "id: other"), encoding="utf-8")
    answer = costcalc("export", "open.yaml", "other.yaml")
    assert (answer.code, answer.err.count("error[no-chosen-option]")) == (2, 2)


def test_all_options_are_a_comparison_and_every_row_says_so(costcalc: Run) -> None:
    everything = {"small": (2800, "no", "yes"), "half": (1400, "yes", "yes"), "flat": (5500, "no", "yes")}
    assert amounts(costcalc("export", "bot.yaml", "--all-options")) == everything
    unsaid = {option: (amount, "", said) for option, (amount, _, said) in everything.items()}
    assert amounts(costcalc("export", "open.yaml", "--all-options")) == unsaid
    rows = rows_of(costcalc("export", "bot.yaml", "--all-options", "--profile", "focus").out)
    assert {row["x_Comparison"] for row in rows} == {"yes"}


def test_several_options_and_added_models_are_a_comparison(costcalc: Run) -> None:
    answer = costcalc("export", "open.yaml", "--option", "half", "--option", "small")
    assert amounts(answer) == {"small": (2800, "", "yes"), "half": (1400, "", "yes")}
    answer = costcalc("export", "bot.yaml", "--with", "acme/flat", "--like", "small")
    # the chosen one, and what is added
    assert amounts(answer) == {"half": (1400, "yes", "yes"), "acme_flat": (5500, "no", "yes")}
    assert "error[no-chosen-option]" in costcalc("export", "open.yaml", "--with", "acme/flat", "--like", "small").err


def test_one_option_is_no_comparison_however_it_is_asked_for(costcalc: Run) -> None:
    Path("one.yaml").write_text(scenario(), encoding="utf-8")
    for words in ((), ("--all-options",), ("--option", "small")):
        assert amounts(costcalc("export", "one.yaml", *words)) == {"small": (2800, "yes", "no")}


def test_all_and_some_are_not_asked_for_together(costcalc: Run) -> None:
    answer = costcalc("export", "bot.yaml", "--all-options", "--option", "half")
    assert (answer.code, answer.out) == (2, "")
    assert "--all-options:1:1: error[bad-setting]: these are all, and `--option` names some" in answer.err


@pytest.mark.parametrize("words", [(), ("--all-options",), ("--option", "flat")])
def test_a_check_computes_the_same_options_again(costcalc: Run, folder: Path, words: tuple[str, ...]) -> None:
    assert costcalc("export", "bot.yaml", *words, "-o", "costs.csv").code == 0
    said = manifest_of(folder / "costs.csv")
    assert (said["all_options"], said["options"]) == ("--all-options" in words, [*words[1:]])
    check = costcalc("export", "--verify", "costs.csv.manifest.json")
    assert (check.code, check.out) == (0, f"costs.csv: {6 if said['all_options'] else 2} rows, all as they were\n")
    assert costcalc("export", "--verify", "costs.csv.manifest.json", "--all-options").code == 2


@pytest.mark.parametrize(("words", "rows"), [(("--all-options",), 6), (("--option", "flat"), 2)])
def test_a_manifest_of_before_is_of_all_options_or_of_those_it_names(
    costcalc: Run, words: tuple[str, ...], rows: int
) -> None:
    assert costcalc("export", "bot.yaml", *words, "-o", "costs.csv").code == 0
    file = Path("costs.csv.manifest.json")
    said = json.loads(file.read_text(encoding="utf-8"))
    del said["all_options"]
    file.write_text(json.dumps(said | {"costcalc": "0.1.0"}), encoding="utf-8")
    assert costcalc("export", "--verify", file).out.startswith(f"costs.csv: {rows} rows, all as they were\n")


def test_another_chosen_option_moves_an_export(costcalc: Run) -> None:
    assert costcalc("export", "bot.yaml", "-o", "costs.csv").code == 0
    Path("bot.yaml").write_text(CHOSEN.replace("chosen: half", "chosen: flat"), encoding="utf-8")
    answer = costcalc("export", "--verify", "costs.csv.manifest.json")
    at = f"bot.yaml:{CHOSEN.count(chr(10))}:9"
    assert answer.out.splitlines()[:3] == [
        "costs.csv: 2 rows are not as they were",
        f"  rows 2, 3 moved because {at} chosen: half -> flat",
        "  the total in USD: 1400 -> 5500",
    ]


def test_a_flag_is_in_its_cell_once_however_many_calls_have_it(costcalc: Run) -> None:
    calls = "workload: [{call: a, requests: 1, input: 9M}, {call: b, requests: 1, input: 8M}]\n"
    text = "".join(calls if line.startswith("workload") else line for line in CHOSEN.splitlines(keepends=True))
    Path("bot.yaml").write_text(text, encoding="utf-8")
    limited = CARDS.replace("  half: {rates", "  half: {context_window: 1M, rates")
    Path("pricing/acme.yaml").write_text(limited, encoding="utf-8")
    for words, column in (((), "flags"), (("--profile", "focus"), "x_Flags")):
        flags = [row[column] for row in rows_of(costcalc("export", "bot.yaml", *words).out)]
        assert flags == ["context-window-exceeded"] * 2


def test_what_is_doubtful_about_a_price_is_in_its_rows_alone(costcalc: Run) -> None:
    calls = "workload: [{call: a, requests: 1, input: 9M}, {call: b, requests: 1, input: 8M}]\n"
    text = "".join(calls if line.startswith("workload") else line for line in SCENARIO.splitlines(keepends=True))
    both = "options: {both: {models: {a: acme/half, b: acme/flat}}}"
    Path("bot.yaml").write_text(text.replace(THREE, both), encoding="utf-8")
    doubted = "{effective: 2026-01-01, doubts: [outlying], source: a page, verified: 2026-11-01, input: 1"
    Path("pricing/acme.yaml").write_text(
        CARDS.replace(doubted.replace("doubts: [outlying], ", ""), doubted).replace(
            "  flat: {rates", "  flat: {context_window: 1M, rates"
        ),
        encoding="utf-8",
    )
    answers = [
        (("export", "bot.yaml"), "flags", "charge"),
        (("export", "bot.yaml", "--profile", "focus"), "x_Flags", "x_Call"),
        (("compare", "bot.yaml", "--format", "csv"), "flags", "charge"),
    ]
    for words, column, order in answers:
        rows = sorted(rows_of(costcalc(*words).out), key=lambda row: row[order])
        assert [row[column].split() for row in rows] == [
            ["outlying-price", "context-window-exceeded"],
            ["context-window-exceeded"],
        ]
