"""PyYAML has two parsers: what one refuses, both refuse, with the same words of ours at the same place."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from costcalc.source import reader
from costcalc.source.syntax import FAULTS, first_fault
from tests.inputs import scenario_yaml
from tools.spoilt import good_texts
from tools.two_parsers import answer, compare, difference

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.problem import Problem
    from tests.conftest import Answer

    Problems = Callable[[str], list[Problem]]

HEAD = scenario_yaml("as_of: 2026-04-28\n")

CASES = {
    "a tab before a comment": ("period: month\t# x\n", "1:14 tab"),
    "a tab after a colon": ("a:\tb\n", "1:3 tab"),
    "a tab after a dash": ("-\ta\n", "1:2 tab"),
    "a tab in a text": ("a: b\tc\n", "1:5 tab"),
    "a tab at the end of a line": ("a: b\t\n", "1:5 tab"),
    "a tab in brackets": ("a: [b,\tc]\n", "1:7 tab"),
    "a tab after quotes that hold a comment sign": ('a: "b # c"\t# d\n', "1:11 tab"),
    "a tab at the start of a line": ("a:\n\tb: c\n", "2:1 tab in indentation"),
    "a tab on a line alone": ("a: b\n\t\nc: d\n", "2:1 tab in indentation"),
    "a tab in the indentation of lines of text": ("a: |\n  b\n \tc\n", "3:2 tab in indentation"),
    "a question mark at the end of a text in brackets": ("a: {value: 1, why: really?}\n", "1:26 question in brackets"),
    "a question mark in a text of two lines in brackets": ("a: {b:\n  c?\n  d}\n", "2:4 question in brackets"),
    "a question mark in a link in brackets": ("a: [https://x.example/?b=1]\n", "1:23 question in brackets"),
    "a question mark before a bracket": ("a: {?}\n", "1:5 question in brackets"),
    "a question mark before a comma": ("a: [? , b]\n", "1:5 question in brackets"),
    "an unknown directive": ("%FOO bar\na: 1\n", "1:1 directive"),
    "an unknown directive with a document": ("%FOO bar\n---\na: 1\n", "1:1 directive"),
    "a directive without a name": ("% a\n---\na: 1\n", "1:1 directive"),
    "a percent sign where a key should be": ("a: 1\n%b: 2\n", "2:1 directive"),
    "a percent sign at the start of a text": ("a: %b\n", "1:4 reserved"),
    "an at sign at the start of a text": ("a: @b\n", "1:4 reserved"),
    "a back quote at the start of a text": ("a: `b`\n", "1:4 reserved"),
    "a bar in brackets": ("a: [|]\n", "1:5 reserved"),
    "a colon before a bracket": ("a: {b:[1]}\n", "1:6 tight colon"),
    "a colon before a comma": ("a: [b:, c]\n", "1:6 tight colon"),
    "a colon after a blank and before a bracket": ("a: {b :}\n", "1:7 tight colon"),
    "two colons in a line": ("title: A scenario: small\n", "1:18 key"),
    "a key farther in than the one above": ("a: 1\n b: 2\n", "2:3 key"),
    "a key between two columns": ("a:\n    b: 1\n  c: 2\n", "3:3 indentation"),
    "a line that is no key": ("a: 1\nb\nc: 2\n", "2:1 no colon"),
    "a key without a blank": ("a: 1\nb:2\nc: 3\n", "2:1 no colon"),
    "a colon without a key": ("a: 1\n: 2\n", "2:1 no key"),
    "a key of 1,025 characters": (f"{'k' * 1025}: 1\n", "1:1 far colon"),
    "a list on the line of its key": ("a: - b\n", "1:4 item"),
    "an item among keys": ("a: 1\n- b\n", "2:1 item among keys"),
    "a key among items": ("- a\nb: 1\n", "2:1 key among items"),
    "a question mark with a blank after a value": ('a: "b" ? c\n', "1:8 question"),
    "a word after quotes": ("a: 'it's'\n", "1:8 after a value"),
    "a word after brackets": ("a: [b] c\n", "1:8 after a value"),
    "a bracket that is not closed": ("a: 1\nb: [1, 2\n", "2:4 open bracket"),
    "a bracket that is not closed before the next document": ("a: {b: 1\n---\n", "1:4 open bracket"),
    "a bracket that is not closed before the next key": ("a: {b: 1\nc: 2\n", "1:4 open bracket"),
    "a bracket that is not closed before quotes": ("a:\n  - [b\n  - 'c'\n", "2:5 open bracket"),
    "a bracket that another closes": ("a: [1}\n", "1:6 other bracket"),
    "a bracket that closes nothing": ("a: ]\n", "1:4 lone bracket"),
    "a comma outside of brackets": ("a: ,b\n", "1:4 lone comma"),
    "a comma that is missing": ("a: {b: 1, 'c': 'd' e: 2}\n", "1:20 no comma"),
    "a comma that is missing before a key": ("a: {b: 1\n  c: 2}\n", "2:4 key in brackets"),
    "two commas": ("a: [b,, c]\n", "1:7 no value"),
    "a dash in brackets": ("a: [- b]\n", "1:5 item in brackets"),
    "a quote that is not closed": ('a: "b\nc: 1\n', "1:4 open quote"),
    "a quote that is not closed before a mark": ("a: 'b\n--- c'\n", "1:4 open quote"),
    "a backslash before a letter": ('a: "C:\\dir"\n', "1:7 escape"),
    "an escape of half a character": ('a: "b\\ud800"\n', "1:6 escape"),
    "an escape of no character": ('a: "\\U00110000"\n', "1:5 escape"),
    "an escape without its digits": ('a: "\\xg0"\n', "1:5 escape"),
    "a text after a bar": ("a: | b\n", "1:4 block text"),
    "a comment right after a bar": ("a: |# b\n  c\n", "1:4 block text"),
    "an indentation of nothing": ("a: |0\n  b\n", "1:4 block text"),
    "a star without a name": ("a: *\n", "1:4 name"),
    "a text that is emphasized": ("a: **b**\n", "1:4 name"),
    "a tag with a comma": ("a: [!b, c]\n", "1:5 tag"),
    "a tag in angle brackets": ("a: !<b> c\n", "1:4 tag"),
    "a tag with a handle": ("a: !b!c d\n", "1:4 tag"),
    "a text after the end": ("a: 1\n...\nb: 2\n", "3:1 after the end"),
    "an end before the start": ("...\na: 1\n", "1:1 end first"),
}

TAKEN = {
    "tabs in comments": "a: 1 #\tb\n#\tc\n",
    "tabs and quotes in comments": "a: 1 # it's\tb\n",
    "a compact object": '{"a":[1,{"b":"c?"}],"d":2}\n',
    "question marks outside of brackets": "a: why?\nb: is it? yes\n? c\n: d\n",
    "question marks in quotes in brackets": "a: {b: 'why?', c: \"so?\"}\n",
    "colons in texts": "a: b:c\nd: [e:f, https://x.example/]\n",
    "a comment right after quotes": 'a: "b"# c\n',
    "an escaped slash": 'a: "b\\/c"\n',
    "an escaped line end": 'a: "b\\\n  c"\n',
    "lines of text with signs in them": "a: |\n  - b: [\n  ? 'c\n  @d\ne: >-\n  %f\n",
    "an empty value in brackets": "a: {b: , c: }\n",
    "a mark at the start and at the end": "---\na: 1\n...\n",
    "a file without an end of its last line": "a:\n  b:",
    "a mark without an end of the line": "---",
    "a list in the column of its key": "a:\n- b\n- c: 1\n  d: 2\ne: f\n",
    "letters of any script": "é: 日本\n😀: 'Ωμέγα'\n",
    "lines of another editor": "a: 1\r\nb:\r\n  - c\r\n",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.replace(" ", "-"))
def test_what_is_no_yaml_for_one_parser_is_refused_by_both_in_our_words(problems: Problems, case: str) -> None:
    text, expected = CASES[case]
    place, _, kind = expected.partition(" ")
    (problem,) = problems(text)
    assert (problem.code, problem.message, problem.hint) == (
        FAULTS[kind].code,
        FAULTS[kind].message,
        FAULTS[kind].hint,
    )
    assert f"{problem.place.line}:{problem.place.column}" == place


def test_every_kind_of_fault_has_a_case() -> None:
    elsewhere = {"second document", "too deep", "unknown"}  # what the reader itself finds, and what nothing is known of
    assert {expected.partition(" ")[2] for _, expected in CASES.values()} == set(FAULTS) - elsewhere


@pytest.mark.parametrize("case", TAKEN, ids=lambda case: case.replace(" ", "-"))
def test_what_both_parsers_take_is_still_taken(case: str) -> None:
    one, other = (answer(parser, TAKEN[case]) for parser in ("CSafeLoader", "SafeLoader"))
    assert one == other
    assert (one[0], one[2]) == ("accepted", [])


def test_the_key_is_the_place_of_a_value_left_out_in_brackets(problems: Problems) -> None:
    text = "".join(f"k{nth}: 1\n" for nth in range(497)) + "a: {b: , c: }\n"
    # 497 pairs, the mapping, `a`, its mapping, `b` and its value are the 1,000 that there may be with `c`.
    (problem,) = problems(text)
    assert (problem.code, problem.place.line, problem.place.column) == ("too-many-values", 498, 10)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x 1\nb: &y 2\n\tc: 3\n", ["1:4 anchor", "3:1 bad-yaml"]),
        ("a: 1\na: 2\nb: *\n", ["2:1 duplicate-key", "3:4 bad-yaml"]),
        ("a: &x [1,\n  &y 2\n@", ["1:7 bad-yaml"]),
    ],
)
def test_only_what_is_sure_is_told_before_a_fault(problems: Problems, text: str, expected: list[str]) -> None:
    found = sorted(problems(text), key=lambda problem: problem.sort_key())
    assert [f"{p.place.line}:{p.place.column} {p.code}" for p in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "a: {b?: *x}\n",
        "- &a\n  [ \n\t]",
        "[" * 33 + "@",
        "[\n" * 33 + "\t@",
        "a: 'b'\nc: !t\n {\t",
        "*a\n\t: b",
        "- ?\n%0",
        "a: {b c: \n, |",
    ],
)
def test_a_fault_near_another_problem_is_the_same_for_both(text: str) -> None:
    assert difference(text) is None
    assert difference(text, values=3) is None


def test_what_is_passed_over_in_one_go_is_what_is_taken_token_by_token() -> None:
    ordinary = ["a: 1", "'b': \"2\"", "c d: -3 # e", "f: [1, 'x, y', z]", "g: {h: 1, i j: k}", "- l", "- [m]"]
    for text in good_texts():
        assert first_fault(f"{text}\n") is None or difference(text) is None
    for one in ordinary:
        for other in ordinary:
            for margin in ("", " "):
                text = f"{one}\n{margin}{other}\nz: 9\n"
                assert difference(text) is None, text


@pytest.mark.parametrize("parser", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.replace(" ", "-"))
def test_the_program_says_it_in_the_same_words(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, case: str, parser: str
) -> None:
    text, expected = CASES[case]
    place, _, kind = expected.partition(" ")
    if text.startswith(("%", "...", "-", "?")):
        pytest.skip("these stand at the start of a file alone")
    monkeypatch.setattr(reader, "PARSER", getattr(yaml, parser))
    file = tmp_path / "s.yaml"
    file.write_bytes(f"{HEAD}{text}".encode())
    code, out, err = costcalc("compare", file, "--format", "json")
    assert (code, out) == (2, "")
    line, column = map(int, place.split(":"))
    (said,) = json.loads(err)["problems"]
    assert (said["line"], said["column"]) == (line + 5, column)
    assert (said["code"], said["message"], said["hint"]) == (FAULTS[kind].code, FAULTS[kind].message, FAULTS[kind].hint)


@given(seed=st.integers(0, 2**64))
def test_both_parsers_give_one_answer_whatever_the_text(seed: int) -> None:
    dice, good = random.Random(seed), good_texts()[:20]  # noqa: S311  # hypothesis draws the seed
    for _ in range(10):
        text, differs = compare(dice, good)
        assert differs is None, text


@given(text=st.text(st.sampled_from("[]{},:?-'\"#&*!|>%@`\\ab \n\t"), max_size=40))
def test_both_parsers_give_one_answer_to_signs_in_any_order(text: str) -> None:
    assert difference(text) is None
