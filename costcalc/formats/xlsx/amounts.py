"""Amounts of charges as formulas over their cells, where what a spreadsheet computes is the same to the last coin."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.export.allocation import minor_digits
from costcalc.expr import round_half_up
from costcalc.expr.numbers import rounded
from costcalc.formats.xlsx.cells import DIGITS
from costcalc.formats.xlsx.values import Live, Number
from costcalc.records import long_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.export import LedgerEntry
    from costcalc.expr import Exact
    from costcalc.formats.xlsx.values import Cell

FACTORS = ("quantity", "unit_price", "per")
SLACK = Fraction(1, 10 ** (DIGITS - 1))
"""Of a product that a spreadsheet computes in doubles."""


def live_amount(entry: LedgerEntry, columns: Sequence[str], row: int) -> Cell:
    """Return the amount of a charge: a formula over the cells of its row, with what comes of it.

    Args:
        entry: The row of the ledger.
        columns: What the columns of its sheet are called.
        row: Its row, from 1, as in a formula.

    Returns:
        A formula; the number itself, where a spreadsheet would not compute it to the same coin.
    """
    charge = entry.charge
    amount = Number("General", long_number(charge.amount))
    quantity, price, per = (_kept(figure.value) for figure in (charge.quantity, charge.unit_price, charge.per))
    if not per or not _is_alike(quantity * price / per, charge.amount, charge.currency):
        return amount
    cells = _cells(columns, row, *FACTORS)
    return Live(f"={cells[0]}*{cells[1]}/{cells[2]}", amount)


def live_cost(entry: LedgerEntry, columns: Sequence[str], row: int) -> Cell:
    """Return the cost of a charge in the currency of its scenario: a formula over its amount, as `live_amount` does."""
    cost, rate = Number("General", long_number(entry.cost)), entry.charge.exchange_rate
    amount, exchange = _cells(columns, row, "amount", "exchange_rate")
    if rate is None:
        return Live(f"={amount}", cost)
    if not _is_alike(_kept(entry.charge.amount) * _kept(rate.value), entry.cost, entry.cost_currency):
        return cost
    return Live(f"={amount}*{exchange}", cost)


def _cells(columns: Sequence[str], row: int, *names: str) -> list[str]:
    """Return what the cells of a row are called in formulas."""
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # it has no types

    return [f"{xl_col_to_name(list(columns).index(name))}{row}" for name in names]


def _kept(value: Exact) -> Fraction:
    """Return as much of a number as a cell keeps."""
    return Fraction(rounded(long_number(value), DIGITS))


def _is_alike(computed: Fraction, exact: Exact, currency: str) -> bool:
    """Whether what cells come to is rounded as the exact amount is, if it is a little less or more as well."""
    if computed == exact:  # also half a coin, which a little less is not
        return True
    digits = minor_digits(currency)
    coins = {round_half_up(computed * factor, digits) for factor in (1 - SLACK, Fraction(1), 1 + SLACK)}
    return coins == {round_half_up(exact, digits)}
