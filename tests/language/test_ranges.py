"""`between` and `range`: what is not known exactly has two ends (decision 7). Here: how they are read and refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.language.asked import ask, refused, total

BODY = "assumptions:\n  n: {written}\nworkload: [{{line: a, quantity: n ^ 2, unit_price: 1}}]\n"


def asked(written: str, **settings: str) -> list[object]:
    (value,) = ask(BODY.format(written=written), settings=settings).assumptions
    return [value.figure.value if value.figure else None, value.ends and (value.ends.low, value.ends.high)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{value: 200, between: 150 to 250}", [200, (150, 250)]),
        ("{value: 200, range: 150 to 250}", [200, (150, 250)]),
        ("{between: 150 to 250}", [None, (150, 250)]),
        ("{value: 1M, between: 500K to 1.5M}", [1_000_000, (500_000, 1_500_000)]),
        ("{value: 0.5, between: 10% to 90%}", [Fraction(1, 2), (Fraction(1, 10), Fraction(9, 10))]),
        ("{value: -1, between: -2 to 0}", [-1, (-2, 0)]),
        ("{value: 2, between: 2 to 2}", [2, (2, 2)]),
        ("{value: 150, between: 150 to 250}", [150, (150, 250)]),
        ("{value: 250, between: 150 to 250}", [250, (150, 250)]),
        ("{value: 2 * 100, between: 3 * 50 to 1000 / 4}", [200, (150, 250)]),
    ],
)
def test_an_assumption_with_two_ends(written: str, expected: list[object]) -> None:
    assert asked(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{between: 250 to 150}", ["2 bad-range: 250"]),
        ("{between: 150}", ["2 bad-range: 150"]),
        ("{between: 150 - 250}", ["2 bad-range: 150"]),
        ("{between: 150..250}", ["2 bad-range: 150..250"]),
        ("{between: [150, 250]}", ["2 wrong-type: ["]),
        ("{between: 1 to m}", ["2 bad-range: m"]),
        ("{between: 1 to }", ["2 bad-range: 1"]),
        ("{between: 1 to 2 to 3}", ["2 bad-formula: to"]),
        ("{between: 1 to 1 / 0}", ["2 undefined: 0"]),
        ("{between: 1 to 9 ^ 9 ^ 9}", ["2 undefined: 9"]),
        ("{range: 1 to 2}", ["2 missing-key: 1"]),
        ("{value: 1, range: 1 to 2, between: 1 to 2}", ["2 two-ranges: 1"]),
        ("{value: 3, between: 1 to 2}", ["2 bad-range: 1"]),
        ("{value: 0, range: 1 to 2}", ["2 bad-range: 1"]),
        ("{value: 1 + 2, between: 1 to 2}", ["2 bad-range: 1"]),
        ("{betwen: 1 to 2}", ["2 unknown-key: betwen"]),
    ],
)
def test_ends_that_cannot_be_are_refused_where_they_are_written(written: str, expected: list[str]) -> None:
    assert refused(BODY.format(written=written)) == expected


def test_what_is_set_has_no_range_any_more() -> None:
    # Nobody is held to a range that he has set aside.
    assert asked("{value: 200, between: 150 to 250}", n="300") == [300, None]
    assert total(ask(BODY.format(written="{between: 150 to 250}"), settings={"n": "300"})) == 90_000
