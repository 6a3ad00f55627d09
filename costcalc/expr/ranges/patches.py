"""Parts of ranges within which a formula keeps its form, and the corners of these."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr.nodes import Node, UndefinedError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from typing import TypeAlias

    from costcalc.expr.ranges.enclosure import Enclosure

    Ends: TypeAlias = tuple[Fraction, Fraction]
    Corner: TypeAlias = dict[str, Fraction]

MOST_FREE = 8
"""Assumptions of which both ends are tried with both ends of the others: 256 corners."""


class Patch(NamedTuple):
    """A part of the ranges within which a formula keeps its form.

    Args:
        ranges: The lowest and the highest value of each assumption.
        tied: The assumptions whose ends are bounds, with these, at which the form counts that the formula has inside.
        enclosure: What is known of the formula.
    """

    ranges: Mapping[str, Ends]
    tied: Mapping[str, Collection[Fraction]]
    enclosure: Enclosure


def corners(node: Node, patch: Patch) -> list[Corner]:
    """List the corners at which a formula may be lowest or highest."""
    trends = patch.enclosure.trends
    bound = {name: trends.get(name, 1) for name, (low, high) in patch.ranges.items()}
    free = [name for name, (low, high) in patch.ranges.items() if bound[name] is None and low < high]
    if len(free) > MOST_FREE:
        listed = ", ".join(f"`{name}`" for name in free[:MOST_FREE])
        message = f"more than {MOST_FREE} ranges could each make this lower or higher: {listed}, …"
        raise UndefinedError(message, node)
    corners: dict[tuple[Fraction, ...], Corner] = {}
    for direction in (1, -1):
        fixed = {name: ends[0 if (bound[name] or 1) == direction else 1] for name, ends in patch.ranges.items()}
        for choice in product(*(patch.ranges[name] for name in free)):
            corner = {**fixed, **dict(zip(free, choice, strict=True))}
            corners[tuple(corner.values())] = corner
    return list(corners.values())


def cut(ends: Ends, at: set[Fraction], *, whole: bool) -> list[Ends]:
    """Return the parts of a range between some values, and these values; of whole numbers, where only those count."""
    low, high = ends
    turns = sorted(at)
    if not whole:
        inner = [turn for turn in turns if low < turn < high]
        return [*pairwise([low, *inner, high]), *((each, each) for each in inner)]
    parts: list[Ends] = []
    start = Fraction(ceil(low))
    for turn in turns:
        before = Fraction(ceil(turn) - 1)
        if start <= before:
            parts.append((start, before))
        if turn.denominator == 1:
            parts.append((turn, turn))
        start = Fraction(floor(turn) + 1)
    if start <= high:
        parts.append((start, Fraction(floor(high))))
    return parts


def whole_ends(ranges: dict[str, Ends], whole: set[str], node: Node) -> dict[str, Ends] | None:
    """Return ranges with whole ends, of assumptions that only whole numbers can stand for; None where all have them.

    Raises:
        UndefinedError: where there is no whole number in one of them.
    """
    cut_off = {
        name: (Fraction(ceil(low)), Fraction(floor(high)))
        for name, (low, high) in ranges.items()
        if name in whole and (low.denominator > 1 or high.denominator > 1)
    }
    for name, (low, high) in cut_off.items():
        if low > high:
            raise UndefinedError(f"there is no whole number in the range of `{name}`", node)
    return {**ranges, **cut_off} if cut_off else None
