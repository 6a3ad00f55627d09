"""The formulas of the assumptions that a formula rests on: parts of these may be what somebody got wrong, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.audit.parts import parts_of
from costcalc.expr import Missing, Name, Num

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.expr import Frame, Node

MOST = 40


def definitions_of(node: Node, frame: Frame) -> Mapping[str, Node]:
    """Return the formulas of assumptions, where these are more than a number, and mean the same in every option.

    Args:
        node: What rests on them.
        frame: Where it is asked.
    """
    found: dict[str, Node] = {}
    waiting = [(part.node.name, part.option) for part in parts_of(node) if isinstance(part.node, Name)]
    seen = set(waiting)
    while waiting and len(found) < MOST:
        name, option = waiting.pop(0)
        own = frame.of(option) if option else frame
        if name not in frame or own.get(name) != frame[name]:
            continue
        made, below = frame.made(name)
        if isinstance(made, (Num, Missing)) or below is not frame:
            continue
        found[name] = made
        inside = [(part.node.name, option) for part in parts_of(made) if isinstance(part.node, Name)]
        waiting += [one for one in dict.fromkeys(inside) if one not in seen]
        seen.update(inside)
    return found
