"""Polynomials in one unknown and their quotients, exactly.

A polynomial is its coefficients, that of the power 0 first and the last one not 0: `(3, 0, 2)` is 3 + 2x²; 0 is `()`.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.expr.numbers import Exact

Polynomial = tuple[Fraction, ...]

ZERO = Fraction(0)
NONE: Polynomial = ()
ONE: Polynomial = (Fraction(1),)
X: Polynomial = (ZERO, Fraction(1))


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
            common = shared(top, bottom)
            if len(common) > 1:
                top, bottom = divided(top, common)[0], divided(bottom, common)[0]
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
        right = other.top if sign > 0 else scaled(other.top, -1)
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
        return sign_of(self.top, spot) * sign_of(self.bottom, spot)

    def limit(self, at: Fraction) -> Fraction | None:
        """Return what it comes to as the unknown comes to a value; None where it grows without an end."""
        bottom = value_at(self.bottom, at)[0]
        return value_at(self.top, at)[0] / bottom if bottom else None  # in lowest terms both are not 0

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
    return _sum(left, scaled(right, -1))


def slope(of: Polynomial) -> Polynomial:
    """Return the derivative of a polynomial."""
    return tuple(power * each for power, each in enumerate(of))[1:]


def sign_of(of: Polynomial, spot: Spot) -> int:
    """Return whether a polynomial is above 0 around a spot (1), below (-1), or 0 there."""
    if not of:
        return 0
    if spot.at is None:
        return direction(of[-1]) * (-1 if len(of) % 2 == 0 else 1)
    while of:
        value, of = value_at(of, spot.at)
        if value or not spot.beyond:
            return direction(value)
    return 0


def value_at(of: Polynomial, value: Fraction) -> tuple[Fraction, Polynomial]:
    """Return what a polynomial comes to, and what is left of it when that is taken off and divided by x - value."""
    rest = [ZERO] * len(of)
    carried = ZERO
    for power in range(len(of) - 1, -1, -1):
        rest[power] = carried
        carried = carried * value + of[power]
    return carried, _trimmed(rest)


def direction(value: Fraction) -> int:
    """Return the sign of a number."""
    return (value > 0) - (value < 0)


def _trimmed(of: Iterable[Fraction]) -> Polynomial:
    found = list(of)
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def scaled(of: Polynomial, by: Fraction | int) -> Polynomial:
    """Return a polynomial times a number."""
    return tuple(each * by for each in of)


def _sum(left: Polynomial, right: Polynomial) -> Polynomial:
    return _trimmed(one + other for one, other in zip_longest(left, right, fillvalue=ZERO))


def _product(left: Polynomial, right: Polynomial) -> Polynomial:
    if not left or not right:
        return NONE
    if right is ONE:
        return left
    if len(left) == 1:
        return scaled(right, left[0])
    found = [ZERO] * (len(left) + len(right) - 1)
    for power, one in enumerate(left):
        for more, other in enumerate(right):
            found[power + more] += one * other
    return tuple(found)


def divided(of: Polynomial, by: Polynomial) -> tuple[Polynomial, Polynomial]:
    """Return how often a polynomial goes into another one, and what is left."""
    rest, found = list(of), [ZERO] * max(0, len(of) - len(by) + 1)
    for power in range(len(found) - 1, -1, -1):
        found[power] = times = rest[power + len(by) - 1] / by[-1]
        for more, each in enumerate(by):
            rest[power + more] -= times * each
    return tuple(found), _trimmed(rest[: len(by) - 1])


def shared(left: Polynomial, right: Polynomial) -> Polynomial:
    """Return the largest polynomial that divides both."""
    while right:
        rest = divided(left, right)[1]
        left, right = right, scaled(rest, 1 / rest[-1]) if rest else NONE
    return left
