"""Find where options cost the same along the last of the varied assumptions: by solving, and not from the table."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.evaluate import asked_with
from costcalc.comparison.order import CostOrder
from costcalc.comparison.whatif.crossing import Crossings, UnsaidPair
from costcalc.comparison.whatif.gaps import gaps_of, with_gap
from costcalc.comparison.whatif.passing import Passing
from costcalc.expr import Allowance, simplest
from costcalc.expr.solving.found import Solutions
from costcalc.expr.solving.solutions import solutions
from costcalc.expr.values import MAX_STEPS
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison.comparison import Comparison
    from costcalc.comparison.whatif.crossing import Crossing
    from costcalc.comparison.whatif.grid import ValueGrid, WhatIfPoint
    from costcalc.expr import Exact, Frame, Node

MOST_SOLVED = 200
"""Pairs of options that are looked at, each for each value of what is varied first."""

MOST_WORK = 2_000_000
"""Nodes that are computed for all of them, in some seconds."""

A_PART, A_GAP = 4, 2
"""Of what is left, a quarter is for a look at all values, and half for where two options are known to change places."""

A_FUNCTION = 20
"""As many nodes are computed in the time in which half of one is asked for as a function."""

MOST_KEPT = 256
"""Frames that are kept for the next pair of options."""


class _Line(NamedTuple):
    """The points that differ in the last assumption alone."""

    others: tuple[Exact, ...]
    points: Sequence[WhatIfPoint]

    def order(self, pair: tuple[int, int]) -> set[bool | None]:
        """Return whether the first of two options costs less: all answers that there are, and None for the same."""
        found: set[bool | None] = set()
        for point in self.points:
            one, other = (outcome.total if outcome else None for outcome in map(point.outcome, pair))
            if one and other:
                found.add(None if one.value == other.value else one.value < other.value)
        return found


class _Job(NamedTuple):
    """Two options that are to be held against each other on a line.

    Args:
        nth: The place of the line in the table.
        line: The line.
        pair: The options, by their places in the file.
        order: Whether the first of them costs less, at the values of the table.
    """

    nth: int
    line: _Line
    pair: tuple[int, int]
    order: set[bool | None]

    @property
    def rank(self) -> tuple[bool, bool]:
        """What is looked at first: options that change places in the table, those first that are both the cheapest."""
        ids = {outcome.id for nth in self.pair if (outcome := self.line.points[0].outcome(nth))}
        best = {one for point in self.line.points for one in point.cheapest}
        return len(self.order) == 1, not ids <= best


def crossings_of(result: ValueGrid) -> Crossings:
    """Return where options cost the same.

    Args:
        result: The table.
    """
    jobs = [
        _Job(nth, line, pair, order)
        for nth, line in enumerate(_lines(result))
        for pair in combinations(range(len(result.options)), 2)
        if (order := line.order(pair))
    ]
    search = _Search(result)
    found: list[tuple[_Job, Crossing]] = []
    unsaid: list[tuple[_Job, UnsaidPair]] = []
    looked_at = 0
    for job in sorted(jobs, key=lambda job: job.rank)[:MOST_SOLVED]:
        if search.is_spent:
            break
        looked_at += 1
        crossed, why = search.of(job)
        found += [(job, each) for each in crossed]
        unsaid += [(job, why)] if why else []
    found.sort(key=lambda both: (both[0].nth, Fraction(both[1].low), Fraction(both[1].high), both[0].pair))
    unsaid.sort(key=lambda both: (both[0].nth, both[0].pair))
    return Crossings(tuple(each for _, each in found), tuple(each for _, each in unsaid), len(jobs) - looked_at)


def _lines(result: ValueGrid) -> Iterator[_Line]:
    found: dict[tuple[Exact, ...], list[WhatIfPoint]] = {}
    for point in result.points:
        found.setdefault(point.values[:-1], []).append(point)
    yield from (_Line(others, points) for others, points in found.items())


class _Search:
    """Looks for crossings; everything that it computes has one allowance.

    Args:
        result: The table.
    """

    def __init__(self, result: ValueGrid) -> None:
        self.result = result
        self.work = MOST_WORK
        self.left = Allowance().left
        self._frames: dict[tuple[Exact, ...], Frame] = {}
        self._asked: dict[tuple[Exact, ...], Frame] = {}
        self._known: dict[tuple[Exact, ...], Comparison | None] = {}

    @property
    def is_spent(self) -> bool:
        """Whether there is nothing left to compute anything with."""
        return self.work <= MOST_WORK // 100

    def of(self, job: _Job) -> tuple[list[Crossing], UnsaidPair | None]:
        """Return the crossings of two options on a line, and what cannot be said of them."""
        varied, line = self.result.varied[-1], job.line
        one, other = (self.result.plan.options[nth] for nth in job.pair)
        left, right = one.totals.total, other.totals.total
        if left is None or right is None:
            return [], None
        frame = self._frame(line)
        low, high = (Fraction(end) for end in varied.ends)
        found = self._solutions((left, right), line, frame, (low, high), A_PART)
        for gap in gaps_of(line.points, job.pair) if found.failed else ():
            found = with_gap(found, gap, self._solutions((left, right), line, frame, gap, A_GAP))
        frame.steps[0] = before = min(MAX_STEPS, max(0, self.work))
        order = CostOrder((one.id, other.id), (left, right), varied.name, frame, found, low, high)
        passing = Passing(order, low, high)
        crossings = [self._at(job, each) for each in passing.crossings()]
        self.work -= before - frame.steps[0]
        return crossings, UnsaidPair(order.pair, line.others, passing.unsaid) if passing.unsaid else None

    def _solutions(
        self, sides: tuple[Node, Node], line: _Line, frame: Frame, ends: tuple[Fraction, Fraction], part: int
    ) -> Solutions:
        """Return where both sides are equal, with a part of what is left; what has to be whole is soon computed."""
        name = self.result.varied[-1].name

        def asked(value: Exact) -> Frame:
            return self._given((*line.others, value), frame)

        found = Solutions()
        for weight in (A_FUNCTION, 1):
            frame.steps[0] = before = min(MAX_STEPS, self.work // (part * weight))
            found = solutions(*sides, name, frame, asked, least=ends[0], most=ends[1])
            self.work -= (before - frame.steps[0]) * (1 if found.whole else A_FUNCTION)
            if not (found.whole and found.failed):
                break
        return found

    def _at(self, job: _Job, crossing: Crossing) -> Crossing:
        """Return a crossing with what both options cost at it."""
        value = crossing.low
        if not crossing.low_closed:  # a stretch that does not begin with its lower end: a value inside of it
            value = simplest((Fraction(crossing.low) + Fraction(crossing.high)) / 2)
        at = self._result((*job.line.others, value)) if crossing.exact else None
        outcomes = (at.outcomes[job.pair[0]], at.outcomes[job.pair[1]]) if at else None
        return crossing._replace(others=job.line.others, outcomes=outcomes)

    def _frame(self, line: _Line) -> Frame:
        """Return the values of a line, with any of those of the last assumption."""
        if line.others not in self._frames:
            values = next(point.values for point in line.points if point.result)
            self._frames[line.others] = self.result.frame(values)
        return self._frames[line.others]

    def _given(self, values: tuple[Exact, ...], frame: Frame) -> Frame:
        """Return a frame with a value put in: it knows what options come to that other pairs have asked of it."""
        found = self._asked.get(values)
        if found is None:
            if len(self._asked) >= MOST_KEPT:
                self._asked.clear()
            found = self._asked[values] = frame.given({self.result.varied[-1].name: values[-1]})
            frame.steps[0] = max(0, frame.steps[0] - (MAX_STEPS - found.steps[0]))
        found.steps[0] = MAX_STEPS  # as much as the frame has: who asks sees to that
        return found

    def _result(self, values: tuple[Exact, ...]) -> Comparison | None:
        """Return what all options cost with some values; None where the workload cannot be."""
        values = tuple(map(simplest, values))
        if values not in self._known:
            names = [one.name for one in self.result.varied]
            allowance, steps = Allowance(self.left), [min(MAX_STEPS, max(0, self.work))]
            before = steps[0]
            try:
                frame = self.result.frame(values, steps)
                self._known[values] = asked_with(self.result.plan, frame, allowance, names)
            except InputError:
                self._known[values] = None
            self.left = allowance.left
            self.work -= before - steps[0]
        return self._known[values]
