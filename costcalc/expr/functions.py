"""The functions of the formula language: smallest, largest, rounding, and the sum over an index."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction
from math import ceil, floor
from typing import ClassVar

from costcalc.expr.nodes import Node, bounded
from costcalc.expr.numbers import round_half_up, simplest
from costcalc.expr.walk import ADD, ATOM, MULTIPLY, Pen, Scope, UndefinedError

MAX_STEPS = 200_000
"""Nodes that the sums of one file may compute: a conversation of 10,000 turns takes a third of them."""

MAX_PLACES = 12


class Call(Node):
    """A function of one or more arguments.

    Args:
        args: The arguments.
    """

    __slots__ = ("args",)

    word: ClassVar[str]
    arity: ClassVar[range]

    def __init__(self, args: tuple[Node, ...]) -> None:
        self.args = args

    def draw(self, pen: Pen) -> tuple[str, int]:
        return f"{self.word}({', '.join(pen.within(arg, ADD) for arg in self.args)})", ATOM

    @property
    def parts(self) -> tuple[Node, ...]:
        return self.args


class Min(Call):
    """min(a, b, …): the smallest."""

    __slots__ = ()
    word = "min"
    arity = range(1, 17)

    def compute(self, scope: Scope) -> Decimal:
        return min(arg.compute(scope) for arg in self.args)


class Max(Call):
    """max(a, b, …): the largest."""

    __slots__ = ()
    word = "max"
    arity = range(1, 17)

    def compute(self, scope: Scope) -> Decimal:
        return max(arg.compute(scope) for arg in self.args)


class Ceil(Call):
    """ceil(a): up to a whole number, as in blocks that are begun."""

    __slots__ = ()
    word = "ceil"
    arity = range(1, 2)

    def compute(self, scope: Scope) -> Decimal:
        value = self.args[0].compute(scope)
        if isinstance(value, Decimal):
            return value.to_integral_value(ROUND_CEILING)
        return scope.lift(Fraction(ceil(value)))


class Floor(Call):
    """floor(a): down to a whole number."""

    __slots__ = ()
    word = "floor"
    arity = range(1, 2)

    def compute(self, scope: Scope) -> Decimal:
        value = self.args[0].compute(scope)
        if isinstance(value, Decimal):
            return value.to_integral_value(ROUND_FLOOR)
        return scope.lift(Fraction(floor(value)))


class Round(Call):
    """round(a) or round(a, 2): to so many decimals, halves away from zero, as on an invoice."""

    __slots__ = ()
    word = "round"
    arity = range(1, 3)

    def compute(self, scope: Scope) -> Decimal:
        places = whole(self.args[1], scope, "the decimals of `round`") if len(self.args) > 1 else 0
        if not 0 <= places <= MAX_PLACES:
            raise UndefinedError(f"`round` keeps between 0 and {MAX_PLACES} decimals", self)
        return scope.lift(round_half_up(self.args[0].compute(scope), places))


class SumOver(Node):
    """sum(k=1..6, a): the sum of `a` for every whole `k` from the first to the last, both included.

    Args:
        index: What the body calls the running number.
        first: Where it starts.
        last: Where it ends.
        body: What is summed.
    """

    __slots__ = ("body", "first", "index", "last")

    def __init__(self, index: str, first: Node, last: Node, body: Node) -> None:
        self.index = index
        self.first = first
        self.last = last
        self.body = body

    def compute(self, scope: Scope) -> Decimal:
        if scope.sums is None:
            return self._total(scope)
        if id(self) not in scope.sums:
            scope.sums[id(self)] = (self, simplest(self._total(scope)))  # kept alive, so that its id stays its own
        return scope.lift(scope.sums[id(self)][1])

    def _total(self, scope: Scope) -> Decimal:
        first, last = (whole(end, scope, f"the range of `{self.index}`") for end in (self.first, self.last))
        scope.steps[0] -= max(0, last - first + 1) * self.body.size
        if scope.steps[0] < 0:
            raise UndefinedError("this sums more terms than any workload has", self)
        total = scope.lift(Decimal(0))
        for k in range(first, last + 1):
            total = bounded(total + self.body.compute(scope.bound(self.index, Decimal(k))), self)
        return total

    def draw(self, pen: Pen) -> tuple[str, int]:
        if indices := self._written_out(pen):
            terms = [pen.bound(self.index, Decimal(k), len(indices)) for k in indices]
            if len(terms) == 1:
                return self.body.draw(terms[0])
            return " + ".join(term.within(self.body, MULTIPLY) for term in terms), ADD
        ends = f"{pen.within(self.first, ADD)}..{pen.within(self.last, ADD)}"
        return f"sum({self.index}={ends}, {pen.bound(self.index, None).within(self.body, ADD)})", ATOM

    def _written_out(self, pen: Pen) -> range | None:
        """Give the indices, where there are few enough of them to write every term."""
        try:
            first, last = (whole(end, pen.scope, "") for end in (self.first, self.last))
        except UndefinedError:  # the range depends on the index of another sum
            return None
        return range(first, last + 1) if last - first < pen.spread else None

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.first, self.last, self.body)

    @property
    def said(self) -> tuple[object, ...]:
        return (self.index, *self.parts)


def whole(node: Node, scope: Scope, what: str) -> int:
    """Compute a part that must be a whole number."""
    value = node.compute(scope)
    number = int(value)
    if number != value:
        raise UndefinedError(f"{what} must be whole numbers", node)
    return number


FUNCTIONS: dict[str, type[Call]] = {kind.word: kind for kind in (Min, Max, Ceil, Floor, Round)}
SUM = "sum"
RESERVED = frozenset(FUNCTIONS) | {SUM}
"""Names that no assumption can have."""
