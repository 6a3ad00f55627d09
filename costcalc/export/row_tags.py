"""The tags of a row, read back from its cells: all in one as JSON, and in the plain columns each in one of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from costcalc.export.table import Cells

TOGETHER = ("tags", "Tags")
PREFIX = "tag_"


def is_tag(column: str) -> bool:
    """Whether a column holds tags."""
    return column in TOGETHER or column.startswith(PREFIX)


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


def moved_tags(columns: list[str], old: Cells, new: Cells) -> dict[str, tuple[str | None, str | None]]:
    """Return the tags of a row that are others, as they were and as they are.

    Args:
        columns: The columns that are others.
        old: The cells of the file.
        new: Those of today.
    """
    found: dict[str, tuple[str | None, str | None]] = {}
    if any(column in TOGETHER for column in columns):
        was, now = row_tags(old), row_tags(new)
        found = {
            name: (was.get(name), now.get(name))
            for name in dict.fromkeys([*was, *now])
            if was.get(name) != now.get(name)
        }
    for column in filter(lambda column: column.startswith(PREFIX), columns):
        name, sides = column.removeprefix(PREFIX), (old.get(column) or None, new[column] or None)
        if name not in found or _bare(found[name]) != _bare(sides):  # what is said twice is one tag
            found[name if name not in found else column] = sides
    return found


def _bare(sides: tuple[str | None, str | None]) -> tuple[str, ...]:
    """Return texts without what keeps a spreadsheet from computing them."""
    return tuple((side or "").removeprefix("'") for side in sides)
