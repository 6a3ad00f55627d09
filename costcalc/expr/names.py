"""What a formula needs from outside, and where it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr.functions import SumOver
from costcalc.expr.nodes import Name, Node, UndefinedError
from costcalc.expr.solve import Solve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.problem import Place


def names_in(node: Node, bound: frozenset[str] = frozenset()) -> Iterator[Name]:
    """Yield the names that a formula needs from outside.

    The indices of its sums are not among them, and not the unknowns of its equations: those have no value to be needed.
    """
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
    inside = bound | {node.unknown} if isinstance(node, Solve) else bound
    for child in node.children:
        yield from names_in(child, inside)


def refuse_indices(node: Solve, indices: Iterable[str]) -> None:
    """Refuse an equation with the index of a sum around it: it is asked outside of all sums.

    Raises:
        UndefinedError: for such an equation.
    """
    hidden = set(indices)
    if hidden and (found := next((leaf for leaf in names_in(node) if leaf.name in hidden), None)):
        raise UndefinedError(f"a `solve` cannot have the index `{found.name}` of a sum in its equation", found)


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
