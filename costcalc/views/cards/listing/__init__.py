"""What `costcalc cards list` says: of all cards, and of the models of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.inventory import ModelOverview

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from costcalc.inventory import CardOverview
    from costcalc.ratecard import RatePeriod
    from costcalc.records import Rows
    from costcalc.views.blocks import Block
    from costcalc.views.view import Detail


class CardsView(NamedTuple):
    """All the cards at hand.

    Args:
        cards: The cards.
        as_of: The instant at which they are looked at.
        listed: How many more there are that nobody has verified.
    """

    cards: Sequence[CardOverview]
    as_of: datetime
    listed: int = 0

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Return what people are told, whatever the detail."""
        del detail
        from costcalc.views.cards.listing.blocks import cards_blocks

        return cards_blocks(self.cards, self.as_of, self.listed)

    def document(self) -> dict[str, Any]:
        """Return what programs are told."""
        from costcalc.views.cards.listing.record import CARDS

        return CARDS.encode(self)

    def rows(self) -> Rows[Any]:
        """Return the prices of the rates in force."""
        return _prices_in_force(self.cards)


class ModelsView(NamedTuple):
    """The models of a card."""

    card: CardOverview

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Return what people are told, whatever the detail."""
        del detail
        from costcalc.views.cards.listing.blocks import models_blocks

        return models_blocks(self.card)

    def document(self) -> dict[str, Any]:
        """Return what programs are told."""
        return CardsView([self.card], self.card.as_of).document()

    def rows(self) -> Rows[Any]:
        """Return the prices of the rates in force."""
        return _prices_in_force([self.card])


def _prices_in_force(cards: Sequence[CardOverview]) -> Rows[Any]:
    from costcalc.views.cards.rows import price_rows

    return price_rows(pair for card in cards for pair in _in_force(card))


def _in_force(card: CardOverview) -> Iterator[tuple[ModelOverview, RatePeriod]]:
    for offer in card.offers:
        overview = ModelOverview(offer, card.as_of)
        yield from ((overview, span) for span in offer.model.history if span.rate is overview.rate)
