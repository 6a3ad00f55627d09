"""Tables that are wider than the terminal, cut into several that are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.formats.blocks import Row, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

GAP, INDENT = 2, 2
WRAPPED = 24
"""A column of text may be wrapped to this many characters, and is not made narrower to fit more columns."""


def fitted(table: Table, width: int | None, keep: int = 1) -> Iterator[Table]:
    """Cut a table where it is too wide, and begin each part with its first columns; None is as wide as it gets.

    Args:
        table: The table.
        width: The columns of the terminal.
        keep: How many columns say what a row is about.
    """
    widths = [_needed(table, nth) + GAP for nth in range(len(table.columns))]
    first = list(range(keep))
    least = INDENT - GAP + sum(widths[:keep])
    part, used = list(first), least
    for nth in range(keep, len(widths)):
        if width is not None and used + widths[nth] > width and len(part) > keep:
            yield _cut(table, part)
            part, used = list(first), least
        part.append(nth)
        used += widths[nth]
    yield _cut(table, part)


def _cut(table: Table, columns: Sequence[int]) -> Table:
    rows = tuple(Row(tuple(row.cells[nth] for nth in columns), row.best) for row in table.rows)
    return Table(tuple(table.columns[nth] for nth in columns), rows, table.right)


def _needed(table: Table, nth: int) -> int:
    """Give the width that a column needs to be read: a number's is all of it."""
    texts = [table.columns[nth], *(row.cells[nth] for row in table.rows)]
    longest = max(map(len, texts))
    if table.columns[nth] in table.right:
        return longest
    word = max((len(word) for text in texts for word in text.split()), default=0)
    return max(word, min(longest, WRAPPED))


def dense(columns: Sequence[str], rows: Sequence[Row], right: frozenset[str], empty: str) -> Table:
    """Make a table without the columns that say nothing in any row."""
    shown = [
        nth for nth, column in enumerate(columns) if not nth or any(row.cells[nth] not in {"", empty} for row in rows)
    ]
    return _cut(Table(tuple(columns), tuple(rows), right), shown)
