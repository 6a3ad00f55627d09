"""`costcalc cards list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.clock import instant_asked, today
from costcalc.cli.deliver import Answer, Destination, deliver
from costcalc.cli.options import AsOf, Force, Format, Out, Pricing
from costcalc.problem import InputError, Place
from costcalc.shown import cut

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.inventory import CardOverview
    from costcalc.ratecard import Catalogue


def list_(
    card: Annotated[str | None, typer.Argument(metavar="CARD", help="List the models of this card.")] = None,
    listed: Annotated[
        bool, typer.Option("--listed", help="List the cards of what somebody lists, which nobody has verified.")
    ] = False,
    as_of: AsOf = None,
    pricing: Pricing = [],
    form: Format = None,
    out: Out = None,
    force: Force = False,
) -> int:
    """List the rate cards at hand, and how old their prices are; or the models of one, with the prices in force.

    \b
    costcalc cards list
    costcalc cards list openai --as-of 2026-04-28
    costcalc cards list --listed
    costcalc cards list --format csv -o prices.csv
    """
    to = Destination(form, out=out, force=force)

    def work() -> Answer:
        from costcalc.inventory import overviews
        from costcalc.project.load import find_cards
        from costcalc.views.cards.listing import CardsView, ModelsView

        cards = find_cards(pricing)
        moment = instant_asked(as_of) or today()
        if card is not None:
            found = _one(cards, card, moment)
            return Answer(ModelsView(found))
        every, problems = overviews(cards, moment, listed=listed)
        return Answer(CardsView(every, moment, 0 if listed else len(cards.listed_ids())), problems)

    return deliver(work, to)


def _one(cards: Catalogue, card: str, as_of: datetime) -> CardOverview:
    from costcalc.inventory import CardOverview, offers_of

    if not cards.has(card):
        place = Place.start_of("CARD", card)
        raise InputError.of(place, "unknown-card", f"there is no rate card `{cut(card)}`", cards.card_hint(card))
    return CardOverview(cards.file(card), offers_of(cards, card), as_of)
