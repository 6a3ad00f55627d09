"""Arithmetic with two exact numbers: in decimals, and where those end, in fractions.

Decimals are computed in a context that stops rather than rounds (`exact.EXACT`); then fractions take over, for this
one operation, and the result is a decimal again where it has an end.
"""

from __future__ import annotations

from decimal import Decimal, Inexact
from fractions import Fraction

from costcalc.expr.nodes import Node, UndefinedError
from costcalc.expr.numbers import MAX_BITS, Exact, bits, simplest

NEVER_GROWS = frozenset({-1, 0, 1})
ONE: Exact = Decimal(1)
GROWN = "this number has grown out of all proportion"


def settled(value: Exact, node: Node) -> Exact:
    """Return a number in its simplest form.

    Raises:
        UndefinedError: where it has grown out of all proportion: fractions can, decimals end at their precision.
    """
    if type(value) is Decimal:
        return value
    if bits(value) > MAX_BITS:
        raise UndefinedError(GROWN, node)
    return simplest(value)


def added(left: Exact, right: Exact, node: Node) -> Exact:
    """Return the sum of two numbers; `node` is what is computed."""
    if type(left) is Decimal and type(right) is Decimal:
        try:
            return left + right
        except Inexact:
            pass
    (a, b), (c, d) = left.as_integer_ratio(), right.as_integer_ratio()
    return settled(Fraction(a * d + c * b, b * d), node)


def multiplied(left: Exact, right: Exact, node: Node) -> Exact:
    """Return the product of two numbers; `node` is what is computed."""
    if type(left) is Decimal and type(right) is Decimal:
        try:
            return left * right
        except Inexact:
            pass
    (a, b), (c, d) = left.as_integer_ratio(), right.as_integer_ratio()
    return settled(Fraction(a * c, b * d), node)


def divided(left: Exact, right: Exact, node: Node) -> Exact:
    """Return the quotient of two numbers, of which the second is not 0; `node` is what is computed."""
    if type(left) is Decimal and type(right) is Decimal:
        try:
            return left / right
        except Inexact:
            pass
    (a, b), (c, d) = left.as_integer_ratio(), right.as_integer_ratio()
    return settled(Fraction(a * d, b * c), node)


def powered(base: Exact, exponent: int, node: Node) -> Exact:
    """Return a number to a whole power; 0 to the power of 0 is 1.

    Raises:
        UndefinedError: where it would grow out of all proportion; that is known before it is computed.
    """
    times = abs(exponent)
    if base in NEVER_GROWS:
        times = min(times, 2 - exponent % 2)
    elif bits(base) * times > MAX_BITS:
        raise UndefinedError(GROWN, node)
    square, result = base, ONE
    while times:
        times, odd = divmod(times, 2)
        if odd:
            result = multiplied(result, square, node)
        if times:
            square = multiplied(square, square, node)
    return divided(ONE, result, node) if exponent < 0 else result


def opposite(value: Exact) -> Exact:
    """Return a number with the other sign."""
    return value.copy_negate() if type(value) is Decimal else -value


def whole(value: Exact, node: Node, what: str) -> int:
    """Return a number that must be a whole one."""
    as_int = int(value)
    if as_int != value:
        raise UndefinedError(f"{what} must be whole numbers", node)
    return as_int
