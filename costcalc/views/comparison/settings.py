"""What `--set` puts in place of assumptions, said above the numbers that rest on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.blocks import Block, Paragraph
from costcalc.views.working import exact_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison import AssumptionValue


def settings_blocks(overridden: Sequence[AssumptionValue]) -> Iterator[Block]:
    """Yield the assumptions that are set, with their values; nothing where none is."""
    if overridden:
        values = ", ".join(f"{one.name} = {exact_text(one.figure)}" for one in overridden if one.figure)
        yield Paragraph(f"With --set: {values}", strong=True)
