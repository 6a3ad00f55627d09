"""How amounts are shown: exact value on the left, what people read on the right."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costcalc import money
from costcalc.expr import Exact

D, F = Decimal, Fraction


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (D(0), "0.00"),
        (D("0.00000"), "0.00"),
        (D(5250), "5,250.00"),
        (D("142.8"), "142.80"),
        (D("17000"), "17,000.00"),
        (D("1234567.891"), "1,234,567.891"),
        (D("1E+9"), "1,000,000,000.00"),
        (D("123.45678"), "123.4568"),
        (D("123.45674"), "123.4567"),
        (D("0.12345"), "0.1235"),
        (D("0.012345"), "0.01235"),
        (D("0.001"), "0.001"),
        (D("0.00012345"), "0.0001235"),
        (D("0.0000000014"), "0.0000000014"),
        (D("0.00005"), "0.00005"),
        (D("0.99996"), "1.00"),
        (D("1.00004"), "1.00"),
        (D("-0.00001"), "−0.00001"),
        (D("-1234.5"), "−1,234.50"),
        (D("-0.5"), "−0.50"),
        (F(1, 3), "0.3333"),
        (F(2, 3), "0.6667"),
        (F(20_000, 3), "6,666.6667"),
        (F(1, 30_000), "0.00003333"),
    ],
)
def test_a_total_has_four_decimals_or_four_digits_and_at_least_cents(value: Exact, shown: str) -> None:
    assert money.total(value) == shown


anything_but_nothing = st.fractions(-(10**6), 10**6, max_denominator=10**12) | st.decimals(-1, 1, places=15)


@settings(max_examples=200)
@given(anything_but_nothing.filter(bool))
def test_a_total_that_is_something_is_never_shown_as_nothing(value: Exact) -> None:
    shown = money.total(value)
    assert re.search("[1-9]", shown)
    assert shown.startswith("−") == (value < 0)
    assert abs(F(shown.replace(",", "").replace("−", "-")) - F(value)) <= min(F(1, 20_000), abs(F(value)) / 1000)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (D("2.8"), "2.80"),
        (D("0"), "0.00"),
        (D("0.0000014"), "0.0000014"),
        (D("1234.123456789012345678"), "1,234.123456789012345678"),
        (D("200.00"), "200.00"),
        (D("1E+6"), "1,000,000.00"),
        (D("-0.25"), "−0.25"),
        (F(1, 3), "0.3333…"),
        (F(2, 3), "0.6666…"),
        (F(-2, 3), "−0.6666…"),
        (F(10_000, 3), "3,333.3333…"),
        (F(5_000, 3_000_000), "0.001666…"),
        (F(1, 300_000_000), "0.000000003333…"),
        (F(10**20, 3), "33,333,333,333,333,333,333.3333…"),
    ],
)
def test_a_line_of_a_bill_keeps_all_its_digits_or_says_that_they_have_no_end(value: Exact, shown: str) -> None:
    assert money.amount(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (D(200_000_000), "200,000,000"),
        (D(7), "7"),
        (D("0"), "0"),
        (D("1.50"), "1.5"),
        (D("1E+6"), "1,000,000"),
        (D("-1500"), "−1,500"),
        (F(1000, 3), "333.33…"),
        (F(200_000, 3), "66,666.66…"),
        (F(1, 3), "0.3333…"),
        (F(1, 3000), "0.0003333…"),
    ],
)
def test_a_quantity_keeps_all_its_digits_or_says_that_they_have_no_end(value: Exact, shown: str) -> None:
    assert money.count(value) == shown


@pytest.mark.parametrize(
    ("saving", "shown"),
    [
        (D("0.9916"), "−99.16 %"),
        (D("-1.5"), "+150 %"),
        (D(0), "±0 %"),
        (D("-0.0"), "±0 %"),
        (D(1), "−100 %"),
        (D(-1), "+100 %"),
        (D("0.5"), "−50 %"),
        (F(1, 3), "−33.33 %"),
        (F(-2, 3), "+66.67 %"),
        (D("0.12345"), "−12.35 %"),
        (D("-0.12345"), "+12.35 %"),
        (D(-118), "+11,800 %"),
        (D("0.999996"), "−99.9996 %"),
        (D("0.99999999"), "−99.999999 %"),
        (D("0.000001"), "−0.0001 %"),
        (D("-0.00000049"), "+0.000049 %"),
        (D("-1.00001"), "+100.001 %"),
        (F(2499, 2500), "−99.96 %"),
    ],
)
def test_a_saving_is_shown_as_what_it_does_to_the_bill(saving: Exact, shown: str) -> None:
    assert money.change(saving) == shown


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        (D(1), "the same"),
        (F(1), "the same"),
        (F(2500, 21), "119× cheaper"),
        (D(2), "2× cheaper"),
        (D("1.5"), "1.5× cheaper"),
        (D("9.999"), "10× cheaper"),
        (D("12.34"), "12.3× cheaper"),
        (D("1234567.5"), "1,234,568× cheaper"),
        (D("1.005"), "1.01× cheaper"),
        (D("1.001"), ">1× cheaper"),
        (D("0.4"), "2.5× dearer"),
        (D("0.5"), "2× dearer"),
        (F(1, 3), "3× dearer"),
        (F(21, 2500), "119× dearer"),
        (D("0.9999"), ">1× dearer"),
        (D("0.001"), "1,000× dearer"),
    ],
)
def test_a_ratio_is_shown_as_so_many_times(ratio: Exact, shown: str) -> None:
    assert money.times(ratio) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0", "0"),
        ("999", "999"),
        ("1000", "1,000"),
        ("17000.00", "17,000.00"),
        ("-1234567.5", "−1,234,567.5"),
        ("-0.25", "−0.25"),
        ("0.1234567", "0.1234567"),
        ("-158345508950639…", "−158,345,508,950,639…"),
        ("1234.5…", "1,234.5…"),
    ],
)
def test_digits_before_the_point_are_grouped(text: str, shown: str) -> None:
    assert money.grouped(text) == shown


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("0.4167", "41.67 %"),
        ("0.0001", "0.01 %"),
        ("0.00012345", "0.01 %"),
        ("0.00005", "0.005 %"),
        ("0.0000000621", "0.0000062 %"),
        ("0.00000000000000012", "0.000000000000012 %"),
        ("-0.0000000621", "−0.0000062 %"),
        ("0.999999", "99.9999 %"),
        ("0", "0 %"),
    ],
)
def test_a_small_part_has_two_digits(part: str, said: str) -> None:
    assert money.percent(Decimal(part)) == said


@pytest.mark.parametrize(
    ("part", "limit", "said"),
    [
        (D("0.2500001"), D("0.25"), "25.00001 %"),  # not "25 %" beside a gate of 25 %
        (D("0.25"), D("0.25"), "25 %"),
        (D("0.2499999"), D("0.25"), "24.99999 %"),
        (D("0.41666"), D("0.25"), "41.67 %"),
        (D("0.125001"), D("0.125"), "12.5001 %"),
        (D("0.2500400001"), D("0.25004"), "25.00400001 %"),
        (F(1, 3), D("0.3333"), "33.333 %"),
        (F(1, 3), D("0.3333333333333333"), "33.333333333333333 %"),
        (D("-0.0000001"), D(0), "−0.00001 %"),
        (D("0.000001"), D(0), "0.0001 %"),
    ],
)
def test_a_part_has_as_many_digits_as_tell_it_from_its_limit(part: Exact, limit: Exact, said: str) -> None:
    assert money.percent(part, limit) == said


@settings(max_examples=300)
@given(
    st.decimals(-10, 10, places=12, allow_nan=False),
    st.decimals(-10, 10, places=6, allow_nan=False),
)
def test_beside_a_limit_a_part_is_shown_on_the_side_on_which_it_is(part: Decimal, limit: Decimal) -> None:
    shown = Decimal(money.percent(part, limit).removesuffix(" %").replace("−", "-").replace(",", ""))
    assert (shown > 100 * limit, shown < 100 * limit) == (part > limit, part < limit)


def test_numbers_that_differ_never_look_the_same() -> None:
    assert money.told_apart(Decimal(10), Decimal("9.99")) == (2, 2)
    # 1/3 = 0.33333333…, and a millionth more is 0.33333433…
    assert money.told_apart(Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**6)) == (6, 6)
    assert money.told_apart(Fraction(1, 3), Fraction(1, 3)) == (4, 4)
