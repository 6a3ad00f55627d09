"""What the commands accept, where they write, and the codes they leave with."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import costcalc as package
from tools.generate import all_commands

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

CHATBOT = "scenarios/chatbot.yaml"
PRICE = ("price", "openai/gpt-4o", "--as-of", "2026-04-28")


def test_the_version(costcalc: Callable[..., Answer]) -> None:
    assert costcalc("--version") == (0, f"costcalc {package.__version__}\n", "")


@pytest.mark.parametrize(
    ("args", "where"),
    [
        (("check", "--base", ""), "--base"),
        (("check", "--base="), "--base"),
        (("check", ""), "an argument"),
        (("check", "scenarios", " "), "an argument"),
        (("check", "--report", ""), "--report"),
        (("compare", CHATBOT, "--fx", ""), "--fx"),
        (("compare", CHATBOT, "--pricing", ""), "--pricing"),
        (("compare", CHATBOT, "--with", "\t"), "--with"),
        (("compare", CHATBOT, "-o", ""), "-o"),
        (("compare", CHATBOT, "--out="), "--out"),
        ((*PRICE, "--input", "1", "--output", "1", "--region", ""), "--region"),
        ((*PRICE, "--input", "1", "--output", "1", "--service="), "--service"),
        ((*PRICE, "--input", "1", "--output", "1", "--peak-share", ""), "--peak-share"),
        (("cards", "list", ""), "an argument"),
        (("cards", "show", "openai/gpt-4o", "--as-of", ""), "--as-of"),
        (("cards", "import", "litellm", ""), "an argument"),
        (("cards", "import", "litellm", "x.json", "--provider", ""), "--provider"),
        (("export", "--verify", ""), "--verify"),
        (("schema", ""), "an argument"),
    ],
)
def test_what_is_empty_is_refused_as_a_variable_that_is_not_set(
    costcalc: Callable[..., Answer], args: tuple[str, ...], where: str
) -> None:
    answer = costcalc(*args)
    assert (answer.code, answer.out) == (2, "")
    assert f"Invalid value for {where}: it is empty. Is it a variable that is not set?" in answer.err


@pytest.mark.parametrize("args", [("--help",), ("-h",), ("compare", "--help"), ("price", "-h"), ("schema", "-h")])
def test_help_is_an_answer(costcalc: Callable[..., Answer], args: tuple[str, ...]) -> None:
    answer = costcalc(*args)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Usage: costcalc")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "Usage: costcalc"),
        (("compair",), "No such command 'compair'"),
        (("compare",), "Missing argument"),
        (("compare", CHATBOT, "--fast"), "No such option: --fast"),
        (("compare", CHATBOT, "--format", "xml"), "'xml' is not one of"),
        (("compare", "\x1b[31mred", "--nope"), "No such option"),
        (("compare", CHATBOT, "--as-of", "yesterday"), "error[bad-instant]"),
        (("compare", CHATBOT, "--as-of", "2026-04-28T12:00"), "needs its time zone"),
        (("compare", CHATBOT, "--set", "queries"), "is not NAME=VALUE"),
        (("compare", CHATBOT, "--set", "queries=1k"), "write 1K"),
        (("compare", CHATBOT, "--set", "queries=-1"), "comes out negative"),
        (("compare", CHATBOT, "--with", "gpt-4-turbo"), "error[ambiguous-model]"),
        (("compare", CHATBOT, "--with", "openai/gpt-4p"), "did you mean `gpt-4`?"),
        (("compare", CHATBOT, "--pricing", "nowhere"), "there is no such folder of rate cards"),
        (("compare", CHATBOT, "--pricing", "tests"), "there is no rate card in this folder"),
        (("compare", "nothing.yaml"), "nothing.yaml:1:1: error[unreadable-file]"),
        (("price", "openai/gpt-4o"), "error[no-quantity]"),
        ((*PRICE, "--input", "1,000"), "group digits with _"),
        ((*PRICE, "--meter", "input"), "is not NAME=N"),
        ((*PRICE, "--input", "1", "--meter", "input=2"), "`input` is given twice"),
        ((*PRICE, "--input", "1", "--usage", "x.json"), "`--usage` says everything"),
        ((*PRICE, "--meter", "images=2"), "there is no meter `images`"),
    ],
)
def test_what_cannot_be_answered_leaves_with_2_and_no_output(
    costcalc: Callable[..., Answer], args: tuple[str, ...], said: str
) -> None:
    answer = costcalc(*args)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert "\x1b" not in answer.err


def test_a_missing_price_shows_the_others_and_leaves_with_2(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("compare", CHATBOT, "--as-of", "2026-11-23", "--with", "deepseek/deepseek-reasoner")
    assert answer.code == 2
    assert "17,000.00" in answer.out
    assert "not priced" in answer.out
    assert answer.err.startswith("--with:1:1: error[not-in-force]: deepseek/deepseek-reasoner has no price at")


def test_as_of_beats_the_scenario_which_beats_the_clock(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    assert "prices of 2026-04-28T12:00:00Z" in costcalc("compare", CHATBOT, "--brief").out
    assert "prices of 2026-05-01\n" in costcalc("compare", CHATBOT, "--brief", "--as-of", "2026-05-01").out
    undated = tmp_path / "undated.yaml"
    text = Path(CHATBOT).read_text(encoding="utf-8")
    undated.write_text(re.sub("as_of:.*\n", "", text), encoding="utf-8")
    answer = costcalc("compare", undated, "--format", "json")
    assert re.search(r'"as_of": "20\d\d-\d\d-\d\dT00:00:00Z"', answer.out)


def test_options_can_be_sorted_by_total_with_the_unpriced_last(costcalc: Callable[..., Answer]) -> None:
    args = ("--as-of", "2026-11-23", "--sort", "total", "--format", "csv")
    out = costcalc("compare", CHATBOT, "--with", "deepseek/deepseek-reasoner", *args).out
    assert list(dict.fromkeys(line.split(",")[1] for line in out.splitlines()[1:])) == [
        "flash",
        "flash_published",
        "turbo",
        "turbo_published",
        "deepseek_reasoner",
    ]


def test_a_bad_scenario_among_good_ones_gives_no_answer_but_all_problems(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text("schema: costcalc/scenario/v1\n", encoding="utf-8")
    answer = costcalc("compare", CHATBOT, tmp_path / "one.yaml", tmp_path / "two.yaml")
    assert (answer.code, answer.out) == (2, "")
    assert {line.split(":")[0] for line in answer.err.splitlines() if "error[" in line} == {
        str(tmp_path / "one.yaml"),
        str(tmp_path / "two.yaml"),
    }


def test_a_local_card_wins_over_the_shipped_one(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = Path("pricing/openai.yaml").read_text(encoding="utf-8").replace("input: 2.50", "input: 7.00")
    (tmp_path / "pricing").mkdir()
    (tmp_path / "pricing" / "openai.yaml").write_text(card, encoding="utf-8")
    (tmp_path / "pricing" / "notes.yaml").write_text("- not a card\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    answer = costcalc("price", "gpt-4o", "--input", "1M", "--as-of", "2026-04-28")
    assert "7.00 USD" in answer.out
    assert "Prices from pricing/openai.yaml\n" in answer.out
    shipped = costcalc("price", "anthropic/claude-opus-4-6", "--input", "1M", "--as-of", "2026-04-28")
    assert "5.00 USD" in shipped.out
    assert "pricing/anthropic.yaml (shipped)" in shipped.out


def test_one_card_in_two_given_folders_is_a_problem(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "openai.yaml").write_bytes(Path("pricing/openai.yaml").read_bytes())
    answer = costcalc(*PRICE, "--input", "1", "--pricing", tmp_path, "--pricing", "pricing")
    assert answer.code == 2
    assert "error[duplicate-card]" in answer.err


def test_a_given_folder_is_all_there_is(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "openai.yaml").write_bytes(Path("pricing/openai.yaml").read_bytes())
    assert costcalc(*PRICE, "--input", "1", "--pricing", tmp_path).code == 0
    answer = costcalc("price", "deepseek/deepseek-v4-pro", "--input", "1", "--pricing", tmp_path)
    assert "there is no rate card `deepseek`" in answer.err


def test_the_schema_is_written_where_it_is_wanted(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    assert costcalc("schema", "scenario", "-o", tmp_path / "schema.json") == (0, "", "")
    assert (tmp_path / "schema.json").read_bytes() == Path("scenarios/schema.json").read_bytes()


def test_a_fault_of_ours_is_never_an_answer(costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_named: object) -> None:
        message = "\x1b[31mboom"
        raise RuntimeError(message)

    monkeypatch.setattr("costcalc.project.load.find_cards", broken)
    answer = costcalc("compare", CHATBOT)
    assert (answer.code, answer.out) == (70, "")
    assert "its own fault" in answer.err
    assert "RuntimeError: \\x1b[31mboom" in answer.err
    assert "broken (test_commands.py:" in answer.err


def test_it_runs_as_a_module_from_an_empty_folder(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    command = [sys.executable, "-m", "costcalc", "price", "deepseek/deepseek-v4-flash", "--requests", "1M"]
    command += ["--input", "200", "--output", "500", "--as-of", "2026-04-28", "--brief"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "168.00 USD, at the prices of 2026-04-28" in done.stdout


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (("compre", CHATBOT), "No such command 'compre': did you mean `compare`?"),
        (("cards", "lst"), "No such command 'lst': did you mean `list`?"),
        (("compare", CHATBOT, "--brif"), "No such option: --brif: did you mean `--brief`?"),
        (("compare", CHATBOT, "--format", "jsn"), "'csv': did you mean `json`?"),
        (("schema", "scenaro"), "did you mean `scenario`?"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(
    costcalc: Callable[..., Answer], args: tuple[str, ...], hint: str
) -> None:
    answer = costcalc(*args)
    assert (answer.code, answer.out) == (2, "")
    assert hint in answer.err


def test_what_is_like_nothing_gets_no_suggestion(costcalc: Callable[..., Answer]) -> None:
    assert costcalc("zzzz").err.endswith("No such command 'zzzz'.\n")
    assert costcalc("compare", "--zzzz").err.endswith("No such option: --zzzz\n")


@pytest.mark.parametrize("columns", ["60", "80", "120"])
@pytest.mark.parametrize("command", ["", *all_commands()])
def test_no_help_is_cut(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, columns: str, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = costcalc(*command.split(), "--help").out
    assert "…" not in out
    assert not re.findall(r"(?<![\]R])\.\.\.", out.replace("SCENARIO...", ""))  # but [ARGS]... and SCENARIO...
    examples = [line for line in out.splitlines() if line.startswith("  costcalc ")]  # to be copied as they are
    assert all(len(line) <= int(columns) for line in out.splitlines() if line not in examples)


def test_each_command_is_summed_up_in_a_whole_sentence(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    out = " ".join(costcalc("--help").out.split())
    assert "compare Compare the options of a scenario: what each costs, and how that was computed. price" in out


def test_the_short_option_of_the_version(costcalc: Callable[..., Answer]) -> None:
    assert costcalc("-V") == costcalc("--version")


def test_a_scenario_comes_from_standard_input(costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    given(monkeypatch, Path(CHATBOT).read_bytes())
    named = costcalc("compare", CHATBOT, "--format", "json")
    assert costcalc("compare", "-", "--format", "json") == (0, named.out.replace(CHATBOT, "<stdin>"), "")


def test_a_problem_of_standard_input_has_its_place(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    given(monkeypatch, b"schema: costcalc/scenario/v1\nid: 4\nid: s\n")
    answer = costcalc("compare", "-")
    assert (answer.code, answer.out) == (2, "")
    assert "\n<stdin>:3:1: error[duplicate-key]" in answer.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("compare", "-", "-"), "standard input is read once, and `-` stands here twice"),
        (("export", "-", CHATBOT, "-"), "standard input is read once, and `-` stands here twice"),
        (("export", "-", "-o", "x.csv"), "the manifest would say that this can be read again, and `-` cannot"),
        (("export", "--verify", "-"), "a manifest lies beside its file, and standard input beside none"),
    ],
)
def test_standard_input_is_refused_where_it_cannot_be_meant(
    costcalc: Callable[..., Answer], args: tuple[str, ...], said: str
) -> None:
    answer = costcalc(*args)
    assert (answer.code, answer.out) == (2, "")
    assert f"error[bad-setting]: {said}" in answer.err


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    """Put something into standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
