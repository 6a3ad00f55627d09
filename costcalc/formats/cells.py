"""The text of cells and of running text, for every form that is read by people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.views.blocks import Amount, Code, Ref, pieces, places_by_file

if TYPE_CHECKING:
    from costcalc.views.blocks import Cell, Line, Table


def cell_text(cell: Cell, digits: int | None = None) -> str:
    """Return the text of a cell.

    Args:
        cell: What it says.
        digits: How many decimals a number has here; as many as it needs where left out.
    """
    match cell:
        case Amount(value, own, cut, mark):
            return f"{mark} {money.fixed(value, own if digits is None else digits, cut=cut)}".lstrip()
        case Code(text):
            return text
        case Ref(places):
            return places_by_file(places)
        case str():
            return cell


def line_text(line: Line) -> str:
    """Return running text in one piece."""
    return "".join(map(cell_text, pieces(line)))


def digits_of(table: Table) -> list[int | None]:
    """Return for each column how many decimals all its numbers have, so that they can be compared at a glance."""
    columns = ([row.cells[nth] for row in table.rows] for nth in range(len(table.columns)))
    return [max((cell.digits for cell in cells if isinstance(cell, Amount)), default=None) for cells in columns]


def table_texts(table: Table) -> list[list[str]]:
    """Return the texts of all cells, row by row."""
    digits = digits_of(table)
    return [[cell_text(cell, most) for cell, most in zip(row.cells, digits, strict=True)] for row in table.rows]
