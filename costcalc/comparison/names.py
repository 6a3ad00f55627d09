"""What results are called outside of their option, and how the values of assumptions are named beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import decimal_text, fraction_text, grouped

if TYPE_CHECKING:
    from costcalc.expr.ranges.span import RangeCorner


def name_of(option: str, result: str) -> str:
    """Return the name of a result: `flash.total`; without the option, where that has no name."""
    return f"{option}.{result}" if option else result


def corner_text(corner: RangeCorner) -> str:
    """Return where in ranges a result is lowest or highest: `users = 100, prompt just above 200_000`."""
    sides = corner.sides
    signs = {name: f"just {sides[name]}" if name in sides else "=" for name in corner.values}
    shown = {name: fraction_text(value) or grouped(decimal_text(value)) for name, value in corner.values.items()}
    return ", ".join(f"{name} {signs[name]} {value}" for name, value in shown.items())
