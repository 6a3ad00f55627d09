"""What would make a claim true: of each assumption in it all values that print the same. Facts, and no causes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.asked_assumption import AskedAssumption
from costcalc.comparison.audit.relation import Relation
from costcalc.comparison.audit.verdict import Need
from costcalc.comparison.audit.windows import wide_window_of, window_of
from costcalc.expr.solving.inquiry import TooLongError
from costcalc.expr.solving.intervals import roundest, shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.comparison.audit.claim_case import ClaimCase
    from costcalc.comparison.audit.effort import Effort
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.expr.solving.found import ValueInterval

MOST_SHARED = 10
TOGETHER = 2
"""Fewer open assumptions have no others beside them."""
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


def needed(case: ClaimCase, effort: Effort) -> Verdict:
    """Return what is said of a claim with the values of each assumption that make it true, all others as they are.

    Where several are open, and none alone makes it true, the others have values inside of their ranges.

    Args:
        case: The claim.
        effort: How much may be looked at.
    """
    assumptions = map(str, case.result.scenario.scenario.assumptions)
    names = [name for name in assumptions if case.rests_on(name)]
    if case.printing.is_interval and case.span:
        # A range is held against both ends of what is printed: no one value of an assumption makes that true.
        return case.verdict._replace(unsolved=tuple(names))
    # Of what is only possible, digits may have been cut, too.
    wide = case.verdict.relation is Relation.POSSIBLE
    found = {name: _of_name(AskedAssumption(name, case, own, {}), wide=wide) for name, own in effort.shared_out(names)}
    alone = tuple(need for needs in found.values() for need in needs or ())
    needs = alone or beside_others(case, effort, wide=wide)
    known = {need.assumption for need in needs}
    nowhere = tuple(name for name, needs in found.items() if needs == () and not _is_beside_open(name, case))
    unsolved = tuple(name for name in names if name not in known and name not in nowhere)
    return case.verdict._replace(needs=needs, would_not=nowhere, unsolved=unsolved)


def _is_beside_open(name: str, case: ClaimCase) -> bool:
    """Return whether another assumption has no value: then there are none for this one alone, whatever it is."""
    return any(other != name and other not in case.suspects[0].frame for other in case.open_names)


def beside_others(case: ClaimCase, effort: Effort, *, wide: bool) -> tuple[Need, ...]:
    """Return the values of each open assumption beside values of the others, the first that there are; or nothing.

    Args:
        case: The claim.
        effort: How much may be looked at.
        wide: Whether what is printed may be cut or raised, too, and not only rounded.
    """
    names = case.open_names
    if len(names) < TOGETHER:
        return ()
    for at, own in effort.shared_out(list(_places(names, case))):
        beside = {name: {other: at[other] for other in names if other != name} for name in names}
        asked = [AskedAssumption(name, case, own, beside[name]) for name in names]
        found = [need for one in asked for need in _of_name(one, wide=wide) or ()]
        if found:
            return tuple(found)
    return ()


def _places(names: Sequence[str], case: ClaimCase) -> Iterator[Mapping[str, Fraction]]:
    """Yield values of open assumptions: the middles of their ranges, their ends, and then a way from low to high.

    On the way from where a formula is lowest to where it is highest one assumption after the other changes. What has no
    steps comes to every number between on it.
    """
    ranges = case.result.ranges.ends
    ends = {name: (Fraction(ranges[name].low), Fraction(ranges[name].high)) for name in names}
    for share in (Fraction(1, 2), Fraction(0), Fraction(1)):
        yield {name: low + share * (high - low) for name, (low, high) in ends.items()}
    if case.span is None:
        return
    at = {name: Fraction(case.span.low_at.get(name, ends[name][0])) for name in names}
    yield dict(at)
    for name in names:
        at[name] = Fraction(case.span.high_at.get(name, at[name]))
        yield dict(at)


def _of_name(asked: AskedAssumption, *, wide: bool) -> tuple[Need, ...] | None:
    """Return the values of one assumption; nothing where there are none, and None where nobody can say."""
    printing = asked.case.printing
    for window in (window_of(printing), wide_window_of(printing))[: 1 + wide]:
        try:
            values = asked.values(window)
        except TooLongError:
            return None
        if values is None:
            return None
        if (best := _said_of(values, asked.stated)) is not None:
            return (Need(asked.name, values, best, asked.beside),)
    return ()


def _said_of(values: Sequence[ValueInterval], stated: Fraction | None) -> Fraction | None:
    """Return the value that is said of some: of the roundest ones that nearest to the stated one; None of none."""
    found = [value for each in values if (value := roundest(each)) is not None]
    return min(found, key=lambda value: abs(value - (found[0] if stated is None else stated)), default=None)


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
            both = shared(common, each)
            assert both is not None  # all of them have the value at which the last of them begins
            common = both
        claims = tuple(dict.fromkeys(claim for claim, _ in best))
        value = roundest(common)
        if len(claims) == 1 or value is None:
            break
        found.append(SharedNeed(name, common, value, claims))
        left = [(claim, each) for claim, each in left if claim not in claims]
    return found


def _begins_in(each: ValueInterval, other: ValueInterval) -> bool:
    """Return whether the first value of another interval is in an interval, or what comes directly after it."""
    if other.low is None:
        return each.low is None
    if other.low_closed:
        return other.low in each
    return (each.low is None or each.low <= other.low) and (each.high is None or other.low < each.high)
