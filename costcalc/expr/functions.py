"""The functions of the formula language: smallest, largest, rounding, and the sum over an index."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from costcalc.expr.nodes import Node


class FunctionCall(Node):
    """A function of one or more arguments.

    Args:
        children: The arguments.
    """

    __slots__ = ()

    word: ClassVar[str]
    arity: ClassVar[range]


class Min(FunctionCall):
    """min(a, b, …): the smallest."""

    __slots__ = ()
    word = "min"
    arity = range(1, 17)


class Max(FunctionCall):
    """max(a, b, …): the largest."""

    __slots__ = ()
    word = "max"
    arity = range(1, 17)


class Ceil(FunctionCall):
    """ceil(a): up to a whole number, as in blocks that are begun."""

    __slots__ = ()
    word = "ceil"
    arity = range(1, 2)


class Floor(FunctionCall):
    """floor(a): down to a whole number."""

    __slots__ = ()
    word = "floor"
    arity = range(1, 2)


class Round(FunctionCall):
    """round(a) or round(a, 2): to so many decimals, halves away from zero, as on an invoice."""

    __slots__ = ()
    word = "round"
    arity = range(1, 3)


class SumOver(Node):
    """sum(k=1..6, a): the sum of `a` for every whole `k` from the first to the last, both included.

    Args:
        index: What the body calls the running number.
        first: Where it starts.
        last: Where it ends.
        body: What is summed.
    """

    __slots__ = ("index",)

    def __init__(self, index: str, first: Node, last: Node, body: Node) -> None:
        self.children = (first, last, body)
        self.index = index

    @property
    def key(self) -> tuple[object, ...]:
        """The index."""
        return (self.index,)

    @property
    def body(self) -> Node:
        """The formula of one term."""
        return self.children[2]


class Loop(NamedTuple):
    """Every whole number from the first to the last, both included: the turns of a conversation.

    Args:
        name: What formulas call the running number.
        first: Where it starts.
        last: Where it ends.
    """

    name: str
    first: Node
    last: Node

    def over(self, body: Node) -> SumOver:
        """Return the sum of a formula for every number."""
        return SumOver(self.name, self.first, self.last, body)


FUNCTIONS: dict[str, type[FunctionCall]] = {kind.word: kind for kind in (Min, Max, Ceil, Floor, Round)}
SUM = "sum"
RESERVED = frozenset(FUNCTIONS) | {SUM}
"""Names that no assumption can have."""
