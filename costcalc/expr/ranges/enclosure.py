"""What is known of a formula over ranges of its assumptions: between which values it lies, and which way it goes.

All of it is proven: what cannot be is left out. An enclosure may be wider than need be; a trend that is said holds at
every value of the other assumptions.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.numbers import MAX_BITS, bits

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeAlias

    Trends: TypeAlias = Mapping[str, int | None]
    Degrees: TypeAlias = Mapping[str, tuple[int, int] | None]

ZERO = Fraction(0)


class Enclosure(NamedTuple):
    """What is known of a formula.

    Args:
        low: It is never below; None where that is not known.
        high: It is never above; None where that is not known.
        trends: For each assumption that it rests on: 1 where it never falls when that grows, -1 where it never rises,
            None where nobody knows.
        degrees: For each of these the highest power in it, above and below the line, where it is a polynomial over
            another one in that assumption alone, and the lower one is never 0; None where it is none.
    """

    low: Fraction | None
    high: Fraction | None
    trends: Trends
    degrees: Degrees

    @property
    def sign(self) -> int | None:
        """1 where it is never below 0, -1 where it is never above, 0 where it is 0, None where nobody knows."""
        if self.low is None or self.high is None:
            return None
        if self.low >= 0:
            return 1 if self.high else 0
        return None if self.high > 0 else -1

    @property
    def cornered(self) -> bool:
        """Whether the lowest and the highest value are at corners of the ranges, as proven.

        With all other assumptions fixed, it goes one way with this one, or is a line over a line: both end at ends.
        """
        if self.low is None:
            return False
        return all(trend or _is_linear(self.degrees.get(name, (0, 0))) for name, trend in self.trends.items())

    def checked(self) -> Enclosure:
        """Return the same, or that nothing is known where its numbers have grown out of all proportion."""
        grown = any(end is not None and bits(end) > MAX_BITS for end in (self.low, self.high))
        return unknown(self.trends) if grown else self


def _is_linear(degrees: tuple[int, int] | None) -> bool:
    return degrees is not None and max(degrees) <= 1


def unknown(names: Iterable[str]) -> Enclosure:
    """Return what is known of a formula that rests on some assumptions, and is not understood."""
    listed = dict.fromkeys(names)
    return Enclosure(None, None, listed, listed)


def constant(value: Fraction) -> Enclosure:
    """Return what is known of a number."""
    return Enclosure(value, value, {}, {})


def joined(*parts: tuple[Trends, int | None]) -> dict[str, int | None]:
    """Return the trends of what goes with some parts, or against them where the sign beside is -1.

    The sign is 0 where a part does not matter, and None where nobody knows what it does.
    """
    found: dict[str, int | None] = {}
    for trends, sign in parts:
        for name, trend in trends.items():
            if sign == 0:
                continue
            one = None if trend is None or sign is None else trend * sign
            found[name] = one if name not in found or found[name] == one else None
    return found


def total(parts: list[Enclosure]) -> Enclosure:
    """Return what is known of a sum."""
    trends = joined(*((part.trends, 1) for part in parts))
    low, high = ZERO, ZERO
    for part in parts:
        if part.low is None or part.high is None:
            return unknown(names_of(parts))
        low, high = low + part.low, high + part.high
    degrees: dict[str, tuple[int, int] | None] = {}
    for name in names_of(parts):
        above, below = 0, 0
        for part in parts:
            degree = part.degrees.get(name, (0, 0))
            if degree is None:
                degrees[name] = None
                break
            above, below = max(above + degree[1], degree[0] + below), below + degree[1]
        else:
            degrees[name] = (above, below)
    return Enclosure(low, high, trends, degrees)


def negative(of: Enclosure) -> Enclosure:
    """Return what is known of a formula with the other sign."""
    if of.low is None or of.high is None:
        return of
    return Enclosure(-of.high, -of.low, joined((of.trends, -1)), of.degrees)


def product(one: Enclosure, other: Enclosure) -> Enclosure:
    """Return what is known of a product."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return unknown(names_of([one, other]))
    corners = [left * right for left in (one.low, one.high) for right in (other.low, other.high)]
    degrees: dict[str, tuple[int, int] | None] = {}
    for name in names_of([one, other]):
        left, right = one.degrees.get(name, (0, 0)), other.degrees.get(name, (0, 0))
        degrees[name] = (left[0] + right[0], left[1] + right[1]) if left and right else None
    return Enclosure(min(corners), max(corners), joined((one.trends, other.sign), (other.trends, one.sign)), degrees)


