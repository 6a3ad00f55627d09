"""Budgets before and after a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks import Finding, Level
from costcalc.checks.finding import option_called
from costcalc.comparison import BudgetStatus, budget_status
from costcalc.expr import decimal_text
from costcalc.instant import short_instant
from costcalc.review.move import called_hours

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.comparison import Comparison, Outcome
    from costcalc.expr import Node
    from costcalc.problem import Place
    from costcalc.project.policy import Policy
    from costcalc.review.occasions import Occasion
    from costcalc.review.priced import PricedPair
    from costcalc.source import Money

BLOCK = "block"
AS_BASE = ", as the base prices it"
"""What is said of the instant, where an option of the change holds the prices of another one."""


class BudgetChange(NamedTuple):
    """A budget in a review.

    Args:
        scenario: What the scenario is called.
        at: The occasion.
        now: What is left of it.
        before: What was left of it; None where there is no base, or nobody knows.
    """

    scenario: str
    at: Occasion
    now: BudgetStatus
    before: BudgetStatus | None

    @property
    def as_of(self) -> datetime:
        """The instant whose prices were taken."""
        return self.at.as_of

    @property
    def is_own(self) -> bool:
        """Whether it is of a day that a scenario says itself, which may be past, and not of today or later."""
        return self.at.is_own

    @property
    def is_excused(self) -> bool:
        """Whether it is ahead, has nothing to be held against then, and had nothing; a doubt is no excuse."""
        had = self.before is not None and self.before.headroom is not None
        return self.at.ahead and self.now.headroom is None and not had and not self.now.doubted

    @property
    def name(self) -> str:
        """What it limits, beside what other scenarios limit: an option, or a figure."""
        if self.now.option is None:
            return f"{self.scenario}: {self.now.of}"
        return option_called(self.scenario, self.now.option)

    @property
    def worse(self) -> bool:
        """Whether this change broke it, or broke it more."""
        if not self.now.broken:
            return False
        if self.before is None:
            return True
        if self.before.doubted and self.now.headroom is not None:  # a doubt is no number that was over
            return True
        if self.before.headroom is None or self.now.headroom is None:
            return not self.before.broken
        return not self.before.broken or self.now.headroom.value < self.before.headroom.value


def budget_changes(priced: Iterable[PricedPair], policy: Policy, *, compared: bool) -> Iterator[BudgetChange]:
    """Yield every budget of every option, as it is and as it was, over the period that the budget is for.

    Args:
        priced: Every scenario on every occasion.
        policy: The budgets of the project.
        compared: Whether there is a base: then the budgets of a scenario are those that it had in it.

    Raises:
        InputError: for a budget in another currency, or for an option that does not exist.
    """
    for one in priced:
        pair, limits = one.pair, one.for_limits
        if limits.after is None:
            continue
        owner = pair.before if compared and pair.before else pair.after
        named = [(budget.option, budget.of, budget.max) for budget in owner.scenario.budgets] if owner else []
        named += [
            (budget.option, None, budget.max)
            for budget in policy.budgets
            if budget.sum is None and str(budget.scenario) in pair.ids and budget.max.currency == limits.after.currency
        ]
        renamed = limits.called()
        for option, of, limit in named:
            here = renamed.get(str(option), option) if option is not None else None
            now = _status(limits.after, here, of, limit, one)
            if now and not (one.at.as_base and now.headroom is None):
                before = one.was_own or limits.before
                was = _status(before, option, of, limit) if before and before.currency == limit.currency else None
                yield BudgetChange(pair.name, one.at, now, was)


def _status(
    result: Comparison, option: str | None, of: Node | None, limit: Money, one: PricedPair | None = None
) -> BudgetStatus | None:
    """Return what is left of a budget; None where its option is not there."""
    if of is None and all(each.id != option for each in result.outcomes):
        return None
    if one and not one.is_comparable and one.before:
        old, new = (side.plan.period.name or "no time" for side in (one.before, result))
        return BudgetStatus(option, None, limit, None, f"it is for a period of {old}, and this is for {new}")
    status = budget_status(result, option, of, limit)
    limited = next((each for each in result.outcomes if each.id == option and each.open), None)
    return status._replace(why=without_value(limited)) if limited else status


def without_value(outcome: Outcome) -> str:
    """Return why an option has no cost that rests on assumptions without a value."""
    names = " and ".join(f"`{name}`" for name in outcome.unknown)
    return f"{names} {'has' if len(outcome.unknown) == 1 else 'have'} no value"


def budget_findings(held: Iterable[BudgetChange], policy: Policy, *, compared: bool) -> Iterator[Finding]:
    """Yield a finding for each broken budget: of the first occasion that blocks, or else of the first.

    One that did not get worse blocks only where the policy wants it.
    """
    found: dict[tuple[str, Money, bool], list[tuple[bool, BudgetChange]]] = {}
    for one in held:
        if one.now.broken and not one.is_excused:
            blocks = is_blocking(policy, worse=one.worse, compared=compared)
            found.setdefault((one.name, one.now.limit, one.is_own), []).append((blocks, one))
    for broken in found.values():
        blocks, one = next((each for each in broken if each[0]), broken[0])
        over = one.now.headroom
        verdict = (
            f"is over its budget by {decimal_text(-over.value)} {one.now.limit.currency}"
            if over
            else f"has nothing to hold against its budget: {one.now.why}"
        )
        found_at = f"{short_instant(one.as_of)}{called_hours(one.at.hours)}{AS_BASE if one.at.as_base else ''}"
        yield over_budget(one.now.limit.place, f"{one.name} {verdict}", one.name, blocks=blocks).at(found_at)


def is_blocking(policy: Policy, *, worse: bool, compared: bool) -> bool:
    """Whether a broken budget stops a change: what it made no worse does only where the policy wants it."""
    return worse or not compared or policy.broken_budgets == BLOCK


def over_budget(place: Place, message: str, about: str, *, blocks: bool) -> Finding:
    """Return the finding that a budget is broken."""
    hint = None if blocks else "it was before, and this change makes it no worse"
    return Finding("budget", Level.ERROR if blocks else Level.WARNING, place, message, hint, about)
