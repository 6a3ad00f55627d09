"""Gates and budgets: what stops a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks import Finding, Level
from costcalc.comparison import budget_status
from costcalc.expr import decimal_text
from costcalc.instant import short_instant
from costcalc.money import percent
from costcalc.problem import InputError, Place, Problem
from costcalc.scenario import Budget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.comparison import BudgetStatus, Comparison
    from costcalc.expr import Node
    from costcalc.project.policy import Gate, Policy
    from costcalc.review.moves import Comparisons, Move
    from costcalc.source import Money

BLOCK = "block"


class BudgetChange(NamedTuple):
    """A budget in a review.

    Args:
        scenario: The scenario's id.
        as_of: The instant.
        now: What is left of it.
        before: What was left of it; None where there is no base, or nobody knows.
    """

    scenario: str
    as_of: datetime
    now: BudgetStatus
    before: BudgetStatus | None

    @property
    def worse(self) -> bool:
        """Whether this change broke it, or broke it more."""
        if not self.now.broken:
            return False
        if self.before is None or self.before.headroom is None or self.now.headroom is None:
            return self.before is None or not self.before.broken
        return not self.before.broken or self.now.headroom.value < self.before.headroom.value


def budget_changes(
    before: Comparisons | None, after: Comparisons, policy: Policy, scenario_budgets: Mapping[str, Sequence[Budget]]
) -> Iterator[BudgetChange]:
    """Yield every budget of every option, as it is and as it was.

    Args:
        before: The options as they were; None where there is no base.
        after: The options as they are.
        policy: The budgets of the project.
        scenario_budgets: Those that scenarios have themselves, by id.

    Raises:
        InputError: for a budget in another currency, or for an option that does not exist.
    """
    for (scenario, as_of), result in after.items():
        limits = [(one.option, one.of, one.max) for one in scenario_budgets.get(scenario, ())]
        limits += [(one.option, None, one.max) for one in policy.budgets if one.scenario == scenario]
        for limit in limits:
            now = _status(result, *limit)
            if now:
                was = before.get((scenario, as_of)) if before is not None else None
                yield BudgetChange(scenario, as_of, now, _status(was, *limit) if was else None)


def _status(result: Comparison, option: str | None, of: Node | None, limit: Money) -> BudgetStatus | None:
    if of is None and all(each.id != option for each in result.outcomes):
        return None
    return budget_status(result, option, of, limit)


def budget_findings(held: Iterable[BudgetChange], policy: Policy, *, compared: bool) -> Iterator[Finding]:
    """Yield a finding for each broken budget; one that did not get worse blocks only where the policy wants it."""
    for one in held:
        if not one.now.broken:
            continue
        blocks = one.worse or not compared or policy.broken_budgets == BLOCK
        over = one.now.headroom
        verdict = (
            f"is over its budget by {decimal_text(-over.value)} {one.now.limit.currency}"
            if over
            else "has no price to hold against its budget"
        )
        message = f"{one.scenario}/{one.now.name} {verdict}, at {short_instant(one.as_of)}"
        hint = None if blocks else "it was before, and this change makes it no worse"
        level = Level.ERROR if blocks else Level.WARNING
        yield Finding("budget", level, one.now.limit.place, message, hint, f"{one.scenario}/{one.now.name}")


def gate_findings(policy: Policy, after: Comparisons, moved: Sequence[Move], *, compared: bool) -> Iterator[Finding]:
    """Yield a finding for each gate that stops the change.

    Raises:
        InputError: for a gate in another currency than what it holds back.
    """
    problems: list[Problem] = []
    for gate in policy.gates:
        if gate.total:
            for (scenario, as_of), result in after.items():
                for outcome in result.outcomes:
                    if _is_for(gate, scenario, outcome.id) and _currency(gate.total, result.currency, problems):
                        total = outcome.estimate.figure.value if outcome.estimate else None
                        if total is None or total > gate.total.amount.value:
                            verdict = (
                                f"costs {decimal_text(total)} {result.currency}"
                                if total is not None
                                else "has no price"
                            )
                            yield _stopped(
                                gate.total.place,
                                scenario,
                                outcome.id,
                                as_of,
                                f"{verdict}, and the gate is {gate.total}",
                            )
        elif compared:
            yield from _increases(gate, moved, problems)
    if problems:
        raise InputError(problems)


def _increases(gate: Gate, moved: Sequence[Move], problems: list[Problem]) -> Iterator[Finding]:
    for move in moved:
        if not _is_for(gate, move.scenario, move.option) or move.after is None:
            continue
        more = move.difference
        if gate.increase and _currency(gate.increase, move.currency, problems):
            if more is None and move.before is None and move.new is not None:
                more = move.new.value  # what is new costs all of it more
            if more is None or more > gate.increase.amount.value:
                verdict = f"rises by {decimal_text(more)} {move.currency}" if more is not None else "cannot be compared"
                yield _stopped(
                    gate.increase.place,
                    move.scenario,
                    move.option,
                    move.as_of,
                    f"{verdict}, and the gate is {gate.increase}",
                )
        elif gate.increase_percent and gate.increase_percent.place and move.before:  # what is new has no percentage
            free = move.difference is not None and move.old is not None and not move.old.value
            if free and move.difference:
                verdict = "was free"
            elif move.share is not None and move.share > gate.increase_percent.value:
                verdict = f"rises by {percent(move.share)}"
            elif move.difference is None:
                verdict = "cannot be compared"
            else:
                continue
            message = f"{verdict}, and the gate is {gate.increase_percent.text}"
            yield _stopped(gate.increase_percent.place, move.scenario, move.option, move.as_of, message)


def _is_for(gate: Gate, scenario: str, option: str) -> bool:
    return (gate.scenario in {None, scenario}) and (gate.option in {None, option})


def _currency(limit: Money, currency: str, problems: list[Problem]) -> bool:
    if limit.currency == currency:
        return True
    message = f"this gate is in {limit.currency}, and what it is for is in {currency}"
    problems.append(
        Problem(
            limit.place,
            "currency-mismatch",
            message,
            f"write it in {currency}, for the `scenario` it is for; each currency has a gate of its own",
        )
    )
    return False


def _stopped(place: Place, scenario: str, option: str, as_of: datetime, verdict: str) -> Finding:
    message = f"{scenario}/{option} {verdict}, at {short_instant(as_of)}"
    return Finding("gate", Level.ERROR, place, message, None, f"{scenario}/{option}")
