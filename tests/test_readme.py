"""What the README says to type can be typed."""

from __future__ import annotations

import re
import shlex
import shutil
from functools import cache
from typing import TYPE_CHECKING

import pytest

from costcalc.exit_code import MEANINGS, NOTHING
from costcalc.project.load import load_scenario
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from costcalc.scenario import Scenario
    from tests.conftest import Answer

README = (ROOT / "README.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^\| .*\? \| `costcalc (.*)` \|$", README, re.MULTILINE)
SCENARIOS = sorted((ROOT / "scenarios").glob("*.yaml"))
RESPONSE = '{"usage": {"prompt_tokens": 1200, "completion_tokens": 300, "total_tokens": 1500}}'


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Go to a folder that has our cards and scenarios, once as they are and once as they were."""
    for name in ("pricing", "scenarios"):
        shutil.copytree(ROOT / name, tmp_path / name)
        shutil.copytree(ROOT / name, tmp_path / "base" / name)
    (tmp_path / "response.json").write_text(RESPONSE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_the_readme_has_a_command_for_each_question() -> None:
    assert len(QUESTIONS) == README.count("? | `costcalc ") >= 8


def asked(*, answered: bool = True) -> Iterator[tuple[str, ...]]:
    """Yield each command with what is shipped in its place: of every scenario that has what it is about, or has not."""
    for command in QUESTIONS:
        for path in SCENARIOS if "SCENARIO" in command else SCENARIOS[:1]:
            has_it = "SCENARIO" not in command or can_be_asked(command, scenario_of(path))
            if has_it is answered:
                words = {"SCENARIO": f"scenarios/{path.name}", "MODEL": "openai/gpt-4o", "origin/main": "./base"}
                yield tuple(words.get(word, word) for word in shlex.split(command))


@cache
def scenario_of(path: Path) -> Scenario:
    """Read a scenario once for all the questions about it."""
    return load_scenario(path).scenario


def can_be_asked(command: str, scenario: Scenario) -> bool:
    """Return whether a scenario has the assumption, the months, or an option for a model that a command is about."""
    named = re.search(r"--(?:set|for|vary) (\w+)", command)
    option = re.search(r"--(?:option |target ')(\w+)", command)
    has_months = scenario.period.name not in {"", "once"} and not scenario.period.start
    return (
        (not named or named[1] in scenario.assumptions)
        and (not option or option[1] in scenario.options)
        and (has_months or not command.startswith("forecast "))
        and (takes_a_model(scenario) or "--with " not in command)
        and (bool(scenario.claims) or not command.startswith("audit "))
    )


def takes_a_model(scenario: Scenario) -> bool:
    """Return whether it is clear which calls an added model would have: the baseline's, or those of all options."""
    free = {call.call for call in scenario.calls if call.model is None}
    if not scenario.options:
        return bool(free)
    named = {
        name: set(option.use or [entry.name for entry in scenario.workload])
        for name, option in scenario.options.items()
    }
    asking = {name: frozenset(used) for name, used in named.items() if used & free}
    return scenario.baseline in asking or len(set(asking.values())) == 1


@pytest.mark.usefixtures("clone")
@pytest.mark.parametrize("words", list(asked()), ids=" ".join)
def test_a_question_of_the_readme_is_answered(costcalc: Callable[..., Answer], words: tuple[str, ...]) -> None:
    answer = costcalc(*words)
    assert answer.code in {0, 1}
    assert not answer.err


@pytest.mark.usefixtures("clone")
@pytest.mark.parametrize("words", list(asked(answered=False)), ids=" ".join)
def test_one_that_a_scenario_has_nothing_for_is_refused(
    costcalc: Callable[..., Answer], words: tuple[str, ...]
) -> None:
    answer = costcalc(*words)
    if words[0] == "audit":  # nothing is wrong with it, and nothing was checked
        assert answer.code == NOTHING
        return
    assert (answer.code, answer.out) == (2, "")
    assert re.search(r"error\[(unknown-name|unknown-option|months-of-a-period|unlike-options)\]", answer.err)


def test_every_question_is_asked_of_some_scenario() -> None:
    assert len({(words[0], *words[2:]) for words in asked()}) == len(QUESTIONS)


def test_the_readme_is_short_and_names_every_exit_code() -> None:
    assert README.count("\n") <= 200
    (said,) = re.findall(r"^Exit codes: (.*?)\n\n", README, re.MULTILINE | re.DOTALL)
    assert {int(code) for code in re.findall(r"(?:^|; |\n)(\d+) ", said)} == set(MEANINGS)
