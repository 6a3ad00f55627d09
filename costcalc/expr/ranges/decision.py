"""Whether conditions hold over ranges of assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.expr.choice import COMPARE, Compare, Settled
from costcalc.expr.ranges.enclosure import joined

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.expr.choice import Condition
    from costcalc.expr.ranges.enclosure import Trends
    from costcalc.expr.ranges.look import Look


class Decision(NamedTuple):
    """What is known of a condition over ranges.

    Args:
        holds: Whether it does, inside of the ranges; None where that differs, or nobody knows.
        trends: Where it differs: for each assumption whether it comes to hold when that grows (1), or ceases to (-1).
    """

    holds: bool | None
    trends: Trends


def decision(condition: Condition, look: Look) -> Decision:
    """Return what is known of a condition.

    Raises:
        UndefinedError: where it takes too long to find out.
    """
    return CONDITIONS[type(condition)](condition, look)


def _compare(node: Compare, look: Look) -> Decision:
    left, right = node.children
    sign, trends = look.sign(left, right)
    if sign is not None:
        return Decision(COMPARE[node.operator](sign, 0), {})
    direction = {">": 1, ">=": 1, "<": -1, "<=": -1}.get(node.operator)
    return Decision(None, joined((trends, direction)))


def _settled(node: Settled, look: Look) -> Decision:
    del look
    return Decision(node.holds, {})


CONDITIONS: Mapping[type[Condition], Callable[[Any, Look], Decision]] = {Compare: _compare, Settled: _settled}
