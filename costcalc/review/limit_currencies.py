"""Limits in another currency than what they are for: they cannot be held, which a change is told before it lands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from costcalc.diff import plain
from costcalc.problem import Problem
from costcalc.project.policy import WITHOUT_BASE
from costcalc.review.gates.summed import sums_held
from costcalc.review.members import Days, after, before
from costcalc.review.sums import not_summed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.comparison import Comparison
    from costcalc.project.policy import Gate, Policy, PolicyBudget
    from costcalc.review.members import BothExchanges
    from costcalc.review.priced import PricedPair
    from costcalc.source import Money

    Held = Gate | PolicyBudget


FIRST = "in a change of its own before this one, which is measured by the policy of its base"
SIDES = {"before": before, "after": after}


class HeldLimit(NamedTuple):
    """A limit of a policy in a currency.

    Args:
        held: The gate or the budget.
        kind: What it limits: `increase`; `max` of a budget.
        limit: The sum of money.
    """

    held: Held
    kind: str
    limit: Money

    def is_for(self, scenarios: Iterable[str], option: str) -> bool:
        """Whether it is for an option of a scenario, which may have several names."""
        own = self.held.scenario is None or str(self.held.scenario) in scenarios
        return own and (self.held.option is None or str(self.held.option) == option)


def needs_no_base(one: Held) -> bool:
    """Whether a limit is of what something costs, and not of by how much that has risen."""
    return not hasattr(one, "limit") or one.limit in WITHOUT_BASE


class LimitsScope(NamedTuple):
    """What limits are for.

    Args:
        today: Every scenario today.
        exchange: The exchange rates of both sides.
        usual: The currency of a sum whose limit has none.
    """

    today: Sequence[PricedPair]
    exchange: BothExchanges
    usual: str

    def unheld(self, policy: Policy, side: str) -> dict[int, Problem]:
        """Return why limits cannot be held, by what they are.

        Args:
            policy: The gates and budgets.
            side: `before` or `after`.
        """
        found = dict(_of_options(policy, self.today, side))
        days = Days(self.today, self.exchange._replace(until=None))
        for held, wanted in sums_held(policy, self.usual):
            if problem := not_summed(wanted, days, getattr(self.exchange, side), SIDES[side]):
                found[id(held)] = problem
        return found


def usable(policy: Policy, head: Policy, scope: LimitsScope, problems: list[Problem]) -> Policy:
    """Return the policy that a change is measured by, without the limits that were of no use.

    A limit that nothing of the base can be held against stops nobody, and would stop its own repair. One that the
    change brings, or makes of no use, is a problem.

    Args:
        policy: The policy of the base; that of the head, where there is no base.
        head: The policy of the head.
        scope: What limits are for.
        problems: Gets what cannot be held.
    """
    now = scope.unheld(head, "after").values()
    problems += now
    if policy is head:
        return policy
    kept = [plain(one) for one in (*head.gates, *head.budgets)]
    before, after = (scope.unheld(policy, side) for side in ("before", "after"))
    said = {problem.message for problem in now}
    shaken = [problem for held, problem in after.items() if held not in before and problem.message not in said]
    problems += [replace(problem, hint=f"{problem.hint}, {FIRST}") for problem in shaken]

    def is_of_use(one: Held) -> bool:
        return id(one) not in before or (plain(one) in kept and needs_no_base(one))

    gates, budgets = tuple(filter(is_of_use, policy.gates)), tuple(filter(is_of_use, policy.budgets))
    return policy.model_copy(update={"gates": gates, "budgets": budgets})


def _limits(policy: Policy) -> Iterator[HeldLimit]:
    """Yield the limits of single options."""
    for budget in policy.budgets:
        if budget.sum is None:
            yield HeldLimit(budget, "max", budget.max)
    for gate in policy.gates:
        limit = getattr(gate, gate.limit)
        if gate.sum is None and hasattr(limit, "currency"):
            yield HeldLimit(gate, gate.limit, limit)


def _of_options(policy: Policy, today: Iterable[PricedPair], side: str) -> Iterator[tuple[int, Problem]]:
    """Yield the limits of single options that are in another currency than one of these, and no other of their kind is.

    Where scenarios are in several currencies, a gate for each of them holds all.
    """
    limits = list(_limits(policy))
    for one in today:
        result: Comparison | None = getattr(one, side)
        for outcome in result.outcomes if result else ():
            own = [limit for limit in limits if outcome.plan.has_cost and limit.is_for(one.pair.ids, outcome.id)]
            known = {limit.kind for limit in own if result and limit.limit.currency == result.currency}
            for held in own:
                if result and held.kind not in known:
                    yield id(held.held), _problem(held, result.currency)


def _problem(held: HeldLimit, currency: str) -> Problem:
    what = "budget" if held.kind == "max" else "gate"
    message = f"this {what} is in {held.limit.currency}, and what it is for is in {currency}"
    hint = (
        f"write it in {currency}, or one more in {currency} beside it; each scenario is held by those in its currency"
    )
    return Problem(held.limit.place, "currency-mismatch", message, hint)
