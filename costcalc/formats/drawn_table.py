"""Draw a table in text: rich decides how wide its columns are, and its rows are written here.

For each cell rich takes a quarter of a millisecond, which 5,000 rows of 6 columns would feel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from costcalc.shown import show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, ConsoleOptions

    from costcalc.formats.blocks import Table

WIDE = 10_000
INDENT, GAP = 2, 2
BEST = "green"
KEYS = "charge"
"""The column of keys, which are one word each."""


class _Column:
    """All cells of a column in one: it is as wide as they are, and is told how wide they may be.

    Args:
        cells: What stands in it, as it is shown.
        right: Whether it holds numbers.
    """

    def __init__(self, cells: Sequence[str], *, right: bool) -> None:
        self.right = right
        self.width = 0
        longest = max(map(cell_len, cells), default=0)
        word = max((cell_len(word) for cell in set(cells) for word in cell.split()), default=0)
        self.measured = Measurement(word, longest)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return self.measured

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        self.width = options.max_width
        yield Text()

    def lines(self, cell: str, console: Console) -> list[str]:
        """Return the lines of a cell, each as wide as the column."""
        if cell_len(cell) <= self.width:
            text = cell.rstrip()
            room = " " * (self.width - cell_len(text))
            return [room + text if self.right else text + room]
        folded = Text(cell).wrap(console, self.width, overflow="fold")
        return [line for part in folded for line in self.lines(part.plain.rstrip(), console)]


def draw_table(block: Table, console: Console) -> None:
    """Print a table, of which a number or a key is never broken: rather it is too wide."""
    rows = [[show(cell) for cell in row.cells] for row in block.rows]
    columns = [_Column([row[nth] for row in rows], right=name in block.right) for nth, name in enumerate(block.columns)]
    _draw_head(block, columns, console)
    for row, cells in zip(block.rows, rows, strict=True):
        parts = [column.lines(cell, console) for column, cell in zip(columns, cells, strict=True)]
        blanks = [" " * column.width for column in columns]
        for nth in range(max(map(len, parts))):
            line = [part[nth] if nth < len(part) else blank for part, blank in zip(parts, blanks, strict=True)]
            if row.best and not console.no_color:
                styled = [Text(part, BEST) for cell in line for part in (" " * GAP, cell)][1:]
                console.print(Text.assemble(" " * INDENT, *styled), soft_wrap=True)
            else:
                console.file.write(f"{' ' * INDENT}{(' ' * GAP).join(line)}\n")


def _draw_head(block: Table, columns: Sequence[_Column], console: Console) -> None:
    """Print the names of the columns, and tell these how wide they are."""
    table = RichTable(box=None, pad_edge=False, header_style="dim", padding=(0, GAP, 0, 0))
    for name, column in zip(block.columns, columns, strict=True):
        whole = column.right or name == KEYS
        table.add_column(
            Text(show(name)),
            justify="right" if column.right else "left",
            no_wrap=whole,
            overflow="fold",
            # Words may break anywhere before a number does, or a key that somebody will look for.
            min_width=column.measured.maximum if whole else min(12, len(name)),
        )
    table.add_row(*columns)
    # Rather too wide than a number cut short.
    least = Measurement.get(console, console.options.update(max_width=WIDE), table).minimum
    usual, console.width = console.width, max(console.width, least + 2)
    with console.capture() as drawn:
        console.print(Padding(table, (0, 0, 0, INDENT), expand=False))
    console.width = usual
    head = drawn.get().splitlines(keepends=True)[:-1]  # the row of columns has nothing to show
    console.file.write("".join(head))
