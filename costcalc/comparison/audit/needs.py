"""What would make a claim true: of each assumption in it all values that print the same. Facts, and no causes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.effort import NODES_OF_A_STEP, STEPS_OF_A_NEED
from costcalc.comparison.audit.verdict import Need, Without
from costcalc.comparison.audit.windows import FAR, window_of
from costcalc.comparison.impossible import why_impossible
from costcalc.expr import Dependence, Footing, UndefinedError, evaluate, pinned, simplest
from costcalc.expr.solving.found import ValueInterval
from costcalc.expr.solving.intervals import roundest, shared
from costcalc.expr.solving.within import values_within
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.comparison.comparison import Comparison
    from costcalc.expr import Frame
    from costcalc.expr.solving.within import NumberWindow

MOST_SHARED = 10
TOGETHER = 2
MOST_INTERVALS = 200
"""Intervals of one assumption that are laid over each other."""


class SharedNeed(NamedTuple):
    """Values of one assumption that make several claims true at once.

    Args:
        assumption: The assumption.
        values: The values.
        roundest: The one of them that is written with the fewest digits.
        claims: The claims, in the order of the file.
    """

    assumption: str
    values: ValueInterval
    roundest: Fraction
    claims: tuple[str, ...]


def needs_of(suspect: Suspect, result: Comparison) -> tuple[tuple[Need, ...], Without]:
    """Return the values of each assumption that make a claim true, with all others as they are, and who has none.

    Where several are open, none alone makes it true: then the others are in the middle of their ranges, or at an end.

    Args:
        suspect: The claim.
        result: What its scenario costs.
    """
    on = Footing.on(suspect.frame)
    names = [
        str(name)
        for name in result.scenario.scenario.assumptions
        if Dependence(frozenset({str(name)})).names(suspect.node, on)
    ]
    if suspect.printing.is_interval and suspect.exact is None:
        return (), Without(unknown=tuple(names))  # a range is held against both ends, and no one value has two
    found = {name: _of_name(name, suspect, suspect.frame, result, {}) for name in names}
    alone = tuple(need for needs in found.values() for need in needs or ())
    without = Without(
        tuple(name for name, needs in found.items() if needs == ()),
        tuple(name for name, needs in found.items() if needs is None),
    )
    unknown = [name for name in names if name not in suspect.frame and name in result.ranges.ends]
    if alone or len(unknown) < TOGETHER:
        return alone, without
    return tuple(need for name in unknown for need in _beside_others(name, unknown, suspect, result)), without


def _beside_others(name: str, unknown: list[str], suspect: Suspect, result: Comparison) -> Iterator[Need]:
    """Yield the values of an assumption beside values of other open ones: the first that there are."""
    for share in (Fraction(1, 2), Fraction(0), Fraction(1)):
        others = {}
        for other in unknown:
            ends = result.ranges.ends[other]
            if other != name:
                others[other] = Fraction(ends.low) + share * (Fraction(ends.high) - Fraction(ends.low))
        frame = suspect.frame.given({other: pinned(value) for other, value in others.items()})
        found = _of_name(name, suspect, frame, result, others)
        if found:
            yield from found
            return


def _of_name(
    name: str, suspect: Suspect, frame: Frame, result: Comparison, beside: Mapping[str, Fraction]
) -> tuple[Need, ...] | None:
    """Return the values of one assumption; nothing where there are none, and None where nobody can say."""
    asked = AskedAssumption(name, suspect, frame, result)
    within = asked.within(window_of(suspect.printing))
    if within is None:
        return None
    values = tuple(each for one in within if (each := asked.possible(one)))
    best = next((value for each in values if (value := roundest(each)) is not None), None)
    if best is None:
        return ()
    return (Need(name, values, best, beside),)


class AskedAssumption(NamedTuple):
    """One assumption of a claim, which is solved for."""

    name: str
    suspect: Suspect
    frame: Frame
    result: Comparison

    def within(self, window: NumberWindow) -> tuple[ValueInterval, ...] | None:
        """Return all its values for which the formula lies in a window; None where nobody can say."""
        effort, steps = self.suspect.effort, self.frame.steps
        if effort.is_spent:
            return None
        # What is looked at for a claim is taken off what may be looked at for all of them, and off nothing else.
        before = steps[0]
        steps[0] = min(before, STEPS_OF_A_NEED)
        allowed = steps[0]
        try:
            return values_within(
                self.suspect.node,
                self.name,
                self.frame,
                lambda value: self.frame.given({self.name: value}),
                simplest(window.low),
                simplest(window.high),
                low_closed=window.low_closed,
                high_closed=window.high_closed,
                least=self.least,
            )
        except (UndefinedError, InputError):
            return None
        finally:
            effort.take((allowed - steps[0]) * NODES_OF_A_STEP)
            steps[0] = before

    @property
    def least(self) -> Fraction | None:
        """The least value that it can have: 0 of what is counted, none of a share or a rate, which may be a fall."""
        value = Fraction(self.frame.bottom.get(self.name, 1))
        return None if -1 < value < 1 else Fraction(0)

    def possible(self, values: ValueInterval) -> ValueInterval | None:
        """Return those of some values that a workload can have: in its range, if it has one; no quantity negative."""
        ends = self.result.ranges.ends.get(self.name)
        if ends is not None:
            low, high = Fraction(ends.low), Fraction(ends.high)
            inside = shared(values, ValueInterval(low, high, low_closed=True, high_closed=True))
            if inside is None:
                return None
            values = inside
        if self.is_far(values.low):
            values = values._replace(low=None, low_closed=False)
        if self.is_far(values.high):
            values = values._replace(high=None, high_closed=False)
        value = roundest(values)
        if value is None:
            return None
        options = {option.id: option for option in self.result.plan.options}
        try:
            frame = self.frame.given({self.name: pinned(value)})
            return None if why_impossible([self.suspect.node], options, frame) else values
        except (InputError, KeyError):
            return None

    def is_far(self, end: Fraction | None) -> bool:
        """Return whether an end is one only because somewhere an end had to be: of `over $2,000` there is none."""
        if end is None or not self.suspect.printing.bound:
            return False
        try:
            found = evaluate(self.suspect.node, self.frame.given({self.name: pinned(end)}))
        except (UndefinedError, InputError):
            return False
        return abs(Fraction(found)) >= FAR


def shared_needs(verdicts: Sequence[Verdict]) -> tuple[SharedNeed, ...]:
    """Return the values of one assumption that make several failing claims true, those of most claims first."""
    found: list[SharedNeed] = []
    failing = [verdict for verdict in verdicts if verdict.is_false]
    for name in dict.fromkeys(need.assumption for verdict in failing for need in verdict.needs):
        intervals = [
            (verdict.name, each)
            for verdict in failing
            for need in verdict.needs
            if need.assumption == name
            for each in need.values
        ]
        found += _of_assumption(name, intervals)
    return tuple(sorted(found, key=lambda each: -len(each.claims))[:MOST_SHARED])


def _of_assumption(name: str, intervals: list[tuple[str, ValueInterval]]) -> list[SharedNeed]:
    """Return the largest groups of claims that one value makes true, each claim in one of them."""
    found: list[SharedNeed] = []
    left = intervals[:MOST_INTERVALS]
    while left and len(found) < MOST_SHARED:
        # Where most intervals lie over each other, one of them begins.
        groups = ([(claim, each) for claim, each in left if _begins_in(each, start)] for _, start in left)
        best = max(groups, key=lambda group: len({claim for claim, _ in group}))
        common = best[0][1]
        for _, each in best[1:]:
            common = shared(common, each) or common
        claims = tuple(dict.fromkeys(claim for claim, _ in best))
        value = roundest(common)
        if len(claims) == 1 or value is None:
            break
        found.append(SharedNeed(name, common, value, claims))
        left = [(claim, each) for claim, each in left if claim not in claims]
    return found


def _begins_in(each: ValueInterval, other: ValueInterval) -> bool:
    """Return whether the first value of another interval is in an interval, or what comes directly after it."""
    if other.low is None or each.low is None:
        return each.low is None
    if other.low_closed:
        return other.low in each
    return each.low <= other.low and (each.high is None or other.low < each.high)
