"""Which options are the cheapest: by their totals, and where these are open, by what is proven of their ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from costcalc.comparison.outcome import Outcome
    from costcalc.comparison.ranges import Ranges
    from costcalc.expr import Exact


def contenders(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """List the options that may be the cheapest, and cost something that is a number, or would be with more values."""
    return [outcome for outcome in outcomes if outcome.may_win and (outcome.estimate or outcome.open)]


def cheapest_of(outcomes: Sequence[Outcome], ranges: Ranges, unseen: Exact | None = None) -> tuple[str, ...]:
    """Return the options of the lowest total among those that may win; several where they tie.

    An option whose total is open wins where it is proven to cost less than every other one, wherever in the ranges.
    Where it is only proven to cost less than the lowest total, there is no cheapest.

    Args:
        outcomes: What the options cost.
        ranges: The assumptions that are not known exactly, as formulas of several options are asked over them.
        unseen: The least that an option could cost that is not among these; None where there is none.
    """
    able = contenders(outcomes)
    lowest = min((outcome.estimate.value for outcome in able if outcome.estimate), default=None)
    winners = [outcome for outcome in able if outcome.estimate and outcome.estimate.value == lowest]
    ended = [(ends[1], outcome) for outcome in able if outcome.open and (ends := outcome.ends)]
    if ended:
        most, best = min(ended, key=lambda found: found[0])
        others = [outcome for outcome in able if outcome is not best]
        if (unseen is None or most < unseen) and all(_is_always_less(best, other, ranges) for other in others):
            return (best.id,)
        if any(_is_always_less(best, winner, ranges) for winner in winners):
            return ()
    return tuple(outcome.id for outcome in winners)


def _is_always_less(one: Outcome, other: Outcome, ranges: Ranges) -> bool:
    """Return whether an option is proven to cost less than another one with the same values of all assumptions."""
    ends, its_ends = one.ends, other.ends
    own, its = one.plan.totals.total, other.plan.totals.total
    if ends is None or its_ends is None or own is None or its is None:
        return False
    if ends[1] < its_ends[0]:
        return True
    ranged = ranges.of(Difference(its, own))
    return bool(ranged and ranged.span and ranged.span.proven and ranged.span.low > 0)
