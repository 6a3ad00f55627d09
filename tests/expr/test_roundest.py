"""The value of an interval that people are told."""

from __future__ import annotations

from fractions import Fraction

import pytest

from costcalc.expr.solving.found import ValueInterval
from costcalc.expr.solving.intervals import roundest

F = Fraction


@pytest.mark.parametrize(
    ("low", "high", "closed", "value"),
    [
        (F(9643, 10), F(10357, 10), True, F(1000)),
        (F(12, 10), F(13, 10), True, F(12, 10)),
        (F(1, 30), F(1, 20), True, F(4, 100)),
        (F(4920), None, True, F(4920)),
        (F(2000), None, False, F(2001)),
        (F(0), None, False, F(1)),
        (F(26_150_000, 103), None, True, F(254_000)),  # 253,883.5 and more
        (None, F(26_150_000, 103), True, F(253_000)),
        (F(1, 3), None, True, F(334, 1000)),
        (None, F(-10, 3), True, F(-334, 100)),
        (F(-5), None, False, F(-4)),
        (None, F(2000), False, F(1999)),
        (None, None, False, None),
    ],
)
def test_it_has_the_fewest_digits_or_is_near_the_one_end(
    low: Fraction | None, high: Fraction | None, closed: bool, value: Fraction | None
) -> None:
    found = roundest(ValueInterval(low, high, low_closed=closed, high_closed=closed))
    assert found == value


def test_of_whole_numbers_it_is_one() -> None:
    assert roundest(ValueInterval(F(0), F(1, 2), low_closed=True, high_closed=False, whole=True)) == 0
    assert roundest(ValueInterval(F(1, 3), F(1, 2), low_closed=True, high_closed=False, whole=True)) is None
