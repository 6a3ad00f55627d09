"""Cells of a CSV: which sign parts them, where its heading is, and where the table ends."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.files.parse import MAX_VALUES
from costcalc.problem import InputError, Place
from costcalc.shown import cut, show

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from costcalc.importers.files.origin import File

DELIMITERS = "\t;,"
LINES_BEFORE_A_HEADING = 50
MOST_NAMED = 30
MOST_ROWS = 20_000
"""Of a table: twice as many as an import has models, for prices that changed."""
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
COMMENT = "#"


class TableRow(NamedTuple):
    """A row of a table.

    Args:
        line: Its last line in the file, counted from 1.
        cells: Their texts, without blanks around them.
    """

    line: int
    cells: Sequence[str]

    def cell(self, nth: int) -> str:
        """Return the text of a cell; a row may end early."""
        return self.cells[nth] if nth < len(self.cells) else ""

    @property
    def is_comment(self) -> bool:
        """Whether its author meant it to be no row."""
        return bool(self.cells) and self.cells[0].startswith(COMMENT)

    @property
    def label(self) -> str:
        """What notes call it, where it has no model."""
        return f"line {self.line}"


class Grid(NamedTuple):
    """A table.

    Args:
        heading: The names of the columns.
        rows: What follows, up to an empty row.
        beside: The lines above the heading, and comments.
        after: What stands after the empty row.
        place: The heading's.
    """

    heading: TableRow
    rows: Sequence[TableRow]
    beside: Sequence[TableRow]
    after: Sequence[TableRow]
    place: Place


def read_grid(file: File, is_heading: Callable[[Sequence[str]], bool]) -> Grid | None:
    """Return the table under the first row that is a heading; None where none is.

    Raises:
        InputError: for what is no CSV, or holds too much.
    """
    for rows in _readings(file):
        for nth, row in enumerate(rows[:LINES_BEFORE_A_HEADING]):
            if is_heading(row.cells):
                return _parts(row, rows[:nth], rows[nth + 1 :], file.place)
    return None


def columns_there(file: File) -> list[str]:
    """Return the names of the columns of what looks like a heading most: the first row that has more than one."""
    widest: Sequence[str] = ()
    for rows in _readings(file):
        heads = (row.cells for row in rows[:LINES_BEFORE_A_HEADING] if not row.is_comment)
        found = next((cells for cells in heads if sum(map(bool, cells)) > 1), ())
        widest = max(widest, found, key=len)
    return [show(cut(cell)) for cell in widest if cell][:MOST_NAMED]


def _parts(heading: TableRow, above: Sequence[TableRow], rest: Sequence[TableRow], place: Place) -> Grid:
    if len(rest) > MOST_ROWS:
        hint = "make several files of it"
        raise InputError.of(place, "too-many", f"there are more than {MOST_ROWS:,} rows", hint)
    beside = [*above, *(row for row in rest if row.is_comment)]
    rest = [row for row in rest if not row.is_comment]
    end = next((nth for nth, row in enumerate(rest) if nth and not any(row.cells)), len(rest))
    body, after = ([row for row in part if any(row.cells)] for part in (rest[:end], rest[end:]))
    return Grid(heading, body, beside, after, place._replace(line=heading.line))


def _readings(file: File) -> list[list[TableRow]]:
    """Return the rows as each sign parts them; a sign that parts nothing is none."""
    if file.data.startswith(WORKBOOKS):
        hint = "save the sheet as `CSV UTF-8`"
        raise InputError.of(file.place, "wrong-format", "this is a workbook, and no CSV", hint)
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError.of(file.place, "not-utf-8", "this is not UTF-8 text", "save it as `CSV UTF-8`") from None
    found = [rows for sign in DELIMITERS if sign in text and (rows := _parted(text, sign, file.place))]
    if not found:
        hint = "rows of cells with commas, semicolons or tabs between them, and every quote closed"
        raise InputError.of(file.place, "wrong-format", "this is no CSV", hint)
    return found


def _parted(text: str, sign: str, place: Place) -> list[TableRow]:
    rows, cells = [], 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    try:
        for row in reader:
            cells += len(row)
            if cells > MAX_VALUES:
                raise InputError.of(place, "too-many-values", f"there are more than {MAX_VALUES:,} values")
            rows.append(TableRow(reader.line_num, [" ".join(cell.split()) for cell in row]))
    except csv.Error:
        return []
    return rows
