"""The tags of a row, read back from its cells: all in one as JSON, and in the plain columns each in one of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from costcalc.shown import unguarded

if TYPE_CHECKING:
    from costcalc.export.table import Cells

    Moved = dict[str, tuple[str | None, str | None]]

TOGETHER = ("tags", "Tags")
PREFIX = "tag_"


def row_tags(cells: Cells) -> dict[str, str]:
    """Return the tags in the cell that has them all; its text under the column's name, where it is none of ours."""
    column = next((name for name in TOGETHER if name in cells), "")
    text = cells.get(column, "")
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and all(isinstance(value, str) for value in found.values()):
        return found
    return {column: text}


def with_all_tags(old: Cells, new: Cells) -> tuple[Cells, Cells]:
    """Return the cells of two rows, each with an empty one for a tag that only the other one's file has."""
    columns = [name for name in dict.fromkeys([*old, *new]) if name.startswith(PREFIX)]
    empty = dict.fromkeys(columns, "")
    return {**old, **{name: old.get(name, "") for name in empty}}, {**empty, **new}


def moved_tags(old: Cells, new: Cells) -> Moved:
    """Return the tags of a row that are others, as they were and as they are.

    Args:
        old: The cells of the file.
        new: Those of today.
    """
    was, now = row_tags(old), row_tags(new)
    names = dict.fromkeys([*was, *now])
    return {name: (was.get(name), now.get(name)) for name in names if was.get(name) != now.get(name)}


def is_said_by(tags: Moved, column: str, old: Cells, new: Cells) -> bool:
    """Whether what is another in a column is said by tags that moved: each is in two columns, and one tag."""
    if column in TOGETHER:
        return bool(tags)
    name = column.removeprefix(PREFIX)
    return column.startswith(PREFIX) and name in tags and _bare(tags[name]) == _bare((old[column], new[column]))


def _bare(sides: tuple[str | None, str | None]) -> tuple[str, ...]:
    """Return texts without what keeps a spreadsheet from computing them."""
    return tuple(unguarded(side or "") for side in sides)
