"""The result of a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.checkout import Checkout
from costcalc.exit_code import CANNOT, NO, NOTHING, YES

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.checks import Finding, Level
    from costcalc.problem import Problem
    from costcalc.review.budgets import BudgetChange
    from costcalc.review.move import Move
    from costcalc.review.sums import SumMove
    from costcalc.review.upcoming import Upcoming


class Review(NamedTuple):
    """The result of a review.

    Args:
        as_of: The instant that counted as today.
        base: What was compared with; None where nothing was.
        findings: What somebody should look at, gravest first within a place.
        problems: Why there is no answer, or not all of it; then nothing is compared.
        moves: What the change does to money.
        upcoming: Announced prices that are not in force yet.
        budgets: What is left of each budget.
        cards: How many cards were checked.
        scenarios: How many scenarios.
        options: How many options were priced.
        fail_on: The level from which on a finding fails the review.
        sums: What chosen options come to in a month, today, before and after.
        names: SCENARIO/OPTION of every option that was priced.
        checks: The checks that were made; those that the policy turns off are not.
        checkout: Where the project lies in its repository.
    """

    as_of: datetime
    base: str | None
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    moves: tuple[Move, ...]
    upcoming: tuple[Upcoming, ...]
    budgets: tuple[BudgetChange, ...]
    cards: int
    scenarios: int
    options: int
    fail_on: Level
    sums: tuple[SumMove, ...] = ()
    names: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    checkout: Checkout = Checkout()

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that fail it."""
        return tuple(finding for finding in self.findings if finding.level >= self.fail_on)

    @property
    def exit_code(self) -> int:
        """What it comes to, as `costcalc.exit_code` has it."""
        if self.problems:
            return CANNOT
        if not self.cards and not self.scenarios:
            return NOTHING
        return NO if self.failing else YES
