"""A sum before and after a change: by how much it rises, and by which part."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.review.difference import difference, share

if TYPE_CHECKING:
    from costcalc.expr import Exact, Figure


class SumChange(NamedTuple):
    """What an option costs in every period, or what it costs once, before and after.

    Args:
        old: Before; None where there is none, or nobody knows it.
        new: After.
        comparable: Whether the two are in one currency, and for one period.
    """

    old: Figure | None
    new: Figure | None
    comparable: bool

    @property
    def more(self) -> Figure | None:
        """By how much it is more; None where one of the two is not known, or they are not comparable."""
        return difference(self.old, self.new) if self.old and self.new and self.comparable else None

    @property
    def part(self) -> Figure | None:
        """The increase as a part of what was; None where that was 0."""
        return share(self.old, self.new) if self.old and self.new and self.comparable else None

    @property
    def difference(self) -> Exact | None:
        """The value of `more`."""
        return self.more.value if self.more else None

    @property
    def share(self) -> Exact | None:
        """The value of `part`."""
        return self.part.value if self.part else None
