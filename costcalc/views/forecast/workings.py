"""How the numbers of a forecast were made: months that come out the same are told once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.lazy import lazy
from costcalc.views.blocks import Working
from costcalc.views.comparison.option_words import title_of
from costcalc.views.comparison.workings import open_steps
from costcalc.views.forecast.words import span
from costcalc.views.view import Detail
from costcalc.views.working import estimate_steps, price_source, step

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison import Outcome
    from costcalc.comparison.option_forecast import OptionForecast
    from costcalc.instant import Period
    from costcalc.pricing import Estimate
    from costcalc.views.blocks import Step
    from costcalc.views.forecast.changes import ForecastChange


class _Run(NamedTuple):
    """Months that follow each other and have the same working, with the first of their outcomes."""

    months: list[Period]
    outcome: Outcome
    steps: tuple[Step, ...]


class OptionWorkings:
    """How the totals of an option came about: what is paid once, each month, each year and all of them.

    Unless everything is explained, of the months only those are told in which the working is another one: the first,
    those in which prices change, and the last.

    Args:
        option: The option.
        changes: The changes of its prices.
        detail: How much is told.
    """

    def __init__(self, option: OptionForecast, changes: Sequence[ForecastChange], detail: Detail) -> None:
        self.option = option
        self.changes = changes
        self.explained = detail is Detail.EXPLAINED

    @lazy
    def told(self) -> list[_Run]:
        """The months that are told."""
        last = len(self._runs) - 1
        return [run for nth, run in enumerate(self._runs) if self.explained or nth in {0, last} or self._moves(run)]

    @property
    def left_out(self) -> bool:
        """Whether some months are not told."""
        return len(self.told) < len(self._runs)

    def blocks(self) -> Iterator[Working]:
        """Yield how each total came about."""
        option = self.option
        first = option.outcomes[0]
        title = title_of(first)
        if option.upfront:
            yield self._working(f"{title}, once", option.upfront, self._steps(option.upfront))
        for months, outcome, steps in self.told:
            yield self._working(f"{title}, {span(months)}" if title else span(months), outcome.estimate, steps)
        sums = [step(f"in {year.year}", year.figure) for year in option.years if year.figure and len(option.years) > 1]
        if option.total:
            sums.append(step("in all", option.total))
        if sums:
            yield Working(tuple(sums), f"{title}, months together" if title else "months together")

    @lazy
    def _runs(self) -> list[_Run]:
        runs: list[_Run] = []
        follows = False
        for month, outcome in zip(self.option.months, self.option.outcomes, strict=True):
            steps = self._month_steps(outcome)
            if follows and steps == runs[-1].steps:
                runs[-1].months.append(month)
            elif steps:
                runs.append(_Run([month], outcome, steps))
            follows = bool(steps)
        return runs

    def _month_steps(self, outcome: Outcome) -> tuple[Step, ...]:
        if outcome.estimate:
            return self._steps(outcome.estimate)
        return tuple(open_steps(outcome, outcome.ranges.frame)) if outcome.unknown else ()

    def _moves(self, run: _Run) -> bool:
        return any(change.within(month) for change in self.changes for month in run.months)

    def _steps(self, estimate: Estimate) -> tuple[Step, ...]:
        return tuple(estimate_steps(estimate, places=self.explained))

    def _working(self, title: str, estimate: Estimate | None, steps: tuple[Step, ...]) -> Working:
        return Working(steps, title, price_source(estimate.charges) if estimate and self.explained else "")
