"""The month that forecasts and exports count up: how much later than the scenario's own it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Difference, Sum, Symbol, formula_of, number
from costcalc.instant import months_between
from costcalc.scenario import MONTH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from costcalc.expr import Frame, Node, Setting
    from costcalc.scenario import Scenario


def month_settings(
    scenario: Scenario, settings: Mapping[str, Setting] | None, start: datetime, origin: datetime
) -> dict[str, Setting]:
    """Return what is set in place of assumptions in a month: `month`, counted up, and what was set before.

    What the file says of `month`, or what was set in its place, is meant for the month of `origin`.

    Args:
        scenario: The scenario. Where it has no assumption `month`, or one without a value, nothing is counted.
        settings: A number or a formula in place of what the file says, by the name of the assumption.
        start: An instant of the month that is asked about.
        origin: An instant of the month that the written value is meant for: the file's `as_of`, else the one asked for.
    """
    known = dict(settings or {})
    written = scenario.assumptions.get(MONTH)
    later = months_between(origin, start)
    if written is None or not later:
        return known
    value = formula_of(known[MONTH], MONTH) if MONTH in known else written.value
    return known if value is None else known | {MONTH: _counted_up(value, later, origin)}


def _counted_up(value: Node, later: int, origin: datetime) -> Node:
    """Return the month so many later; before the origin it is counted down."""
    months = Symbol(f"months.since_{origin.year}_{origin.month:02d}", number(abs(later)))
    return Sum((value, months)) if later > 0 else Difference(value, months)


def is_counted(written: Node | None, frame: Frame) -> bool:
    """Return whether the month is what a file says, counted up: then nobody set it.

    Args:
        written: What the file says of it.
        frame: The values that are asked with.
    """
    formula = frame.definitions.formulas.get(MONTH)
    return formula is not None and any(part is written for part in formula.children)
