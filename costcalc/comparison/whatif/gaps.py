"""Values of a table between which two options change places: something is to be found there, and is looked for again.

A search over all values is bounded, and may end before it comes to them.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.solving.found import Failed, Solutions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.comparison.whatif.grid import WhatIfPoint


class OrderGap(NamedTuple):
    """Two values of a table that follow each other in size.

    Args:
        low: The lower one.
        high: The higher one.
    """

    low: Fraction
    high: Fraction


def gaps_of(points: Sequence[WhatIfPoint], pair: tuple[int, int]) -> Iterator[OrderGap]:
    """Yield where another one of two options costs less at the higher value than at the lower one.

    Args:
        points: Those that differ in the last assumption alone.
        pair: The options, by their places in the file.
    """
    known: list[tuple[Fraction, int]] = []
    for point in points:
        one, other = (outcome.total if outcome else None for outcome in map(point.outcome, pair))
        if one and other:
            known.append((Fraction(point.values[-1]), (one.value > other.value) - (one.value < other.value)))
    for (low, before), (high, after) in pairwise(sorted(known)):
        if before != after:
            yield OrderGap(low, high)


def with_gap(found: Solutions, gap: OrderGap, inside: Solutions) -> Solutions:
    """Return solutions together with those that were found in a gap.

    Args:
        found: What was found of all values, of which nothing is known in some.
        gap: The gap.
        inside: What was found in it.
    """
    roots = {(one.low, one.high): one for one in (*found.roots, *inside.roots)}
    jumps = {one.value: one for one in (*found.jumps, *inside.jumps)}
    stretches = [
        one for one in inside.stretches if not any(_meet(one.low, one.high, *other[:2]) for other in found.stretches)
    ]
    failed = found.failed if inside.failed else tuple(_outside(found.failed, gap))
    return found._replace(
        roots=tuple(roots[at] for at in sorted(roots)),
        jumps=tuple(jumps[at] for at in sorted(jumps)),
        stretches=(*found.stretches, *stretches),
        failed=failed,
    )


def _outside(failed: Iterable[Failed], gap: OrderGap) -> Iterator[Failed]:
    """Yield what is left of values of which nothing is known."""
    for one in failed:
        where = one.where
        if not _meet(where.low, where.high, *gap):
            yield one
            continue
        if where.low is None or where.low < gap.low:
            yield one._replace(where=where._replace(high=gap.low, high_closed=False))
        if where.high is None or where.high > gap.high:
            yield one._replace(where=where._replace(low=gap.high, low_closed=False))


def _meet(low: Fraction | None, high: Fraction | None, start: Fraction | None, end: Fraction | None) -> bool:
    """Return whether two intervals have a value in common."""
    return (low is None or end is None or low <= end) and (high is None or start is None or high >= start)
