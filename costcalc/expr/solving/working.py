"""How the solution of a linear equation is computed from its numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr.definitions import pinned
from costcalc.expr.nodes import Node, number
from costcalc.expr.operators import Difference, Quotient, Sum
from costcalc.expr.solving.polynomial import Polynomial, difference
from costcalc.expr.solving.roots import LINEAR

if TYPE_CHECKING:
    from costcalc.expr.numbers import Exact


def working(sides: tuple[Polynomial, Polynomial] | None, value: Exact) -> Node:
    """Return the number as it is computed from those of a linear equation: `(b0 - a0) / (a1 - b1)`."""
    if not sides:
        return pinned(value)
    both = difference(*sides)
    if len(both) != LINEAR:
        return pinned(value)
    left, right = sides if max(map(len, sides)) <= LINEAR else (both, ())
    (a0, a1), (b0, b1) = ((*side, Fraction(0), Fraction(0))[:2] for side in (left, right))
    top, bottom = (_minus(a0, b0), _minus(b1, a1)) if b1 > a1 else (_minus(b0, a0), _minus(a1, b1))
    return top if bottom == number(1) else Quotient(top, bottom)


def _minus(one: Fraction, other: Fraction) -> Node:
    if not other:
        return pinned(one)
    if not one:
        return pinned(-other)
    return Sum((pinned(one), pinned(-other))) if other < 0 else Difference(pinned(one), pinned(other))
