"""Functions that jump: what they come to at a value, or beside it where that is what is asked.

Where ranges of assumptions are looked at, a price that holds above a bound counts at the bound itself, and so does the
block that is begun just above it. Each function gets what says on which side of the value it is asked: -1 is below it,
1 above it, and 0 at the value itself. That is only called where it matters.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from costcalc.expr.arithmetic import added
from costcalc.expr.nodes import UndefinedError
from costcalc.expr.numbers import round_half_up

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.expr.nodes import Node
    from costcalc.expr.numbers import Exact


MAX_PLACES = 12


def ceiled(value: Exact, side: Callable[[], int], node: Node) -> Exact:
    """Return the least whole number that is not below a value."""
    found = value.to_integral_value(ROUND_CEILING) if type(value) is Decimal else Decimal(ceil(value))
    return added(found, Decimal(1), node) if found == value and side() > 0 else found


def floored(value: Exact, side: Callable[[], int], node: Node) -> Exact:
    """Return the greatest whole number that is not above a value."""
    found = value.to_integral_value(ROUND_FLOOR) if type(value) is Decimal else Decimal(floor(value))
    return added(found, Decimal(-1), node) if found == value and side() < 0 else found


def rounded_half(value: Exact, side: Callable[[], int], node: Node, places: int) -> Exact:
    """Return a value with so many decimals; a half is rounded away from 0, and less than a half is not.

    Raises:
        UndefinedError: for more decimals than anybody needs.
    """
    if not 0 <= places <= MAX_PLACES:
        raise UndefinedError(f"`round` keeps between 0 and {MAX_PLACES} decimals", node)
    found = round_half_up(value, places)
    if side() * value < 0 and abs(Fraction(found) - Fraction(value)) * 10**places * 2 == 1:
        return added(found, Decimal(f"{'-' if value > 0 else ''}1E-{places}"), node)
    return found
