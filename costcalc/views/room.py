"""Whether a table has room in the lines of most terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.views.blocks import Amount

if TYPE_CHECKING:
    from costcalc.views.blocks import Table

ROOM = 80
"""Characters that most terminals have in a line."""
INDENT, GAP = 2, 2


def has_room(table: Table) -> bool:
    """Return whether the lines of a table are short enough, with nothing in it wrapped."""
    widths = [len(column.title) for column in table.columns]
    for nth in range(len(table.columns)):
        cells = [row.cells[nth] for row in table.rows]
        digits = max((cell.digits for cell in cells if isinstance(cell, Amount)), default=0)
        texts = (money.fixed(cell.value, digits) if isinstance(cell, Amount) else str(cell) for cell in cells)
        widths[nth] = max([widths[nth], *map(len, texts)])
    return INDENT + sum(widths) + GAP * (len(widths) - 1) <= ROOM
