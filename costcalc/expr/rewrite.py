"""Formulas with other parts in them."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from costcalc.expr.functions import SumOver
from costcalc.expr.nodes import Name, Node

if TYPE_CHECKING:
    from collections.abc import Callable


def with_names(node: Node, replacement: Callable[[Name], Node], bound: frozenset[str] = frozenset()) -> Node:
    """Return a formula in which other formulas stand in the place of its names.

    Args:
        node: The formula.
        replacement: Returns what stands for a name; the name itself where it stays.
        bound: The indices of the sums around, which are no names of anything.
    """
    if isinstance(node, Name):
        return node if node.name in bound else replacement(node)
    if isinstance(node, SumOver):
        first, last, body = node.children
        inside = with_names(body, replacement, bound | {node.index})
        ends = (with_names(end, replacement, bound) for end in (first, last))
        children: tuple[Node, ...] = (*ends, inside)
    else:
        children = tuple(with_names(child, replacement, bound) for child in node.children)
    if all(new is old for new, old in zip(children, node.children, strict=True)):
        return node
    other = copy(node)
    other.children = children
    return other
