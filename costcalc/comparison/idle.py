"""Which assumptions with a range a result rests on, and yet does not depend on: they cancel out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Allowance, UndefinedError

if TYPE_CHECKING:
    from costcalc.comparison.ranges import Ranges
    from costcalc.expr import Node
    from costcalc.expr.ranges.span import RangeCorner, Span

MOST_WORK = 200_000
"""Nodes that may be computed to prove it for all results of an answer; what is not proven by then counts as one."""


class IdleNames:
    """What finds the assumptions that change nothing. All results of an answer are asked of one of these."""

    def __init__(self) -> None:
        self._allowance = Allowance(MOST_WORK)

    def of(self, node: Node, ranges: Ranges, span: Span) -> frozenset[str]:
        """Return the assumptions that a formula keeps its lowest and its highest value with, whatever they are.

        Args:
            node: The formula.
            ranges: The assumptions that are not known exactly, as it has them.
            span: Its lowest and its highest value.
        """
        ends = (span.at_low, span.at_high)
        if len(span.low_at) == 1 or any(end.beside for end in ends):
            return frozenset()
        found: frozenset[str] = frozenset()
        for name in span.low_at:  # each together with those before: of two, either one alone may change nothing
            if all(self._are_idle(node, ranges, end, found | {name}) for end in ends):
                found |= {name}
        return found

    def _are_idle(self, node: Node, ranges: Ranges, corner: RangeCorner, names: frozenset[str]) -> bool:
        from costcalc.expr.ranges.corners import Box

        others = {other: value for other, value in corner.values.items() if other not in names}
        ends = {name: (ranges.ends[name].low, ranges.ends[name].high) for name in sorted(names)}
        try:
            span = Box(ranges.frame.given(others), ends, self._allowance).span(node)
        except UndefinedError:  # it takes too long
            return False
        return span.proven and span.low == span.high
