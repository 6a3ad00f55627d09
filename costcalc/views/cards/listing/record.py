"""What programs are told of the cards at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.inventory import CardOverview, ModelOverview
from costcalc.ratecard import CardFile, Limits, Model
from costcalc.records import COUNT, INSTANT, DocumentRecord, Field, Many, Part, Record
from costcalc.views.card import CARD
from costcalc.views.cards.listing import CardsView
from costcalc.views.cards.offer import model_fields
from costcalc.views.cards.price import STANDING

if TYPE_CHECKING:
    from datetime import datetime


def _limits(overview: ModelOverview) -> Limits | Model:
    return overview.offer.model.limits(overview.rate) if overview.rate else overview.offer.model


def _verified(overview: ModelOverview) -> datetime | None:
    return overview.rate.verified.at if overview.rate and overview.rate.verified else None


_MODEL = Record[ModelOverview](
    "listed_model",
    "A model with its prices in force.",
    *model_fields(_limits),
    Field(
        "effective",
        INSTANT,
        lambda overview: overview.rate.effective.at if overview.rate else None,
        "from when on its prices hold; null where it has none then",
        null=True,
    ),
    Field("verified", INSTANT, _verified, "when these were last checked", null=True),
    Field("prices", Many(STANDING), lambda overview: overview.standing),
)
_CARD = Record[CardOverview](
    "listed_card",
    "A rate card with its models.",
    Part[CardOverview, CardFile](lambda card: card.file, *CARD.members),
    Field("models_in_force", COUNT, lambda card: len(card.in_force), "how many have a price then"),
    Field("models_unverified", COUNT, lambda card: card.unverified, "how many of these nobody ever checked"),
    Field("oldest_verified", INSTANT, lambda card: card.oldest, "when a rate was checked, the earliest", null=True),
    Field("newest_verified", INSTANT, lambda card: card.newest, "the latest", null=True),
    Field("oldest_verified_in_force", INSTANT, lambda card: card.stalest, "the earliest of those in force", null=True),
    Field("models", Many(_MODEL), lambda card: [ModelOverview(offer, card.as_of) for offer in card.offers]),
)
CARDS = DocumentRecord[CardsView](
    "cards",
    "What `costcalc cards list --format json` prints.",
    Field("as_of", INSTANT, lambda found: found.as_of, "the instant at which the cards are looked at"),
    Field("cards", Many(_CARD), lambda found: found.cards),
)
