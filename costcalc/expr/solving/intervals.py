"""Values of an assumption between two others: what several such intervals share, and the roundest value of one."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from costcalc.expr.solving.found import ValueInterval

FINEST = -18
"""No value is written with more decimals."""
DIGITS_SAID, DIGITS_OF_A_SHORT_ONE = 3, 6
"""Digits of a value that is said beside an end, and the most of an end that is said itself."""


class End(NamedTuple):
    """An end of an interval.

    Args:
        value: Where it is; None where there is none.
        closed: Whether it is one of the values.
    """

    value: Fraction | None
    closed: bool


def shared(one: ValueInterval, other: ValueInterval) -> ValueInterval | None:
    """Return the values that two intervals have in common; None where there are none."""
    low = _narrower(End(one.low, one.low_closed), End(other.low, other.low_closed), sign=1)
    high = _narrower(End(one.high, one.high_closed), End(other.high, other.high_closed), sign=-1)
    whole = one.whole or other.whole
    if whole:
        low, high = _whole(low, sign=1), _whole(high, sign=-1)
    if low.value is not None and high.value is not None:
        is_one = low.value == high.value and low.closed and high.closed
        if low.value >= high.value and not is_one:
            return None
    return ValueInterval(low.value, high.value, low.closed, high.closed, one.exact and other.exact, whole)


def _whole(end: End, *, sign: int) -> End:
    """Return the first whole number from an end on: from a lower end (sign 1) upwards."""
    if end.value is None:
        return end
    value = sign * end.value
    return End(Fraction(sign * (ceil(value) if end.closed else floor(value) + 1)), closed=True)


def _narrower(one: End, other: End, *, sign: int) -> End:
    """Return the end that leaves fewer values: of lower ends (sign 1) the higher one."""
    if one.value is None or other.value is None:
        return other if one.value is None else one
    if one.value == other.value:
        return End(one.value, one.closed and other.closed)
    return one if (one.value - other.value) * sign > 0 else other


def roundest(values: ValueInterval) -> Fraction | None:
    """Return the value of an interval that is written with the fewest digits; None where it has none.

    Where it has one end alone, that is the value; one of three digits beside it where it has many.
    """
    if values.low is None or values.high is None:
        return _beside_the_end(values)
    if values.low == values.high:
        return values.low
    middle = (values.low + values.high) / 2
    power = max(0, _power(max(abs(values.low), abs(values.high))))
    while power >= (0 if values.whole else FINEST):
        step = Fraction(10) ** power
        near = [step * floor(middle / step), step * ceil(middle / step)]
        found = [value for value in near if value in values]
        if found:
            return min(found, key=lambda value: abs(value - middle))
        power -= 1
    return None if values.whole else middle


def _beside_the_end(values: ValueInterval) -> Fraction | None:
    """Return the end of an interval that has one; beside it, where it is none of its values, or has many digits."""
    if values.low is not None:
        return values.low if values.low_closed and _is_short(values.low) else _beyond(values.low)
    if values.high is not None:
        return values.high if values.high_closed and _is_short(values.high) else -_beyond(-values.high)
    return None


def _beyond(end: Fraction) -> Fraction:
    """Return the next whole number above an end; the next of few digits where that is small or has many."""
    if _is_short(end) and (abs(end) >= 1 or not end):
        return Fraction(floor(end) + 1)
    digits = 1 if _is_short(end) else DIGITS_SAID
    step = Fraction(10) ** (_power(abs(end)) - digits + 1)
    return (floor(end / step) + 1) * step


def _is_short(value: Fraction) -> bool:
    """Return whether a number is written with few digits."""
    step = Fraction(10) ** (_power(abs(value)) - DIGITS_OF_A_SHORT_ONE + 1)
    return (value / step).denominator == 1


def _power(size: Fraction) -> int:
    """Return the power of ten of the first digit of a number; 0 of none."""
    power = 0
    while 0 < size < Fraction(10) ** power and power > FINEST:
        power -= 1
    while size >= Fraction(10) ** (power + 1):
        power += 1
    return power
