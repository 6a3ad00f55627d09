"""Sums, differences, products, quotients, powers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr.nodes import Node, Num, number

if TYPE_CHECKING:
    from collections.abc import Iterable


class Chain(Node):
    """Two or more parts joined by one operator.

    Args:
        children: The parts.
    """

    __slots__ = ()


class Sum(Chain):
    """a + b + …."""

    __slots__ = ()


class Product(Chain):
    """a * b * …."""

    __slots__ = ()


class Pair(Node):
    """A left and a right part, whose order matters.

    Args:
        left: The first part.
        right: The second.
    """

    __slots__ = ()

    def __init__(self, left: Node, right: Node) -> None:
        self.children = (left, right)


class Difference(Pair):
    """a - b."""

    __slots__ = ()


class Quotient(Pair):
    """a / b."""

    __slots__ = ()


class Power(Pair):
    """a ^ b, where b is a whole number."""

    __slots__ = ()
    weight = 24


class Negative(Node):
    """-a.

    Args:
        of: What is negated.
    """

    __slots__ = ()

    def __init__(self, of: Node) -> None:
        self.children = (of,)


def added(terms: Iterable[Node]) -> Node:
    """Return the sum of one or more formulas; one alone is its own sum."""
    first, *others = terms
    return Sum((first, *others)) if others else first


def product(*factors: Node | None) -> Node:
    """Return the product of what there is; ones are left out."""
    counted = [factor for factor in factors if factor and not (isinstance(factor, Num) and factor.value == 1)]
    if len(counted) > 1:
        return Product(tuple(counted))
    return counted[0] if counted else number(1)
