"""Results that are written as what they are made of, so that no name is two numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.names import name_of
from costcalc.expr import Node, Product, Scoped, Sum, Symbol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def is_written_out(found: Node, name: str) -> bool:
    """Return whether a result has a part of the same name in workings: the first tier of it, or it in euros.

    One name is never two numbers, so that such a result is written as what it is made of.
    """
    return not isinstance(found, Symbol) and any(part.name == name for part in _parts(found))


def _parts(node: Node) -> Iterator[Symbol]:
    """Yield the named parts of sums and products."""
    if isinstance(node, Symbol):
        yield node
    elif isinstance(node, (Sum, Product)):
        yield from (part for child in node.children for part in _parts(child))


def scoped_parts(node: Node, option: str, rates: Sequence[Node]) -> Node:
    """Return sums and products with the names that their parts have outside of an option; rates of exchange have one.

    Args:
        node: The formula.
        option: Whose it is.
        rates: What brings its currency into that of the comparison.
    """
    if any(node is rate for rate in rates):
        return node
    if isinstance(node, Symbol):
        return Scoped(name_of(option, node.name), node, option)
    if isinstance(node, (Sum, Product)):
        return type(node)(tuple(scoped_parts(child, option, rates) for child in node.children))
    return node
