"""Arithmetic with all values between two others."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.numbers import MAX_BITS

if TYPE_CHECKING:
    from collections.abc import Iterable

ZERO = Fraction(0)
LARGEST = Fraction(2**MAX_BITS)


class UnboundedError(Exception):
    """Nothing can be said."""


class Hull(NamedTuple):
    """Values between two others, which may be these."""

    low: Fraction
    high: Fraction

    def plus(self, other: Hull) -> Hull:
        """Return what the sum with another one can be."""
        return Hull(self.low + other.low, self.high + other.high)

    def times(self, other: Hull) -> Hull:
        """Return what the product with another one can be."""
        ends = [one * more for one in self for more in other]
        return Hull(min(ends), max(ends))

    @property
    def opposite(self) -> Hull:
        """The same with the other sign."""
        return Hull(-self.high, -self.low)

    @property
    def single(self) -> bool:
        """Whether it is one value."""
        return self.low == self.high

    @property
    def inverse(self) -> Hull:
        """What 1 divided by it can be.

        Raises:
            UnboundedError: where it may be 0.
        """
        if self.low <= 0 <= self.high:
            raise UnboundedError
        return Hull(1 / self.high, 1 / self.low)

    def power(self, exponent: Hull) -> Hull:
        """Return what it can be to a power, which is a whole number.

        Raises:
            UnboundedError: where nothing can be said.
        """
        if not exponent.single and self.low <= 0:
            raise UnboundedError
        return Hull.around(self._raised(times) for times in (floor(exponent.low), ceil(exponent.high)))

    def _raised(self, times: int) -> Hull:
        if times < 0:
            return self._raised(-times).inverse
        most = MAX_BITS // max(each.bit_length() for end in self for each in end.as_integer_ratio())
        if times > most and self.low > 0:  # what comes to more than `LARGEST` has no value
            low, high = (end**most for end in self)
            return Hull(low if low >= 1 else ZERO, LARGEST if self.high > 1 else high)
        if times > most:
            raise UnboundedError
        found = Hull.around(Hull(end**times, end**times) for end in self)
        return Hull(min(ZERO, found.low), found.high) if self.low < 0 < self.high and times else found

    @classmethod
    def around(cls, hulls: Iterable[Hull]) -> Hull:
        """Return what lies in any of some."""
        found = list(hulls)
        return cls(min(each.low for each in found), max(each.high for each in found))
