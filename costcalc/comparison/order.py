"""Which of two options costs less, at values of an assumption and beside them."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Difference, UndefinedError, evaluate, simplest
from costcalc.expr.values import MAX_STEPS
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.expr import Exact, Frame, Node
    from costcalc.expr.solving.found import JumpOver, Solutions

SAME = ""
"""Stands for the cheaper option where none is."""


class Cheaper(NamedTuple):
    """The cheaper one of two options around a value; an empty text where they cost the same, None for nobody knows.

    Args:
        below: Just below it; None at the least of the values.
        at: At it; at the upper end of a stretch, which may be no part of it.
        above: Just above it, or at the next whole number; None at the most of the values.
    """

    below: str | None
    at: str | None
    above: str | None

    @property
    def known(self) -> set[str]:
        """Those that are known, each once."""
        return {one for one in self if one is not None}


class CostOrder(NamedTuple):
    """Two options while an assumption goes through its values: which of them costs less.

    Args:
        pair: The options.
        totals: What they cost.
        unknown: The assumption.
        frame: The values of all assumptions; all that is asked takes its steps.
        found: What solves that both cost the same: between two of these values the order is one.
        low: The least of the values.
        high: The most of them; None for no bound.
    """

    pair: tuple[str, str]
    totals: tuple[Node, Node]
    unknown: str
    frame: Frame
    found: Solutions
    low: Fraction
    high: Fraction | None

    def below(self, value: Fraction | None) -> str | None:
        """Return who costs less just below a value; None where it is the least one, or none."""
        if value is None or value <= self.low:
            return None
        return self._between(max([self.low, *(each for each in self._turns() if each < value)]), value)

    def above(self, value: Fraction | None) -> str | None:
        """Return who costs less just above a value; None where it is the most one, or none."""
        if value is None or (self.high is not None and value >= self.high):
            return None
        high = 2 * abs(value) + 2 if self.high is None else self.high  # without a bound, any value above will do
        return self._between(value, min([high, *(each for each in self._turns() if each > value)]))

    def jump(self, jump: JumpOver) -> Cheaper:
        """Return who costs less around a value at which both pass each other."""
        at = self.at(jump.value)
        if jump.next is None:
            return Cheaper(self.below(jump.value), at, self.above(jump.value))
        # there is nothing between both: what is below is so at the value as well
        beyond = self.high is not None and jump.next > self.high
        return Cheaper(at, at, None if beyond else self.at(jump.next))

    def at(self, value: Fraction) -> str | None:
        """Return who costs less at a value; None where one of them has no price there."""
        left, right = self.totals
        try:
            frame = self.frame.given({self.unknown: simplest(value)})
            self.frame.steps[0] -= min(self.frame.steps[0], MAX_STEPS - frame.steps[0])
            frame.steps = self.frame.steps
            apart: Exact = evaluate(Difference(left, right), frame)
        except (UndefinedError, InputError):
            return None
        return SAME if not apart else self.pair[apart > 0]

    def _between(self, low: Fraction, high: Fraction) -> str | None:
        """Return who costs less between two values, where the order of both is one."""
        if not self.found.whole:
            return self.at((low + high) / 2)
        inside = range(floor(low) + 1, ceil(high))
        return self.at(Fraction(inside[len(inside) // 2])) if inside else None

    def _turns(self) -> Iterator[Fraction]:
        """Yield the values between which the order of both is the same."""
        yield from (end for root in self.found.roots for end in (root.low, root.high))
        yield from (jump.value for jump in self.found.jumps)
        yield from (jump.next for jump in self.found.jumps if jump.next is not None)
        intervals = (*self.found.stretches, *(failed.where for failed in self.found.failed))
        yield from (end for each in intervals for end in (each.low, each.high) if end is not None)
