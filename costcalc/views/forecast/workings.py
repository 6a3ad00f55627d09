"""How the numbers of a forecast were made: months that come out the same are told once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.blocks import Working
from costcalc.views.comparison.option_words import called
from costcalc.views.forecast.words import span
from costcalc.views.working import estimate_steps, price_source, step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.option_forecast import OptionForecast
    from costcalc.instant import Period
    from costcalc.pricing import Estimate
    from costcalc.views.blocks import Step


def option_workings(option: OptionForecast, *, explained: bool) -> Iterator[Working]:
    """Yield how the totals of an option came about: each month, each year and all of them.

    Args:
        option: The option.
        explained: Whether to say where numbers are written and prices were read.
    """
    title = called(option.id, option.outcomes[0].models)
    if option.upfront:
        yield _working(f"{title}, once", option.upfront, _steps(option.upfront, explained=explained), explained)
    for months, estimate, steps in _alike(option, explained=explained):
        yield _working(f"{title}, {span(months)}" if title else span(months), estimate, steps, explained)
    sums = [step(f"in {year.year}", year.figure) for year in option.years if year.figure and len(option.years) > 1]
    if option.total:
        sums.append(step("in all", option.total))
    if sums:
        yield Working(tuple(sums), f"{title}, months together" if title else "months together")


def _alike(option: OptionForecast, *, explained: bool) -> Iterator[tuple[list[Period], Estimate, tuple[Step, ...]]]:
    """Yield months that follow each other and have the same working, with the first of their estimates."""
    months: list[Period] = []
    first: Estimate | None = None
    before: tuple[Step, ...] = ()
    for month, outcome in zip(option.months, option.outcomes, strict=True):
        steps = _steps(outcome.estimate, explained=explained) if outcome.estimate else ()
        if first and steps != before:
            yield months, first, before
            months, first = [], None
        if outcome.estimate:
            months.append(month)
            first, before = first or outcome.estimate, steps
    if first:
        yield months, first, before


def _steps(estimate: Estimate, *, explained: bool) -> tuple[Step, ...]:
    return tuple(estimate_steps(estimate, places=explained))


def _working(title: str, estimate: Estimate, steps: tuple[Step, ...], explained: bool) -> Working:  # noqa: FBT001  # handed on
    return Working(steps, title, price_source(estimate.charges) if explained else "")
