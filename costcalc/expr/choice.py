"""A choice between formulas that keeps every branch, so that it can be made again with other numbers.

Conditions are data: they print themselves, and whoever reads the formula sees which one decided.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from costcalc.expr.nodes import Name, Node
from costcalc.expr.walk import ADD, ATOM, Pen, Scope, UndefinedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}
_OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "=="}


class Condition(Protocol):
    """Something that holds or does not, and can say either."""

    def holds(self, scope: Scope) -> bool:
        """Say whether it holds."""

    def draw(self, pen: Pen, *, held: bool) -> str:
        """Write the condition, or its opposite where it did not hold."""

    @property
    def parts(self) -> tuple[Node, ...]:
        """The formulas it looks at."""


class Compare(NamedTuple):
    """Left against right: `Compare(prompt, ">", limit)`."""

    left: Node
    operator: str
    right: Node

    def holds(self, scope: Scope) -> bool:
        return _COMPARE[self.operator](self.left.compute(scope), self.right.compute(scope))

    def draw(self, pen: Pen, *, held: bool) -> str:
        sign = self.operator if held else _OPPOSITE[self.operator]
        left = pen.within(self.left, ADD)
        if isinstance(self.left, Name) and left != self.left.name:
            left = f"{self.left.name} {pen.within(self.left, ATOM)}"
        return f"{left} {sign} {pen.within(self.right, ADD)}"

    @property
    def parts(self) -> tuple[Node, ...]:
        return (self.left, self.right)


class Case(NamedTuple):
    """A branch of a choice, taken where its condition is the first that holds."""

    condition: Condition
    then: Node


class Choice(Node):
    """The first case whose condition holds, otherwise the rest: prints the one taken, and why.

    Args:
        cases: In the order in which they are tried.
        otherwise: For where none holds.
    """

    __slots__ = ("cases", "otherwise")

    def __init__(self, cases: tuple[Case, ...], otherwise: Node) -> None:
        self.cases = cases
        self.otherwise = otherwise

    def _taken(self, scope: Scope) -> Case | None:
        return next((case for case in self.cases if case.condition.holds(scope)), None)

    def compute(self, scope: Scope) -> Decimal:
        case = self._taken(scope)
        return (case.then if case else self.otherwise).compute(scope)

    def draw(self, pen: Pen) -> tuple[str, int]:
        try:
            case = self._taken(pen.scope)
        except UndefinedError:  # it depends on the index of a sum: every branch is taken some time
            branches = [f"{pen.within(case.then, ADD)} [{case.condition.draw(pen, held=True)}]" for case in self.cases]
            return f"{{{', '.join(branches)}, {pen.within(self.otherwise, ADD)} [otherwise]}}", ATOM
        if case:
            branch, reason = case.then, case.condition.draw(pen, held=True)
        else:
            branch = self.otherwise
            reason = " and ".join(case.condition.draw(pen, held=False) for case in self.cases)
        return f"{pen.within(branch, ATOM)} [{reason}]", ATOM

    @property
    def parts(self) -> tuple[Node, ...]:
        looked_at = (part for case in self.cases for part in (*case.condition.parts, case.then))
        return (*looked_at, self.otherwise)

    @property
    def said(self) -> tuple[object, ...]:
        return (self.cases, self.otherwise)
