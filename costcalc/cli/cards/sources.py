"""`costcalc cards sources`."""

from __future__ import annotations

from typing import Annotated

import typer

from costcalc.cli.clock import instant_asked, today
from costcalc.cli.deliver import Answer, Destination, deliver, detail_asked
from costcalc.cli.options import AsOf, Brief, Explain, Force, Format, Out, Pricing
from costcalc.problem import Place


def sources(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="CARD/MODEL, or the bare name.")],
    lists: Annotated[
        list[str],
        typer.Option(
            "--from",
            metavar="FORMAT=SOURCE",
            help="Look into this list, too, as `cards import FORMAT SOURCE` would; may be repeated.",
        ),
    ] = [],
    as_of: AsOf = None,
    pricing: Pricing = [],
    form: Format = None,
    brief: Brief = False,
    explain: Explain = False,
    out: Out = None,
    force: Force = False,
) -> int:
    """Show what each source says that a model costs, side by side: cards at hand, lists, and how far they are apart.

    A source is every card that has a model of this name, whatever vendors stand before it: yours, those shipped, also
    where one of yours is laid over them, and what nobody has verified. The one that MODEL means comes first.

    \b
    costcalc cards sources openai/gpt-4o
    costcalc cards sources gpt-4o --as-of 2026-04-28 --explain
    costcalc cards sources xai/grok-4 --from genai-prices=installed --from litellm=map.json
    """

    def work() -> Answer:
        from costcalc.importers.lists import read_list
        from costcalc.inventory import SourceSearch, bare_names, model_sources
        from costcalc.project.load import find_cards
        from costcalc.views.cards.sources import SourcesView

        cards, place = find_cards(pricing), Place.start_of("MODEL", model)
        bare, day = bare_names(cards, model, place), today().date().isoformat()
        read = [read_list(each, bare, day) for each in dict.fromkeys(lists)]
        beneath = [file for card_id in cards.ids() if (file := cards.beneath(card_id))]
        search = SourceSearch(cards, beneath, read)
        found, problems = model_sources(search, model, instant_asked(as_of) or today(), place)
        return Answer(SourcesView(found), problems)

    return deliver(work, Destination(form, detail_asked(brief=brief, explain=explain), out, force))
