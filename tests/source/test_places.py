"""Every key, value and number knows its line and column, counted from 1, whichever parser read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from costcalc.problem import InputError, Place, Problem, Source
from costcalc.source import FileRecord, Formula, Mapping, Scalar, bind, read_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    Read = Callable[[str], tuple[Mapping, list[Problem]]]

TEXT = """\
# a comment
id: chatbot
title: "a title"

options:
  a: {model: x/y, with: {n: 1}}
  "b":
    - first
    -   second
    - - deep
unicode: {é: 1, 日本: 2, 😀: 3}
"""


def at(node: Any, *path: str | int) -> Any:
    for step in path:
        node = node[step]
    return node


def line_and_column(place: Place) -> tuple[int, int]:
    return place.line, place.column


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (2, 1)),
        (("id",), (2, 5)),
        (("title",), (3, 8)),
        (("options",), (6, 3)),
        (("options", "a"), (6, 6)),
        (("options", "a", "model"), (6, 14)),
        (("options", "a", "with"), (6, 25)),
        (("options", "a", "with", "n"), (6, 29)),
        (("options", "b"), (8, 5)),
        (("options", "b", 0), (8, 7)),
        (("options", "b", 1), (9, 9)),
        (("options", "b", 2), (10, 7)),
        (("options", "b", 2, 0), (10, 9)),
        (("unicode", "é"), (11, 14)),
        (("unicode", "日本"), (11, 21)),
        (("unicode", "😀"), (11, 27)),
    ],
)
def test_a_value_knows_its_place(read: Read, path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    tree, problems = read(TEXT)
    assert problems == []
    assert line_and_column(at(tree, *path).place) == place


@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        ((), "id", (2, 1)),
        ((), "options", (5, 1)),
        (("options",), "a", (6, 3)),
        (("options",), "b", (7, 3)),
        (("options", "a", "with"), "n", (6, 26)),
        (("unicode",), "é", (11, 11)),
        (("unicode",), "日本", (11, 17)),
        (("unicode",), "😀", (11, 24)),
    ],
)
def test_a_key_knows_its_place(read: Read, path: tuple[str, ...], key: str, place: tuple[int, int]) -> None:
    tree, _ = read(TEXT)
    (found,) = [word for word in at(tree, *path) if word == key]
    assert isinstance(found, Scalar)
    assert line_and_column(found.place) == place


def test_lines_that_end_in_cr_lf_count_once(read: Read) -> None:
    tree, _ = read("a: 1\r\nb:\r\n  c: 2\r\n")
    assert line_and_column(tree["b"]["c"].place) == (3, 6)


class Probe(FileRecord):
    """A file of one formula."""

    n: Formula


def leaves(text: str) -> list[tuple[str, int, int]]:
    """Read `n:` with a formula, and list its numbers and names with their places."""
    tree, found = read_tree(text, Source("f.yaml", text), 100)
    node = bind(Probe, tree, found).n
    return [
        (getattr(leaf, "text", None) or getattr(leaf, "name", ""), *line_and_column(leaf.place))
        for leaf in node.leaves()
        if leaf.place
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("n: 12\n", [("12", 1, 4)]),
        ("n: a*(1-hit)\n", [("a", 1, 4), ("1", 1, 7), ("hit", 1, 9)]),
        ('n: "a * 30%"\n', [("a", 1, 5), ("30%", 1, 9)]),
        ("n: 'a * 30%'\n", [("a", 1, 5), ("30%", 1, 9)]),
        ('n: "  7"\n', [("7", 1, 7)]),
        ("n: min(2M, docs * 400)\n", [("2M", 1, 8), ("docs", 1, 12), ("400", 1, 19)]),
        ("n: sum(k=1..6, k * x)\n", [("1", 1, 10), ("6", 1, 13), ("k", 1, 16), ("x", 1, 20)]),
        ("\n# é\n{n: 2 + b}\n", [("2", 3, 5), ("b", 3, 9)]),
    ],
)
@pytest.mark.usefixtures("parser")
def test_the_numbers_and_names_of_a_formula_know_their_places(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert leaves(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "n: 1 +\n   total\n",
        'n: "1 +\n   total"\n',
        "n: >-\n  1 +\n  total\n",
        "n: |-\n  1 + total\n",
        'n: "\\x31 + total"\n',
    ],
)
@pytest.mark.usefixtures("parser")
def test_a_formula_over_several_lines_is_refused_or_its_places_are_right(text: str) -> None:
    try:
        found = leaves(text)
    except InputError:
        return
    for word, line, column in found:
        assert text.split("\n")[line - 1][column - 1 :].startswith(word)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("n: 1 + 010\n", (1, 8), "bad-number"),
        ("n: 1 + (2\n", (1, 10), "bad-formula"),
        ("n: '1 +'\n", (1, 8), "bad-formula"),
        ("n: 1 + Total\n", (1, 8), "bad-name"),
        ("n: 1 + maximum(2)\n", (1, 8), "unknown-function"),
        ("n: 3 % 4\n", (1, 6), "bad-formula"),
        ("n: [1]\n", (1, 4), "wrong-type"),
        ("n:\n", (1, 3), "empty-value"),
        ("n: 1\nm: 2\n", (2, 1), "unknown-key"),
        ("{}\n", (1, 1), "missing-key"),
    ],
)
@pytest.mark.usefixtures("parser")
def test_a_problem_points_at_what_is_wrong(text: str, place: tuple[int, int], code: str) -> None:
    with pytest.raises(InputError) as refused:
        leaves(text)
    (problem,) = refused.value.problems
    assert (line_and_column(problem.place), problem.code) == (place, code)
