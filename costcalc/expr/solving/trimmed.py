"""Values of an assumption as far as something holds of them: a workload with no negative quantity, say."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from costcalc.expr.solving.intervals import roundest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.expr.solving.found import ValueInterval

MUCH = Fraction(10) ** 12
"""What is looked at where an interval has no end."""
PARTS = 8
HALVINGS = 100
ROUND = 10**6
"""An end that is found by halving is taken for the number with this denominator at most that lies there."""


def trimmed(values: ValueInterval, holds: Callable[[Fraction], bool]) -> ValueInterval | None:
    """Return the values of an interval of which something holds; None where it holds of none that were looked at.

    What holds of two values is taken to hold of all between them.

    Args:
        values: The interval.
        holds: Whether it holds of a value.
    """
    first, last = _first(values), _last(values)
    inside = next((value for value in _looked_at(values, first, last) if holds(value)), None)
    if inside is None:
        return None
    if not holds(first):
        end, closed, exact = _end(first, inside, holds, whole=values.whole)
        values = values._replace(low=end, low_closed=closed, exact=values.exact and exact)
    if not holds(last):
        end, closed, exact = _end(last, inside, holds, whole=values.whole)
        values = values._replace(high=end, high_closed=closed, exact=values.exact and exact)
    return values


def _first(values: ValueInterval) -> Fraction:
    if values.low is None:
        return min(-MUCH, 2 * values.high if values.high is not None else -MUCH)
    if values.low_closed:
        return values.low
    return values.low + (Fraction(1) if values.high is None else values.high - values.low) / ROUND


def _last(values: ValueInterval) -> Fraction:
    if values.high is None:
        return max(MUCH, 2 * values.low if values.low is not None else MUCH)
    if values.high_closed:
        return values.high
    return values.high - (Fraction(1) if values.low is None else values.high - values.low) / ROUND


def _looked_at(values: ValueInterval, first: Fraction, last: Fraction) -> Iterator[Fraction]:
    if (round_one := roundest(values)) is not None:
        yield round_one
    yield first
    yield last
    for nth in range(1, PARTS):
        value = first + (last - first) * nth / PARTS
        yield Fraction(floor(value)) if values.whole else value
    if Fraction(0) in values:
        yield Fraction(0)


def _end(
    outside: Fraction, inside: Fraction, holds: Callable[[Fraction], bool], *, whole: bool
) -> tuple[Fraction, bool, bool]:
    """Return where it begins to hold between two values, whether it holds there, and whether that is known exactly."""
    for _ in range(HALVINGS):
        middle = (outside + inside) / 2
        if whole:
            middle = Fraction(floor(middle))
            if middle in {outside, inside}:
                break
        if holds(middle):
            inside = middle
        else:
            outside = middle
    near = inside.limit_denominator(ROUND)
    if whole or not min(outside, inside) <= near <= max(outside, inside):
        return inside, True, whole
    return near, holds(near), True
