"""Prices of blocks and numbers as FOCUS writes them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.export.units import consumed_unit
from costcalc.records import long_text

if TYPE_CHECKING:
    from costcalc.expr import Exact
    from costcalc.pricing import Charge

SIGNIFICANT = 13
"""Digits of a tiny number without an end: the products FOCUS asks for hold to the 9 that its validators look at."""


def focus_text(value: Exact) -> str:
    """Return a number, with a decimal point always: loaders that guess take `200` for no decimal."""
    text = long_text(value, SIGNIFICANT)
    return text if "." in text else f"{text}.0"


def pricing_block(unit: str, per: Fraction) -> int:
    """Return the number in front of a pricing unit.

    FOCUS has whole numbers only, and none before units that are multiplied: a price for half a minute is written as
    one for a minute, and a price for 1M token-hours as one for a token-hour.
    """
    return int(per) if per.denominator == 1 and per > 0 and "-" not in unit else 1


def pricing_unit(charge: Charge, block: int) -> str:
    """Return what one unit price buys: 1000000 Tokens, Requests."""
    return consumed_unit(charge) if block == 1 else f"{block} {consumed_unit(charge)}"
