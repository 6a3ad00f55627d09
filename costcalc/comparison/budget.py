"""A budget beside what it limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from costcalc.comparison.ranges import RangedValue
    from costcalc.expr import Exact, Figure
    from costcalc.source import Money


class BudgetStatus(NamedTuple):
    """A budget beside what it limits.

    Args:
        option: The id of the option whose total it limits; None where it limits a figure.
        of: The formula of the figure, where it limits one.
        limit: The most that it may come to.
        headroom: What is left, negative where the budget is broken; None where it has no value.
        why: Why it has none.
        worst: What is left over the ranges of assumptions, whose lowest is the worst; None where it rests on none.
        at_worst: Whether `headroom` is that lowest, since there is no value with which what is left is one number.
        doubted: Whether it has none because a price is in doubt, although there is a number.
    """

    option: str | None
    of: str | None
    limit: Money
    headroom: Figure | None
    why: str | None = None
    worst: RangedValue | None = None
    at_worst: bool = False
    doubted: bool = False

    @property
    def name(self) -> str:
        """What it limits."""
        return self.option or self.of or ""

    @property
    def least(self) -> Exact | None:
        """What is left at the worst; None where it rests on no range, or nobody knows it."""
        return self.worst.low if self.worst else None

    @property
    def broken(self) -> bool:
        """Whether it comes to more; also where nobody knows what it comes to."""
        return self.headroom is None or self.headroom.value < 0

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "option": None if self.option is None else str(self.option),
            "of": self.of,
            "max": self.limit.amount.value,
            "currency": str(self.limit.currency),
            "headroom": self.headroom.value if self.headroom else None,
            "worst": self.worst.to_dict() if self.worst else None,
            "broken": self.broken,
        }
