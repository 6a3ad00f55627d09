"""What is to be known of the values that an option is asked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.month import is_counted
from costcalc.expr import names_in, symbolic
from costcalc.feasibility import Flag, set_without_effect, unit_not_converted
from costcalc.scenario import MONTH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.comparison.plan import Plan
    from costcalc.expr import Frame


def notes_of(option: OptionPlan, planned: Plan, frame: Frame) -> Iterator[Flag]:
    """Yield a flag for each.

    Args:
        option: The option.
        planned: The comparison that it is an option of.
        frame: The values that it is asked with, below what it says itself.
    """
    written = planned.scenario.scenario.assumptions.get(MONTH)
    counted = written is not None and is_counted(written.value, frame)
    yield from _without_effect(option, frame, frame.replaced - ({MONTH} if counted else set()))
    entries = {group.call for group in option.groups} | {line.line for line in option.lines}
    for found in planned.unconverted:
        if found.entry in entries and found.name not in frame.replaced:
            yield unit_not_converted(f"{found.message} ({found.place}): {found.hint}")


def _without_effect(option: OptionPlan, frame: Frame, given: Collection[str]) -> Iterator[Flag]:
    """Yield a flag for each assumption that was set, and that an option replaces by what does not rest on it."""
    for name, node in option.layer.items():
        if name not in given:
            continue
        moved = {name, *frame.definitions.resting_on({name})}
        # In a layer a name means its value in the layer below: what was set.
        used = {leaf.name for formula in option.layer.values() for leaf in names_in(formula)}
        if moved.isdisjoint(used):
            yield set_without_effect(name, option.id, symbolic(node))
