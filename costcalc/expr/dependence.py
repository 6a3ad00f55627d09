"""Which of some assumptions a formula rests on, through all layers of a frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.functions import SumOver
from costcalc.expr.nodes import Name, Node, Scoped
from costcalc.expr.solve import Solve

if TYPE_CHECKING:
    from costcalc.expr.values import Values

NO_NAMES: frozenset[str] = frozenset()


class Footing(NamedTuple):
    """Where a formula is asked: in which frame, for a question that gives other numbers to which bottom frame.

    Args:
        frame: The values.
        bottom: Where the question puts its own numbers.
        bound: The indices of the sums around, which hide the assumptions of their names.
    """

    frame: Values
    bottom: Values
    bound: frozenset[str] = NO_NAMES

    @classmethod
    def on(cls, frame: Values) -> Footing:
        """Return that of a formula asked in a frame."""
        return cls(frame, frame.bottom)

    def inside(self, index: str) -> Footing:
        """Return that of the body of a sum."""
        return self._replace(bound=self.bound | {index})

    def of(self, option: str) -> Footing:
        """Return that of a part of another option, which sees no index."""
        frame = self.frame.of(option)
        return Footing(frame, self.bottom if frame is self.frame else frame.bottom)

    def made(self, name: str) -> tuple[Node, Footing] | None:
        """Return the formula of a name and where that is asked; None where the bottom frame was given its value."""
        try:
            made, lowest = self.frame.made(name), self.bottom.made(name)
        except KeyError:  # a value without a formula, or no assumption at all
            return None
        if made is None or lowest is None:
            return None
        node, below = made
        if below is lowest[1] is not self.bottom:
            return None
        return node, Footing(below, self.bottom)

    def at_bottom(self, name: str) -> bool:
        """Whether a name has the value of the bottom frame: no layer above says anything of it."""
        if name in self.bound:
            return False
        made = self.made(name)
        return made is None or made[1].frame is self.frame


class Dependence:
    """Which of some assumptions formulas rest on. Each formula is looked through once.

    Args:
        asked: The assumptions, by the names that they have in the bottom frame.
    """

    __slots__ = ("_found", "asked")

    def __init__(self, asked: frozenset[str]) -> None:
        self.asked = asked
        self._found: dict[tuple[int | str, int, frozenset[str]], tuple[object, frozenset[str]]] = {}

    def names(self, node: Node, on: Footing) -> frozenset[str]:
        """Return those that a formula rests on."""
        if isinstance(node, Name):
            return self._of_name(node.name, on)
        if not node.children:
            return NO_NAMES
        key = (id(node), id(on.frame), on.bound)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = ((node, on.frame), self._of_parts(node, on))
        return found[1]

    def _of_parts(self, node: Node, on: Footing) -> frozenset[str]:
        if isinstance(node, SumOver):
            *ends, body = node.children
            return self.names(body, on.inside(node.index)).union(*(self.names(end, on) for end in ends))
        if isinstance(node, Scoped):
            return self.names(node.of, on.of(node.option))
        found = NO_NAMES.union(*(self.names(child, on) for child in node.children))
        return found - {node.unknown} if isinstance(node, Solve) else found

    def _of_name(self, name: str, on: Footing) -> frozenset[str]:
        if name in on.bound:
            return NO_NAMES
        key = (name, id(on.frame), NO_NAMES)
        found = self._found.get(key)
        if found is None:
            if name in self.asked and on.at_bottom(name):
                names = frozenset({name})
            else:
                made = on.made(name)
                names = self.names(*made) if made else NO_NAMES
            found = self._found[key] = (on.frame, names)
        return found[1]
