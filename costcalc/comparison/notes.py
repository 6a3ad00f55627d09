"""What is to be known of the values that an option is asked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.month import is_counted
from costcalc.expr import Dependence, Footing, symbolic
from costcalc.feasibility import Flag, set_without_effect, unit_not_converted
from costcalc.scenario import MONTH

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.comparison.plan import Plan
    from costcalc.expr import Frame


def notes_of(option: OptionPlan, planned: Plan, frame: Frame, varied: Collection[str] = ()) -> Iterator[Flag]:
    """Yield a flag for each.

    Args:
        option: The option.
        planned: The comparison that it is an option of.
        frame: The values that it is asked with, below what it says itself.
        varied: The assumptions that are set to several values, one after the other.
    """
    written = planned.scenario.scenario.assumptions.get(MONTH)
    counted = written is not None and is_counted(written.value, frame)
    yield from _without_effect(option, frame, frame.replaced - ({MONTH} if counted else set()), varied)
    entries = {group.call for group in option.groups} | {line.line for line in option.lines}
    for found in planned.unconverted:
        if found.entry in entries and found.name not in frame.replaced:
            yield unit_not_converted(f"{found.message} ({found.place}): {found.hint}")


def _without_effect(
    option: OptionPlan, frame: Frame, given: Collection[str], varied: Collection[str]
) -> Iterator[Flag]:
    """Yield a flag for each assumption that was set, and that what an option says in place of others takes the way."""
    if not given or not option.layer:
        return
    asked = Dependence(frozenset(given))
    without, own = (
        {name for each in option.plans for name in asked.names(each.total, Footing.on(on))}
        for on in (frame, frame.of(option.id))
    )
    lost = {*without, *option.layer}.intersection(given) - own
    for name in filter(lost.__contains__, frame.definitions.formulas):
        moved = [name, *frame.definitions.resting_on({name})]
        says = [f"{each}: {symbolic(option.layer[each])}" for each in moved if each in option.layer]
        yield set_without_effect(name, option.id, ", ".join(says), "--vary" if name in varied else "--set")
