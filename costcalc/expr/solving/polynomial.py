"""Polynomials in one unknown and their quotients, exactly.

A polynomial is its coefficients, that of the power 0 first and the last one not 0: `(3, 0, 2)` is 3 + 2x²; 0 is `()`.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, zip_longest
from math import isqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.expr.numbers import Exact

Polynomial = tuple[Fraction, ...]

ZERO = Fraction(0)
NONE: Polynomial = ()
ONE: Polynomial = (Fraction(1),)
X: Polynomial = (ZERO, Fraction(1))

LINEAR, QUADRATIC = 2, 3
"""How many coefficients they have."""


class Spot(NamedTuple):
    """Somewhere on the line of all values of the unknown, where what changes at single values has been decided.

    Args:
        at: A value; None for below all that matters.
        beyond: Whether what comes directly after the value is meant, and not the value itself.
    """

    at: Fraction | None
    beyond: bool


class Ratio:
    """A polynomial over another one, in lowest terms.

    Args:
        top: What is divided.
        bottom: By what; not 0.
    """

    __slots__ = ("bottom", "top")

    def __init__(self, top: Polynomial, bottom: Polynomial = ONE) -> None:
        if len(bottom) > 1 and top:
            shared = _shared(top, bottom)
            if len(shared) > 1:
                top, bottom = _divided(top, shared)[0], _divided(bottom, shared)[0]
        if bottom is ONE:
            self.top, self.bottom = top, bottom
            return
        scale = bottom[-1] if top else ZERO
        self.top = tuple(each / scale for each in top) if scale not in {0, 1} else top
        self.bottom = tuple(each / scale for each in bottom) if len(bottom) > 1 and top else ONE

    @property
    def constant(self) -> Fraction | None:
        """The value of one that is the same everywhere; None of others."""
        if len(self.top) > 1 or len(self.bottom) > 1:
            return None
        return self.top[0] if self.top else ZERO

    @property
    def degree(self) -> int:
        """The highest power in it."""
        return max(len(self.top), len(self.bottom)) - 1

    def plus(self, other: Ratio, sign: int = 1) -> Ratio:
        """Return the sum with another one, or with its opposite where the sign is -1."""
        right = other.top if sign > 0 else _scaled(other.top, -1)
        if self.bottom is other.bottom or self.bottom == other.bottom:
            return Ratio(_sum(self.top, right), self.bottom)
        top = _sum(_product(self.top, other.bottom), _product(right, self.bottom))
        return Ratio(top, _product(self.bottom, other.bottom))

    def times(self, other: Ratio) -> Ratio:
        """Return the product with another one."""
        return Ratio(_product(self.top, other.top), _product(self.bottom, other.bottom))

    def inverse(self) -> Ratio:
        """Return 1 divided by it, which is not 0."""
        return Ratio(self.bottom, self.top)

    def sign(self, spot: Spot) -> int:
        """Return whether it is above 0 somewhere (1), below (-1), or 0 itself."""
        return _sign(self.top, spot) * _sign(self.bottom, spot)

    @property
    def bits(self) -> int:
        """The bits of its largest number."""
        numbers = self.top if self.bottom is ONE else (*self.top, *self.bottom)
        return max((max(each.numerator.bit_length(), each.denominator.bit_length()) for each in numbers), default=1)


NOTHING = Ratio(())


def constant_ratio(value: Exact) -> Ratio:
    """Return what is the same everywhere."""
    fraction = Fraction(value)
    return Ratio((fraction,)) if fraction else NOTHING


def cleared(left: Ratio, right: Ratio) -> tuple[Polynomial, Polynomial]:
    """Return both sides of an equation without their denominators."""
    if left.bottom == right.bottom:
        return left.top, right.top
    return _product(left.top, right.bottom), _product(right.top, left.bottom)


def difference(left: Polynomial, right: Polynomial) -> Polynomial:
    """Return a polynomial without another one."""
    return _sum(left, _scaled(right, -1))


def roots(of: Polynomial, start: Fraction | None = None, end: Fraction | None = None) -> list[Fraction] | None:
    """List where a polynomial that is not 0 is 0, between two values or at them, in order.

    Returns:
        None where one of them has no exact value, or none that is found.
    """
    found: set[Fraction] = set()
    if not of[0]:
        found.add(ZERO)
        while not of[0]:
            of = of[1:]
    if len(of) == LINEAR:
        found.add(-of[0] / of[1])
    elif len(of) == QUADRATIC:
        under = of[1] * of[1] - 4 * of[2] * of[0]
        root = _square_root(under) if under >= 0 else ZERO
        if root is None and _crossings(of, start, end):
            return None
        if under >= 0 and root is not None:
            found |= {(-of[1] - root) / (2 * of[2]), (-of[1] + root) / (2 * of[2])}
    elif len(of) > QUADRATIC and _crossings(of, start, end):
        return None
    return sorted(each for each in found if (start is None or each >= start) and (end is None or each <= end))


def _square_root(value: Fraction) -> Fraction | None:
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    return Fraction(top, bottom) if (top * top, bottom * bottom) == (value.numerator, value.denominator) else None


def _crossings(of: Polynomial, start: Fraction | None, end: Fraction | None) -> int:
    """Return how many different values between two others make a polynomial 0: Sturm's theorem."""
    chain = [of, _slope(of)]
    while len(chain[-1]) > 1 and (rest := _scaled(_divided(chain[-2], chain[-1])[1], -1)):
        chain.append(rest)
    first = [_sign(each, Spot(start, beyond=start is not None)) for each in chain]
    last = [_sign(each, Spot(end, beyond=False)) if end is not None else _direction(each[-1]) for each in chain]
    return _changes(first) - _changes(last)


