"""Files to begin with: each runs as it stands, is written over nothing, and is asked about only where somebody is."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.project.load import find_cards, load_scenario
from costcalc.project.starter.scenario import option_names
from tests.inputs import card_yaml, contract_yaml
from tests.program import ROOT
from tests.schema.core_yaml import core
from tests.schema.test_files import validator

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Run = Callable[..., Answer]

DAY = ("--as-of", "2026-11-28")
PATHS = {
    "scenario": "scenarios/workload.yaml",
    "card": "pricing/acme.yaml",
    "contract": "pricing/our-anthropic.yaml",
    "policy": "costcalc.yaml",
}
SCHEMAS = {"scenario": "scenario", "card": "rate-card", "contract": "rate-card", "policy": "policy"}
CARD = card_yaml(
    "models:\n  small:\n"
    "    rates: [{effective: 2026-01-01, verified: 2026-11-01, source: a page, input: 1, output: 3}]\n"
)


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("kind", PATHS)
def test_what_is_begun_without_a_word_runs_as_it_stands(costcalc: Run, kind: str) -> None:
    command = "compare" if kind == "scenario" else "check"
    path = PATHS[kind]
    next_one = "check" if kind == "policy" else f"{command} {path}"
    assert costcalc("init", kind, *DAY) == (0, "", f"Wrote {path}\nNext:  costcalc {next_one}\n")
    # The files of `check`, all of them: a policy alone is nothing that could be checked.
    if kind == "policy":
        costcalc("init", *DAY)
    answer = costcalc(*next_one.split(), *DAY)
    assert (answer.code, answer.err) == (0, "")
    assert "error" not in answer.out.replace("no finding of level error", "")
    assert validator(SCHEMAS[kind]).is_valid(core(Path(path).read_text(encoding="utf-8")))


def test_all_of_them_are_a_project_together(costcalc: Run) -> None:
    for kind in PATHS:
        assert costcalc("init", kind, *DAY).code == 0
    answer = costcalc("check", *DAY)
    assert (answer.code, answer.err) == (0, "")
    assert "2 cards, 1 scenario, 2 options" in answer.out
    # Where nobody has said where prices and terms were read, that is what is found.
    assert answer.out.count("[missing-source]") == answer.out.count("warning[") == 2


def test_what_options_say_stands_in_the_file_and_counts(costcalc: Run) -> None:
    Path("cards").mkdir()
    Path("cards/acme.yaml").write_text(CARD, encoding="utf-8")
    options = ("--id", "rag-bot", "--model", "small", "--requests", "1M", "--input", "1_500", "--output", "250")
    assert costcalc("init", "scenario", *options, "--pricing", "cards", *DAY).code == 0
    scenario = load_scenario("scenarios/rag-bot.yaml").scenario
    assert (scenario.id, scenario.title, str(scenario.options["small"].model)) == ("rag-bot", "Rag bot", "acme/small")
    answer = costcalc("compare", "scenarios/rag-bot.yaml", "--pricing", "cards", "--format", "json")
    # 1M x (1,500 x 1 + 250 x 3) / 1M
    assert [option["total"] for option in json.loads(answer.out)["options"]] == ["2250"]


def test_a_card_says_what_was_said_of_it(costcalc: Run) -> None:
    said = ("--id", "vendor", "--model", "tiny-1.5", "--input", "0.50", "--output", "2", "--currency", "EUR")
    assert costcalc("init", "card", *said, "--source", "price list: 7, p. 3", *DAY).code == 0
    answer = costcalc("check", "pricing/vendor.yaml", *DAY)
    assert answer.code == 0
    assert "warning" not in answer.out
    answer = costcalc(
        "price", "vendor/tiny-1.5", "--requests", "1M", "--input", "1000", "--output", "100", "--format", "json"
    )
    # 1M x (1,000 x 0.50 + 100 x 2) / 1M
    found = json.loads(answer.out)
    assert (found["total"], found["currency"], found["basis"]) == ("700", "EUR", "published")


@pytest.mark.parametrize(
    ("said", "kept", "left_out"),
    [
        (("--input", "0.02", "--source", "a page"), "        input: 0.02\n", "        # output: "),
        (("--output", "3", "--source", "a page"), "        output: 3\n", "        # input: "),
    ],
)
def test_a_price_that_nobody_said_is_left_out(costcalc: Run, said: tuple[str, ...], kept: str, left_out: str) -> None:
    assert costcalc("init", "card", *said, *DAY).code == 0
    text = Path(PATHS["card"]).read_text(encoding="utf-8")
    assert kept in text
    assert left_out in text
    assert "basis: published" in text
    assert costcalc("check", PATHS["card"], *DAY).code == 0


def test_prices_that_are_examples_are_nobodys(costcalc: Run) -> None:
    text = costcalc("init", "card", "--source", "a page", *DAY, "-o", "-").out
    assert "basis: claimed" in text
    assert 'source: todo  # "a page", where its prices are put in' in text
    assert "verified: 2026" not in text


def test_a_contract_without_a_discount_is_no_cheaper_than_its_list(costcalc: Run) -> None:
    Path("pricing").mkdir()
    Path("pricing/acme.yaml").write_text(CARD, encoding="utf-8")
    assert costcalc("init", "contract", "--card", "acme", *DAY).code == 0
    words = ("--input", "1M", "--as-of", "2026-12-01", "--format", "json")
    assert json.loads(costcalc("price", "our-acme/small", *words).out)["total"] == "1"


def test_a_contract_takes_its_discount_off(costcalc: Run) -> None:
    Path("pricing").mkdir()
    Path("pricing/acme.yaml").write_text(CARD, encoding="utf-8")
    said = ("--card", "acme", "--discount", "25%", "--source", "contract 4711, annex B")
    assert costcalc("init", "contract", *said, *DAY).code == 0
    answer = costcalc(
        "price", "our-acme/small", "--input", "1M", "--output", "0", "--as-of", "2026-12-01", "--format", "json"
    )
    assert json.loads(answer.out)["total"] == "0.75"


@pytest.mark.parametrize("kind", PATHS)
@pytest.mark.parametrize("there", ["a file", "a link", "a folder"])
def test_nothing_is_written_over(costcalc: Run, kind: str, there: str) -> None:
    path = Path(PATHS[kind])
    path.parent.mkdir(exist_ok=True)
    {
        "a file": lambda: path.write_text("mine", encoding="utf-8"),
        "a link": lambda: path.symlink_to("nowhere"),
        "a folder": path.mkdir,
    }[there]()
    for words in (("init", kind, *DAY), ("init", kind, *DAY, "-o", str(path))):
        answer = costcalc(*words)
        assert (answer.code, answer.out) == (2, "")
        assert f"{path}:1:1: error[file-exists]" in answer.err
        assert "--force" not in answer.err
    assert there != "a file" or path.read_text(encoding="utf-8") == "mine"
    assert not Path("nowhere").exists()
    assert costcalc("init", kind, "--force").code == 2


@pytest.mark.parametrize("kind", PATHS)
def test_it_can_be_printed(costcalc: Run, kind: str) -> None:
    answer = costcalc("init", kind, *DAY, "-o", "-")
    assert (answer.code, answer.err) == (0, "")
    assert list(Path().iterdir()) == []
    costcalc("init", kind, *DAY)
    assert Path(PATHS[kind]).read_text(encoding="utf-8") == answer.out


def test_a_file_is_called_as_it_was_asked_for(costcalc: Run) -> None:
    for kind, path in (("scenario", "chat.yaml"), ("card", "vendor.yaml"), ("contract", "deal.yaml")):
        assert costcalc("init", kind, *DAY, "-o", path).code == 0
        assert f"\nid: {Path(path).stem}\n" in Path(path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("scenario", "--model", "openai/gpt-4p"), ("--model:1:1: error[unknown-model]", "did you mean `gpt-4`?")),
        (("scenario", "--model", "opennai/gpt-4o"), ("--model:1:1: error[unknown-card]", "did you mean `openai`?")),
        (("scenario", "--model", "gpt-4-turbo"), ("--model:1:1: error[ambiguous-model]", "openai/gpt-4-turbo")),
        (("scenario", "--model", "deepseek/deepseek-reasoner"), ("--model:1:1: error[not-in-force]",)),
        (("scenario", "--model", ","), ("--model:1:1: error[unknown-model]",)),
        (("scenario", "--requests", "1k"), ("--requests:1:1: error[bad-number]", "write 1K")),
        (("scenario", "--input", "-1"), ("--input:1:1: error[negative-number]",)),
        (("scenario", "--output", "50%"), ("--output:1:1: error[bad-number]",)),
        (("scenario", "--id", "My Chat"), ("--id:1:1: error[bad-id]",)),
        (
            ("scenario", "--discount", "1%"),
            ("--discount:1:1: error[bad-setting]: a scenario is not begun with `--discount`",),
        ),
        (("scenario", "-o", "My Chat.yaml"), ("--id:1:1: error[bad-id]",)),
        (("scenario", "-o", "nowhere/chat.yaml"), ("nowhere/chat.yaml:1:1: error[unwritable-file]",)),
        (("card", "--model", "a b"), ("--model:1:1: error[bad-id]",)),
        (("card", "--currency", "usd"), ("--currency:1:1: error[bad-currency]",)),
        (("card", "--input", "1e9"), ("--input:1:1: error[implausible-price]",)),
        (("card", "--source", "a\u202eb"), ("--source:1:1: error[hidden-character]",)),
        (("card", "--source", "x" * 301), ("--source:1:1: error[text-too-long]",)),
        (("card", "--id", "one", "-o", "two.yaml"), ("--id:1:1: error[id-mismatch]",)),
        (("contract", "--card", "opennai"), ("--card:1:1: error[unknown-card]", "did you mean `openai`?")),
        (("contract", "--discount", "15"), ("--discount:1:1: error[bad-number]", "write 15%")),
        (("contract", "--discount", "200%"), ("--discount:1:1: error[bad-number]: a discount is at most 100%",)),
        (("contract", "--card", "openai", "--id", "openai"), ("--id:1:1: error[duplicate-card]",)),
        (("scenario", "--requests", "0"), ("--requests:1:1: error[bad-number]: no requests cost nothing",)),
        (("policy", "--id", "x"), ("--id:1:1: error[bad-setting]: a policy is not begun with `--id`",)),
        (("policy", "-o", "policy.yaml"), ("--out:1:1: error[id-mismatch]",)),
        (("scenarios",), ("'scenarios' is not one of", "did you mean `scenario`?")),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_and_nothing_written(
    costcalc: Run, words: tuple[str, ...], said: tuple[str, ...]
) -> None:
    answer = costcalc("init", *words, *DAY)
    assert (answer.code, answer.out) == (2, "")
    assert [each for each in said if each not in answer.err] == []
    assert list(Path().iterdir()) == []


def test_a_project_has_one_policy(costcalc: Run) -> None:
    Path("pyproject.toml").write_text("[tool.costcalc]\nfail_on = 'error'\n", encoding="utf-8")
    answer = costcalc("init", "policy")
    assert answer.code == 2
    assert "pyproject.toml:1:1: error[two-policies]" in answer.err
    assert not Path("costcalc.yaml").exists()


def test_a_contract_over_a_contract_is_refused(costcalc: Run) -> None:
    Path("pricing").mkdir()
    Path("pricing/acme.yaml").write_text(CARD, encoding="utf-8")
    deal = contract_yaml("contract: [{effective: 2026-01-01, source: a paper, discount: 10%}]\n")
    Path("pricing/deal.yaml").write_text(deal, encoding="utf-8")
    assert "error[contract-and-models]" in costcalc("init", "contract", "--card", "deal").err


def test_a_broken_card_is_no_reason_not_to_begin(costcalc: Run) -> None:
    Path("pricing").mkdir()
    Path("pricing/anthropic.yaml").write_text("schema: costcalc/rate-card/v1\nid: [\n", encoding="utf-8")
    assert costcalc("init", *DAY).code == 0
    assert "anthropic" not in Path(PATHS["scenario"]).read_text(encoding="utf-8")


@pytest.mark.parametrize(("kind", "path"), PATHS.items())
def test_the_schema_is_named_where_there_is_one_of_this_kind(costcalc: Run, kind: str, path: str) -> None:
    folder = Path(path).parent
    folder.mkdir(exist_ok=True)
    (folder / "schema.json").write_text('{"$id": "costcalc/other/v1"}', encoding="utf-8")
    line = "# yaml-language-server: $schema=schema.json\n"
    assert line not in costcalc("init", kind, *DAY, "-o", "-").out
    assert costcalc("schema", SCHEMAS[kind], "-o", folder / "schema.json", "--force").code == 0
    costcalc("init", kind, *DAY)
    assert Path(path).read_text(encoding="utf-8").startswith(line)
    assert not costcalc("init", kind, *DAY, "-o", "elsewhere.yaml").err.startswith(line)


def test_every_model_can_be_an_option(costcalc: Run) -> None:
    cards = find_cards(root=ROOT)
    models = [f"{file.card.id}/{name}" for file in cards for name in file.card.models]
    names = option_names(models)
    assert list(names.values()) == models
    asked = [word for model in models if "deepseek-reasoner" not in model for word in ("--model", model)]
    priced = costcalc("init", *asked, *DAY)
    # Some have no price on that day, or one in another currency: they are refused, and no file is written.
    assert priced.code == 2
    assert not Path(PATHS["scenario"]).exists()


@pytest.mark.parametrize(
    ("models", "names"),
    [
        (["a/max", "a/2-fast", "a/total", "a/answer"], ["a_max", "a_2_fast", "a_total", "a_answer"]),
        (["a/x", "b/x", "b/X", "b/x."], ["x", "b_x", "b_x_2", "b_x_3"]),
        (["a/Vendor/Large:free", "a/...", "a/é"], ["vendor_large_free", "a", "a_2"]),
    ],
)
def test_options_are_called_as_formulas_have_names(models: list[str], names: list[str]) -> None:
    assert list(option_names(models)) == names


def typed(lines: str, *words: str) -> tuple[int, str]:
    """Run the program in a terminal, and type some lines: give its exit code, and what the terminal shows."""
    ours, theirs = pty.openpty()
    env = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
    program = subprocess.Popen(
        [sys.executable, "-m", "costcalc", "init", *words, *DAY], stdin=theirs, stdout=theirs, stderr=theirs, env=env
    )
    os.close(theirs)
    os.write(ours, lines.encode())
    shown = b""
    while True:
        try:
            more = os.read(ours, 4096)
        except OSError:  # the program has left
            break
        if not more:
            break
        shown += more
    os.close(ours)
    return program.wait(), shown.decode()


@pytest.mark.slow
def test_in_a_terminal_it_asks_until_it_has_an_answer() -> None:
    code, shown = typed("rag\nopenai/gpt-4p\nopenai/gpt-4o, mistral/mistral-large-4\n\n1k\n3K\n\n")
    assert code == 0
    assert "did you mean `gpt-4`?" in shown
    assert "write 1K" in shown
    assert re.search(r"How many requests a month\? \[100K\]: ", shown)
    scenario = load_scenario("scenarios/rag.yaml").scenario
    assert list(scenario.options) == ["gpt_4o", "mistral_large_4"]
    values = {name: str(each.value.text) for name, each in scenario.assumptions.items()}  # type: ignore[attr-defined]
    assert values == {"queries": "100K", "prompt_tokens": "3K", "answer_tokens": "500"}


@pytest.mark.slow
def test_in_a_terminal_it_suggests_a_name_that_is_free_and_refuses_another_at_once() -> None:
    Path("scenarios").mkdir()
    Path("scenarios/workload.yaml").write_text("mine", encoding="utf-8")
    code, shown = typed("workload\n\n\n0\n\n\n\n")
    assert code == 0
    assert "What is it called? [workload-2]: " in shown
    assert "error[file-exists]: the file exists\r\n  = hint: name another one" in shown
    assert shown.count("What is it called?") == 2
    assert "error[bad-number]: no requests cost nothing" in shown
    assert load_scenario("scenarios/workload-2.yaml").scenario.id == "workload-2"


@pytest.mark.slow
def test_in_a_terminal_enter_gives_no_discount_and_no_price() -> None:
    code, shown = typed("\n\n\n\n", "contract")
    assert code == 0
    assert shown.index("What is it called? [our-anthropic]: ") < shown.index("Over which card?")
    assert "    discount: 0%\n" in Path(PATHS["contract"]).read_text(encoding="utf-8")
    code, _ = typed("\n\n\n0.02\n\na page\n", "card")
    assert code == 0
    assert "        # output: " in Path(PATHS["card"]).read_text(encoding="utf-8")


@pytest.mark.slow
def test_in_a_terminal_it_asks_nothing_where_an_option_says_something() -> None:
    code, shown = typed("", "card", "--id", "acme")
    assert code == 0
    assert "?" not in shown


@pytest.mark.slow
def test_who_leaves_has_written_nothing() -> None:
    code, shown = typed("acme\n\x04", "card")
    assert code == 130
    assert "What is it called?" in shown
    assert list(Path().iterdir()) == []
