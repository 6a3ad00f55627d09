"""The one value of an assumption that makes two formulas equal, for a figure; where there is not one, why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr.dependence import Dependence, Footing
from costcalc.expr.nodes import Node, UndefinedError
from costcalc.expr.numbers import Exact, decimal_text, fraction_text, simplest
from costcalc.expr.solve import Solution, Solve
from costcalc.expr.solving.solutions import solutions
from costcalc.expr.text import symbolic
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction
    from typing import TypeAlias

    from costcalc.expr.solving.found import Failed, Root, Solutions, ValueInterval
    from costcalc.expr.values import Values

    Asked: TypeAlias = Callable[[Exact], Values]

DEEPEST = 4
"""Equations that stand in each other: each is solved again for the check of the one around it."""

SHOWN_SOLUTIONS = 4
LONGEST = 60
DECIMALS = 6
TWO = 2


def solution(node: Solve, frame: Values, asked: Asked) -> Solution:
    """Return what solves an equation.

    Args:
        node: The equation.
        frame: Where it is asked.
        asked: Returns the same frame with another value of the unknown.

    Raises:
        UndefinedError: where nothing does, or more than one value; it says which.
    """
    if _depth(node, {}) > DEEPEST:
        raise UndefinedError(f"equations stand in each other at most {DEEPEST} deep", node)
    left, right = node.children
    try:
        found = solutions(left, right, node.unknown, frame, asked, least=None)
        if _unsaid(found):  # it goes in steps, which have no beginning below 0
            found = solutions(left, right, node.unknown, frame, asked)
    except KeyError:
        raise UndefinedError(f"`{node.unknown}` is no assumption, and cannot be solved for", node) from None
    if len(found.roots) == 1 and not found.stretches and not _unsaid(found):
        (root,) = found.roots
        if root.value is not None and root.working is not None:
            return Solution(root.value, root.working)
    raise _Refusal(node, frame).of(found)


def _unsaid(found: Solutions) -> list[Failed]:
    """List where something may solve it that nobody looked at."""
    return [one for one in found.failed if not one.undefined]


def _depth(node: Node, known: dict[int, int]) -> int:
    """Return how many equations stand in each other."""
    found = known.get(id(node))
    if found is None:
        below = max((_depth(child, known) for child in node.children), default=0)
        found = known[id(node)] = below + isinstance(node, Solve)
    return found


class _Refusal:
    """Why an equation has not one solution."""

    def __init__(self, node: Solve, frame: Values) -> None:
        self.node = node
        self.frame = frame

    def of(self, found: Solutions) -> UndefinedError:
        unknown = f"`{self.node.unknown}`"
        if found.stretches:
            return self.says(_among(unknown, found.stretches[0]))
        if len(found.roots) > 1:
            count = "two" if len(found.roots) == TWO else str(len(found.roots))
            return self.says(f"{count} values of {unknown} make", f": {_listed(found.roots)}")
        if found.roots and not found.roots[0].working:
            which = f"no value of {unknown} that can be written down exactly makes"
            return self.says(which, f": it is {_root(found.roots[0])}")
        unsaid = _unsaid(found) or [one for one in found.failed if not one.where.is_value]
        if unsaid:
            return UndefinedError(unsaid[0].why, unsaid[0].node)
        return self.says(f"no value of {unknown} makes")

    def says(self, which: str, more: str = "") -> UndefinedError:
        """Return what is said where the solution is none, or not one."""
        dependence, on = Dependence(frozenset({self.node.unknown})), Footing.on(self.frame)
        if not any(dependence.names(side, on) for side in self.node.children):
            more = f": neither depends on `{self.node.unknown}`"
        left, right = (cut(symbolic(side, self.frame), LONGEST) for side in self.node.children)
        return UndefinedError(f"{which} `{left}` equal `{right}`{more}", self.node)


def _among(unknown: str, where: ValueInterval) -> str:
    low, high = (None if end is None else _text(end) for end in (where.low, where.high))
    if low and high:
        return f"all {unknown} between {low} and {high} make"
    if low or high:
        return f"all {unknown} above {low} make" if low else f"all {unknown} below {high} make"
    return f"any value of {unknown} makes"


def _listed(roots: tuple[Root, ...]) -> str:
    texts = [_root(root) for root in roots]
    if len(texts) == TWO:
        return " and ".join(texts)
    return ", ".join([*texts[:SHOWN_SOLUTIONS], *(["…"] if len(texts) > SHOWN_SOLUTIONS else [])])


def _root(root: Root) -> str:
    return _text(root.low) if root.low == root.high else f"about {_text(round(root.low, DECIMALS))}"


def _text(value: Fraction) -> str:
    exact = simplest(value)
    return fraction_text(exact) or decimal_text(exact)
