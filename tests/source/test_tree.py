"""What YAML would do behind the reader's back is refused, with the place where it would."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.source import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.problem import Problem

    Read = Callable[[str], tuple[Mapping, list[Problem]]]
    Problems = Callable[[str], list[Problem]]

LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"
MERGES = "a: &a {x: 1}\nb: &b {<<: [*a, *a]}\nc: {<<: [*b, *b]}\n"


def found(problems: list[Problem]) -> list[str]:
    return [f"{p.place.line}:{p.place.column} {p.code}" for p in sorted(problems, key=lambda p: p.sort_key())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ["3:1 duplicate-key"]),
        ("a: {b: 1, b: 2}\n", ["1:11 duplicate-key"]),
        ('a: 1\n"a": 2\n', ["2:1 duplicate-key"]),
        ('a: 1\n"\\x61": 2\n', ["2:1 duplicate-key"]),
        ("a: 1\na: 2\na: 3\n", ["2:1 duplicate-key", "3:1 duplicate-key"]),
        ("a: *x\n", ["1:4 alias"]),
        ("a: &x 1\n", ["1:4 anchor"]),
        ("a: &x {b: 1}\n", ["1:4 anchor"]),
        ("a:\n  - &x\n    b: 1\n", ["2:5 anchor"]),
        ("&x a: 1\n", ["1:1 anchor"]),
        ("&x a: 1\n*x : 2\n", ["1:1 anchor", "2:1 alias", "2:1 bad-key"]),
        ("<<: {a: 1}\n", ["1:1 merge-key"]),
        ("a: {<<: {b: 1}}\n", ["1:5 merge-key"]),
        ("a: !!int 1\n", ["1:4 tag"]),
        ("a: !!python/object/apply:os.system [ls]\n", ["1:4 tag"]),
        ("a: ! 1\n", ["1:4 tag"]),
        ("a: !local {b: 1}\n", ["1:4 tag"]),
        ("!!set {a}\n", ["1:1 tag"]),
        ("%YAML 1.1\n---\na: 1\n", ["1:1 directive"]),
        ("%TAG ! tag:x,2026:\n---\na: 1\n", ["1:1 directive"]),
        ("a: 1\n---\nb: 2\n", ["2:1 second-document"]),
        ("a: 1\n...\n---\nb: 2\n", ["3:1 second-document"]),
        ("? [a]\n: 1\n", ["1:3 bad-key"]),
        ("? {a: b}\n: 1\n", ["1:3 bad-key"]),
        ('"": 1\n', ["1:1 bad-key"]),
        ('"a\\nb": 1\n', ["1:1 bad-key"]),
        (f"{'k' * 101}: 1\n", ["1:1 bad-key"]),
        ("- a\n", ["1:1 wrong-type"]),
        ("just a text\n", ["1:1 wrong-type"]),
        ("---\n", ["2:1 wrong-type"]),
        ("# a comment alone\n", ["1:1 empty-file"]),
        ("a: [1\n", ["1:4 bad-yaml"]),
        ("a: b: c\n", ["1:5 bad-yaml"]),
        ("a: 1\n b: 2\n", ["2:3 bad-yaml"]),
        ("a: @home\n", ["1:4 bad-yaml"]),
        (f"a: {'x' * 8193}\n", ["1:4 text-too-long"]),
    ],
)
def test_what_would_surprise_is_refused_at_its_place(problems: Problems, text: str, expected: list[str]) -> None:
    assert found(problems(text)) == expected


def test_a_duplicate_key_names_the_line_of_the_first(problems: Problems) -> None:
    (problem,) = problems("# comment\na: 1\nb: 2\na: 3\n")
    assert problem.message == "`a` stands here already, in line 2"


def test_the_value_of_a_duplicate_key_does_not_replace_the_first(read: Read) -> None:
    tree, _ = read("a: 1\na: 2\n")
    assert tree == {"a": "1"}


@pytest.mark.parametrize(("text", "aliases"), [(LAUGHS, 6), (MERGES, 4)])
def test_a_bomb_is_not_expanded(problems: Problems, text: str, aliases: int) -> None:
    codes = [problem.code for problem in problems(text)]
    assert codes.count("alias") == aliases
    assert codes.count("anchor") >= 2


@pytest.mark.parametrize("opening", ["[", "{a: "])
@pytest.mark.parametrize(("depth", "allowed"), [(30, True), (31, True), (32, False), (100_000, False)])
def test_values_nest_at_most_32_deep(problems: Problems, opening: str, depth: int, allowed: bool) -> None:
    text = "a: " + opening * depth + ("]" if opening == "[" else "}") * min(depth, 100)
    codes = [problem.code for problem in problems(text)]
    assert codes == ([] if allowed else ["too-deep"])


def test_block_sequences_count_as_depth_too(problems: Problems) -> None:
    text = "a:\n" + "- " * 32 + "1\n"
    assert found(problems(text)) == ["2:63 too-deep"]


@pytest.mark.parametrize(("values", "allowed"), [(1_000, True), (1_001, False)])
def test_a_file_has_at_most_so_many_values(problems: Problems, values: int, allowed: bool) -> None:
    # the mapping, its key, its list: three values besides the items
    text = f"a: [{', '.join(['1'] * (values - 3))}]\n"
    assert [problem.code for problem in problems(text)] == ([] if allowed else ["too-many-values"])


@pytest.mark.parametrize(
    "escape",
    [
        "\\e",
        "\\0",
        "\\a",
        "\\b",
        "\\r",
        "\\t",
        "\\x7f",
        "\\x9b",
        "\\N",
        "\\_",
        "\\L",
        "\\P",
        "\\u200b",
        "\\u202e",
        "\\u2066",
        "\\u061c",
        "\\u00ad",
        "\\ufeff",
        "\\ufffe",
        "\\U000e0041",
        "\\u3164",
        "\\u115f",
        "\\u2800",
        "\\u034f",
        "\\ufe0f",
        "\\U000e0100",
        "\\U0010ffff",
    ],
)
def test_a_character_that_does_not_print_is_refused_where_an_escape_makes_it(problems: Problems, escape: str) -> None:
    assert found(problems(f'a: 1\nb: "x{escape}y"\n')) == ["2:4 hidden-character"]


def test_of_many_hidden_characters_a_few_are_named(problems: Problems) -> None:
    escapes = "".join(f"\\ufe0{digit}" for digit in "0123456")
    (problem,) = problems(f'a: "x{escapes}y"\n')
    assert problem.message.endswith("(U+FE00, U+FE01, U+FE02, U+FE03, U+FE04 and 2 more)")


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\ud83d\\ude00"])
def test_half_a_character_is_refused_by_both_parsers(problems: Problems, escape: str) -> None:
    (problem,) = problems(f'a: "{escape}"\n')
    assert problem.code in {"bad-yaml", "hidden-character"}
    assert problem.place.line == 1


@pytest.mark.parametrize("escape", ["\\q", "\\UFFFFFFFF", "\\U00110000", "\\UD8000000"])
def test_an_escape_of_no_character_is_refused_without_a_traceback(problems: Problems, escape: str) -> None:
    (problem,) = problems(f'a: "{escape}"\n')
    assert problem.code == "bad-yaml"


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "off",
        "NO",
        "on",
        "yes",
        "y",
        "true",
        "False",
        "~",
        "null",
        "=",
        "<",
        "010",
        "0777",
        "0o17",
        "0x1F",
        "0b11",
        "1_000",
        "1:30",
        "190:20:30",
        "16:30",
        "1e6",
        "1.0e+999",
        ".014",
        "4.10",
        "1,000",
        ".nan",
        ".inf",
        "-.Inf",
        "2026-01-01",
        "2026-02-30",
        "2026-04-28T12:00:00Z",
        "9" * 5000,
        "0x" + "f" * 5000,
        "1:" + "59:" * 500 + "59",
    ],
)
def test_a_value_stays_the_text_that_was_written(read: Read, text: str) -> None:
    tree, problems = read(f"plain: {text}\nquoted: '{text}'\nlist:\n- {text}\n")
    assert problems == []
    assert (str(tree["plain"]), tree["plain"].unquoted) == (text, True)
    assert (str(tree["quoted"]), tree["quoted"].unquoted) == (text, False)
    assert [str(item) for item in tree["list"]] == [text]


def test_keys_stay_texts_and_do_not_collide(read: Read) -> None:
    tree, problems = read("no: a\n2: b\n1.0: c\n1: d\ntrue: e\n~: f\n2026-01-01: g\n")
    assert problems == []
    assert list(tree) == ["no", "2", "1.0", "1", "true", "~", "2026-01-01"]


def test_only_what_is_empty_or_null_and_unquoted_is_nothing(read: Read) -> None:
    tree, _ = read("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: none\n")
    assert [key for key, value in tree.items() if value.is_null] == ["a", "b", "c"]


def test_the_pure_parser_and_libyaml_read_the_same_tree(read: Read) -> None:
    tree, problems = read("a: {b: [1, 'x y', \"z\"]}\nc: |\n  two\n  lines\nd: >-\n  one\n  line\n")
    assert problems == []
    assert tree == {"a": {"b": ["1", "x y", "z"]}, "c": "two\nlines\n", "d": "one line"}
    assert isinstance(tree["a"], Mapping)
    assert isinstance(tree["a"]["b"], Sequence)


def test_problems_before_the_one_that_stops_the_reading_are_kept(problems: Problems) -> None:
    assert found(problems("a: &x 1\na: 2\nc: [\n")) == ["1:4 anchor", "2:1 duplicate-key", "3:4 bad-yaml"]
