"""What does not fit a record is said in the file's words, at the place in the file, once."""

from __future__ import annotations

import pytest

from costcalc.problem import InputError, Source
from costcalc.scenario import Scenario
from costcalc.source import bind, read_tree

GOOD = """\
schema: costcalc/scenario/v1
id: s
title: T
period: month
assumptions: {n: {value: 1M, unit: requests}}
workload:
- call: answer
  requests: n
  input: {system: 300, question: 50}
  output: 500
options:
  a: {model: openai/gpt-4o}
"""


def problems(old: str, new: str) -> list[str]:
    """Say what is wrong in the good scenario once a part of it is replaced."""
    assert old in GOOD
    text = GOOD.replace(old, new)
    with pytest.raises(InputError) as refused:
        bind(Scenario, *read_tree(text, Source("f.yaml", text), 1_000))
    return [f"{p.place.line}:{p.place.column} {p.code}: {p.message}" for p in refused.value.problems]


def test_the_scenario_that_these_tests_break_is_good() -> None:
    assert bind(Scenario, *read_tree(GOOD, Source("f.yaml", GOOD), 1_000)).id == "s"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("title: T", "titel: T", ["3:1 unknown-key: `titel` is not a key here"]),
        ("  requests: n\n", "  reqests: n\n", ["8:3 unknown-key: `reqests` is not a key here"]),
        (
            "model: openai/gpt-4o",
            "modles: x",
            ["12:7 unknown-key: `modles` is not a key here"],
        ),
        (
            "title: T",
            "colour: T",
            ["1:1 missing-key: `title` is missing", "3:1 unknown-key: `colour` is not a key here"],
        ),
        ("{model: openai/gpt-4o}", "openai/gpt-4o", ["12:6 wrong-type: this must be a mapping, `key: value` lines"]),
        ("{value: 1M, unit: requests}", "{value: 1M, units: x}", ["5:30 unknown-key: `units` is not a key here"]),
        ("unit: requests", "unit: [a]", ["5:36 wrong-type: this must be a text"]),
        ("value: 1M", "value: 01", ["5:26 bad-number: `01` is not a number"]),
        ("assumptions: {n", "assumptions: {N", ["5:15 bad-name: `N` is not a name"]),
        ("  output: 500", "  ouput: 500", ["10:3 unknown-key: `ouput` is not a key here"]),
        ("system: 300", "System: 300", ["9:11 bad-name: `System` is not a name"]),
        ("system: 300", "system: [300]", ["9:19 wrong-type: this must be a number or a formula"]),
        ("question: 50", "question: ''", ["9:34 empty-value: this is empty, and must be a number or a formula"]),
        ("{system: 300, question: 50}", "{}", ["9:10 empty-list: name at least one part"]),
        ("- call: answer\n", "- call: Answer\n", ["7:9 bad-name: `Answer` is not a name"]),
        ("schema: costcalc/scenario/v1", "schema: [x]", ["1:9 wrong-type: this must be one of costcalc/scenario/v1"]),
    ],
)
def test_a_problem_is_said_once_and_at_its_place(old: str, new: str, expected: list[str]) -> None:
    assert problems(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("title: T", "title: &x T", "anchor"),
        ("title: T", "title: *x", "alias"),
        ("title: T", "title: !!str T", "tag"),
        ("title: T", 'title: "\\e"', "hidden-character"),
        ("title: T", f"title: {'x' * 9_000}", "text-too-long"),
        ("title: T", "title: T\ntitle: U", "duplicate-key"),
        ("value: 1M", "value: *x", "alias"),
        ("value: 1M", "value: !!int 1", "tag"),
        ("system: 300", "system: *x", "alias"),
        ("unit: requests", 'unit: "\\e"', "hidden-character"),
        ("unit: requests", "<<: {a: b}", "merge-key"),
        ("  requests: n\n", "  requests: &x n\n", "anchor"),
        ("{model: openai/gpt-4o}", "{<<: {}, model: openai/gpt-4o}", "merge-key"),
        ("{model: openai/gpt-4o}", "*x", "alias"),
    ],
)
def test_what_the_reader_refused_is_not_refused_again_as_something_else(old: str, new: str, code: str) -> None:
    assert [line.split(" ")[1].rstrip(":") for line in problems(old, new)] == [code]


@pytest.mark.parametrize(
    ("old", "new"),
    [("  a: {model", '  "[key]": {model'), ("  a: {model: openai/gpt-4o}", '  "[key]": 5'), ("title: T", '"[key]": T')],
)
def test_a_key_that_looks_like_a_place_of_the_validator_is_a_key(old: str, new: str) -> None:
    line = GOOD[: GOOD.index(old)].count("\n") + 1
    found = problems(old, new)
    assert {text.split(":")[0] for text in found} <= {str(line), "1"}
    assert any(text.startswith(f"{line}:") for text in found)


def test_problems_are_sorted_by_place_and_all_are_found_in_one_run() -> None:
    found = problems(GOOD[GOOD.index("title") :], "titel: T\nperiod: moth\nworkload: []\noptions: {B: {}, b: 1}\n")
    assert [line.partition(" ")[0] + " " + line.split(" ")[1] for line in found] == [
        "3:1 unknown-key:",
        "4:9 unknown-word:",
        "5:11 empty-list:",
        "6:11 bad-name:",
        "6:21 wrong-type:",
    ]


def test_no_code_of_the_validator_itself_reaches_the_user() -> None:
    wrong = ["[]", "{}", "x", "1", "[[]]", "{x: y}", "[{}]", "", "'1'", "true"]
    lines = [line for line in GOOD.splitlines() if ": " in line and not line.startswith("- ")]
    for line in lines:
        key = line[: line.index(": ") + 2]
        for value in wrong:
            try:
                found = problems(line, f"{key}{value}")
            except pytest.fail.Exception:  # it is right after all
                continue
            assert all("_" not in text.split(" ")[1] for text in found), found
