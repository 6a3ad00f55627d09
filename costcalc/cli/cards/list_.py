"""`costcalc cards list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.answer import Answer, Delivery, instant_asked, today
from costcalc.cli.options import AsOf, Force, Format, Out, Pricing
from costcalc.formats import OutputFormat
from costcalc.problem import InputError, Place, Source, did_you_mean

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.formats import Style
    from costcalc.formats.base import Format as FormatModule
    from costcalc.inventory import CardOverview
    from costcalc.ratecard import Catalogue


def list_(
    card: Annotated[str | None, typer.Argument(metavar="CARD", help="List the models of this card.")] = None,
    as_of: AsOf = None,
    pricing: Pricing = [],
    form: Format = OutputFormat.TEXT,
    out: Out = None,
    force: Force = False,
) -> int:
    """List the rate cards at hand, and how old their prices are; or the models of one, with the prices in force.

    \b
    costcalc cards list
    costcalc cards list openai --as-of 2026-04-28
    costcalc cards list --format csv -o prices.csv
    """

    def work(writer: FormatModule, look: Style) -> Answer:
        from costcalc.formats.cards.listing import CardList, ModelList
        from costcalc.inventory import overviews
        from costcalc.project.load import find_cards

        cards = find_cards(pricing)
        moment = instant_asked(as_of) or today()
        if card is not None:
            found = _one(cards, card, moment)
            return Answer(writer.report(ModelList(found), look))
        every, problems = overviews(cards, moment)
        return Answer(writer.report(CardList(every, moment), look), problems)

    return Delivery(form, brief=False, out=out, force=force).give(work)


def _one(cards: Catalogue, card: str, as_of: datetime) -> CardOverview:
    from costcalc.inventory import CardOverview, offers_of

    if card not in (known := cards.ids()):
        place = Place(Source("CARD", card), 1, 1)
        hint = did_you_mean(card, known, f"there are {', '.join(known)}"[:200])
        raise InputError.of(place, "unknown-card", f"there is no rate card `{card[:40]}`", hint)
    return CardOverview(cards.file(card), offers_of(cards, card), as_of)