def _changes(signs: Iterable[int]) -> int:
    return sum(one != other for one, other in pairwise(sign for sign in signs if sign))


def _slope(of: Polynomial) -> Polynomial:
    return tuple(power * each for power, each in enumerate(of))[1:]


def _sign(of: Polynomial, spot: Spot) -> int:
    if not of:
        return 0
    if spot.at is None:
        return _direction(of[-1]) * (-1 if len(of) % 2 == 0 else 1)
    while of:
        value, of = _at(of, spot.at)
        if value or not spot.beyond:
            return _direction(value)
    return 0


def _at(of: Polynomial, value: Fraction) -> tuple[Fraction, Polynomial]:
    """Return what a polynomial comes to, and what is left of it when that is taken off and divided by x - value."""
    rest = [ZERO] * len(of)
    carried = ZERO
    for power in range(len(of) - 1, -1, -1):
        rest[power] = carried
        carried = carried * value + of[power]
    return carried, _trimmed(rest)


def _direction(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _trimmed(of: Iterable[Fraction]) -> Polynomial:
    found = list(of)
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _scaled(of: Polynomial, by: Fraction | int) -> Polynomial:
    return tuple(each * by for each in of)


def _sum(left: Polynomial, right: Polynomial) -> Polynomial:
    return _trimmed(one + other for one, other in zip_longest(left, right, fillvalue=ZERO))


def _product(left: Polynomial, right: Polynomial) -> Polynomial:
    if not left or not right:
        return NONE
    if right is ONE:
        return left
    if len(left) == 1:
        return _scaled(right, left[0])
    found = [ZERO] * (len(left) + len(right) - 1)
    for power, one in enumerate(left):
        for more, other in enumerate(right):
            found[power + more] += one * other
    return tuple(found)


def _divided(of: Polynomial, by: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Return how often a polynomial goes into another one, and what is left."""
    rest, found = list(of), [ZERO] * max(0, len(of) - len(by) + 1)
    for power in range(len(found) - 1, -1, -1):
        found[power] = times = rest[power + len(by) - 1] / by[-1]
        for more, each in enumerate(by):
            rest[power + more] -= times * each
    return tuple(found), _trimmed(rest[: len(by) - 1])


def _shared(left: Polynomial, right: Polynomial) -> Polynomial:
    """Return the largest polynomial that divides both."""
    while right:
        rest = _divided(left, right)[1]
        left, right = right, _scaled(rest, 1 / rest[-1]) if rest else NONE
    return left
