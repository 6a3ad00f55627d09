"""Where polynomials are 0: exactly where that can be written down, else between two values that are close together."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import ceil, floor, isqrt, lcm
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.solving.polynomial import (
    ZERO,
    Polynomial,
    Spot,
    direction,
    divided,
    scaled,
    shared,
    sign_of,
    slope,
    value_at,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINEAR, QUADRATIC = 2, 3
"""How many coefficients they have."""

WIDTH = Fraction(1, 10**12)
"""How far apart the ends are between which a root lies that cannot be written down."""


class Between(NamedTuple):
    """Where a root is: at a value, or between two of them.

    Args:
        low: Not above it.
        high: Not below it; the same where it is known exactly.
    """

    low: Fraction
    high: Fraction


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
        if root is None and _crossings(_chain(of), start, end):
            return None
        if under >= 0 and root is not None:
            found |= {(-of[1] - root) / (2 * of[2]), (-of[1] + root) / (2 * of[2])}
    elif len(of) > QUADRATIC:
        at = {bound for bound in (start, end) if bound is not None and not value_at(of, bound)[0]}
        inside = list(isolated(of, start, end))
        if any(each.low != each.high for each in inside):
            return None
        found |= at | {each.low for each in inside}
    return sorted(each for each in found if (start is None or each >= start) and (end is None or each <= end))


def isolated(
    of: Polynomial, start: Fraction | None = None, end: Fraction | None = None, width: Fraction = WIDTH
) -> Iterator[Between]:
    """Yield where a polynomial that is not 0 is 0 between two values, these excluded, in order.

    Args:
        of: The polynomial.
        start: The lower one; None for no bound.
        end: The upper one; None for no bound.
        width: How close the ends are between which a root lies that has no exact value.
    """
    if len(of) < LINEAR:
        return
    if len(of) == LINEAR:
        root = -of[0] / of[1]
        if (start is None or root > start) and (end is None or root < end):
            yield Between(root, root)
        return
    multiple = shared(of, slope(of))
    if len(multiple) > 1:  # each root once
        of = divided(of, multiple)[0]
    of = scaled(of, lcm(*(each.denominator for each in of)))
    beyond = 1 + max(abs(each / of[-1]) for each in of[:-1])
    low, high = (-beyond if start is None else start), (beyond if end is None else end)
    if low < high:
        yield from _inside(of, _chain(of), low, high, width)


def _inside(
    of: Polynomial, chain: list[Polynomial], low: Fraction, high: Fraction, width: Fraction
) -> Iterator[Between]:
    """Yield the roots between two values, these excluded, of a polynomial of whole numbers without multiple roots."""
    waiting = [(low, high)]
    while waiting:
        low, high = waiting.pop()
        if low == high:  # the middle of two others
            yield Between(low, low)
            continue
        at_end = not value_at(of, high)[0]
        count = _crossings(chain, low, high) - at_end
        if not count:
            continue
        if count == 1 and sign_of(of, Spot(low, beyond=True)) != sign_of(of, Spot(high, beyond=False)) != 0:
            yield _narrowed(of, low, high, width)
            continue
        middle = (low + high) / 2
        if value_at(of, middle)[0]:
            waiting += [(middle, high), (low, middle)]
        else:
            waiting += [(middle, high), (middle, middle), (low, middle)]


def _narrowed(of: Polynomial, low: Fraction, high: Fraction, width: Fraction) -> Between:
    """Return the one root between two values at which a polynomial has other signs."""
    below, bounds = sign_of(of, Spot(low, beyond=True)), (low, high)
    lead = abs(of[-1])  # what divides a root that is a fraction
    close = min(width, 1 / (2 * lead))
    while high - low > close or low < (mark := floor(high / width) * width) < high:
        middle = (low + high) / 2 if high - low > close else mark
        sign = direction(value_at(of, middle)[0])
        if not sign:
            return Between(middle, middle)
        low, high = (middle, high) if sign == below else (low, middle)
    whole = round((low + high) / 2 * lead)
    for near in (whole - 1, whole, whole + 1):
        root = Fraction(near) / lead
        if low <= root <= high and not value_at(of, root)[0]:
            return Between(root, root)
    # ends that can be written down
    low, high = floor(low / width) * width, ceil(high / width) * width
    return Between(max(low, bounds[0]), min(high, bounds[1]))


def _square_root(value: Fraction) -> Fraction | None:
    top, bottom = isqrt(value.numerator), isqrt(value.denominator)
    return Fraction(top, bottom) if (top * top, bottom * bottom) == (value.numerator, value.denominator) else None


def _chain(of: Polynomial) -> list[Polynomial]:
    """Return the chain of Sturm's theorem."""
    chain = [of, slope(of)]
    while len(chain[-1]) > 1 and (rest := scaled(divided(chain[-2], chain[-1])[1], -1)):
        chain.append(scaled(rest, 1 / abs(rest[-1])))
    return chain


def _crossings(chain: list[Polynomial], start: Fraction | None, end: Fraction | None) -> int:
    """Return how many different values between two others, or at the upper one, make a polynomial 0."""
    first = [sign_of(each, Spot(start, beyond=start is not None)) for each in chain]
    last = [sign_of(each, Spot(end, beyond=False)) if end is not None else direction(each[-1]) for each in chain]
    return _changes(first) - _changes(last)


def _changes(signs: Iterable[int]) -> int:
    return sum(one != other for one, other in pairwise(sign for sign in signs if sign))
