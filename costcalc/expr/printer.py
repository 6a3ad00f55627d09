"""What writes a formula part by part: with its names, or with the numbers put in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.expr.choice import OPPOSITE, Compare, Settled
from costcalc.expr.nodes import Name
from costcalc.expr.precedence import ADD, ATOM

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.expr.choice import Condition
    from costcalc.expr.nodes import Node
    from costcalc.expr.numbers import Exact
    from costcalc.expr.values import Values

    Kinds = Mapping[type[Node], Callable[[Any, "Printer"], tuple[str, int]]]


class Printer:
    """A printer of formulas, with their names or with the numbers put in.

    Args:
        values: For the nodes whose text depends on them, and for the numbers that are put in.
        digits: How numbers are grouped where they are put in; None where names stay names.
        spread: Sums of at most so many terms are written out.
        kinds: What writes a formula of each kind, with how tightly that holds together.
    """

    __slots__ = ("digits", "kinds", "spread", "values")

    def __init__(self, values: Values, digits: Callable[[str], str] | None, spread: int, kinds: Kinds) -> None:
        self.values = values
        self.kinds = kinds
        self.digits = digits
        self.spread = spread

    def print(self, node: Node, precedence: int) -> str:
        """Return the text of a part, in parentheses where it binds looser than asked."""
        text, held = self.text(node)
        return text if held >= precedence else f"({text})"

    def text(self, node: Node) -> tuple[str, int]:
        """Return the text of a part, and how tightly it holds together."""
        return self.kinds[type(node)](node, self)

    def condition(self, condition: Condition, *, held: bool = True) -> str:
        """Return the text of a condition, or of its opposite where it did not hold."""
        return CONDITIONS[type(condition)](condition, self, held)

    def on(self, values: Values) -> Printer:
        """Return the printer that puts in the numbers of other values."""
        return Printer(values, self.digits, self.spread, self.kinds)

    def inside(self, index: str, value: Exact | None, terms: int = 1) -> Printer:
        """Return the printer inside a sum of so many terms: its index has this value, or stands for all of them."""
        return Printer(self.values.rebound(index, value), self.digits, self.spread // terms, self.kinds)


def _compare(node: Compare, printer: Printer, held: bool) -> str:  # noqa: FBT001  # of a table
    left, right = node.children
    text = printer.print(left, ADD)
    if isinstance(left, Name) and text != left.name:
        text = f"{left.name} {printer.print(left, ATOM)}"
    return f"{text} {node.operator if held else OPPOSITE[node.operator]} {printer.print(right, ADD)}"


def _settled(node: Settled, printer: Printer, held: bool) -> str:  # noqa: FBT001  # of a table
    del printer
    return node.text if held else node.opposite


CONDITIONS: Mapping[type[Node], Callable[[Any, Printer, bool], str]] = {Compare: _compare, Settled: _settled}
