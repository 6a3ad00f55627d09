"""What `costcalc cards diff` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.diff import CardsDiff
    from costcalc.records import Rows
    from costcalc.views.blocks import Block
    from costcalc.views.view import Detail


class CardsDiffView(NamedTuple):
    """What changed.

    Args:
        diff: The changes.
        old: What the old state is called.
        new: What the new one is called.
    """

    diff: CardsDiff
    old: str
    new: str

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Return what people are told; in brief without changes of sources and notes."""
        from costcalc.views.cards.changes.blocks import diff_blocks

        return diff_blocks(self, detail)

    def document(self) -> dict[str, Any]:
        """Return what programs are told."""
        from costcalc.views.cards.changes.record import CARDS_DIFF

        return CARDS_DIFF.encode(self)

    def rows(self) -> Rows[Any]:
        """Return a row for each change."""
        from costcalc.views.cards.changes.rows import diff_rows

        return diff_rows(self.diff)
