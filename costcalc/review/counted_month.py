"""The month that a scenario counts up: what it costs in months to come counts as what announced prices cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.month import month_settings
from costcalc.expr import Node
from costcalc.instant import next_month
from costcalc.scenario import MONTH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.scenario import ScenarioFile


def months_ahead(files: Iterable[ScenarioFile], start: datetime, until: datetime) -> Iterator[datetime]:
    """Yield the first instants of the months ahead, where a scenario counts them.

    Args:
        files: A scenario on both sides.
        start: An instant of the present month.
        until: The last instant that counts.
    """
    if any(_counts(file) for file in files):
        month = next_month(start)
        while month <= until:
            yield month
            month = next_month(month)


def in_month_of(file: ScenarioFile | None, moment: datetime, today: datetime) -> ScenarioFile | None:
    """Return a scenario as it is in another month, its `month` counted up as a forecast does it.

    Args:
        file: The scenario, where there is one.
        moment: An instant of the month.
        today: The instant that the scenario's own `month` is meant for, where it has no `as_of`.
    """
    if file is None or not _counts(file):
        return file
    scenario = file.scenario
    counted = month_settings(scenario, None, moment, scenario.instant(None, today)).get(MONTH)
    if not isinstance(counted, Node):
        return file
    month = scenario.assumptions[MONTH].model_copy(update={"value": counted})
    return file._replace(scenario=scenario.model_copy(update={"assumptions": {**scenario.assumptions, MONTH: month}}))


def _counts(file: ScenarioFile) -> bool:
    written = file.scenario.assumptions.get(MONTH)
    return written is not None and written.value is not None and file.scenario.period.start is None
