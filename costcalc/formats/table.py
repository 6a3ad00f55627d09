"""Tables in text: how wide each column is, and where a table that is too wide is cut into several.

Its cells are laid out here and not by rich, which takes a quarter of a millisecond for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from costcalc.formats.cells import table_texts
from costcalc.formats.fold import folded
from costcalc.shown import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from costcalc.views.blocks import Column, Table

INDENT, GAP = 2, 2
WRAPPED = 24
"""A column of text may be wrapped to this many characters, and is not made narrower to fit more columns."""


class Laid(NamedTuple):
    """A column with its texts, and its width.

    Args:
        column: The column.
        title: As it is shown.
        cells: As they are shown.
        width: How many characters it has.
        least: How few it may have.
    """

    column: Column
    title: str
    cells: Sequence[str]
    width: int
    least: int

    @classmethod
    def of(cls, column: Column, cells: Sequence[str]) -> Laid:
        """Return a column as wide as what stands in it."""
        title = show(column.title)
        longest = max(map(cell_len, (title, *cells)))
        # A number is never broken, and a name only where there is no other way.
        least = longest if column.is_number or column.whole else min(longest, WRAPPED)
        return cls(column, title, cells, longest, least)

    def lines(self, nth: int) -> list[str]:
        """Return the lines of a cell, each as wide as the column."""
        return self._filled(self.cells[nth])

    def head(self) -> list[str]:
        """Return the lines of the title."""
        return self._filled(self.title)

    def _filled(self, text: str) -> list[str]:
        lines = [text] if cell_len(text) <= self.width else folded(text, self.width)
        blanks = [" " * (self.width - cell_len(line)) for line in lines]
        right = self.column.is_number
        return [blank + line if right else line + blank for line, blank in zip(lines, blanks, strict=True)]


def table_lines(table: Table, console: Console) -> Iterator[tuple[str, str]]:
    """Yield the lines of a table, each with its style.

    A table that is too wide is cut into several, which all begin with the columns that say what a row is about.

    Args:
        table: The table.
        console: Whose width it has to fit.
    """
    texts = [[show(cell).rstrip() for cell in row] for row in table_texts(table)]
    columns = [Laid.of(column, [row[nth] for row in texts]) for nth, column in enumerate(table.columns)]
    best = [row.best for row in table.rows]
    for nth, part in enumerate(_parts(columns, console.width - INDENT)):
        if nth:
            yield "", ""
        yield from ((line, "dim") for line in _joined([column.head() for column in part]))
        own = [column for column in part if nth and not column.column.is_key]
        for row, is_best in enumerate(best):
            if own and not any(column.cells[row] for column in own):
                continue  # said already, and there is no more of it
            for line in _joined([column.lines(row) for column in part]):
                yield line, "green" if is_best else ""


def _parts(columns: Sequence[Laid], room: int) -> Iterator[list[Laid]]:
    """Yield the columns that fit beside each other, as wide as there is room for."""
    keys = _narrowed([column for column in columns if column.column.is_key] or list(columns[:1]), columns, room)
    part: list[Laid] = []
    for column in columns:
        if len(part) > len(keys) and _width([*(each.least for each in part), column.least]) > room:
            yield _spread(part, room)
            part = list(keys)
        key = next((key for key in keys if key.column is column.column), column)
        if key not in part:
            part.append(key)
    yield _spread(part, room)


def _narrowed(keys: Sequence[Laid], columns: Sequence[Laid], room: int) -> list[Laid]:
    """Return the columns of keys so narrow that every other column has room beside them."""
    others = max((column.least for column in columns if column not in keys), default=0)
    space = room - others - GAP * len(keys)
    if sum(key.least for key in keys) <= space:
        return list(keys)
    return [key._replace(least=min(key.least, max(WRAPPED // 2, space // len(keys)))) for key in keys]


def _spread(part: Sequence[Laid], room: int) -> list[Laid]:
    """Make columns narrower where they are too wide together: the widest first, and none narrower than it can be."""
    widths, least = [column.width for column in part], [column.least for column in part]
    over = _width(widths) - room
    while over > 0:
        spare = [width if width > least[nth] else 0 for nth, width in enumerate(widths)]
        widest = spare.index(max(spare))
        if not spare[widest]:
            break  # rather too wide than a number cut short
        next_widest = max((width for nth, width in enumerate(spare) if nth != widest), default=0)
        taken = min(over, widths[widest] - max(least[widest], next_widest - 1))
        widths[widest] -= taken
        over -= taken
    return [column._replace(width=width) for column, width in zip(part, widths, strict=True)]


def _width(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _joined(parts: Sequence[list[str]]) -> Iterator[str]:
    """Yield the lines of a row, whose cells may have several each."""
    for nth in range(max(map(len, parts))):
        cells = [lines[nth] if nth < len(lines) else " " * cell_len(lines[0]) for lines in parts]
        yield " " * INDENT + (" " * GAP).join(cells)
