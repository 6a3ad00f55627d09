"""A workbook of texts, numbers, instants and formulas: the same bytes for the same cells.

Every text is written as a text, so none becomes a formula, a number or a link, whatever it begins with. A number goes
to its cell as the decimal it is, of which a spreadsheet keeps the nearest double: the same number up to 15 digits.
"""

from __future__ import annotations

import io
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.problem import InputError, Place
from costcalc.shown import show

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROWEST, WIDEST, LOOKED_AT = 8, 48, 500
LONGEST_TEXT = 16_000
"""Of what a cell holds, 32,767 units of UTF-16, of which some letters are two."""
LARGEST_POWER = 300
MOST_ROWS = 1_048_575
A4, LETTERS = 9, 160
"""The number of the paper, and how many letters stand side by side on it."""
PROJECT = Path(__file__).parents[3] / "pyproject.toml"
"""What lies beside the package in a clone."""

INSTANT, MONTH = 'yyyy-mm-dd"T"hh:mm:ss"Z"', 'yyyy"-"mm'


class Number(NamedTuple):
    """How a number is shown, and what it is."""

    form: str
    value: Decimal


class Live(NamedTuple):
    """A formula, with what comes of it, for programs that show it and do not compute."""

    formula: str
    value: Number | str


class ChartSeries(NamedTuple):
    """What a picture draws: its name, and the ranges of cells with its times and its values."""

    name: str
    categories: Sequence[str | int]
    values: Sequence[str | int]


class Month(NamedTuple):
    """The first instant of a month, of which the month alone is shown."""

    value: datetime


Cell = str | Number | Live | Month | datetime


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
        self._heading = self._book.add_format({"bold": True, "bottom": 1, "text_wrap": False})
        self._forms: dict[str, Any] = {}
        self._widths: dict[tuple[str, int], int] = {}

    def sheet(self, name: str) -> Any:
        """Add a sheet."""
        return self._book.add_worksheet(name)

    def listing(self, name: str, columns: Sequence[str], rows: Sequence[Sequence[Cell]], printed: int = 0) -> None:
        """Add a sheet with one table, whose heading stays in sight and has filters.

        Args:
            name: What it is called.
            columns: What the columns are called.
            rows: The cells.
            printed: How many of the columns are printed; all of them where left out.
        """
        sheet = self.sheet(name)
        self.table(sheet, 0, columns, rows)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
        self.printed(sheet, len(rows), (printed or len(columns)) - 1)

    def printed(self, sheet: Any, row: int, column: int, headings: int = 1) -> None:
        """Print a sheet across the paper, on as many pages side by side as can be read, its headings on each.

        Args:
            sheet: The sheet.
            row: The last row that is printed, from 0.
            column: The last column.
            headings: How many rows are headings.
        """
        sheet.set_landscape()
        sheet.set_paper(A4)
        letters = sum(self._widths.get((sheet.name, nth), NARROWEST) for nth in range(column + 1))
        sheet.fit_to_pages(-(-letters // LETTERS), 0)
        sheet.print_area(0, 0, row, column)
        sheet.repeat_rows(0, headings - 1)
        sheet.set_footer("&L&F, &A&R&P / &N")

    def chart(self, kind: str, title: str, series: Sequence[ChartSeries]) -> Any:
        """Return a picture of columns of cells, which is not in a sheet yet.

        Args:
            kind: `column` or `line`.
            title: What it shows.
            series: What is drawn.
        """
        chart = self._book.add_chart({"type": kind})
        for one in series:
            chart.add_series({"name": one.name, "categories": one.categories, "values": one.values})
        chart.set_title({"name": title, "name_font": {"size": 11}})
        chart.set_x_axis({"num_format": MONTH, "text_axis": True})
        chart.set_y_axis({"num_format": "#,##0.##", "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 630, "height": 260})
        return chart

    def table(self, sheet: Any, top: int, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """Write a table with its heading; the columns become as wide as what is in them.

        Args:
            sheet: Where.
            top: The row of the heading, from 0.
            columns: What the columns are called.
            rows: The cells.
        """
        self.heading(sheet, top, columns)
        for column, _ in enumerate(columns):
            self.widen(sheet, column, 2 + max((_width(row[column]) for row in rows[:LOOKED_AT]), default=0))
        self.cells(sheet, top + 1, rows)

    def heading(self, sheet: Any, row: int, texts: Sequence[str]) -> None:
        """Write the heading of a table; the columns become as wide as that."""
        for column, text in enumerate(texts):
            write = sheet.write_string if text else sheet.write_blank
            write(row, column, text or None, self._heading)
            self.widen(sheet, column, 2 + len(text))

    def cells(self, sheet: Any, top: int, rows: Sequence[Sequence[Cell]]) -> None:
        """Write rows of cells, the first into the row `top`, from 0."""
        for nth, row in enumerate(rows, top):
            for column, cell in enumerate(row):
                self._write(sheet, nth, column, cell)

    def data(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._book.close()
        return self._file.getvalue()

    def widen(self, sheet: Any, column: int, needed: int) -> None:
        """Make a column as wide as so many letters, if it is not wider, and not wider than can be read."""
        width = min(WIDEST, max(needed, self._widths.get((sheet.name, column), NARROWEST)))
        self._widths[sheet.name, column] = width
        sheet.set_column(column, column, width)

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, Live):
            form, value = cell.value if isinstance(cell.value, Number) else (None, cell.value)
            sheet.write_formula(row, column, cell.formula, form and self._form(form), value)
        elif isinstance(cell, Month):
            sheet.write_datetime(row, column, cell.value.replace(tzinfo=None), self._form(MONTH))
        elif isinstance(cell, datetime):
            sheet.write_datetime(row, column, cell.replace(tzinfo=None), self._form(INSTANT))
        elif isinstance(cell, Number) and abs(cell.value.adjusted()) <= LARGEST_POWER:
            sheet.write_number(row, column, cell.value, self._form(cell.form))
        elif text := _text(cell):
            sheet.write_string(row, column, text)

    def _form(self, form: str) -> Any:
        if form not in self._forms:
            self._forms[form] = self._book.add_format({"num_format": form})
        return self._forms[form]


def _text(cell: str | Number) -> str:
    """Return the text of a cell; cut where no cell would hold it, and a number where no double would."""
    text = show(cell) if isinstance(cell, str) else format(cell.value, "f")
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}… (cut; the CSV has all of it)"


def _width(cell: Cell) -> int:
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
