"""Numbers as cells of tables: each with as many decimals as its kind needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.views.blocks import Amount

if TYPE_CHECKING:
    from costcalc.comparison.ranges import RangedValue
    from costcalc.expr import Exact, Figure
    from costcalc.views.blocks import Cell

UNKNOWN = "not known"
"""Stands where there is a number, and nobody can say it."""


def total_amount(value: Exact) -> Amount:
    """Return a total, which is rounded."""
    return Amount(value, money.total_digits(value))


def line_amount(value: Exact) -> Amount:
    """Return an amount of money with all its digits, as a line of a bill has it."""
    return Amount(value, money.amount_digits(value), cut=True)


def count_amount(value: Exact) -> Amount:
    """Return a quantity, or the price of one, with all its digits."""
    return Amount(value, money.count_digits(value), cut=True)


def total_cell(figure: Figure | None, otherwise: str = "") -> Cell:
    """Return a total; something else where there is none."""
    return total_amount(figure.value) if figure else otherwise


def end_cells(ranged: RangedValue | None) -> tuple[Cell, Cell]:
    """Return the lowest and the highest of a total; nothing where it is one number."""
    if ranged is None:
        return ("", "")
    if ranged.span is None:
        return (UNKNOWN, UNKNOWN)
    return (total_amount(ranged.span.low), total_amount(ranged.span.high))
