"""Aliases of a stranger's file stand for what they name, and count as if it were written out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from costcalc.problem import InputError, Source
from costcalc.source import read_tree
from costcalc.source.syntax import MAX_DEPTH
from tests.source.test_tree import LAUGHS, MERGES, found

if TYPE_CHECKING:
    from costcalc.problem import Problem
    from costcalc.source import Mapping

pytestmark = pytest.mark.usefixtures("parser")


def read(text: str, most: int = 1_000) -> tuple[Mapping, list[Problem]]:
    return read_tree(text, Source("f.yaml", text), most, aliases=True)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x one\nb: *x\nc: [*x, *x]\n",
        "a: &x {b: one, c: &y [two, three]}\nd: *x\ne: *y\n",
        "&x a: one\nb: *x\n",
        "a: &x {b: one, c: two}\nd: {<<: *x}\ne: {<<: *x, b: three}\nf: {b: three, <<: *x}\n",
        "a: &x {b: one}\nc: &y {b: two, d: three}\ne: {<<: [*x, *y], f: four}\n",
        "a: &x {b: one}\nc: &y {<<: *x, d: two}\ne: {<<: *y}\n",
        "a: &x {b: {c: one, d: two}}\ne: {<<: *x, b: {c: three}}\n",
        "a: {<<: {b: one}, c: two}\n",
        "a: {'<<': one}\n",
        LAUGHS,
        MERGES.replace("x: 1", "x: one"),
    ],
)
def test_it_is_read_as_yaml_says(text: str) -> None:
    tree, problems = read(text)
    assert (tree, problems) == (yaml.safe_load(text), [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: *x\n", ["1:4 alias"]),
        ("a: *x\nb: &x 1\n", ["1:4 alias"]),
        ("a: &x [*x]\n", ["1:8 alias"]),
        ("a: &x 1\nb: &x 2\nc: *x\n", ["2:4 anchor"]),
        ("a: &x {b: 1}\n*x : 2\n", ["2:1 bad-key"]),
        ("a: &x b\nb: 1\n*x : 2\n", ["3:1 duplicate-key"]),
        ("a: {<<: one}\n", ["1:5 merge-key"]),
        ("a: {<<: [{b: one}, one]}\n", ["1:5 merge-key"]),
        ("a: &x {b: 1}\nc: {<<: *x, <<: *x}\n", ["2:13 duplicate-key"]),
        ("a: &x {b: 1}\nc: {<<: *x, b: 1, b: 2}\n", ["2:19 duplicate-key"]),
        ("a: &x !!int 1\nb: *x\n", ["1:4 tag"]),
    ],
)
def test_what_names_nothing_or_no_mapping_is_refused(text: str, expected: list[str]) -> None:
    assert found(read(text)[1]) == expected


def chain(first: str, next_: str, links: int) -> str:
    """Return anchors each of which is made of the one before it."""
    lines = [f"a0: &a0 {first}\n"]
    lines += [f"a{nth}: &a{nth} {next_.format(f'*a{nth - 1}')}\n" for nth in range(1, links)]
    return "".join(lines)


@pytest.mark.parametrize(("first", "next_"), [("[x, x]", "[{0}, {0}]"), ("{x: y}", "{{<<: [{0}, {0}]}}")])
def test_a_bomb_stops_where_it_would_be_larger_than_a_file_may_be(first: str, next_: str) -> None:
    # Each link is twice the one before it: a file of 30 lines would have more than 2 ** 30 values.
    with pytest.raises(InputError) as refused:
        read(chain(first, next_, 30))
    (problem,) = refused.value.problems
    assert (problem.code, problem.place.line < 12) == ("too-many-values", True)


def test_an_alias_counts_as_what_it_stands_for() -> None:
    text = "a: &x [1, 2, 3]\nb: *x\n"
    # The file itself, `a` with a list of three, and `b` with the same.
    assert read(text, 1 + (1 + 1 + 3) + (1 + 1 + 3))[1] == []
    with pytest.raises(InputError) as refused:
        read(text, 1 + (1 + 1 + 3) + (1 + 1 + 3) - 1)
    assert found(list(refused.value.problems)) == ["2:4 too-many-values"]


def test_values_nest_no_deeper_by_aliases() -> None:
    # The file is the first level, and each link one more.
    assert read(chain("[x]", "[{0}]", MAX_DEPTH - 1))[1] == []
    with pytest.raises(InputError) as refused:
        read(chain("[x]", "[{0}]", MAX_DEPTH))
    assert [problem.code for problem in refused.value.problems] == ["too-deep"]
