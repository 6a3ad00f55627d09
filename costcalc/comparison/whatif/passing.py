"""Who costs less of two options around each value at which they cost the same, or pass each other."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.whatif.crossing import EQUAL, JUMP, SAME, STRETCH, Cheaper, Crossing
from costcalc.expr import Difference, Figure, UndefinedError, evaluate, simplest
from costcalc.expr.values import MAX_STEPS
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.expr import Exact, Frame, Node
    from costcalc.expr.solving.found import JumpOver, Root, Solutions, ValueInterval


class _Clipped(NamedTuple):
    """A stretch of values over which both cost the same, as far as it is asked for.

    Args:
        low: Where it begins.
        high: Where it ends.
        low_closed: Whether it has its lower end in it.
        high_closed: Whether it has its upper end in it.
    """

    low: Fraction
    high: Fraction
    low_closed: bool
    high_closed: bool


class Passing(NamedTuple):
    """Two options while an assumption goes through its values.

    Args:
        pair: The options.
        totals: What they cost.
        unknown: The assumption.
        frame: The values of all assumptions.
        low: The least of its values.
        high: The most of them.
        found: What solves that both cost the same.
    """

    pair: tuple[str, str]
    totals: tuple[Node, Node]
    unknown: str
    frame: Frame
    low: Fraction
    high: Fraction
    found: Solutions

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
        for stretch in self.found.stretches:
            found = self._clipped(stretch)
            if found.low < found.high or (found.low == found.high and found.low_closed and found.high_closed):
                yield self._stretch(found)
        for jump in self.found.jumps:
            if self.low <= jump.value <= self.high:
                crossing = self._jump(jump)
                if len(crossing.cheaper.known) > 1:
                    yield crossing

    def _clipped(self, stretch: ValueInterval) -> _Clipped:
        """Return what of a stretch lies between the ends of the values."""
        from_end = stretch.low is None or stretch.low < self.low
        to_end = stretch.high is None or stretch.high > self.high
        return _Clipped(
            self.low if from_end or stretch.low is None else stretch.low,
            self.high if to_end or stretch.high is None else stretch.high,
            from_end or stretch.low_closed,
            to_end or stretch.high_closed,
        )

    def _equal(self, root: Root) -> Crossing:
        exact = root.low == root.high
        cheaper = Cheaper(self._below(root.low), SAME, self._above(root.high))
        working = Figure(root.working, self.frame) if root.working is not None and exact else None
        return self._crossing(EQUAL, root.low, root.high, cheaper)._replace(exact=exact, working=working)

    def _stretch(self, found: _Clipped) -> Crossing:
        at = SAME if found.high_closed else self._at(found.high)
        kind = EQUAL if found.low == found.high else STRETCH
        made = self._crossing(kind, found.low, found.high, Cheaper(self._below(found.low), at, self._above(found.high)))
        return made._replace(low_closed=found.low_closed, high_closed=found.high_closed)

    def _jump(self, jump: JumpOver) -> Crossing:
        at = self._at(jump.value)
        if jump.next is None:
            cheaper = Cheaper(self._below(jump.value), at, self._above(jump.value))
        else:  # there is nothing between both: what is below is so at the value as well
            cheaper = Cheaper(at, at, self._at(jump.next) if jump.next <= self.high else None)
        following = None if jump.next is None else simplest(jump.next)
        return self._crossing(JUMP, jump.value, jump.value, cheaper)._replace(next=following)

    def _crossing(self, kind: str, low: Fraction, high: Fraction, cheaper: Cheaper) -> Crossing:
        return Crossing(self.pair, (), kind, simplest(low), simplest(high), exact=True, cheaper=cheaper)

    def _below(self, value: Fraction) -> str | None:
        """Return who costs less just below a value; None where it is the least one."""
        if value <= self.low:
            return None
        return self._between(max([self.low, *(each for each in self._turns() if each < value)]), value)

    def _above(self, value: Fraction) -> str | None:
        """Return who costs less just above a value; None where it is the most one."""
        if value >= self.high:
            return None
        return self._between(value, min([self.high, *(each for each in self._turns() if each > value)]))

    def _between(self, low: Fraction, high: Fraction) -> str | None:
        """Return who costs less between two values, where the order of both is one."""
        if not self.found.whole:
            return self._at((low + high) / 2)
        inside = range(floor(low) + 1, ceil(high))
        return self._at(Fraction(inside[len(inside) // 2])) if inside else None

    def _turns(self) -> Iterator[Fraction]:
        """Yield the values between which the order of both is the same."""
        yield from (end for root in self.found.roots for end in (root.low, root.high))
        yield from (jump.value for jump in self.found.jumps)
        yield from (jump.next for jump in self.found.jumps if jump.next is not None)
        intervals = (*self.found.stretches, *(failed.where for failed in self.found.failed))
        yield from (end for each in intervals for end in (each.low, each.high) if end is not None)

    def _at(self, value: Fraction) -> str | None:
        """Return who costs less at a value; None where one of them has no price there."""
        left, right = self.totals
        try:
            frame = self.frame.given({self.unknown: simplest(value)})
            self.frame.steps[0] -= min(self.frame.steps[0], MAX_STEPS - frame.steps[0])
            frame.steps = self.frame.steps  # all that is asked on the way has one allowance
            apart: Exact = evaluate(Difference(left, right), frame)
        except (UndefinedError, InputError):
            return None
        return SAME if not apart else self.pair[apart > 0]
