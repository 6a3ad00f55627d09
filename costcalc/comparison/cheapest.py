"""Which options are the cheapest: by their totals, and where these are open, by what is proven of their ranges."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from costcalc.expr import Difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Protocol

    from costcalc.comparison.outcome import Outcome
    from costcalc.comparison.ranges import RangedValue, Ranges
    from costcalc.expr import Exact, Figure, Node

    class Contender(Protocol):
        """An option that may be the cheapest: of one period, or of all months of a forecast."""

        @property
        def id(self) -> str:
            """Of the option."""

        @property
        def total(self) -> Figure | None:
            """What it costs; None where an assumption has no value."""

        @property
        def ranged_total(self) -> RangedValue | None:
            """The lowest and the highest total; None where it is one number."""

        @property
        def ends(self) -> tuple[Exact, Exact] | None:
            """The least and the most that it can cost; None where that is not proven."""


One = TypeVar("One", bound="Contender")


def contenders(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """List the options that may be the cheapest, and cost something that is a number, or would be with more values."""
    return [outcome for outcome in outcomes if outcome.may_win and (outcome.estimate or outcome.open)]


def cheapest_of(
    able: Sequence[One], least_gap: Callable[[One, One], Exact | None], unseen: Exact | None = None
) -> tuple[str, ...]:
    """Return the options of the lowest total among those that may win; several where they tie.

    An option whose total is open wins where it is proven to cost no more than any other one, wherever in the ranges.
    Where it is only proven to cost less than the lowest total, there is no cheapest.

    Args:
        able: The options that may win.
        least_gap: By how much the second of two is proven to cost more than the first, with the same values of all
            assumptions: at least; None where that is not proven.
        unseen: The least that an option could cost that is not among these; None where there is none.
    """

    def gap(one: One, other: One) -> Exact | None:
        if one.ends is None or other.ends is None:
            return None
        apart = Fraction(other.ends[0]) - Fraction(one.ends[1])
        return apart if apart > 0 else least_gap(one, other)

    def costs_no_more(one: One, other: One) -> bool:
        found = gap(one, other)
        return found is not None and found >= 0

    lowest = min((one.total.value for one in able if one.total), default=None)
    winners = [one for one in able if one.total and one.total.value == lowest]
    ended = [(ends[1], one) for one in able if not one.total and (ends := one.ends)]
    most = min((high for high, _ in ended), default=None)
    if most is not None and (unseen is None or most < unseen):
        alike = [one for high, one in ended if high == most]
        best = [one for one in alike if all(costs_no_more(one, other) for other in able if other is not one)]
        if best:
            return tuple(one.id for one in best)
    if any(costs_no_more(one, winner) for _, one in ended for winner in winners):
        return ()
    return tuple(one.id for one in winners)


def least_difference(one: Node | None, other: Node | None, ranges: Ranges) -> Exact | None:
    """Return by how much a formula is proven to come to more than another one, with the same values: at least.

    Args:
        one: What one option costs; None where that is not known.
        other: What the other one does, which is to be more.
        ranges: The assumptions that are not known exactly, as formulas of several options are asked over them.

    Returns:
        Less than nothing where it can come to less; None where none of it is proven.
    """
    if one is None or other is None:
        return None
    ranged = ranges.of(Difference(other, one))
    return ranged.span.low if ranged and ranged.span and ranged.span.proven else None
