"""Bounds of formulas: wide or not, every value lies between them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costcalc.expr import Footing, Missing, Name, Node, Product, Sum
from costcalc.expr.solving.bounds import bounds
from costcalc.expr.solving.hull import Hull
from costcalc.expr.solving.inquiry import Inquiry

from .piecewise import by_hand, counted, piecewise
from .test_solve import frame, read

F = Fraction


def bound(node: Node, low: Fraction, high: Fraction) -> Hull | None:
    values = frame({"x": "1", "y": "3"})
    return bounds(node, Inquiry("x", 100_000), Footing.on(values), low, high)


ends = st.tuples(st.integers(-8, 40), st.integers(0, 40)).map(lambda both: (F(both[0], 2), F(sum(both), 2)))


@settings(max_examples=400)
@given(node=piecewise | counted, ends=ends)
def test_every_value_lies_between_the_bounds(node: Node, ends: tuple[Fraction, Fraction]) -> None:
    low, high = ends
    hull = bound(node, low, high)
    if hull is None:
        return
    for step in range(17):
        value = by_hand(node, low + (high - low) * step / 16)
        assert value is None or hull.low <= value <= hull.high


@pytest.mark.parametrize(
    ("formula", "low", "high"),
    [
        ("2 * x - 3", 1, 7),
        ("10 / x", 2, 5),
        ("x ^ 2", 4, 25),
        ("ceil(x / 2)", 1, 3),
        ("round(x / 3, 1)", F("0.7"), F("1.7")),
        ("min(x, 4)", 2, 4),
        ("max(x, 4)", 4, 5),
        ("sum(k=1..3, k * x)", 12, 30),
        ("sum(k=1..x, 1)", 2, 5),
        ("2 ^ x", 4, 32),
    ],
)
def test_the_bounds_from_2_to_5(formula: str, low: Fraction, high: Fraction) -> None:
    found = bound(read(formula), F(2), F(5))
    assert found is not None
    assert found.low <= low
    assert found.high >= high
    if "sum(k=1..x" not in formula:
        assert found == Hull(F(low), F(high))


def test_a_power_that_is_too_high_to_be_computed_is_bounded() -> None:
    # 1.02 is 51/50; what is said of higher powers is that they are more than the highest that is computed
    found = bound(read("1.02 ^ x"), F(100_000), F(10**18))
    assert found is not None
    assert found.low > F(100_000)
    falling = bound(read("0.5 ^ x"), F(10**6), F(10**9))
    assert falling is not None
    assert falling.low == 0
    assert falling.high < F(1, 10**300)


@pytest.mark.parametrize("formula", ["1 / (x - 3)", "(x - 3) ^ (0 - 1)", "(0 - 2) ^ x", "round(x, x)"])
def test_where_nothing_can_be_said_nothing_is(formula: str) -> None:
    assert bound(read(formula), F(2), F(5)) is None


def test_a_number_that_nobody_knows_has_no_bounds() -> None:
    assert bound(Sum((Name("x"), Missing("nobody says", "unpriced"))), F(1), F(2)) is None
    assert bound(Product((Name("z"), Name("x"))), F(1), F(2)) is None
