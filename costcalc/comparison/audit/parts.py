"""The parts of a formula: of named results, too, each with the option that it is of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Compare, Name, Num, Quotient, Scoped, Settled, Solve, SumOver, Symbol, symbolic
from costcalc.scenario import PRICE

if TYPE_CHECKING:
    from costcalc.expr import Node


class FormulaPart(NamedTuple):
    """A part of a formula.

    Args:
        node: The part.
        option: Whose it is; None outside of all options.
        in_sum: Whether it is inside of a sum over an index, where it has no one value.
        of_price: Whether it is in a unit price.
        assumption: In the formula of which assumption it stands; None where it stands in the formula itself.
        unknown: The assumption that is solved for around it; None outside of equations.
    """

    node: Node
    option: str | None
    in_sum: bool = False
    of_price: bool = False
    assumption: str | None = None
    unknown: str | None = None

    @property
    def text(self) -> str:
        """What it is called."""
        name = getattr(self.node, "name", None) or symbolic(self.node)
        return f"{self.option}.{name}" if self.option and not isinstance(self.node, (Scoped, Num)) else name


def is_price(node: Symbol) -> bool:
    """Return whether a named part is a unit price: `price.input`, `sonnet.price.input`."""
    return f".{node.name}".rpartition(".")[0].endswith(f".{PRICE}")


def inside_of(node: Node) -> frozenset[int]:
    """Return the identities of all that a formula is made of, in sums and as factors, itself included, without names.

    What is divided is no part: the cost of one is made of the cost of all, and not the other way round.
    """
    found: set[int] = set()
    waiting = [node]
    while waiting:
        one = bare(waiting.pop())
        if id(one) not in found:
            found.add(id(one))
            if not isinstance(one, Quotient) or is_unit(one.children[1]):
                waiting += one.children
    return frozenset(found)


def bare(node: Node) -> Node:
    """Return a formula without its names."""
    while isinstance(node, Symbol):
        node = node.of
    return node


def is_unit(node: Node) -> bool:
    """Return whether a number is what a price buys: nobody wrote it into this formula."""
    return isinstance(node, Num) and node.place is None


def parts_of(node: Node, option: str | None = None, assumption: str | None = None) -> list[FormulaPart]:
    """Return the parts of a formula from the outside to the inside, itself first, each once.

    Args:
        node: The formula.
        option: Whose it is; None outside of all options.
        assumption: Of which assumption it is the formula; None of a formula over results.
    """
    found: dict[tuple[int, str | None], FormulaPart] = {}
    waiting = [(FormulaPart(node, option, assumption=assumption), frozenset[str]())]
    while waiting:
        part, bound = waiting.pop()
        one = part.node
        if (id(one), part.option) in found or _is_no_number(one, bound):
            continue
        found[id(one), part.option] = part
        waiting += [(each, _bound_in(one, bound)) for each in reversed(_children(part))]
    return list(found.values())


def _is_no_number(node: Node, bound: frozenset[str]) -> bool:
    """Return whether something decides, or counts: neither is a number in a formula."""
    return isinstance(node, (Compare, Settled)) or (isinstance(node, Name) and node.name in bound)


def _bound_in(node: Node, bound: frozenset[str]) -> frozenset[str]:
    return bound | {node.index} if isinstance(node, SumOver) else bound


def _children(part: FormulaPart) -> list[FormulaPart]:
    """Return what is directly in a part; not what a price buys."""
    node = part.node
    children = node.children
    if isinstance(node, Quotient) and is_unit(node.children[1]):
        children = children[:1]
    option = node.option if isinstance(node, Scoped) else part.option
    in_sum = part.in_sum or isinstance(node, SumOver)
    of_price = part.of_price or (isinstance(node, Symbol) and is_price(node))
    unknown = node.unknown if isinstance(node, Solve) else part.unknown
    return [FormulaPart(child, option, in_sum, of_price, part.assumption, unknown) for child in children]
