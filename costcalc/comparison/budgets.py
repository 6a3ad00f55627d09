"""Budgets: the most that an option or a figure may come to, and what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.budget import BudgetStatus
from costcalc.comparison.figure_value import valued
from costcalc.comparison.impossible import options_in
from costcalc.expr import Difference, Figure, Symbol, symbolic
from costcalc.problem import InputError, Problem, collected

if TYPE_CHECKING:
    from costcalc.comparison.comparison import Comparison
    from costcalc.comparison.ranges import Ranges
    from costcalc.expr import Node
    from costcalc.source import Money


def budgets_of(result: Comparison) -> tuple[BudgetStatus, ...]:
    """Return what a comparison comes to beside the budgets of its scenario.

    Raises:
        InputError: where one is in another currency.
    """
    problems: list[Problem] = []
    found: list[BudgetStatus] = []
    for budget in result.scenario.scenario.budgets:
        with collected(problems):
            found.append(budget_status(result, budget.option, budget.of, budget.max))
    if problems:
        raise InputError(problems)
    return tuple(found)


def budget_status(result: Comparison, option: str | None, of: Node | None, limit: Money) -> BudgetStatus:
    """Return what a comparison comes to beside a budget.

    Args:
        result: The comparison.
        option: The option whose total is limited; None where it is a figure.
        of: The formula over results that is limited, where it is one.
        limit: The most that it may come to.

    Raises:
        InputError: where the budget is in another currency, or names what there is not.
    """
    if limit.currency != result.currency:
        message = f"this budget is in {limit.currency}, and the comparison is in {result.currency}"
        raise InputError.of(limit.place, "currency-mismatch", message, f"write it in {result.currency}")
    names = result.plan.figures.names  # also of options that are not shown
    if of is not None:
        spent = names.outside(of)
        if why := next((doubt for one in options_in([spent]) if (doubt := names.options[one].doubt)), None):
            return BudgetStatus(None, symbolic(of), limit, None, why, doubted=True)
        return _left(None, symbolic(of), limit, spent, result.ranges)
    limited = names.options[str(option)]
    if limited.doubt:
        return BudgetStatus(option, None, limit, None, limited.doubt, doubted=True)
    total = limited.totals.total
    if total is None or any(each.id == option and each.not_priced for each in result.outcomes):
        return BudgetStatus(option, None, limit, None, "it is not priced")
    return _left(option, None, limit, total, result.ranges)


def _left(option: str | None, of: str | None, limit: Money, spent: Node, ranges: Ranges) -> BudgetStatus:
    """Return what is left of a budget at the value of what is spent; at the highest, where it has no value."""
    budget = Symbol("budget", limit.amount)
    left = valued("", Difference(budget, spent), limit.place, ranges)
    if left.why and left.ranged and left.ranged.span:
        most = ranges.box.at(left.ranged.span.at_low, spent)
        return BudgetStatus(
            option, of, limit, Figure(Difference(budget, spent), most), None, left.ranged, at_worst=True
        )
    return BudgetStatus(option, of, limit, left.known, left.why, left.ranged)
