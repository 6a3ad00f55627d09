"""Which row of a file is which row of today: rows are told apart by what they say, and not by where they stand."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.row_tags import row_tags

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from costcalc.export.table import Cells, Columns, ExportTable

    Key = tuple[str, ...]
    Numbered = tuple[int, Cells]


class RowPair(NamedTuple):
    """A row of a file, and what it is today.

    Args:
        key: What tells its charge from all others.
        was: Its line and its cells; None where the file has no such row.
        now: The same of today; None where there is no such row any more.
    """

    key: Key
    was: Numbered | None
    now: Numbered | None


def pairs_of(then: ExportTable, today: ExportTable, columns: Columns) -> Iterator[RowPair]:
    """Yield rows in the order of the file, each with that of today; then those that are of today alone.

    Rows of one charge, which several share, are paired where they say the same; then by whom they are for; what is left
    in its order.
    """
    before, after = (_by_key(table, columns.key) for table in (then, today))
    others: dict[int, Numbered] = {}
    alone: list[RowPair] = []
    for key in dict.fromkeys([*before, *after]):
        own, rest = _paired(before.get(key, []), after.get(key, []))
        others |= own
        alone += [RowPair(key, None, row) for row in rest]
    file = [RowPair(key, row, others.get(row[0])) for key, rows in before.items() for row in rows]
    yield from sorted(file, key=lambda pair: pair.was[0] if pair.was else 0)
    yield from sorted(alone, key=lambda pair: pair.now[0] if pair.now else 0)


def _by_key(table: ExportTable, key: Sequence[str]) -> dict[Key, list[Numbered]]:
    found: dict[Key, list[Numbered]] = {}
    for nth, line in enumerate(table.lines):
        cells = table.cells(nth)
        found.setdefault(tuple(cells.get(name, "") for name in key), []).append((line, cells))
    return found


def _paired(was: Sequence[Numbered], now: Sequence[Numbered]) -> tuple[dict[int, Numbered], Sequence[Numbered]]:
    """Return rows of one charge by the line of what they were, and those that were nothing."""
    if len(was) == len(now) == 1:
        return {was[0][0]: now[0]}, []
    names = [*was[0][1]] if was else []
    dividing = _dividing(now)
    labels: tuple[Callable[[Cells], Hashable], ...] = (
        lambda cells: tuple(cells.get(name) for name in names),
        lambda cells: tuple(row_tags(cells).get(tag) for tag in dividing),
        lambda _: None,
    )
    found: dict[int, Numbered] = {}
    for label in labels:
        waiting: dict[Hashable, deque[Numbered]] = {}
        for row in now:
            waiting.setdefault(label(row[1]), deque()).append(row)
        for line, cells in was:
            if same := waiting.get(label(cells)):
                found[line] = same.popleft()
        was = [row for row in was if row[0] not in found]
        now = sorted((row for own in waiting.values() for row in own), key=lambda row: row[0])
    return found, now


def _dividing(rows: Sequence[Numbered]) -> list[str]:
    """Return the tags by which rows of one charge differ: whom they are for."""
    tags = [row_tags(cells) for _, cells in rows]
    names = dict.fromkeys(name for own in tags for name in own)
    return [name for name in names if len({own.get(name) for own in tags}) > 1]
