"""The value of one assumption that makes two formulas equal, as a formula of its own: `{solve: n, where: a = b}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.nodes import Node

if TYPE_CHECKING:
    from costcalc.expr.numbers import Exact


class Solve(Node):
    """solve(n, a = b): the value of the assumption `n` for which both formulas come to the same.

    The unknown needs to be an assumption, and needs no value: what it has is not looked at.

    Args:
        unknown: The assumption.
        left: A formula.
        right: What it has to be equal to.
    """

    __slots__ = ("unknown",)

    def __init__(self, unknown: str, left: Node, right: Node) -> None:
        self.children = (left, right)
        self.unknown = unknown

    @property
    def key(self) -> tuple[object, ...]:
        """The unknown."""
        return (self.unknown,)


class Solution(NamedTuple):
    """What solves an equation.

    Args:
        value: The value of the unknown.
        working: The number as it is computed from those of the equation: `(b0 - a0) / (a1 - b1)`.
    """

    value: Exact
    working: Node
