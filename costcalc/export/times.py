"""A scenario in each of the times that it is exported for: what it costs in them, and once in the first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison import compare
from costcalc.comparison.month import month_settings
from costcalc.export.months import export_periods

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.comparison import Comparison, PeriodOverride
    from costcalc.export.months import ExportPeriod
    from costcalc.expr import Setting
    from costcalc.ratecard import Catalogue, FxFile
    from costcalc.scenario import ScenarioFile


class DatedScenario(NamedTuple):
    """A scenario, and the instant whose prices count.

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

    def compared(self, cards: Catalogue, period: PeriodOverride | None, fx: FxFile | None) -> Comparison:
        """Return what it costs in a period: on the options that are asked for, without the baseline beside them.

        Raises:
            InputError: for what cannot be asked, or cannot be.
        """
        result = compare(
            self.file,
            cards,
            as_of=self.as_of,
            settings=self.settings,
            models=self.models,
            like=self.like,
            only=self.only,
            fx=fx,
            period=period,
        )
        return result.of_options(self.only) if self.only else result


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


def priced_times(
    one: DatedScenario, cards: Catalogue, months: int | None = None, fx: FxFile | None = None
) -> Iterator[PricedTime]:
    """Yield a scenario in each time that it is exported for.

    Raises:
        InputError: for what cannot be asked, or cannot be.
    """
    scenario = one.file.scenario
    origin = scenario.instant(None, one.as_of)
    pays_once = any(entry.once for entry in scenario.workload)
    for nth, span in enumerate(export_periods(one.file, one.as_of, months)):
        # Of months only what every month costs: what is paid once is paid at `as_of`, at the price of that instant.
        asked = _recurring(one.file) if pays_once and span.override else one.file
        settings = month_settings(scenario, one.settings, span.start, origin) if span.override else one.settings
        whole = one._replace(settings=settings)
        result = whole._replace(file=asked).compared(cards, span.override, fx)
        at_once = None
        if pays_once and not nth:
            at_once = result if asked is one.file else whole.compared(cards, None, fx)
        yield PricedTime(span, result, at_once)


def _recurring(file: ScenarioFile) -> ScenarioFile:
    """Return a scenario without what is paid once, and without formulas over results, which may be of that."""
    return file.costs_alone(workload=tuple(entry for entry in file.scenario.workload if not entry.once))
