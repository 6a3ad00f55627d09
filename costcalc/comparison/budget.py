"""A budget beside what it limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
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
        least: What is left at the worst, where what is limited is not one number.
    """

    option: str | None
    of: str | None
    limit: Money
    headroom: Figure | None
    why: str | None = None
    least: Exact | None = None

    @property
    def name(self) -> str:
        """What it limits."""
        return self.option or self.of or ""

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
            "broken": self.broken,
        }
