"""`costcalc solve`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.clock import instant_asked
from costcalc.cli.deliver import Answer, Destination, deliver, detail_asked
from costcalc.cli.options import AsOf, Brief, Explain, Force, Format, Fx, Like, Out, Pricing, Settings, With
from costcalc.exit_code import NO, YES

if TYPE_CHECKING:
    from costcalc.comparison import ScenarioQuestion
    from costcalc.comparison.solved import Solved


def solve(
    scenario: Annotated[str, typer.Argument(metavar="SCENARIO", help="A scenario file; - is standard input.")],
    unknown: Annotated[str, typer.Option("--for", metavar="NAME", help="The assumption to solve for.")],
    target: Annotated[
        str | None,
        typer.Option("--target", metavar="EQUATION", help="What is to hold, such as 'flash.total = 154'."),
    ] = None,
    break_even: Annotated[
        tuple[str, str] | None,
        typer.Option("--break-even", metavar="OPTION OPTION", help="Or two options that are to cost the same."),
    ] = None,
    as_of: AsOf = None,
    pricing: Pricing = [],
    models: With = [],
    like: Like = None,
    settings: Settings = [],
    fx: Fx = None,
    form: Format = None,
    brief: Brief = False,
    explain: Explain = False,
    out: Out = None,
    force: Force = False,
) -> int:
    """Solve for an assumption: what it must be for an equation over results to hold.

    All values are found, exactly: several, an interval where two prices are equal, a jump from one price to the next.
    What the workload or a model cannot be is said, and is no solution. Where there is none the exit code is 1.

    \b
    costcalc solve scenarios/chatbot.yaml --for prompt_tokens --target 'flash.total = 154'
    costcalc solve scenarios/seats-or-api.yaml --for daily --break-even flat api
    costcalc solve scenarios/chatbot.yaml --for queries --target 'flash_published.total = 500' --format json
    """
    to = Destination(form, detail_asked(brief=brief, explain=explain), out, force)

    def work() -> Answer:
        from costcalc.cli.scenarios import of_each, selection_asked
        from costcalc.comparison.candidates import candidates
        from costcalc.comparison.equation import EquationAsked
        from costcalc.comparison.solve import solve_of
        from costcalc.project.load import find_cards, load_fx
        from costcalc.views.solve import SolvedView

        equation = EquationAsked.of(unknown, target, break_even)
        moment = instant_asked(as_of)
        cards = find_cards(pricing)
        exchange = load_fx(fx) if fx else None

        def ask(question: ScenarioQuestion) -> Solved:
            return solve_of(question._replace(models=candidates(question).models), equation)

        asked = selection_asked(settings, models, like, [])
        (result,) = of_each([scenario], moment, asked, cards, exchange, ask)
        return Answer(SolvedView(result), code=YES if result.is_solved else NO)

    return deliver(work, to)
