"""A scenario in each of the times that it is exported for: what it costs in them, and once in the first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from costcalc.arguments import argument
from costcalc.comparison import ScenarioQuestion, comparison_of
from costcalc.comparison.selection import kept_options
from costcalc.export.months import export_periods
from costcalc.scenario import ScenarioFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.comparison import Comparison
    from costcalc.export.months import ExportPeriod
    from costcalc.expr import Setting
    from costcalc.ratecard import Catalogue, FxFile


class DatedScenario(NamedTuple):
    """A scenario, and the instant whose prices count, as Python code names them to `ledger`.

    Args:
        file: The scenario.
        as_of: The instant.
        settings: What is set in place of assumptions.
        models: More options, each a CARD/MODEL.
        like: The option that these are like in all but the model; the baseline where left out.
        only: The options that are exported; none for all of them.
    """

    file: ScenarioFile
    as_of: datetime
    settings: Mapping[str, Setting] = MappingProxyType({})
    models: tuple[str, ...] = ()
    like: str | None = None
    only: tuple[str, ...] = ()

    def question(self, cards: Catalogue, fx: FxFile | None) -> ScenarioQuestion:
        """Return what is asked of it.

        Raises:
            TypeError: for a value of another type.
            ValueError: for an `as_of` that is no instant.
        """
        return ScenarioQuestion.of(
            argument(self.file, ScenarioFile, "file", "what load_scenario gave"),
            cards,
            as_of=self.as_of,
            settings=self.settings,
            models=self.models,
            like=self.like,
            only=self.only,
            fx=fx,
        )


class PricedTime(NamedTuple):
    """A scenario in a time.

    Args:
        span: The time.
        result: What it costs in that.
        at_once: What has in it what is paid once; None where nothing is, and after the first time.
    """

    span: ExportPeriod
    result: Comparison
    at_once: Comparison | None

    @property
    def results(self) -> tuple[Comparison, ...]:
        """What was compared for it."""
        return (self.result, self.at_once) if self.at_once and self.at_once is not self.result else (self.result,)

    @property
    def work(self) -> int:
        """The size of the plans, counted in charges."""
        return sum(result.plan.work for result in self.results)


def priced_times(question: ScenarioQuestion, months: int | None = None) -> Iterator[PricedTime]:
    """Yield a scenario in each time that it is exported for.

    Raises:
        InputError: for what cannot be asked, or cannot be.
    """
    file = question.file
    pays_once = any(entry.once for entry in file.scenario.workload)
    result: Comparison | None = None
    for nth, span in enumerate(export_periods(file, question.as_of, months)):
        asked = question.in_month(span.override.period) if span.override else question
        # Of months only what every month costs: what is paid once is paid at `as_of`, at the price of that instant.
        apart = pays_once and span.override is not None
        result = _exported(asked._replace(file=_recurring(file)) if apart else asked, result)
        at_once = None
        if pays_once and not nth:
            at_once = _exported(asked._replace(period=None)) if apart else result
        yield PricedTime(span, result, at_once)


def _exported(question: ScenarioQuestion, before: Comparison | None = None) -> Comparison:
    """Return what a scenario costs on the options that are asked for, without the baseline beside them."""
    result = comparison_of(question, before)
    if not question.only:
        return result
    return result.of_options(kept_options([one.id for one in result.outcomes], question.only, question.scenario))


def _recurring(file: ScenarioFile) -> ScenarioFile:
    """Return a scenario without what is paid once, and without formulas over results, which may be of that."""
    return file.costs_alone(workload=tuple(entry for entry in file.scenario.workload if not entry.once))
