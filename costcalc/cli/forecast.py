"""`costcalc forecast`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from costcalc.cli.clock import instant_asked, month_asked
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
    With,
)
from costcalc.instant import MOST_MONTHS

if TYPE_CHECKING:
    from costcalc.comparison import ScenarioQuestion
    from costcalc.comparison.forecast import Forecast


def forecast(
    scenarios: Annotated[list[str], typer.Argument(metavar="SCENARIO...", help="Scenario files; - is standard input.")],
    months: Annotated[
        int, typer.Option("--months", metavar="N", min=1, max=MOST_MONTHS, help="How many months of the calendar.")
    ] = 12,
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="MONTH", help="The first month, such as 2027-01. Default: that of as-of."),
    ] = None,
    as_of: AsOf = None,
    pricing: Pricing = [],
    allow_listed: AllowListed = False,
    models: With = [],
    like: Like = None,
    only: Only = [],
    settings: Settings = [],
    fx: Fx = None,
    form: Format = None,
    brief: Brief = False,
    explain: Explain = False,
    out: Out = None,
    force: Force = False,
) -> int:
    """Forecast what a scenario costs month by month, through all dated changes of prices.

    The assumption `month` is counted up, and each month has the prices of its days.

    \b
    costcalc forecast scenarios/chatbot.yaml
    costcalc forecast scenarios/chatbot.yaml --from 2027-01 --months 24 --set queries=2M
    costcalc forecast scenarios/*.yaml --format csv -o forecast.csv
    """
    to = Destination(form, detail_asked(brief=brief, explain=explain), out, force)

    def work() -> Answer:
        from costcalc.cli.scenarios import of_each, selection_asked
        from costcalc.comparison.calendar_months import calendar_months
        from costcalc.comparison.candidates import candidates
        from costcalc.comparison.forecast import forecast_of
        from costcalc.pricing import Work
        from costcalc.project.load import find_cards, load_fx, longest_age_here
        from costcalc.views.forecast import ForecastsView

        moment, first = instant_asked(as_of), month_asked(start)
        cards = find_cards(pricing, allow_listed=allow_listed)
        exchange = load_fx(fx) if fx else None
        done = Work()

        def ask(question: ScenarioQuestion) -> Forecast:
            month = next(calendar_months(question.as_of, 1, first))
            found = candidates(question.in_month(month))
            result = forecast_of(question._replace(models=found.models), months, first, done)
            return replace(result, ranking=found.ranking(None))

        asked = selection_asked(settings, models, like, only)
        results = of_each(scenarios, moment, asked, cards, exchange, ask)
        problems = [problem for result in results for problem in result.problems]
        return Answer(ForecastsView(results, longest_age_here), problems)

    return deliver(work, to)
