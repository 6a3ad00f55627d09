"""What would make a claim true: of each assumption in it all values that print the same. Facts, and no causes."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.audit.asked_assumption import AskedAssumption
from costcalc.comparison.audit.relation import Relation
from costcalc.comparison.audit.verdict import Need, Without
from costcalc.comparison.audit.windows import wide_window_of, window_of
from costcalc.expr.solving.intervals import roundest, shared

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.comparison.audit.claim_case import ClaimCase
    from costcalc.comparison.audit.effort import Effort
    from costcalc.comparison.audit.verdict import Verdict
    from costcalc.comparison.comparison import Comparison
    from costcalc.expr.solving.found import ValueInterval

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


def needs_of(case: ClaimCase, result: Comparison, effort: Effort) -> tuple[tuple[Need, ...], Without]:
    """Return the values of each assumption that make a claim true, with all others as they are, and who has none.

    Where several are open, and none alone makes it true, the others have values inside of their ranges.

    Args:
        case: The claim.
        result: What its scenario costs.
        effort: How much may be looked at.
    """
    names = [str(name) for name in result.scenario.scenario.assumptions if case.rests_on(str(name))]
    if case.printing.is_interval and case.span:
        return (), Without(unknown=tuple(names))  # a range is held against both ends, and no one value has two
    # Of what is only possible, digits may have been cut, too.
    wide = case.verdict.relation is Relation.POSSIBLE
    found = {
        name: _of_name(AskedAssumption(name, case, result, own, {}), wide=wide)
        for name, own in effort.shared_out(names)
    }
    alone = tuple(need for needs in found.values() for need in needs or ())
    without = Without(
        tuple(name for name, needs in found.items() if needs == ()),
        tuple(name for name, needs in found.items() if needs is None),
    )
    return alone or beside_others(case, result, effort, wide=wide), without


def beside_others(case: ClaimCase, result: Comparison, effort: Effort, *, wide: bool) -> tuple[Need, ...]:
    """Return the values of each open assumption beside values of the others, the first that there are; or nothing.

    Args:
        case: The claim.
        result: What its scenario costs.
        effort: How much may be looked at.
        wide: Whether what is printed may be cut or raised, too, and not only rounded.
    """
    names = [name for name in result.ranges.ends if case.rests_on(name)]
    if len(names) < TOGETHER:
        return ()
    for at, own in effort.shared_out(list(_places(names, case, result))):
        beside = {name: {other: at[other] for other in names if other != name} for name in names}
        asked = [AskedAssumption(name, case, result, own, beside[name]) for name in names]
        found = [need for one in asked for need in _of_name(one, wide=wide) or ()]
        if found:
            return tuple(found)
    return ()


def _places(names: Sequence[str], case: ClaimCase, result: Comparison) -> Iterator[Mapping[str, Fraction]]:
    """Yield values of open assumptions: the middles of their ranges, their ends, and then a way from low to high.

    On the way from where a formula is lowest to where it is highest one assumption after the other changes. What has no
    steps comes to every number between on it.
    """
    ends = {name: (Fraction(result.ranges.ends[name].low), Fraction(result.ranges.ends[name].high)) for name in names}
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
        values = asked.values(window)
        if values is None:
            return None
        if best := _roundest(values, asked.stated):
            return (Need(asked.name, values, best[0], asked.beside),)
    return ()


def _roundest(values: Sequence[ValueInterval], stated: Fraction | None) -> tuple[Fraction, ...]:
    """Return the roundest of some values, of those nearest to the stated one; nothing where there are none."""
    found = [value for each in values if (value := roundest(each)) is not None]
    near = sorted(found, key=lambda value: abs(value - stated)) if stated is not None else found
    return tuple(near[:1])


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
