"""Solutions between a least and a highest value: those that there are without an end, and none beyond."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costcalc.expr import Node
from costcalc.expr.solving.found import Solutions
from costcalc.expr.solving.solutions import solutions

from .piecewise import piecewise
from .test_solve import FILE, frame, read

F = Fraction
NOTHING = F(0)
XY = {"x": "1", "y": "3"}


def solved(
    left: Node | str, right: Node | str, most: Fraction | None, least: Fraction = NOTHING, unknown: str = "n"
) -> Solutions:
    values = frame(FILE if unknown == "n" else XY)
    sides = [read(side) if isinstance(side, str) else side for side in (left, right)]
    return solutions(*sides, unknown, values, lambda value: values.given({unknown: value}), least=least, most=most)


@pytest.mark.parametrize(
    ("left", "right", "least", "most", "roots"),
    [
        ("n", "5", 0, 10, [5]),
        ("n", "5", 0, 5, [5]),
        ("n", "5", 5, 10, [5]),
        ("n", "5", 5, 5, [5]),
        ("n", "5", 6, 10, []),
        ("n", "5", 0, 4, []),
        ("sum(k=1..n, k)", "6", 0, 10, [3]),  # 1 + 2 + 3
        ("sum(k=1..n, k)", "6", 0, 3, [3]),
        ("sum(k=1..n, k)", "6", 0, 2, []),
        ("sum(k=1..n, k)", "6", 4, 9, []),
    ],
)
def test_both_ends_belong_to_the_values(left: str, right: str, least: int, most: int, roots: list[int]) -> None:
    found = solved(left, right, F(most), F(least))
    assert [root.value for root in found.roots] == roots
    assert (found.stretches, found.jumps, found.failed) == ((), (), ())


def test_a_stretch_ends_with_the_values() -> None:
    (stretch,) = solved("max(n, 5)", "5", F(3)).stretches
    assert (stretch.low, stretch.high, stretch.low_closed, stretch.high_closed) == (0, 3, True, True)
    (stretch,) = solved("max(n, 5)", "5", F(5)).stretches
    assert (stretch.low, stretch.high, stretch.high_closed) == (0, 5, True)


def test_what_has_no_value_beyond_is_of_no_interest() -> None:
    assert solved("sum(k=1..n, k / (9 - n))", "1 / 8", F(1)).failed == ()  # at n = 9 there is none
    assert len(solved("n / (9 - n)", "1", None).failed) == len(solved("n / (9 - n)", "1", F(9)).failed) == 1
    assert solved("n / (9 - n)", "1", F(8)).failed == ()


@settings(max_examples=20)  # without an end, a step at every whole number takes its seconds
@given(piecewise, piecewise, st.integers(0, 60).map(lambda half: F(half, 2)))
def test_they_are_those_without_an_end_up_to_there(left: Node, right: Node, most: Fraction) -> None:
    every, some = (solved(left, right, end, unknown="x") for end in (None, most))
    if every.failed or some.failed:
        return
    assert [root for root in some.roots if root.low == root.high and root.low < most] == [
        root for root in every.roots if root.low == root.high and root.low < most
    ]
    assert [jump.value for jump in some.jumps if jump.value < most] == [
        jump.value for jump in every.jumps if jump.value < most
    ]
    assert [one.low for one in some.stretches if one.low is not None and one.low < most] == [
        one.low for one in every.stretches if one.low is not None and one.low < most
    ]
