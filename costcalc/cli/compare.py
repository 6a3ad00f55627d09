"""`costcalc compare`."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.clock import instant_asked, today
from costcalc.cli.deliver import Answer, Destination, deliver, detail_asked
from costcalc.cli.options import AsOf, Brief, Explain, Force, Format, Fx, Out, Pricing
from costcalc.exit_code import NO, YES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison import Comparison
    from costcalc.expr import Node
    from costcalc.problem import Problem


class Order(StrEnum):
    """How options are sorted."""

    FILE = "file"
    TOTAL = "total"


def compare(
    scenarios: Annotated[list[str], typer.Argument(metavar="SCENARIO...", help="Scenario files; - is standard input.")],
    as_of: AsOf = None,
    pricing: Pricing = [],
    models: Annotated[
        list[str], typer.Option("--with", metavar="MODEL", help="Add CARD/MODEL as an option; may be repeated.")
    ] = [],
    settings: Annotated[
        list[str], typer.Option("--set", metavar="NAME=VALUE", help="Override an assumption; may be repeated.")
    ] = [],
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
    costcalc compare scenarios/*.yaml --brief --with openai/gpt-4o
    """
    to = Destination(form, detail_asked(brief=brief, explain=explain), out, force)

    def work() -> Answer:
        from costcalc.project.load import longest_age_here
        from costcalc.views.comparison import ComparisonsView

        results = [_sorted(result, sort) for result in _results(scenarios, as_of, pricing, models, settings, fx)]
        problems = [problem for result in results for problem in result.problems]
        broken = any(budget.broken for result in results for budget in result.budgets)
        return Answer(ComparisonsView(results, longest_age_here), problems, NO if broken else YES)

    return deliver(work, to)


def _results(
    scenarios: Sequence[str],
    as_of: str | None,
    pricing: Sequence[Path],
    models: Sequence[str],
    settings: Sequence[str],
    fx: Path | None,
) -> list[Comparison]:
    from costcalc.cli.scenarios import scenario_files
    from costcalc.cli.settings import parse_settings
    from costcalc.comparison import compare as compare_options
    from costcalc.problem import InputError, collected
    from costcalc.project.load import find_cards, load_fx, load_scenario

    asked = instant_asked(as_of)
    cards = find_cards(pricing)
    exchange = load_fx(fx) if fx else None
    results: list[Comparison] = []
    problems: list[Problem] = []
    for path in scenario_files(scenarios):
        with collected(problems):
            file = load_scenario(path)
            moment = asked or (file.scenario.as_of.at if file.scenario.as_of else today())
            overrides: dict[str, Node] = {}
            with collected(problems):  # and go on, for what else is wrong: all there is to mend, in one run
                overrides = parse_settings(settings, file.scenario)
            results.append(compare_options(file, cards, as_of=moment, settings=overrides, models=models, fx=exchange))
    if problems:
        raise InputError(problems)
    return results


def _sorted(result: Comparison, order: Order) -> Comparison:
    if order is Order.FILE:
        return result
    priced = [outcome for outcome in result.outcomes if outcome.estimate]
    priced.sort(key=lambda outcome: outcome.estimate.figure.value if outcome.estimate else 0)
    return replace(result, outcomes=(*priced, *(outcome for outcome in result.outcomes if not outcome.estimate)))
