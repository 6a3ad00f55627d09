"""`costcalc compare`."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.clock import instant_asked
from costcalc.cli.deliver import Answer, Destination, deliver, detail_asked
from costcalc.cli.options import (
    AllowListed,
    AsOf,
    Brief,
    Explain,
    Force,
    Format,
    Fx,
    Like,
    Only,
    Out,
    Pricing,
    Settings,
    Vary,
    With,
)
from costcalc.exit_code import NO, YES

if TYPE_CHECKING:
    from costcalc.comparison import Comparison, ScenarioQuestion
    from costcalc.comparison.ranking import Ranking


class Order(StrEnum):
    """How options are sorted."""

    FILE = "file"
    TOTAL = "total"


def compare(
    scenarios: Annotated[list[str], typer.Argument(metavar="SCENARIO...", help="Scenario files; - is standard input.")],
    as_of: AsOf = None,
    pricing: Pricing = [],
    allow_listed: AllowListed = False,
    models: With = [],
    like: Like = None,
    only: Only = [],
    top: Annotated[
        int | None, typer.Option("--top", metavar="N", min=1, help="Show the N cheapest alone; the others are counted.")
    ] = None,
    settings: Settings = [],
    vary: Vary = [],
    fx: Fx = None,
    sort: Annotated[Order, typer.Option("--sort", help="The order of options.")] = Order.FILE,
    form: Format = None,
    brief: Brief = False,
    explain: Explain = False,
    out: Out = None,
    force: Force = False,
) -> int:
    """Compare the options of a scenario: what each costs, and how that was computed.

    \b
    costcalc compare scenarios/chatbot.yaml
    costcalc compare scenarios/chatbot.yaml --as-of 2026-04-24 --set queries=2M
    costcalc compare scenarios/chatbot.yaml --with '*' --top 10
    costcalc compare scenarios/chatbot.yaml --vary queries=100K,1M,10M --vary prompt_tokens=200..1000/200
    costcalc compare scenarios/*.yaml --brief --with openai/gpt-4o
    """
    to = Destination(form, detail_asked(brief=brief, explain=explain), out, force)

    def work() -> Answer:
        from costcalc.cli.scenarios import of_each, selection_asked
        from costcalc.comparison import comparison_of
        from costcalc.comparison.candidates import candidates
        from costcalc.project.load import find_cards, load_fx, longest_age_here
        from costcalc.views.comparison import ComparisonsView

        moment = instant_asked(as_of)
        cards = find_cards(pricing, allow_listed=allow_listed)
        exchange = load_fx(fx) if fx else None
        asked = selection_asked(settings, models, like, only)
        if vary:
            from costcalc.cli.varying import refuse_with_vary, what_if_answer

            refuse_with_vary(top, sorted_by_total=sort is Order.TOTAL)
            return what_if_answer(vary, scenarios, moment, asked, cards, exchange)

        def ask(question: ScenarioQuestion) -> Comparison:
            found = candidates(question, top)
            result = comparison_of(question._replace(models=found.models))
            return _listed(result, found.ranking(top), sort)

        results = of_each(scenarios, moment, asked, cards, exchange, ask)
        problems = [problem for result in results for problem in result.problems]
        broken = any(budget.broken for result in results for budget in result.budgets)
        return Answer(ComparisonsView(results, longest_age_here), problems, NO if broken else YES)

    return deliver(work, to)


def _listed(result: Comparison, ranking: Ranking | None, order: Order) -> Comparison:
    """Return a comparison with the options that are asked for, in the order that is asked for."""
    if ranking is None and order is Order.FILE:
        return result
    from costcalc.comparison.candidates import cheapest_first, ranked

    if order is Order.TOTAL:
        result = replace(result, outcomes=tuple(cheapest_first(result.outcomes)))
    return ranked(result, ranking) if ranking else result
