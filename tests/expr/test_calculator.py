"""The calculator that checks costcalc is checked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

from .calculator import calculate, understood


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("10 - 3 - 4", 3),
        ("24 / 4 / 3", 2),
        ("24 / (4 / 3)", 18),
        ("-2 * -3", 6),
        ("-(-5)", 5),
        ("2 - -3", 5),
        ("1_000_000 * 0.014", 14_000),
        ("1.5K + 2M + 3B", 3_002_001_500),
        ("94%", Fraction(47, 50)),
        ("2.5e-1", Fraction(1, 4)),
        ("1 / 3", Fraction(1, 3)),
        ("min(3, -1, 2) + max(3, -1, 2)", 2),
        ("ceil(0.1) + ceil(-0.9)", 1),
        ("floor(0.9) + floor(-0.1)", -1),
        ("round(0.125, 2)", Fraction(13, 100)),
        ("round(-0.5)", -1),
        ("sum(k=1..4, k * k)", 30),
        ("sum(k=3..2, k)", 0),
        ("2 ^ 3 + (2 ^ (-1)) * -(3 ^ 2)", Fraction(7, 2)),
        ("sum(k=1..4, k where k > 2) + (5 where 1 > 2)", 7),
        ("sum(k=1..3, sum(j=1..k, j))", 10),
        ("5 [n 300 > 200] + 1", 6),
        ("5 [1 > 0 and 2 >= 2] [3 < 4]", 5),
        ("5 [6 [1 > 0] > 2]", 5),
        ("5 [n (-3) > -4]", 5),
        ("sum(k=1..4, {10 [k > 3], 1 [k == 1], 0 [otherwise]})", 11),
        ("sum(k=1..2, {7 [1 < 2] [k > 1], max(2, 3 [0 != 1]) [otherwise]})", 10),
        ("sum(k=0..2, {0 [k == 0], 1 / k [otherwise]})", Fraction(3, 2)),
    ],
)
def test_a_text_is_computed_as_on_paper(text: str, value: Fraction) -> None:
    assert calculate(text) == value


def test_names_stand_for_numbers_or_for_formulas_that_see_the_index() -> None:
    values = {"n": Fraction(10), "turn.size": understood("n + k")}
    assert calculate("sum(k=1..3, turn.size) * n", values) == 360  # (11 + 12 + 13) * 10


@pytest.mark.parametrize("text", ["1 2", "1 +", "(1", "1 ^", "round(1, 0.5)", "5 [1 > 2]", "5 [1 > 0", "{5 [1 > 0]"])
def test_what_is_no_formula_stops_the_calculator(text: str) -> None:
    with pytest.raises((AssertionError, KeyError)):
        calculate(text)


def test_a_division_by_zero_stops_the_calculator() -> None:
    with pytest.raises(ZeroDivisionError):
        calculate("1 / (2 - 2)")
