"""Amounts of charges as formulas over their cells, where what a spreadsheet computes is the same to the last coin."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.export.allocation import minor_digits
from costcalc.expr import round_half_up
from costcalc.expr.numbers import rounded
from costcalc.formats.xlsx.book import Live, Number
from costcalc.formats.xlsx.cells import DIGITS
from costcalc.records import long_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.formats.xlsx.book import Cell
    from costcalc.pricing import Charge

FACTORS = ("quantity", "unit_price", "per")
SLACK = Fraction(1, 10 ** (DIGITS - 1))
"""Of a product that a spreadsheet computes in doubles."""


def live_amount(charge: Charge, columns: Sequence[str], row: int) -> Cell:
    """Return the amount of a charge: a formula over the cells of its row, with what comes of it.

    Args:
        charge: The charge.
        columns: What the columns of its sheet are called.
        row: Its row, from 1, as in a formula.

    Returns:
        A formula; the number itself, where a spreadsheet would not compute it to the same coin.
    """
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # it has no types

    amount = Number("General", long_number(charge.amount))
    if not _is_computed_alike(charge):
        return amount
    quantity, price, per = (f"{xl_col_to_name(list(columns).index(name))}{row}" for name in FACTORS)
    return Live(f"={quantity}*{price}/{per}", amount)


def _is_computed_alike(charge: Charge) -> bool:
    """Whether a product of what the cells hold is rounded as the exact amount is, if a little less or more as well."""
    factors = (charge.quantity.value, charge.unit_price.value, charge.per.value)
    quantity, price, per = (Fraction(rounded(long_number(value), DIGITS)) for value in factors)
    if not per:
        return False
    computed, digits = quantity * price / per, minor_digits(charge.currency)
    if computed == charge.amount:  # also half a coin, which a little less is not
        return True
    coins = {round_half_up(computed * factor, digits) for factor in (1 - SLACK, Fraction(1), 1 + SLACK)}
    return coins == {round_half_up(charge.amount, digits)}
