"""What `costcalc cards show` says of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.inventory import ModelOverview
    from costcalc.records import Rows
    from costcalc.views.blocks import Block
    from costcalc.views.view import Detail


class CardModelView(NamedTuple):
    """Everything about a model."""

    model: ModelOverview

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Return what people are told; in brief without what each rate says beside its prices."""
        from costcalc.views.cards.model.blocks import model_blocks

        return model_blocks(self.model, detail)

    def document(self) -> dict[str, Any]:
        """Return what programs are told."""
        from costcalc.views.cards.model.record import CARD_MODEL

        return CARD_MODEL.encode(self.model)

    def rows(self) -> Rows[Any]:
        """Return every price of every rate."""
        from costcalc.views.cards.rows import price_rows

        return price_rows((self.model, span) for span in self.model.offer.model.history)
