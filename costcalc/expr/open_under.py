"""All assumptions without a value that a formula rests on, not only the first one that is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr.dependence import Dependence, Footing
from costcalc.expr.unknown import open_roots

if TYPE_CHECKING:
    from costcalc.expr.frame import Frame
    from costcalc.expr.nodes import Node


def open_under(node: Node, frame: Frame) -> tuple[str, ...]:
    """List the assumptions that nobody gives a value, and on which a formula rests, in the order of the file."""
    roots = [name for name in frame.definitions.formulas if open_roots(name, frame) == (name,)]
    found = Dependence(frozenset(roots)).names(node, Footing.on(frame))
    return tuple(name for name in roots if name in found)
