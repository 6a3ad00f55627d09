"""Every problem that the program can report has an input that shows it, and says exactly what is written down."""

from __future__ import annotations

import ast
import json
import re
import runpy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.checks import CHECKS
from costcalc.codes import FILES, FINDING, FLAG, PROBLEM, codes, written
from costcalc.codes.findings import FINDINGS
from costcalc.comparison.audit.explanations import EXPLANATIONS
from costcalc.comparison.audit.relation import Relation
from costcalc.comparison.audit.tags import TAGS
from tests.inputs import scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.conftest import Answer

UPDATE: dict[str, Any] = runpy.run_path(str(Path(__file__).with_name("update.py")))
CASES: list[Path] = UPDATE["cases"]()
SOURCE = Path(__file__).parent.parent.parent / "costcalc"
AGAIN = "read the difference, then run `python tests/errors/update.py`"

NOT_CODES = {
    "utf-8": "an encoding",
    "utf-8-sig": "an encoding",
    "rate-card": "a kind of file",
    "cat-file": "a word of git",
    "ls-tree": "a word of git",
    "rev-parse": "a word of git",
    "check-attr": "a word of git",
    "for-each-ref": "a word of git",
    "merge-base": "a word of git",
    "rev-list": "a word of git",
    "site-packages": "a folder of Python",
    "working-tree-encoding": "an attribute of git",
    "genai-prices": "a catalogue",
    "llm-prices": "a catalogue",
    "litellm-proxy": "a catalogue",
    "card-sources": "a document",
    "new-api": "a catalogue",
    "azure-retail": "a catalogue",
    "aws-price-list": "a catalogue",
    "aws-bedrock": "a card",
    "data-zone": "a kind of deployment",
    "cache-read": "a word of AWS",
    "cache-write": "a word of AWS",
    "cross-region-global": "a word of AWS",
    "latency-optimized": "a word of AWS",
    "long-context": "a word of AWS",
    "long-ctx": "a word of AWS",
    "gpu-hour": "a unit",
    "seat-month": "a unit",
    "token-hour": "a unit",
    "card-model": "a document",
    "cards-diff": "a document",
    "export-manifest": "a document",
    "free-to-paid": "a word of a report",
    "no-answer": "a word of a report",
    "not-comparable": "a word of a report",
    "nothing-checked": "a word of a report",
    "system-out": "an element of JUnit",
    "half-even": "a way of rounding",
    "half-up": "a way of rounding",
    "x-defined": "a key of JSON Schemas, until they are written",
}
OWN_FORMATS = ("costcalc check", "costcalc cards import", "costcalc export")
"""Commands that have no `--format json` for problems: a review reports them as part of itself."""
CARRIERS = {"rejected": 1, "Problem": 2, "of": 2, "report": 2, "stop": 2, "Flag": 1, "_refused": 2, "Wording": 3}
"""What carries a code to the user, and among how many first arguments it stands."""

SHOWN = re.compile(r"^(?P<file>\S[^\n]*?):(?P<line>\d+):(?P<column>\d+): error\[(?P<code>[^]]+)\]: \S", re.MULTILINE)


@cache
def nodes(file: Path) -> list[ast.AST]:
    """Read a file of the package, once for all tests."""
    return list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))


def kebab_words(file: Path) -> Iterator[str]:
    """Yield every text of several hyphened words: a code can travel in a tuple, a table, a variable."""
    for node in nodes(file):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from re.findall(r"\A[a-z]+(?:-[a-z0-9]+)+\Z", node.value)


def carried_words(file: Path) -> Iterator[str]:
    """Yield the codes of one word too, where they are handed straight to what reports them."""
    for node in nodes(file):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for arg in node.args[: CARRIERS.get(name, 0)]:
                if isinstance(arg, ast.Constant) and re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", str(arg.value)):
                    yield str(arg.value)


def codes_in(files: Sequence[Path]) -> set[str]:
    return {word for file in files for word in (*kebab_words(file), *carried_words(file))} - set(NOT_CODES)


FLAGS = codes_in([SOURCE / "feasibility.py", SOURCE / "price_flags.py", SOURCE / "ratecard" / "doubts.py"])


def test_every_code_in_the_source_has_an_input_that_shows_it_and_every_input_a_code() -> None:
    checks = {*CHECKS, *FINDINGS}  # what a review finds is no problem of an input
    of_claims = {*EXPLANATIONS, *TAGS, *(each.value for each in Relation)}  # nor is what an audit says of claims
    assert {case.name for case in CASES} == codes_in(sorted(SOURCE.rglob("*.py"))) - checks - (of_claims - FLAGS)


