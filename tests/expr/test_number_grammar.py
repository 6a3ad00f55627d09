"""Which texts are numbers, which are not, and what the refusal says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from costcalc.expr import NumberError, evaluate, parse, read_number
from costcalc.problem import Place, Source


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"),
        ("0.0", "0"),
        ("7", "7"),
        ("10", "10"),
        ("142.80", "142.8"),
        ("0.014", "0.014"),
        ("0.1", "0.1"),
        ("1_000", "1000"),
        ("1_000_000", "1000000"),
        ("12_345.6789", "12345.6789"),
        ("999_999", "999999"),
        ("200K", "200000"),
        ("1M", "1000000"),
        ("1.5B", "1500000000"),
        ("0.25K", "250"),
        ("1_024K", "1024000"),
        ("1e6", "1000000"),
        ("1E6", "1000000"),
        ("1e+6", "1000000"),
        ("1e-6", "0.000001"),
        ("2.5e-3", "0.0025"),
        ("1e06", "1000000"),
        ("0e99", "0"),
        ("1e17", "100000000000000000"),
        ("999999999999999999", "999999999999999999"),
        ("1e-18", "0.000000000000000001"),
        ("0.123456789012345678", "0.123456789012345678"),
        ("123456789012345678.123456789012345678", "123456789012345678.123456789012345678"),
    ],
)
def test_a_number_is_read_exactly_as_it_is_written(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


NOT_A_NUMBER = [
    ("007", "write 7: a leading zero would be octal elsewhere"),
    ("010", "write 10: a leading zero would be octal elsewhere"),
    ("00", "write 0: a leading zero would be octal elsewhere"),
    ("nan", "only finite numbers have a price"),
    ("NaN", "only finite numbers have a price"),
    (".nan", "only finite numbers have a price"),
    ("inf", "only finite numbers have a price"),
    ("-Infinity", "only finite numbers have a price"),
    ("1k", "write 1K: K, M and B are capitals"),
    ("1.5m", "write 1.5M: K, M and B are capitals"),
    ("2b", "write 2B: K, M and B are capitals"),
    ("1,000", "group digits with _, as in 1_000_000; between arguments put a space after the comma"),
    ("1,000,000.50", "group digits with _, as in 1_000_000; between arguments put a space after the comma"),
    ("0,14", "the decimal mark is a point: 0.14"),
    (".5", "write 0.5"),
    ("5.", "write 5"),
    ("+5", "write 5, without the plus"),
    ("0x1F", "write it in decimal"),
    ("0b11", "write it in decimal"),
    ("0o17", "write it in decimal"),
    ("10_00", "group digits in threes: 1_000_000"),
    ("1000_000", "group digits in threes: 1_000_000"),
    ("1__000", "group digits in threes: 1_000_000"),
    ("_1", "group digits in threes: 1_000_000"),
    ("1_", "group digits in threes: 1_000_000"),
    ("1_0000", "group digits in threes: 1_000_000"),
    ("0_100", "group digits in threes: 1_000_000"),
    ("$5", "write the number alone; the currency has its own key"),
    ("5$", "write the number alone; the currency has its own key"),
    ("5USD", "write the number alone; the currency has its own key"),
    ("0.10 EUR", "write the number alone; the currency has its own key"),
    ("1.000_5", None),
    ("1Mio", None),
    ("1KM", None),
    ("1M%", None),
    ("1e5M", None),
    ("1e", None),
    ("1e1.5", None),
    ("1e100", None),
    ("1.2.3", None),
    ("-5", "it cannot be negative"),
    ("--5", None),
    ("16:30", None),
    ("1 000", None),
    (" 5", None),
    ("5\n", None),
    ("", None),
    ("K", None),
    ("%", None),
    ("five", None),
    ("１２", None),  # full-width digits
    ("٣", None),  # Arabic digits
    ("1٣", None),
    ("²", None),
    ("½", None),
    ("5\u200b", None),
]


@pytest.mark.parametrize(("text", "hint"), NOT_A_NUMBER)
def test_what_is_not_a_number_is_refused_with_what_to_write(text: str, hint: str | None) -> None:
    with pytest.raises(NumberError) as refused:
        read_number(text)
    assert (str(refused.value), refused.value.hint) == (f"`{text}` is not a number", hint)


@pytest.mark.parametrize(
    "text", ["1e18", "1e99", "1000000000000000000", "1_000_000_000B", "9e18", "1" + "0" * 500, "100000000000000000K"]
)
def test_a_number_out_of_all_proportion_is_refused(text: str) -> None:
    with pytest.raises(NumberError, match="is larger than any cost needs"):
        read_number(text)


def test_the_hint_about_the_size_does_not_offer_what_is_refused() -> None:
    with pytest.raises(NumberError) as refused:
        read_number("1e18")
    assert "below 1e18" in str(refused.value.hint)


@pytest.mark.parametrize("text", ["1e-19", "1e-99", "0.0000000000000000001", "0.00000000000000001%", "1.5e-18"])
def test_a_number_with_too_many_decimals_is_refused(text: str) -> None:
    with pytest.raises(NumberError, match="has more decimals than any price needs") as refused:
        read_number(text)
    assert refused.value.hint == "numbers go down to 1e-18"


def test_a_long_text_that_is_no_number_is_quoted_in_part() -> None:
    with pytest.raises(NumberError) as refused:
        read_number("x" * 5000)
    assert str(refused.value) == f"`{'x' * 40}…` is not a number"


@settings(max_examples=200)
@given(st.text(st.sampled_from("0123456789._eE+-KMB%kx ,$n٣"), max_size=8))
def test_whatever_is_read_means_the_same_to_python(text: str) -> None:
    try:
        value = read_number(text)
    except NumberError:
        return
    power = {"K": 3, "M": 6, "B": 9, "%": -2}.get(text[-1], 0)
    assert Fraction(value) == Fraction(text.rstrip("KMB%").replace("_", "")) * Fraction(10) ** power
    assert evaluate(parse(text, Place(Source("here"), 1, 1))) == value


@pytest.mark.parametrize(
    ("text", "value"), [("94%", "0.94"), ("0%", "0"), ("0.5%", "0.005"), ("250%", "2.5"), ("100%", "1"), ("94", "94")]
)
def test_a_percentage_is_read_where_one_is_meant(text: str, value: str) -> None:
    assert read_number(text, percent=True) == Decimal(value)


@pytest.mark.parametrize(("text", "instead"), [("50%", "0.5"), ("0%", "0"), ("150%", "1.5"), ("0.5%", "0.005")])
def test_a_percentage_is_refused_where_none_is_meant(text: str, instead: str) -> None:
    with pytest.raises(NumberError, match=f"`{text}` is a percentage, and here is none meant") as refused:
        read_number(text)
    assert refused.value.hint == f"write {instead}"
