"""A scenario in each of the times that it is exported for: what it costs in them, and once in the first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from costcalc.arguments import argument
from costcalc.comparison import ScenarioQuestion
from costcalc.export.months import export_periods
from costcalc.export.payments import Payment, exported_comparison, payments_by_month
from costcalc.scenario import ScenarioFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
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
    """

    span: ExportPeriod
    result: Comparison


def priced_times(question: ScenarioQuestion, months: int | None = None) -> Iterator[PricedTime]:
    """Yield a scenario in each time that it is exported for.

    Raises:
        InputError: for what cannot be asked, or cannot be.
    """
    result: Comparison | None = None
    for span in export_periods(question.file, question.as_of, months):
        asked = question
        if span.override:  # of months only what every month costs: what is paid once is paid at the price of an instant
            asked = question.in_month(span.override.period)
            asked = asked._replace(file=_recurring(question.file)) if _pays_once(question) else asked
        result = exported_comparison(asked, result)
        yield PricedTime(span, result)


def payments(question: ScenarioQuestion, times: Sequence[PricedTime]) -> Iterator[Payment]:
    """Yield what a scenario pays once, in the times that it is exported for.

    Args:
        question: What is asked of it.
        times: All its times.
    """
    if not _pays_once(question):
        return
    if times[0].span.override:
        yield from payments_by_month(question, len(times))
    else:
        yield Payment(1, times[0].result)


def _pays_once(question: ScenarioQuestion) -> bool:
    return any(entry.once for entry in question.scenario.workload)


def _recurring(file: ScenarioFile) -> ScenarioFile:
    """Return a scenario without what is paid once, and without formulas over results, which may be of that."""
    return file.costs_alone(workload=tuple(entry for entry in file.scenario.workload if not entry.once))
