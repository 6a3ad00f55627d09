"""A formula in which one part is another, written out as far as the part is inside of named results."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from costcalc.comparison.names import name_of
from costcalc.expr import Missing, Name, Node, Num, Scoped, Solve, SumOver, Symbol
from costcalc.scenario import PRINTED

if TYPE_CHECKING:
    from collections.abc import Mapping

NONE: frozenset[str] = frozenset()
MOST_NODES = 2000


def with_parts(node: Node, parts: Mapping[int, Node]) -> Node | None:
    """Return a formula in which some parts are others; None where it has none of them, or grows beyond reading.

    A named result with such a part is no longer what its name says, so that it is written as what it is made of.

    Args:
        node: The formula.
        parts: What stands in the place of a part, by the identity of that.
    """
    try:
        return _Rewriting(parts).walk(node, None, NONE)
    except _TooLargeError:
        return None


class _TooLargeError(Exception):
    """What is written out has more nodes than anybody reads."""


class _Rewriting:
    """One rewriting of a formula, in which each part is looked at once, however often it stands in it.

    Args:
        parts: What stands in the place of a part, by the identity of that.
    """

    def __init__(self, parts: Mapping[int, Node]) -> None:
        self.parts = parts
        self.known: dict[tuple[int, str | None, frozenset[str]], tuple[Node, Node | None]] = {}
        self.size: dict[int, int] = {}

    def walk(self, node: Node, option: str | None, bound: frozenset[str]) -> Node | None:
        """Return a part as it is outside of its option; None where nothing in it changes.

        Args:
            node: The part.
            option: Whose it is; None outside of all options.
            bound: The indices of the sums around.
        """
        key = (id(node), option, bound)
        if key not in self.known:
            self.known[key] = (node, self._walked(node, option, bound))
        return self.known[key][1]

    def _walked(self, node: Node, option: str | None, bound: frozenset[str]) -> Node | None:
        if id(node) in self.parts:
            return opened(self.parts[id(node)], option, bound)
        if isinstance(node, Scoped):
            return self.walk(node.of, node.option, NONE)
        if isinstance(node, Symbol):
            return self.walk(node.of, option, bound)
        if not node.children:
            return None
        inside = bound | {node.index} if isinstance(node, SumOver) else bound
        found = [self.walk(child, option, inside) for child in node.children]
        if all(child is None for child in found):
            return None
        pairs = zip(node.children, found, strict=True)
        made = _rebuilt(node, tuple(opened(old, option, inside) if new is None else new for old, new in pairs))
        # As it is written, where the same part stands in it as often as it is there.
        self.size[id(made)] = 1 + sum(self.size.get(id(child), 1) for child in made.children)
        if self.size[id(made)] > MOST_NODES:
            raise _TooLargeError
        return made


def opened(node: Node, option: str | None, bound: frozenset[str] = NONE) -> Node:
    """Return a formula of an option as it is written outside of it: each name says whose it is.

    Args:
        node: The formula.
        option: Whose it is; None for a formula that is outside of all options already.
        bound: The indices of the sums around, which are nobody's.
    """
    if option is None or isinstance(node, (Num, Scoped, Missing, Solve)):
        return node
    if isinstance(node, Name):
        return node if node.name in bound else Scoped(name_of(option, node.name), node, option)
    if isinstance(node, Symbol) and node.name.startswith(f"{PRINTED}."):
        return node
    if isinstance(node, Symbol) and not bound:
        return Scoped(name_of(option, node.name), node, option)
    inside = bound | {node.index} if isinstance(node, SumOver) else bound
    return _rebuilt(node, tuple(opened(child, option, inside) for child in node.children))


def _rebuilt(node: Node, children: tuple[Node, ...]) -> Node:
    if isinstance(node, Symbol):  # of the index of a sum around: written as what it is made of
        return children[0]
    other = copy(node)
    other.children = children
    return other
