"""What a formula needs from outside, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr.functions import SumOver
from costcalc.expr.nodes import Name, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.problem import Place


def names_in(node: Node, bound: frozenset[str] = frozenset()) -> Iterator[Name]:
    """Yield the names that a formula needs from outside: the indices of its sums are not among them."""
    if isinstance(node, Name):
        if node.name not in bound:
            yield node
        return
    if isinstance(node, SumOver):
        first, last, body = node.children
        for end in (first, last):
            yield from names_in(end, bound)
        yield from names_in(body, bound | {node.index})
        return
    for child in node.children:
        yield from names_in(child, bound)


def formula_place(node: Node) -> Place:
    """Return the place where a formula from a file begins.

    Raises:
        TypeError: for a formula that was not read from a file.
    """
    place = first_place(node)
    if place is None:
        msg = f"{node!r} was not read from a file"
        raise TypeError(msg)
    return place


def first_place(node: Node) -> Place | None:
    """Return the first place that a formula has a number or a name of; None where code wrote all of it."""
    return next((leaf.place for leaf in node.leaves() if leaf.place), None)