def inverse(of: Enclosure) -> Enclosure:
    """Return what is known of 1 over a formula: nothing, where that may be 0."""
    if of.low is None or of.high is None or of.low <= 0 <= of.high:
        return unknown(of.trends)
    degrees = {name: (degree[1], degree[0]) if degree else None for name, degree in of.degrees.items()}
    return Enclosure(1 / of.high, 1 / of.low, joined((of.trends, -1)), degrees)


def power(base: Enclosure, exponent: Enclosure) -> Enclosure:
    """Return what is known of a power, whose exponents are whole numbers."""
    names = names_of([base, exponent])
    if exponent.low is None or exponent.low != exponent.high:
        return _growth(base, exponent) or unknown(names)
    if exponent.low < 0:
        base, exponent = inverse(base), negative(exponent)
    times = int(exponent.low or 0)
    if base.low is None or base.high is None or max(bits(base.low), bits(base.high)) * times > MAX_BITS:
        return unknown(names)
    ends = [base.low**times, base.high**times]
    least = ZERO if times % 2 == 0 and base.low < 0 < base.high else min(ends)
    sign = (base.sign if times % 2 == 0 else 1) if times else 0
    degrees = {name: (each[0] * times, each[1] * times) if each else None for name, each in base.degrees.items()}
    return Enclosure(least, max(ends), joined((base.trends, sign)), {**dict.fromkeys(exponent.trends), **degrees})


def _growth(base: Enclosure, exponent: Enclosure) -> Enclosure | None:
    """Return what is known of a power whose exponent is not the same everywhere; None where that is nothing."""
    if base.low is None or base.high is None or exponent.low is None or exponent.high is None or base.low <= 0:
        return None
    first, last = floor(exponent.low), ceil(exponent.high)
    if max(bits(base.low), bits(base.high), bits(1 / base.high)) * max(abs(first), abs(last)) > MAX_BITS:
        return None
    corners = [end**times for end in (base.low, base.high) for times in (first, last)]
    rises = 1 if base.low >= 1 else -1 if base.high <= 1 else None
    trends = joined((base.trends, exponent.sign), (exponent.trends, rises))
    return Enclosure(min(corners), max(corners), trends, dict.fromkeys(names_of([base, exponent])))


def largest(parts: list[Enclosure]) -> Enclosure:
    """Return what is known of the largest of some formulas."""
    lows = [part.low for part in parts if part.low is not None]
    highs = [part.high for part in parts if part.high is not None]
    if len(highs) < len(parts):
        return unknown(names_of(parts))
    best = max(lows)
    able = [part for part in parts if part.high is not None and part.high > best]
    if not able:  # it is this number everywhere
        return constant(best)
    if all(part.low != best for part in able):
        able.append(next(part for part in parts if part.low == best))
    if len(able) == 1:
        return able[0]
    return Enclosure(best, max(highs), joined(*((part.trends, 1) for part in able)), dict.fromkeys(names_of(able)))


def switched(holds: Trends, then: Enclosure, otherwise: Enclosure) -> Enclosure:
    """Return what is known of one formula where a condition holds and of another one elsewhere.

    Args:
        holds: Whether the condition comes to hold when an assumption grows (1), ceases to (-1), or nobody knows.
        then: Where it holds.
        otherwise: Where it does not.
    """
    if then.low is None or then.high is None or otherwise.low is None or otherwise.high is None:
        return unknown([*holds, *names_of([then, otherwise])])
    step = 1 if then.low >= otherwise.high else -1 if then.high <= otherwise.low else None
    trends = joined((then.trends, 1), (otherwise.trends, 1), (holds, step))
    degrees: dict[str, tuple[int, int] | None] = dict.fromkeys(holds)
    for name in names_of([then, otherwise]):
        if name not in holds:
            left, right = then.degrees.get(name, (0, 0)), otherwise.degrees.get(name, (0, 0))
            degrees[name] = (max(left[0], right[0]), max(left[1], right[1])) if left and right else None
    return Enclosure(min(then.low, otherwise.low), max(then.high, otherwise.high), trends, degrees)


def stepped(of: Enclosure, low: Fraction, high: Fraction) -> Enclosure:
    """Return what is known of a formula after it was rounded, which keeps its trends."""
    return Enclosure(low, high, of.trends, dict.fromkeys(of.trends))


def names_of(parts: Iterable[Enclosure]) -> dict[str, None]:
    """Return the assumptions that some formulas rest on."""
    return dict.fromkeys(name for part in parts for name in part.trends)
