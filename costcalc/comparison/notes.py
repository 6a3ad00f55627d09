"""What is to be known of the values that an option is asked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import names_in, symbolic
from costcalc.feasibility import Flag, set_without_effect, unit_not_converted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.expr import Frame
    from costcalc.scenario.paces import Unconverted


def notes_of(option: OptionPlan, unconverted: Sequence[Unconverted], frame: Frame) -> Iterator[Flag]:
    """Yield a flag for each.

    Args:
        option: The option.
        unconverted: The assumptions that are counted in another time than the period.
        frame: The values that it is asked with, below what it says itself.
    """
    yield from _without_effect(option, frame)
    entries = {group.call for group in option.groups} | {line.line for line in option.lines}
    for found in unconverted:
        if found.entry in entries and found.name not in frame.replaced:
            yield unit_not_converted(f"{found.message} ({found.place}): {found.hint}")


def _without_effect(option: OptionPlan, frame: Frame) -> Iterator[Flag]:
    """Yield a flag for each assumption that was set, and that an option replaces by what does not rest on it."""
    for name, node in option.layer.items():
        if name not in frame.replaced:
            continue
        moved = {name, *frame.definitions.resting_on({name})}
        # In a layer a name means its value in the layer below: what was set.
        used = {leaf.name for formula in option.layer.values() for leaf in names_in(formula)}
        if moved.isdisjoint(used):
            yield set_without_effect(name, option.id, symbolic(node))
