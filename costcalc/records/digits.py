"""Numbers in tables that others add up: nearly all of their digits, where they have no last one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.expr import decimal_text, magnitude, round_half_up

if TYPE_CHECKING:
    from costcalc.expr import Exact

DECIMALS, SIGNIFICANT = 18, 15


def long_text(value: Exact, significant: int = SIGNIFICANT) -> str:
    """Return a number in plain digits; one without a last digit with 18 decimals, and more where it is tiny.

    Args:
        value: The number.
        significant: How many digits a tiny one has.
    """
    if isinstance(value, Fraction):
        value = round_half_up(value, max(DECIMALS, significant - 1 - magnitude(value)))
    return decimal_text(value)


def long_number(value: Exact) -> Decimal:
    """Return the same as a number, without zeros at its end."""
    return Decimal(long_text(value))
