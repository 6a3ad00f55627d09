"""Where two options cost the same or pass each other, between the ends of the values of an assumption."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.order import SAME, Cheaper
from costcalc.comparison.whatif.crossing import EQUAL, JUMP, STRETCH, Crossing
from costcalc.expr import Figure, simplest
from costcalc.expr.solving.found import ValueInterval
from costcalc.expr.solving.intervals import shared

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from costcalc.comparison.order import CostOrder
    from costcalc.expr.solving.found import JumpOver, Root, Solutions


class Passing(NamedTuple):
    """Two options while an assumption goes through its values.

    Args:
        order: Which of them costs less.
        low: The least of the values.
        high: The most of them.
    """

    order: CostOrder
    low: Fraction
    high: Fraction

    @property
    def found(self) -> Solutions:
        """What solves that both cost the same."""
        return self.order.found

    @property
    def unsaid(self) -> str | None:
        """Why it cannot be said of all values whether both cost the same; None where it can."""
        for failed in self.found.failed:
            begins = failed.where.low is None or failed.where.low < self.high
            ends = failed.where.high is None or failed.where.high > self.low
            if begins and ends:
                return failed.why
        return None

    def crossings(self) -> Iterator[Crossing]:
        """Yield the crossings between the ends of the values, these included."""
        for root in self.found.roots:
            if self.low <= root.low and root.high <= self.high:
                yield self._equal(root)
        ends = ValueInterval(self.low, self.high, low_closed=True, high_closed=True)
        for stretch in self.found.stretches:
            inside = shared(stretch, ends)
            if inside and inside.low is not None and inside.high is not None:
                yield self._stretch(inside.low, inside.high, inside)
        for jump in self.found.jumps:
            if self.low <= jump.value <= self.high:
                crossing = self._jump(jump)
                if len(crossing.cheaper.known) > 1:
                    yield crossing

    def _equal(self, root: Root) -> Crossing:
        exact = root.low == root.high
        cheaper = Cheaper(self.order.below(root.low), SAME, self.order.above(root.high))
        working = Figure(root.working, self.order.frame) if root.working is not None and exact else None
        return self._crossing(EQUAL, root.low, root.high, cheaper)._replace(exact=exact, working=working)

    def _stretch(self, low: Fraction, high: Fraction, where: ValueInterval) -> Crossing:
        at = SAME if where.high_closed else self.order.at(high)
        cheaper = Cheaper(self.order.below(low), at, self.order.above(high))
        made = self._crossing(EQUAL if low == high else STRETCH, low, high, cheaper)
        return made._replace(low_closed=where.low_closed, high_closed=where.high_closed)

    def _jump(self, jump: JumpOver) -> Crossing:
        following = None if jump.next is None else simplest(jump.next)
        return self._crossing(JUMP, jump.value, jump.value, self.order.jump(jump))._replace(next=following)

    def _crossing(self, kind: str, low: Fraction, high: Fraction, cheaper: Cheaper) -> Crossing:
        return Crossing(self.order.pair, (), kind, simplest(low), simplest(high), exact=True, cheaper=cheaper)
