"""`costcalc cards show`."""

from __future__ import annotations

from typing import Annotated

import typer

from costcalc.cli.clock import instant_asked, today
from costcalc.cli.deliver import Answer, Destination, deliver, detail_asked
from costcalc.cli.options import AsOf, Brief, Force, Format, Out, Pricing
from costcalc.problem import Place


def show(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="CARD/MODEL, or the bare name if one card has it.")],
    as_of: AsOf = None,
    pricing: Pricing = [],
    form: Format = None,
    brief: Brief = False,
    out: Out = None,
    force: Force = False,
) -> int:
    """Show a model: limits, prices in force, how they went and what is announced, and where each was read.

    \b
    costcalc cards show deepseek/deepseek-v4-flash
    costcalc cards show gemini-2.5-pro --brief
    costcalc cards show openai/gpt-4o --format csv
    """
    to = Destination(form, detail_asked(brief=brief), out, force)

    def work() -> Answer:
        from costcalc.inventory import model_overview
        from costcalc.project.load import find_cards
        from costcalc.views.cards.model import CardModelView

        moment = instant_asked(as_of) or today()
        found = model_overview(find_cards(pricing), model, moment, Place.start_of("MODEL", model))
        return Answer(CardModelView(found))

    return deliver(work, to)
