"""Budgets: the most that an option may cost, and what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.expr import Difference, Figure, Symbol
from costcalc.problem import InputError

if TYPE_CHECKING:
    from costcalc.comparison.outcome import Outcome
    from costcalc.source import Money


class BudgetStatus(NamedTuple):
    """A budget beside what the option costs.

    Args:
        option: Its id.
        limit: The most that it may cost.
        headroom: What is left, negative where the budget is broken; None where the option has no price.
    """

    option: str
    limit: Money
    headroom: Figure | None

    @property
    def broken(self) -> bool:
        """Whether the option costs more; also where nobody knows what it costs."""
        return self.headroom is None or self.headroom.value < 0

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "option": self.option,
            "max": self.limit.amount.value,
            "currency": str(self.limit.currency),
            "headroom": self.headroom.value if self.headroom else None,
            "broken": self.broken,
        }


def budget_status(outcome: Outcome, limit: Money, currency: str) -> BudgetStatus:
    """Return what an option costs beside its budget.

    Args:
        outcome: The option.
        limit: The budget.
        currency: That of the comparison.

    Raises:
        InputError: where the budget is in another currency.
    """
    if limit.currency != currency:
        message = f"this budget is in {limit.currency}, and the comparison is in {currency}"
        raise InputError.of(limit.place, "currency-mismatch", message, f"write it in {currency}")
    if outcome.estimate is None or outcome.plan.total is None:
        return BudgetStatus(outcome.id, limit, None)
    left = Difference(Symbol("budget", limit.amount), outcome.plan.total)
    return BudgetStatus(outcome.id, limit, Figure(left, outcome.estimate.env))
