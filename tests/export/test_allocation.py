"""Lines that are rounded so that they add up: by the largest remainder, the earlier first where two are equal."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costcalc.export import allocate
from costcalc.export.allocation import minor_digits
from costcalc.expr import round_half_up

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30, places=20)
SMALL = st.decimals(allow_nan=False, allow_infinity=False, min_value=-1, max_value=1, places=4)
FRACTIONS = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**6)
AMOUNTS = st.lists(DECIMALS | SMALL | FRACTIONS, max_size=30)


@pytest.mark.parametrize(
    ("amounts", "digits", "rounded"),
    [
        # nothing to do
        ([], 2, []),
        (["2", "8.25"], 2, ["2.00", "8.25"]),
        # 1.00 in three equal parts: 0.33 each, and the cent that is missing to the first
        (["1/3", "1/3", "1/3"], 2, ["0.34", "0.33", "0.33"]),
        # 6.3555… + 47.6666… + 10.2666… = 64.2888…, 64.29; rounded down they are 64.27: two cents for the remainders of
        # two thirds, and none for that of five ninths
        (["286/45", "143/3", "154/15"], 2, ["6.35", "47.67", "10.27"]),
        # 0.005 + 0.005 is 0.01, and not 0.02: one of them has it
        (["0.005", "0.005"], 2, ["0.01", "0.00"]),
        # half a cent alone is a whole one, and below nothing one less
        (["0.005"], 2, ["0.01"]),
        (["-0.005"], 2, ["-0.01"]),
        # a refund: −1.005 + 0.004 = −1.001, −1.00
        (["-1.005", "0.004"], 2, ["-1.00", "0.00"]),
        # yen have no smaller coin, dinars have a thousandth
        (["0.4", "0.4", "0.4"], 0, ["1", "0", "0"]),
        (["0.00025", "0.00025"], 3, ["0.001", "0.000"]),
        # what costs nothing pays no cent
        (["0", "0.006", "0.006"], 2, ["0.00", "0.01", "0.00"]),
        # too large for 28 digits
        (["123456789012345678901234567890.005"], 2, ["123456789012345678901234567890.01"]),
    ],
)
def test_lines_add_up_to_the_rounded_sum(amounts: list[str], digits: int, rounded: list[str]) -> None:
    exact = [Fraction(text) if "/" in text else Decimal(text) for text in amounts]
    assert [format(amount, "f") for amount in allocate(exact, digits)] == rounded


@given(AMOUNTS, st.integers(0, 3))
def test_any_lines_foot(amounts: list[Decimal | Fraction], digits: int) -> None:
    rounded = allocate(amounts, digits)
    total = sum((Fraction(amount) for amount in amounts), Fraction(0))
    assert sum(map(Fraction, rounded)) == Fraction(round_half_up(total, digits))
    for amount, line in zip(amounts, rounded, strict=True):
        assert abs(Fraction(line) - Fraction(amount)) < Fraction(1, 10**digits)
        assert line.as_tuple().exponent == -digits
        assert str(line) != "-0"


@given(AMOUNTS, st.integers(0, 3))
def test_what_is_round_already_stays(amounts: list[Decimal | Fraction], digits: int) -> None:
    whole = [round_half_up(amount, digits) for amount in amounts]
    assert allocate(whole, digits) == whole
    for amount, line in zip(amounts, allocate(amounts, digits), strict=True):
        if Fraction(amount) * 10**digits % 1 == 0:
            assert Fraction(line) == Fraction(amount)


@given(st.fractions(0, 1, max_denominator=1000), st.integers(1, 40), st.integers(0, 3))
def test_of_equal_lines_the_earlier_are_the_dearer(amount: Fraction, lines: int, digits: int) -> None:
    rounded = allocate([amount] * lines, digits)
    assert rounded == sorted(rounded, reverse=True)
    assert len(set(rounded)) <= 2


@pytest.mark.parametrize(("currency", "digits"), [("USD", 2), ("JPY", 0), ("KWD", 3), ("credits", 2), ("XAF", 0)])
def test_a_currency_has_so_many_decimals(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits
