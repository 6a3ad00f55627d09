"""What would make a claim true: of each assumption in it all values that print the same. Facts, and no causes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.effort import NODES_OF_A_NEED
from costcalc.comparison.audit.intervals import roundest, shared
from costcalc.comparison.audit.verdict import Need
from costcalc.comparison.impossible import why_impossible
from costcalc.expr import Dependence, Footing, UndefinedError, pinned, simplest
from costcalc.expr.solving.found import ValueInterval
from costcalc.expr.solving.within import NumberWindow, values_within
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.comparison.audit.printing import Printing
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.comparison.comparison import Comparison

FAR = Fraction(10) ** 18
"""What is beyond every number of a bill."""
MOST_SHARED = 10
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


def window_of(printing: Printing) -> NumberWindow:
    """Return all numbers that print as a claim does, rounded half-up."""
    low, high = printing.low.low, printing.high.high
    if printing.bound:
        ends = (-FAR, high) if printing.bound.is_below else (low, FAR)
        return NumberWindow(*ends, low_closed=True, high_closed=True)
    if low == high:
        return NumberWindow(low, high, low_closed=True, high_closed=True)
    return NumberWindow(low, high, low_closed=low >= 0, high_closed=high <= 0)


def needs_of(suspect: Suspect, result: Comparison) -> tuple[Need, ...]:
    """Return the values of each assumption that make a claim true, with all others as they are.

    Args:
        suspect: The claim.
        result: What its scenario costs.
    """
    on = Footing.on(suspect.frame)
    found = []
    for name in result.scenario.scenario.assumptions:
        suspect.effort.take(NODES_OF_A_NEED)
        if suspect.effort.is_spent:
            break
        if Dependence(frozenset({str(name)})).names(suspect.node, on):
            values = tuple(each for each in _within(suspect, str(name)) if _can_be(each, str(name), suspect, result))
            best = [round_value for each in values if (round_value := roundest(each)) is not None]
            if best:
                found.append(Need(str(name), values, best[0]))
    return tuple(found)


def _within(suspect: Suspect, name: str) -> tuple[ValueInterval, ...]:
    window, frame = window_of(suspect.printing), suspect.frame
    try:
        return values_within(
            suspect.node,
            name,
            frame,
            lambda value: frame.given({name: value}),
            simplest(window.low),
            simplest(window.high),
            low_closed=window.low_closed,
            high_closed=window.high_closed,
        )
    except (UndefinedError, InputError):
        return ()  # nobody can say, so that nothing is said


def _can_be(values: ValueInterval, name: str, suspect: Suspect, result: Comparison) -> bool:
    """Return whether a workload can be so: no quantity negative, and inside the range that the assumption has."""
    ends = result.ranges.ends.get(name)
    if ends is not None:
        of_range = ValueInterval(Fraction(ends.low), Fraction(ends.high), low_closed=True, high_closed=True)
        inside = shared(values, of_range)
        if inside is None:
            return False
        values = inside
    value = roundest(values)
    if value is None:
        return False
    options = {option.id: option for option in result.plan.options}
    try:
        return not why_impossible([suspect.node], options, suspect.frame.given({name: pinned(value)}))
    except (InputError, KeyError):
        return False


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
