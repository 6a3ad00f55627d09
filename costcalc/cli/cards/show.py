"""`costcalc cards show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.answer import Answer, Delivery, instant_asked, today
from costcalc.cli.options import AsOf, Brief, Force, Format, Out, Pricing
from costcalc.formats import OutputFormat
from costcalc.problem import Place, Source

if TYPE_CHECKING:
    from costcalc.formats import Style
    from costcalc.formats.base import Format as FormatModule


def show(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="CARD/MODEL, or the bare name if one card has it.")],
    as_of: AsOf = None,
    pricing: Pricing = [],
    form: Format = OutputFormat.TEXT,
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

    def work(writer: FormatModule, look: Style) -> Answer:
        from costcalc.formats.cards.model import ModelReport
        from costcalc.inventory import view
        from costcalc.project.load import find_cards

        moment = instant_asked(as_of) or today()
        found = view(find_cards(pricing), model, moment, Place(Source("MODEL", model), 1, 1))
        return Answer(writer.report(ModelReport(found), look))

    return Delivery(form, brief, out, force).give(work)
