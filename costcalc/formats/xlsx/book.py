"""A workbook of texts, numbers, instants and formulas: the same bytes for the same cells.

Every text is written as a text, so none becomes a formula, a number or a link, whatever it begins with. A number goes
to its cell as the decimal it is, of which a spreadsheet keeps the nearest double: the same number up to 15 digits.
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.formats.xlsx.values import (
    INSTANT,
    LARGEST_POWER,
    MONTH,
    WIDEST,
    Live,
    Month,
    Number,
    text_of,
    width_of,
)
from costcalc.problem import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.formats.xlsx.values import Cell

NARROWEST, LOOKED_AT = 8, 500
WIDEST_WRAPPED = 66
"""Of a column whose texts go over several lines: a fingerprint is in one."""
MOST_ROWS = 1_048_575
A4, LETTERS = 9, 160
"""The number of the paper, and how many letters stand side by side on it."""
PROJECT = Path(__file__).parents[3] / "pyproject.toml"
"""What lies beside the package in a clone."""

LINE, MOST_LINES = 15, 27
"""How high a line is, and how many of them a row may have: 409 points."""


HEADING: Mapping[str, Any] = {"bold": True, "bottom": 1, "text_wrap": False}
WRAPPED: Mapping[str, Any] = {"text_wrap": True, "valign": "top"}
PLAIN: Mapping[str, Any] = {}
"""How cells look, apart from the form of numbers."""


class SheetTable(NamedTuple):
    """The one table of a sheet.

    Args:
        columns: What the columns are called.
        rows: The cells.
        keys: How many of the first columns say what a row is.
        printed: How many of the columns are printed; 0 for all of them.
        is_wrapped: Whether long texts go over several lines, so that all of them is read on paper.
    """

    columns: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    keys: int
    printed: int = 0
    is_wrapped: bool = False


def _how_to_install() -> str:
    """Return the command that installs the library: another one where the program runs from a clone."""
    is_clone = PROJECT.is_file() and 'name = "costcalc"' in PROJECT.read_text(encoding="utf-8")
    return "pip install -e '.[xlsx]'" if is_clone else "pip install 'costcalc[xlsx]'"


class Book:
    """A workbook in memory.

    Args:
        created: What it says about when it was made: a fact of its content, since no clock is read.

    Raises:
        InputError: where the library that writes it is not installed.
    """

    def __init__(self, created: datetime) -> None:
        try:
            from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has no types
        except ImportError:
            place = Place.start_of("-o")
            message = "this is written by XlsxWriter, which is not installed"
            raise InputError.of(place, "bad-setting", message, _how_to_install()) from None
        self._file = io.BytesIO()
        self._book = Workbook(self._file, {"in_memory": True})  # not in files, which would have a date
        self._book.set_properties({"created": created.replace(tzinfo=None)})
        self._forms: dict[tuple[object, ...], Any] = {}
        self._widths: dict[tuple[str, int], int] = {}

    def sheet(self, name: str) -> Any:
        """Add a sheet."""
        return self._book.add_worksheet(name)

    def listing(self, name: str, table: SheetTable) -> None:
        """Add a sheet with one table, whose heading and keys stay in sight and are on every page, and has filters.

        A sheet has one table, since it has one heading to print.
        """
        sheet = self.sheet(name)
        columns, rows = table.columns, table.rows
        self.heading(sheet, 0, columns, rows[0] if rows else ())
        for column, _ in enumerate(columns):
            widest = WIDEST_WRAPPED if table.is_wrapped else WIDEST
            self.widen_to(sheet, column, [row[column] for row in rows], widest)
        self.cells(sheet, 1, rows, WRAPPED if table.is_wrapped else PLAIN)
        if table.is_wrapped:
            self._heighten(sheet, rows)
        sheet.freeze_panes(1, table.keys)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        self.printed(sheet, len(rows), (table.printed or len(columns)) - 1, 1, table.keys)

    def printed(self, sheet: Any, row: int, column: int, headings: int, keys: int) -> None:
        """Print a sheet across the paper, on as many pages side by side as can be read, headings and keys on each.

        Args:
            sheet: The sheet.
            row: The last row that is printed, from 0.
            column: The last column.
            headings: How many rows are headings.
            keys: How many columns say what a row is; of these as many are repeated as leave half a page for others.
        """
        sheet.set_landscape()
        sheet.set_paper(A4)
        widths = [self._widths.get((sheet.name, nth), NARROWEST) for nth in range(column + 1)]
        while keys and sum(widths[:keys]) > LETTERS // 2:
            keys -= 1
        repeated = sum(widths[:keys])
        sheet.fit_to_pages(-(-(sum(widths) - repeated) // (LETTERS - repeated)), 0)
        sheet.print_area(0, 0, row, column)
        sheet.repeat_rows(0, headings - 1)
        if keys:
            sheet.repeat_columns(0, keys - 1)
        sheet.set_footer("&L&F, &A&R&P / &N")

    def chart(self, kind: str) -> Any:
        """Return a picture which is not in a sheet yet: of the kind `column` or `line`."""
        return self._book.add_chart({"type": kind})

    def heading(self, sheet: Any, row: int, cells: Sequence[Cell], below: Sequence[Cell] = ()) -> None:
        """Write the heading of a table; the columns become as wide as that.

        Args:
            sheet: Where.
            row: The row, from 0.
            cells: What stands in it.
            below: The first row, above whose numbers a heading is on the right as they are.
        """
        for column, cell in enumerate(cells):
            under = below[column] if below else ""
            is_number = isinstance(under.value if isinstance(under, Live) else under, Number)
            self._write(sheet, row, column, cell, {**HEADING, "align": "right"} if is_number else HEADING)
            self.widen(sheet, column, 2 + width_of(cell))

    def title(self, sheet: Any, row: int, text: str) -> None:
        """Write what is above a block of rows, over the empty cells beside it."""
        self._write(sheet, row, 0, text, HEADING)

    def cells(self, sheet: Any, top: int, rows: Sequence[Sequence[Cell]], look: Mapping[str, Any] = PLAIN) -> None:
        """Write rows of cells, the first into the row `top`, from 0."""
        for nth, row in enumerate(rows, top):
            for column, cell in enumerate(row):
                self._write(sheet, nth, column, cell, look)

    def data(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._book.close()
        return self._file.getvalue()

    def widen(self, sheet: Any, column: int, needed: int, widest: int = WIDEST) -> None:
        """Make a column as wide as so many letters, if it is not wider, and not wider than can be read."""
        width = min(widest, max(needed, self._widths.get((sheet.name, column), NARROWEST)))
        self._widths[sheet.name, column] = width
        sheet.set_column(column, column, width)

    def widen_to(self, sheet: Any, column: int, cells: Sequence[Cell], widest: int = WIDEST) -> None:
        """Make a column as wide as what is in it, if it is not wider."""
        self.widen(sheet, column, 2 + max(map(width_of, cells[:LOOKED_AT]), default=0), widest)

    def _heighten(self, sheet: Any, rows: Sequence[Sequence[Cell]]) -> None:
        """Make rows as high as their texts need, since not every program does that by itself."""
        for nth, row in enumerate(rows, 1):
            widths = (self._widths[sheet.name, column] - 1 for column, _ in enumerate(row))
            needed = (len(wrap(cell, width)) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str))
            sheet.set_row(nth, LINE * min(MOST_LINES, max(needed, default=1)))

    def _write(self, sheet: Any, row: int, column: int, cell: Cell, look: Mapping[str, Any] = PLAIN) -> None:
        if isinstance(cell, Live):
            value = cell.value
            form, known = (value.form, value.value) if isinstance(value, Number) else ("", value)
            sheet.write_formula(row, column, cell.formula, self._form(form, look), known)
        elif isinstance(cell, Month):
            sheet.write_datetime(row, column, cell.value.replace(tzinfo=None), self._form(MONTH, look))
        elif isinstance(cell, datetime):
            sheet.write_datetime(row, column, cell.replace(tzinfo=None), self._form(INSTANT, {**look, "align": "left"}))
        elif isinstance(cell, Number) and abs(cell.value.adjusted()) <= LARGEST_POWER:
            sheet.write_number(row, column, cell.value, self._form(cell.form, look))
        elif text := text_of(cell):
            sheet.write_string(row, column, text, self._form("", look))
        elif look == HEADING:
            sheet.write_blank(row, column, None, self._form("", look))

    def _form(self, form: str, look: Mapping[str, Any]) -> Any:
        """Return how a cell looks; None of one that looks as any does."""
        said = dict(look) | ({"num_format": form} if form else {})
        if not said:
            return None
        key = (*said.items(),)
        if key not in self._forms:
            self._forms[key] = self._book.add_format(said)
        return self._forms[key]
