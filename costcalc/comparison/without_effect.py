"""What somebody sets for an assumption, and an option takes no notice of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import names_in, symbolic
from costcalc.feasibility import Flag, set_without_effect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.expr import Frame


def without_effect(option: OptionPlan, frame: Frame) -> Iterator[Flag]:
    """Yield a flag for each assumption that was set, and that an option replaces by something that does not rest on it.

    Args:
        option: The option.
        frame: The values that it is asked with, below what it says itself.
    """
    for name, node in option.layer.items():
        if name not in frame.replaced:
            continue
        moved = {name, *frame.definitions.resting_on({name})}
        # In a layer a name means its value in the layer below: what was set.
        used = {leaf.name for formula in option.layer.values() for leaf in names_in(formula)}
        if moved.isdisjoint(used):
            yield set_without_effect(name, option.id, symbolic(node))
