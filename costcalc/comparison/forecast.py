"""What a scenario costs month by month: `month` is counted up, and each month has the prices of its days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from costcalc.arguments import argument
from costcalc.comparison.calendar_months import calendar_months
from costcalc.comparison.evaluate import comparison_of
from costcalc.comparison.forecast_winner import cheapest_forecast
from costcalc.comparison.foreseen import foresee
from costcalc.comparison.option_forecast import OptionForecast
from costcalc.comparison.price_steps import price_steps
from costcalc.comparison.question import ScenarioQuestion
from costcalc.instant import as_instant
from costcalc.lazy import lazy
from costcalc.pricing import Work
from costcalc.problem import InputError
from costcalc.ratecard import cards_by_id
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from costcalc.comparison.comparison import AssumptionValue, Comparison
    from costcalc.comparison.ranking import Ranking
    from costcalc.expr import Setting
    from costcalc.instant import Period
    from costcalc.problem import Problem
    from costcalc.ratecard import CardFile, Catalogue, FxFile
    from costcalc.scenario import Scenario, ScenarioFile

USUAL_MONTHS = 12


@dataclass(frozen=True, eq=False, repr=False)
class Forecast:
    """What a scenario costs on each of its options, month by month.

    Args:
        as_of: The instant that was asked for.
        results: A comparison for every month.
        replaced: The assumptions that `--set` put in place of what the file says.
        options: One for each option, in the order of the file.
        ranking: The models of patterns that are left out, where there are some; None where nobody gave a pattern.
    """

    as_of: datetime
    results: tuple[Comparison, ...]
    replaced: frozenset[str]
    options: tuple[OptionForecast, ...]
    ranking: Ranking | None = None

    @property
    def scenario(self) -> ScenarioFile:
        """The scenario, with its file."""
        return self.results[0].scenario

    @property
    def months(self) -> tuple[Period, ...]:
        """The months."""
        return tuple(result.period for result in self.results)

    @property
    def currency(self) -> str:
        """The one currency of all totals."""
        return self.results[0].currency

    @property
    def baseline(self) -> str | None:
        """The option that the others are compared with; None where there is none."""
        return self.scenario.scenario.baseline

    @property
    def overridden(self) -> tuple[AssumptionValue, ...]:
        """The assumptions that are set, with their values in the first month."""
        return tuple(one for one in self.results[0].assumptions if one.name in self.replaced)

    @property
    def cards(self) -> tuple[CardFile, ...]:
        """The cards that prices came from, by id."""
        return cards_by_id(file for result in self.results for file in result.cards)

    @property
    def fx(self) -> FxFile | None:
        """The exchange rates, where some were needed."""
        return self.results[0].fx

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why some options have no price in some months."""
        return tuple(problem for result in self.results for problem in result.problems)

    @lazy
    def cheapest(self) -> tuple[str, ...]:
        """The options of the lowest total of all months among those that may win in each; several where they tie."""
        return cheapest_forecast(self.options, self.results)


def forecast(
    scenario: ScenarioFile,
    cards: Catalogue,
    *,
    as_of: datetime | date | str,
    months: int = USUAL_MONTHS,
    start: datetime | date | str | None = None,
    settings: Mapping[str, Setting] | None = None,
    models: Iterable[str] = (),
    like: str | None = None,
    only: Iterable[str] = (),
    fx: FxFile | None = None,
    work: Work | None = None,
) -> Forecast:
    """Return what a scenario costs month by month.

    Args:
        scenario: What `load_scenario` gave.
        cards: What `load_cards` gave.
        as_of: An instant of the first month, which is a whole one. The written value of `month` belongs to the month
            of the scenario's own `as_of`, and to this one's where it has none.
        months: How many.
        start: Any instant of the first month; where left out that of `as_of`.
        settings: A number or a formula in place of an assumption's, by its name.
        models: More options, each a CARD/MODEL.
        like: The option that these are like in all but the model; the baseline where left out.
        only: The ids of the options that are shown, beside the baseline; none for all of them.
        fx: What `load_fx` gave, where cards are in several currencies.
        work: What else is priced in this run.

    Raises:
        InputError: for a scenario that is for no period that months consist of, and for what `compare` refuses.
        TypeError: for an argument of another type.
        ValueError: for an instant that is none, and for no months at all.
    """
    if argument(months, int, "months", "a whole number") < 1:
        msg = f"months must be at least 1, not {months}"
        raise ValueError(msg)
    asked = ScenarioQuestion.of(
        scenario, cards, as_of=as_of, settings=settings, models=models, like=like, only=only, fx=fx
    )
    return forecast_of(asked, months, None if start is None else as_instant(start, "start"), work)


def forecast_of(
    question: ScenarioQuestion, months: int, start: datetime | None = None, work: Work | None = None
) -> Forecast:
    """Return what a scenario costs month by month.

    Args:
        question: What is asked of it: the first month is that of its instant.
        months: How many.
        start: Any instant of another first month.
        work: What else is priced in this run.

    Raises:
        InputError: for a scenario that is for no period that months consist of, and for what `compare` refuses.
    """
    _validate(question.scenario)
    work = Work() if work is None else work
    foresee(question, months, Work())
    place = place_of(question.scenario.id)
    alone = question._replace(file=question.file.costs_alone())  # the rest is for one period, and not for months
    results: list[Comparison] = []
    for nth, calendar in enumerate(calendar_months(question.as_of, months, start)):
        month = calendar._replace(is_later=bool(nth))
        asked = alone.in_month(month)._replace(as_of=month.start or question.as_of)
        result = comparison_of(asked, results[-1] if results else None)
        work.add(result.plan.work, place)
        results.append(result)
    return Forecast(question.as_of, tuple(results), frozenset(question.settings or ()), tuple(_options(results)))


def _validate(scenario: Scenario) -> None:
    period = scenario.period
    place = place_of(scenario.id)
    code = "months-of-a-period"
    if period.start:
        message = f"this scenario is for {period}, and for no other time"
        raise InputError.of(place, code, message, "write `period: month`; `compare` prices it as it is")
    if period.name in {"", "once"}:
        said = "is paid once, and not month by month" if period.name else "says no period that months could be made of"
        raise InputError.of(place, code, f"this scenario {said}", "write `period: month`; `compare` prices it as it is")


def _options(results: Sequence[Comparison]) -> list[OptionForecast]:
    months = tuple(result.period for result in results)
    found: list[OptionForecast] = []
    for outcomes in zip(*(result.outcomes for result in results), strict=True):
        start, end = months[0].start, months[-1].end
        steps = tuple(price_steps(outcomes[0], start, end)) if start and end else ()
        found.append(OptionForecast(months, outcomes, steps))
    return found
