"""What `costcalc cards sources` says of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.inventory import ModelSources
    from costcalc.records import Rows
    from costcalc.views.blocks import Block
    from costcalc.views.view import Detail


class SourcesView(NamedTuple):
    """What each source says that a model costs."""

    found: ModelSources

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Return what people are told; in brief the table alone, explained with the pages behind it."""
        from costcalc.views.cards.sources.blocks import sources_blocks

        return sources_blocks(self.found, detail)

    def document(self) -> dict[str, Any]:
        """Return what programs are told."""
        from costcalc.views.cards.sources.record import CARD_SOURCES

        return CARD_SOURCES.encode(self.found)

    def rows(self) -> Rows[Any]:
        """Return every price of every source."""
        from costcalc.views.cards.sources.rows import source_rows

        return source_rows(self.found)