def test_what_is_said_to_be_no_code_still_stands_in_the_source() -> None:
    assert set(NOT_CODES) == set(NOT_CODES) & {word for file in SOURCE.rglob("*.py") for word in kebab_words(file)}


@pytest.fixture
def in_process(costcalc: Callable[..., Answer]) -> Callable[[Sequence[str]], Answer]:
    return lambda words: costcalc(*words)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_problem_is_reported_word_for_word(
    case: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    in_process: Callable[[Sequence[str]], Answer],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    runs = list(UPDATE["runs"](case, tmp_path, in_process))
    assert "".join(run.shown() for run in runs) == UPDATE["golden"](case), AGAIN
    ours = [run for run in runs if run.command.startswith("costcalc ")]
    assert ours
    for run in ours:
        if case.name in FLAGS:
            assert (run.code, run.err) == (0, "")
            assert f"{case.name}" in run.out
        else:
            assert run.code == 2
            assert run.command.startswith("costcalc check") or run.out == ""
            assert {found["code"] for found in SHOWN.finditer(run.err)} == {case.name}


@pytest.mark.parametrize("case", [case for case in CASES if case.name not in FLAGS], ids=lambda case: case.name)
def test_json_says_the_same_problem_at_the_same_place(
    case: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    in_process: Callable[[Sequence[str]], Answer],
) -> None:
    monkeypatch.chdir(tmp_path)
    said = {"text": list(UPDATE["runs"](case, tmp_path, in_process))}
    said["json"] = list(UPDATE["runs"](case, tmp_path, lambda words: in_process([*words, "--format", "json"])))
    for text, as_json in zip(said["text"], said["json"], strict=True):
        if not text.command.startswith("costcalc ") or text.command.startswith(OWN_FORMATS):
            continue
        found = json.loads(as_json.err)
        assert found["schema"] == "costcalc/problems/v1"
        told = sorted((p["file"], str(p["line"]), str(p["column"]), p["code"]) for p in found["problems"])
        assert told == sorted(places(text.err))


def places(text: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield where the problems of a text are, with those that are said together with another one."""
    for block in re.split(r"^(?=\S)", text, flags=re.MULTILINE):
        if match := SHOWN.match(block):
            yield match["file"], match["line"], match["column"], match["code"]
            for line, column in re.findall(r"(\d+):(\d+)", block.partition("  = also at: ")[2]):
                yield match["file"], line, column, match["code"]


def test_an_option_without_a_price_leaves_a_complete_answer_about_the_others(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    scenario = tmp_path / "s.yaml"
    scenario.write_text(
        scenario_yaml(
            "as_of: 2026-04-28\nperiod: once\nworkload: [{call: c, requests: 1M, input: 200, output: 500}]\n"
            "options: {early: {model: deepseek/deepseek-v4-flash}, late: {model: anthropic/claude-opus-4-6}}\n"
        ),
        encoding="utf-8",
    )
    code, out, err = costcalc("compare", scenario, "--as-of", "2026-03-20", "--format", "json")
    assert code == 2
    # 200 × 5 + 500 × 25
    assert [(o["id"], o["total"]) for o in json.loads(out)["options"]] == [("early", None), ("late", "13500")]
    assert [p["code"] for p in json.loads(err)["problems"]] == ["not-in-force"]


def test_every_code_is_explained() -> None:
    known = codes()
    assert {name for name, code in known.items() if code.kind == PROBLEM} == {case.name for case in CASES} - FLAGS
    assert {name for name, code in known.items() if code.kind == FLAG} == FLAGS
    assert {*CHECKS, *FINDINGS} == {name for name, code in known.items() if code.kind == FINDING}
    assert all(code.title.endswith(".") and code.text for code in known.values())


def test_every_example_shows_its_code_and_is_what_the_program_says() -> None:
    for code in codes().values():
        if code.kind not in FILES:  # checks and explanations have examples of files, which the docs show
            continue
        command, _, said = code.example.partition("\n")
        assert command.startswith("$ costcalc ")
        assert code.name in (said if code.kind == FLAG else said.partition("\n")[0])
    for file in FILES.values():
        text = file.read_text(encoding="utf-8")
        assert UPDATE["with_examples"](text) == text, AGAIN


def test_codes_are_explained_in_the_order_of_the_alphabet() -> None:
    for kind in FILES:
        names = [code.name for code in written(kind)]
        assert names == sorted(names)


def test_the_index_of_problems_is_up_to_date() -> None:
    assert UPDATE["PAGE"].read_text(encoding="utf-8") == UPDATE["page"](), "run `python tests/errors/update.py`"
