"""What a walk over a formula carries along: the values it computes with, or the pen it writes with."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from costcalc.expr.nodes import Name, Node, Num, Symbol
    from costcalc.expr.numbers import Exact

ADD, MULTIPLY, NEGATE, ATOM = 1, 2, 3, 4
"""How tightly a written node holds together: what binds looser than its surroundings gets parentheses."""


class UndefinedError(ArithmeticError):
    """A formula without a value: a division by zero, a sum without an end.

    Attributes:
        node: The part that has none.
    """

    def __init__(self, message: str, node: Node) -> None:
        super().__init__(message)
        self.node = node


class Scope:
    """What a walk over the values carries along.

    Args:
        env: The value of every name.
        lift: Brings a number into the arithmetic of this walk: decimals, or fractions where those end. A
            walk never mixes the two, and both know the same operators, so for the type checker there is one.
        steps: How many nodes sums may still compute.
        sums: The sums computed before in this `env`; None inside a sum, where values depend on its index.
    """

    __slots__ = ("env", "lift", "steps", "sums")

    def __init__(
        self,
        env: Mapping[str, Exact],
        lift: Callable[[Exact], Decimal],
        steps: list[int],
        sums: dict[int, tuple[Node, Exact]] | None,
    ) -> None:
        self.env = env
        self.lift = lift
        self.steps = steps
        self.sums = sums

    def bound(self, name: str, value: Exact) -> Scope:
        """Give the scope inside a sum, where its index has a value."""
        return Scope({**self.env, name: value}, self.lift, self.steps, None)


class Pen(ABC):
    """How the leaves are written; a walk over the texts carries it along."""

    __slots__ = ()

    spread: int
    """Sums of at most so many terms are written out, nested ones together."""

    @property
    @abstractmethod
    def scope(self) -> Scope:
        """The values, for the nodes whose text depends on them."""

    @abstractmethod
    def number(self, leaf: Num) -> tuple[str, int]:
        """Write a number, and say how tightly it holds."""

    @abstractmethod
    def name(self, leaf: Name) -> tuple[str, int]:
        """Write a name."""

    @abstractmethod
    def symbol(self, node: Symbol) -> tuple[str, int]:
        """Write a part that has a name of its own."""

    @abstractmethod
    def bound(self, name: str, value: Exact | None, terms: int = 1) -> Pen:
        """Give the pen inside a sum of so many terms: its index has this value, or stands for all of them."""

    def within(self, node: Node, tightness: int) -> str:
        """Write a part, in parentheses where it binds looser than asked."""
        text, held = node.draw(self)
        return text if held >= tightness else f"({text})"
