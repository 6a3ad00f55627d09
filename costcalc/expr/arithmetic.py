"""Sums, differences, products, quotients."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from costcalc.expr.nodes import Node, bounded
from costcalc.expr.walk import ADD, ATOM, MULTIPLY, NEGATE, Pen, Scope, UndefinedError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal


class Chain(Node):
    """Two or more parts joined by one operator.

    Args:
        terms: The parts.
    """

    __slots__ = ("terms",)

    operator: ClassVar[str]
    tightness: ClassVar[int]

    def __init__(self, terms: tuple[Node, ...]) -> None:
        self.terms = terms

    def draw(self, pen: Pen) -> tuple[str, int]:
        first, *others = self.terms
        texts = [pen.within(first, self.tightness), *(pen.within(term, self.tightness + 1) for term in others)]
        return self.operator.join(texts), self.tightness

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.terms


class Sum(Chain):
    """a + b + …."""

    __slots__ = ()
    operator = " + "
    tightness = ADD

    def compute(self, scope: Scope) -> Decimal:
        total = self.terms[0].compute(scope)
        for term in self.terms[1:]:
            total = bounded(total + term.compute(scope), self)
        return total


def added(terms: Iterable[Node]) -> Node:
    """Add up one or more formulas; one alone is its own sum."""
    first, *others = terms
    return Sum((first, *others)) if others else first


class Product(Chain):
    """a * b * …."""

    __slots__ = ()
    operator = " * "
    tightness = MULTIPLY

    def compute(self, scope: Scope) -> Decimal:
        total = self.terms[0].compute(scope)
        for term in self.terms[1:]:
            total = bounded(total * term.compute(scope), self)
        return total


class Pair(Node):
    """A left and a right part, whose order matters.

    Args:
        left: The first part.
        right: The second.
    """

    __slots__ = ("left", "right")

    operator: ClassVar[str]
    tightness: ClassVar[int]

    def __init__(self, left: Node, right: Node) -> None:
        self.left = left
        self.right = right

    def draw(self, pen: Pen) -> tuple[str, int]:
        text = pen.within(self.left, self.tightness) + self.operator + pen.within(self.right, self.tightness + 1)
        return text, self.tightness

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.left, self.right)


class Difference(Pair):
    """a - b."""

    __slots__ = ()
    operator = " - "
    tightness = ADD

    def compute(self, scope: Scope) -> Decimal:
        return bounded(self.left.compute(scope) - self.right.compute(scope), self)


class Quotient(Pair):
    """a / b."""

    __slots__ = ()
    operator = " / "
    tightness = MULTIPLY

    def compute(self, scope: Scope) -> Decimal:
        divisor = self.right.compute(scope)
        if not divisor:
            raise UndefinedError("this divides by zero", self.right)
        return bounded(self.left.compute(scope) / divisor, self)


class Negative(Node):
    """-a.

    Args:
        of: What is negated.
    """

    __slots__ = ("of",)

    def __init__(self, of: Node) -> None:
        self.of = of

    def compute(self, scope: Scope) -> Decimal:
        return -self.of.compute(scope)

    def draw(self, pen: Pen) -> tuple[str, int]:
        return f"-{pen.within(self.of, ATOM)}", NEGATE

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.of,)
