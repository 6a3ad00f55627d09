"""What cells of a workbook hold: texts, numbers, instants and formulas."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from costcalc.shown import show

LONGEST_TEXT = 16_000
"""Of what a cell holds, 32,767 units of UTF-16, of which some letters are two."""
LARGEST_POWER = 300
WIDEST = 48

INSTANT, MONTH = 'yyyy-mm-dd"T"hh:mm:ss"Z"', 'yyyy"-"mm'


class Number(NamedTuple):
    """How a number is shown, and what it is."""

    form: str
    value: Decimal


class Live(NamedTuple):
    """A formula, with what comes of it, for programs that show it and do not compute."""

    formula: str
    value: Number | str


class Month(NamedTuple):
    """The first instant of a month, of which the month alone is shown."""

    value: datetime


Cell = str | Number | Live | Month | datetime


def text_of(cell: str | Number) -> str:
    """Return the text of a cell; cut where no cell would hold it, and a number where no double would."""
    text = show(cell) if isinstance(cell, str) else format(cell.value, "f")
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}… (cut; the CSV has all of it)"


def width_of(cell: Cell) -> int:
    """Return how many letters a cell needs, about."""
    if isinstance(cell, Live):
        cell = cell.value
    if isinstance(cell, Month):
        return len("2026-04")
    if isinstance(cell, datetime):
        return len("2026-04-28T12:00:00Z")
    if isinstance(cell, Number):
        return len(f"{cell.value:,f}") if abs(cell.value.adjusted()) < WIDEST else WIDEST
    return len(cell)
