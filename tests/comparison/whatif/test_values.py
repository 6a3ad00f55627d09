"""The values of `--vary`: lists, series, and what is refused with which words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costcalc.comparison.whatif.values import MOST_VALUES, read_values
from costcalc.problem import InputError, Place


def read(text: str) -> list[Decimal | Fraction]:
    return list(read_values(text, Place.start_of("--vary", f"n={text}").shifted(2)))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1M", ["1000000"]),
        ("100K, 1M,10M", ["100000", "1000000", "10000000"]),
        ("94%,1_000,1e-6", ["0.94", "1000", "0.000001"]),
        ("-5,0,5", ["-5", "0", "5"]),
        ("10,5", ["10", "5"]),  # in the order in which they are written
        ("200..1000/200", ["200", "400", "600", "800", "1000"]),
        ("0..1/0.25", ["0", "0.25", "0.5", "0.75", "1"]),
        ("0%..10%/5%", ["0", "0.05", "0.1"]),
        ("-1..1/1", ["-1", "0", "1"]),
        ("1..4", ["1", "2", "3", "4"]),  # by ones, as the turns of a sum
        ("7..7/3", ["7"]),
        ("1K..1M*10", ["1000", "10000", "100000", "1000000"]),
        ("1..3.375*1.5", ["1", "1.5", "2.25", "3.375"]),
        ("5,10..30/10", ["5", "10", "20", "30"]),
        ("0.5..1.5 / 0.5", ["0.5", "1", "1.5"]),
    ],
)
def test_values_are_numbers_and_series(text: str, values: list[str]) -> None:
    assert read(text) == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "column", "message", "hint"),
    [
        ("", 3, "a value is missing here", "write 100K,1M,10M or 200..1000/200"),
        ("1,,2", 5, "a value is missing here", "write 100K,1M,10M or 200..1000/200"),
        ("1..", 6, "a value is missing here", "write 100K,1M,10M or 200..1000/200"),
        ("1..5/", 8, "a value is missing here", "write 100K,1M,10M or 200..1000/200"),
        ("1,000", 5, "`000` is not a number", "a comma stands between values; digits are grouped with _: 1_000"),
        ("1k", 3, "`1k` is not a number", "write 1K: K, M and B are capitals"),
        ("users * 2", 3, "`users * 2` is no number, and values are numbers", None),
        ("1,1.0", 5, "the value 1 is there twice", "keep one of them"),
        ("100,50..150/50", 7, "the value 100 is there twice", "keep one of them"),
        # 200 + 3 * 300 = 1100
        (
            "200..1000/300",
            3,
            "the steps do not reach 1000: they go from 800 to 1100",
            "write 200..800/300, or 200..1100/300",
        ),
        ("1..50*10", 3, "the steps do not reach 50: they go from 10 to 100", "write 1..10*10, or 1..100*10"),
        ("10..1/3", 7, "the last value is less than the first", "write the least first: 1..10/3"),
        ("1..10/-3", 9, "the step is negative, and leads nowhere", "write a step above 0: 200..1000/200"),
        ("1..10/0", 9, "the step is 0, and leads nowhere", "write a step above 0: 200..1000/200"),
        ("0..10*2", 9, "a series by a factor begins above 0, and its factor is more than 1", "write 1K..1M*10"),
        ("1..10*1", 9, "a series by a factor begins above 0, and its factor is more than 1", "write 1K..1M*10"),
        ("1..1M", 3, "these are too many values", "a table has at most 1,000 of them: take a larger step"),
        ("1..2*1.0001", 3, "these are too many values", "a table has at most 1,000 of them: take a larger step"),
        ("0..999,1000", 10, "these are too many values", "a table has at most 1,000 of them: take a larger step"),
    ],
)
def test_what_is_no_list_of_values_is_refused_at_its_place(
    text: str, column: int, message: str, hint: str | None
) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert (problem.place.column, problem.message, problem.hint) == (column, message, hint)


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(InputError) as caught:
        read("x,1,1k")
    assert [problem.place.column for problem in caught.value.problems] == [3, 7]


@given(
    st.fractions(-1000, 1000, max_denominator=1000).filter(lambda value: 1000 % value.denominator == 0),
    st.integers(1, 500).map(lambda step: Fraction(step, 100)),
    st.integers(0, MOST_VALUES - 1),
)
def test_a_series_has_both_its_ends(first: Fraction, step: Fraction, steps: int) -> None:
    def text(value: Fraction) -> str:
        return format(Decimal(value.numerator) / Decimal(value.denominator), "f")

    last = first + steps * step
    assert read(f"{text(first)}..{text(last)}/{text(step)}") == [first + nth * step for nth in range(steps + 1)]
