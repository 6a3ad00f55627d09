"""The cells of a workbook, from the values of fields."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from costcalc.export.allocation import minor_digits
from costcalc.expr import decimal_text, simplest
from costcalc.formats.xlsx.values import Number
from costcalc.records import FIXED, long_number, long_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from fractions import Fraction

    from costcalc.formats.xlsx.values import Cell
    from costcalc.records import Field, Rows

T = TypeVar("T")
DIGITS = 15
"""Of a number that a spreadsheet keeps."""


def names(rows: Rows[Any]) -> list[str]:
    """Return what the columns of a table are called."""
    return [field.name for field in rows.fields]


def row_cells(rows: Rows[T], one: T) -> list[Cell]:
    """Return the cells of a row."""
    return [field_cell(field, one) for field in rows.fields]


def field_cell(field: Field[T], one: T) -> Cell:
    """Return the cell of a field: a number, an instant or a text; what is not known is an empty text."""
    value = field.get(one)
    if value is None or isinstance(value, datetime):
        return value or ""
    if field.kind is FIXED:
        return money(value)
    if field.kind.is_number:
        return Number("General", long_number(value))
    return field.kind.cell(value, long_text)


def money(amount: Decimal) -> Number:
    """Return an amount that is rounded to the decimals of its currency, with all of them shown."""
    decimals = max(0, -int(amount.as_tuple().exponent))
    return Number(f"#,##0.{'0' * decimals}" if decimals else "#,##0", amount)


def coin(currency: str, part: Fraction) -> str:
    """Return a part of the smallest coin of a currency, as a formula has it: 0.005."""
    return decimal_text(simplest(part / 10 ** minor_digits(currency)))


def full_digits(columns: Sequence[str], cells: Sequence[Cell]) -> str:
    """Return the numbers of a row that have more digits than a spreadsheet keeps: `amount=0.1234567890123456`."""
    numbers = ((name, cell.value) for name, cell in zip(columns, cells, strict=False) if isinstance(cell, Number))
    return " ".join(f"{name}={value:f}" for name, value in numbers if _is_long(value))


def _is_long(value: Decimal) -> bool:
    digits = "".join(map(str, value.as_tuple().digits))
    return len(digits.strip("0")) > DIGITS
