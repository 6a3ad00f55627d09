"""A card at a glance: how many models it has, how many have a price at an instant, and when these were last checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from costcalc.problem import Problem, collected
from costcalc.source import place_of

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.ratecard import CardFile, Catalogue, Offer, Rate


@dataclass(frozen=True, eq=False)
class CardOverview:
    """A card and its models.

    Args:
        file: The card.
        offers: Its models; where it is a contract, those of the card beneath.
        as_of: The instant that counts.
    """

    file: CardFile
    offers: tuple[Offer, ...]
    as_of: datetime

    @cached_property
    def in_force(self) -> tuple[Rate, ...]:
        """The rates at that instant, one of each model that has a price then."""
        found = (offer.model.rate_at(self.as_of) for offer in self.offers)
        return tuple(rate for rate in found if rate)

    @cached_property
    def oldest(self) -> datetime | None:
        """The earliest day on which any of its rates was last checked."""
        return min(self._verified, default=None)

    @cached_property
    def newest(self) -> datetime | None:
        """The latest."""
        return max(self._verified, default=None)

    @cached_property
    def stalest(self) -> datetime | None:
        """The earliest day on which a rate in force was last checked."""
        return min((rate.verified.at for rate in self.in_force if rate.verified), default=None)

    @property
    def unverified(self) -> int:
        """The number of rates in force without a date of verification."""
        return sum(rate.verified is None for rate in self.in_force)

    @property
    def _verified(self) -> list[datetime]:
        return [span.rate.verified.at for offer in self.offers for span in offer.model.history if span.rate.verified]


def overviews(cards: Catalogue, as_of: datetime, *, listed: bool = False) -> tuple[list[CardOverview], list[Problem]]:
    """Return an overview of every card, and the problems of those that cannot be read.

    Args:
        cards: The cards.
        as_of: The instant that counts.
        listed: Whether those are meant that nobody has verified, and not the others.

    Returns:
        Those that can be read, and what is wrong with the others.
    """
    found: list[CardOverview] = []
    problems: list[Problem] = []
    for card_id in cards.listed_ids() if listed else cards.ids():
        with collected(problems):
            found.append(CardOverview(cards.file(card_id), offers_of(cards, card_id), as_of))
    return found, problems


def offers_of(cards: Catalogue, card_id: str) -> tuple[Offer, ...]:
    """List the models of a card, or of the card that it is laid over.

    Args:
        cards: The cards at hand.
        card_id: One of them.

    Raises:
        InputError: for a card that is not sound, or laid over one that is not there.
    """
    card = cards.file(card_id).card
    if not card.extends:
        return tuple(cards.find(f"{card_id}/{name}", place_of(card.id)) for name in card.models)
    place = place_of(card.extends)
    if not cards.has(str(card.extends)):
        cards.find(f"{card_id}/-", place)  # says so, as it would of a scenario that names it
    names = cards.file(str(card.extends)).card.models
    return tuple(cards.find(f"{card_id}/{name}", place) for name in names)
