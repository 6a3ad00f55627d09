"""Rounding, and writing numbers down: what is done to digits, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costcalc.expr import (
    Exact,
    absolute,
    decimal_text,
    evaluate,
    fraction_text,
    grouped,
    leading_digits,
    magnitude,
    parse,
    plain,
    round_half_up,
    simplest,
    value_text,
)
from costcalc.problem import Place, Source

D, F = Decimal, Fraction
QUICK = settings(max_examples=200)
exact_values = st.decimals(-(10**12), 10**12, places=9) | st.fractions(max_denominator=10**9)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (D("0.125"), 2, "0.13"),
        (D("0.135"), 2, "0.14"),
        (D("0.124999"), 2, "0.12"),
        (D("-0.005"), 2, "-0.01"),
        (D("-0.0049"), 2, "0"),
        (D("0.5"), 0, "1"),
        (D("1.5"), 0, "2"),
        (D("2.5"), 0, "3"),
        (D("-2.5"), 0, "-3"),
        (D("2.675"), 2, "2.68"),
        (D("99.995"), 2, "100"),
        (F(1, 3), 2, "0.33"),
        (F(2, 3), 2, "0.67"),
        (F(-2, 3), 0, "-1"),
        (F(1, 8), 2, "0.13"),
        (D(15), -1, "20"),
        (D(14999), -4, "10000"),
        (D(5), 3, "5"),
        (D(0), 2, "0"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: Exact, places: int, text: str) -> None:
    assert decimal_text(round_half_up(value, places)) == text


@QUICK
@given(exact_values, st.integers(0, 6))
def test_rounding_is_off_by_half_a_unit_at_most_and_half_only_outwards(value: Exact, places: int) -> None:
    unit = F(1, 10**places)
    outwards = abs(F(round_half_up(value, places))) - abs(F(value))
    assert -unit / 2 < outwards <= unit / 2
    assert F(round_half_up(value, places)) % unit == 0


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("ceil(2.1)", 3),
        ("ceil(2)", 2),
        ("ceil(-2.9)", -2),
        ("ceil(-0.5)", 0),
        ("ceil(1/3)", 1),
        ("ceil(-1/3)", 0),
        ("ceil(0)", 0),
        ("ceil(1e-18)", 1),
        ("floor(2.9)", 2),
        ("floor(-2.1)", -3),
        ("floor(-2)", -2),
        ("floor(7/3)", 2),
        ("floor(-7/3)", -3),
        ("floor(1 - 1e-18)", 0),
        ("round(2.5)", 3),
        ("round(-2.5)", -3),
        ("round(0.125, 2)", D("0.13")),
        ("round(-0.005, 2)", D("-0.01")),
        ("round(2/3, 4)", D("0.6667")),
        ("round(1/8, 2)", D("0.13")),
        ("round(1.005, 2)", D("1.01")),
        ("round(1e-12, 12)", D("1e-12")),
        ("round(12345, 0)", 12345),
    ],
)
def test_formulas_round_like_an_invoice(formula: str, value: Decimal) -> None:
    assert evaluate(parse(formula, Place(Source("here"), 1, 1))) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (D("142.80"), "142.8"),
        (D("1.428E+2"), "142.8"),
        (D("1E+3"), "1000"),
        (D("1E-7"), "0.0000001"),
        (D("0E-10"), "0"),
        (D("0E+5"), "0"),
        (D("-0"), "0"),
        (D("-0.00"), "0"),
        (D("-0.50"), "-0.5"),
        (D(100), "100"),
        (D("100.00"), "100"),
        (D("123456789012345678901234567890.10"), "123456789012345678901234567890.1"),
        (F(1, 3), "0.333333333333333"),
        (F(2, 3), "0.666666666666667"),
        (F(-2, 3), "-0.666666666666667"),
        (F(2500, 21), "119.047619047619"),
        (F(1, 3_000_000), "0.000000333333333333333"),
        (F(10**20, 3), "33333333333333300000"),
        (F(2_999_999_999_999_999_999, 3), "1000000000000000000"),
    ],
)
def test_a_value_is_written_in_plain_digits(value: Exact, text: str) -> None:
    assert decimal_text(value) == text


@pytest.mark.parametrize(
    ("value", "significant", "text"),
    [(F(2, 3), 1, "0.7"), (F(2500, 21), 3, "119"), (F(20000, 3), 2, "6700"), (F(-1, 7), 4, "-0.1429")],
)
def test_the_significant_digits_of_a_value_without_end_can_be_chosen(value: Exact, significant: int, text: str) -> None:
    assert decimal_text(value, significant=significant) == text


@QUICK
@given(st.decimals(allow_nan=False, allow_infinity=False, places=12, min_value=-(10**18), max_value=10**18))
def test_digits_are_only_digits_and_mean_the_value(value: Decimal) -> None:
    text = decimal_text(value)
    assert set(text) <= set("-0123456789.")
    assert text != "-0"
    assert F(text) == F(value)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (F(2, 3), 4, "0.6666…"),
        (F(-2, 3), 2, "-0.66…"),
        (F(20_000, 3), 2, "6666.66…"),
        (F(1, 3000), 2, "0.00…"),
    ],
)
def test_the_first_digits_of_a_value_without_end_are_cut_off_and_not_rounded(
    value: Fraction, places: int, text: str
) -> None:
    assert leading_digits(value, places) == text


@pytest.mark.parametrize(
    ("value", "text"), [(F(2500, 21), "2500/21"), (F(-1, 3), "-1/3"), (D("0.1"), None), (D(7), None)]
)
def test_only_a_value_without_end_is_written_as_a_fraction(value: Exact, text: str | None) -> None:
    assert fraction_text(value) == text


@pytest.mark.parametrize(
    ("value", "simple"),
    [
        (F(1, 8), D("0.125")),
        (F(3, 20), D("0.15")),
        (F(-7, 1), D(-7)),
        (F(1, 3), F(1, 3)),
        (F(1, 6), F(1, 6)),
        (F(3, 6), D("0.5")),
        (F(1, 2**70), D(f"{5**70}E-70")),
        (F(0), D(0)),
        (5, D(5)),
        (D("1.50"), D("1.50")),
    ],
)
def test_a_value_with_an_end_becomes_a_decimal(value: Fraction | Decimal | int, simple: Exact) -> None:
    assert simplest(value) == simple
    assert type(simplest(value)) is type(simple)


@QUICK
@given(st.fractions(max_denominator=10**6))
def test_the_simplest_form_is_a_decimal_exactly_where_one_exists(value: Fraction) -> None:
    simple = simplest(value)
    assert F(simple) == value
    assert isinstance(simple, Decimal) == (10**60 % value.denominator == 0)


@pytest.mark.parametrize(
    ("value", "power"),
    [
        (D(5), 0),
        (D("142.8"), 2),
        (D("0.00014"), -4),
        (D(1000), 3),
        (D("999.999"), 2),
        (D("-20"), 1),
        (D(0), 0),
        (D("0.00"), 0),
        (F(0), 0),
        (F(1, 3), -1),
        (F(10, 3), 0),
        (F(100, 3), 1),
        (F(-1000, 7), 2),
        (F(1, 11), -2),
        (F(1, 10**9 + 1), -10),
        (F(10**9 + 1, 10**9), 0),
    ],
)
def test_the_magnitude_is_the_power_of_the_first_digit(value: Exact, power: int) -> None:
    assert magnitude(value) == power


@QUICK
@given(exact_values.filter(bool) | st.fractions(max_denominator=10**30).filter(bool))
def test_a_value_lies_between_its_power_of_ten_and_the_next(value: Exact) -> None:
    assert F(10) ** magnitude(value) <= abs(F(value)) < F(10) ** (magnitude(value) + 1)


@pytest.mark.parametrize(("value", "size"), [(D("-1.5"), D("1.5")), (D(2), D(2)), (F(-1, 3), F(1, 3)), (D(0), D(0))])
def test_the_sign_can_be_taken_away(value: Exact, size: Exact) -> None:
    assert absolute(value) == size


@pytest.mark.parametrize(
    ("value", "without_groups", "with_groups"),
    [
        (D(1_000_000), "1000000", "1_000_000"),
        (D(999), "999", "999"),
        (D("1234.56789"), "1234.56789", "1_234.56789"),
        (D("0.0000014"), "0.0000014", "0.0000014"),
        (D(-1234), "-1234", "-1_234"),
        (D("-0.5"), "-0.5", "-0.5"),
        (F(10_000, 3), "10000 / 3", "10_000 / 3"),
        (F(-1, 30_000), "-1 / 30000", "-1 / 30_000"),
    ],
)
def test_digits_before_the_point_are_grouped_on_request(value: Exact, without_groups: str, with_groups: str) -> None:
    assert value_text(value, plain)[0] == without_groups
    assert value_text(value, grouped)[0] == with_groups
