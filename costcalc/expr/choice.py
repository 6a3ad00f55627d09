"""Choices between formulas that keep every branch, so that they can be made again with other numbers.

Conditions are nodes like the others: they print themselves, and whoever reads the formula sees which one decided.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.expr.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


OPPOSITE: Mapping[str, str] = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "=="}


COMPARE: Mapping[str, Callable[[Any, Any], bool]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}
"""What each operator means."""


class Condition(Node):
    """Something that holds or does not, as data: it prints, and its bounds can be looked up."""

    __slots__ = ()
    weight = 0


class Compare(Condition):
    """Left against right: `Compare(prompt, ">", limit)`.

    Args:
        left: What is compared.
        operator: `>`, `>=`, `<`, `<=`, `==` or `!=`.
        right: What with.
    """

    __slots__ = ("operator",)

    def __init__(self, left: Node, operator: str, right: Node) -> None:
        self.children = (left, right)
        self.operator = operator

    @property
    def key(self) -> tuple[object, ...]:
        """The operator."""
        return (self.operator,)

    @property
    def opposite(self) -> Compare:
        """The condition that holds where this one does not."""
        left, right = self.children
        return Compare(left, OPPOSITE[self.operator], right)


class Settled(Condition):
    """A condition that is decided before any number is known, such as whether an instant lies in some hours.

    Args:
        holds: Whether it does.
        text: What is written where it holds.
        opposite: What is written where it does not.
    """

    __slots__ = ("holds", "opposite", "text")

    def __init__(self, *, holds: bool, text: str, opposite: str) -> None:
        self.children = ()
        self.holds = holds
        self.text = text
        self.opposite = opposite

    @property
    def key(self) -> tuple[object, ...]:
        """The text where it holds, the text where it does not, and which of the two counts."""
        return (self.holds, self.text, self.opposite)


class Case(NamedTuple):
    """A branch of a choice, taken where its condition is the first that holds."""

    condition: Condition
    then: Node


class Choice(Node):
    """The first case whose condition holds, otherwise the rest. It keeps every branch, to be made again.

    Args:
        cases: In the order in which they are tried.
        otherwise: For where none holds.
    """

    __slots__ = ("cases",)

    def __init__(self, cases: tuple[Case, ...], otherwise: Node) -> None:
        self.children = (*(child for case in cases for child in case), otherwise)
        self.cases = cases

    @property
    def otherwise(self) -> Node:
        """The branch for where no case holds."""
        return self.children[-1]


class Where(Node):
    """A formula that counts where a condition holds and is 0 elsewhere, as for some of the terms of a sum.

    Args:
        body: What counts.
        condition: Where.
    """

    __slots__ = ("condition",)

    def __init__(self, body: Node, condition: Condition) -> None:
        self.children = (body, condition)
        self.condition = condition

    @property
    def body(self) -> Node:
        """The formula that counts."""
        return self.children[0]


class Needed(Node):
    """A part that is asked for only where another one is not zero, and is nothing elsewhere.

    It is written as the part itself: where it is nothing, so is what it is a part of.

    Args:
        of: The part: a price that nobody may know.
        where: What has to be some: the quantity that it is the price of.
    """

    __slots__ = ()

    def __init__(self, of: Node, where: Node) -> None:
        self.children = (of, where)
