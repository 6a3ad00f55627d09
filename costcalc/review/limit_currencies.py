"""Limits in another currency than what they are for: they cannot be held, which a change is told before it lands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from costcalc.diff import plain
from costcalc.problem import Problem
from costcalc.project.limits import BUDGET
from costcalc.review.gates.summed import sums_held
from costcalc.review.members import Days, after, before
from costcalc.review.sums import not_summed
from costcalc.source import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.comparison import Comparison
    from costcalc.project.limits import Limited
    from costcalc.project.policy import Policy
    from costcalc.review.members import BothExchanges
    from costcalc.review.priced import PricedPair


FIRST = "in a change of its own before this one, which is measured by the policy of its base"
SIDES = {"before": before, "after": after}


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
    kept = [plain(one) for one in _held(head)]
    of_base, of_change = (scope.unheld(policy, side) for side in SIDES)
    said = {problem.message for problem in now}
    shaken = [problem for held, problem in of_change.items() if held not in of_base and problem.message not in said]
    problems += [replace(problem, hint=f"{problem.hint}, {FIRST}") for problem in shaken]

    def is_of_use(one: Limited) -> bool:
        return id(one) not in of_base or (plain(one) in kept and not one.needs_base)

    gates, budgets = tuple(filter(is_of_use, policy.gates)), tuple(filter(is_of_use, policy.budgets))
    return policy.model_copy(update={"gates": gates, "budgets": budgets})


def _of_options(policy: Policy, today: Iterable[PricedPair], side: str) -> Iterator[tuple[int, Problem]]:
    """Yield the limits of single options that are in another currency than one of these, and no other of their kind is.

    Where scenarios are in several currencies, a gate for each of them holds all.
    """
    limits = [(one, one.most) for one in _held(policy) if one.sum is None]
    for one in today:
        result: Comparison | None = getattr(one, side)
        for outcome in result.outcomes if result else ():
            own = [
                (held, most)
                for held, most in limits
                if isinstance(most, Money) and outcome.plan.has_cost and held.is_for(one.pair.ids, {outcome.id})
            ]
            known = {held.limit for held, most in own if result and most.currency == result.currency}
            for held, most in own:
                if result and held.limit not in known:
                    yield id(held), _problem(held, most, result.currency)


def _held(policy: Policy) -> tuple[Limited, ...]:
    return (*policy.gates, *policy.budgets)


def _problem(held: Limited, most: Money, currency: str) -> Problem:
    what = "budget" if held.limit == BUDGET else "gate"
    message = f"this {what} is in {most.currency}, and what it is for is in {currency}"
    hint = (
        f"write it in {currency}, or one more in {currency} beside it; each scenario is held by those in its currency"
    )
    return Problem(most.place, "currency-mismatch", message, hint)
