"""Text in lines of a width: broken between words, and a name that is too long behind its signs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS = re.compile(r"[^._/:\-]*[._/:\-]+|[^._/:\-]+")
"""What a name is made of: it may be broken behind these signs."""


def folded(text: str, width: int) -> list[str]:
    """Return the lines of a text.

    Args:
        text: One line of it, as it is shown.
        width: How many columns there are.
    """
    lines, line = [], ""
    for piece, space in _pieces(text, width):
        longer = f"{line}{space}{piece}" if line else piece
        if line and cell_len(longer) > width:
            lines.append(line)
            line = piece
        else:
            line = longer
    return [*lines, line]


def _pieces(text: str, width: int) -> Iterator[tuple[str, str]]:
    """Yield what is never broken, and what stands before it on the same line."""
    for word in text.split(" "):
        space = " "
        for part in [word] if cell_len(word) <= width else _PARTS.findall(word):
            for piece in [part] if cell_len(part) <= width else chop_cells(part, width):
                yield piece, space
                space = ""
