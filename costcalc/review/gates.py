"""Gates and budgets: what stops a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks import Finding, Level
from costcalc.checks.finding import option_called
from costcalc.comparison import budget_status
from costcalc.expr import Num, decimal_text
from costcalc.instant import short_instant
from costcalc.money import percent
from costcalc.problem import InputError, Place, Problem
from costcalc.scenario.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.comparison import BudgetStatus, Comparison, Outcome
    from costcalc.expr import Exact, Node
    from costcalc.project.policy import Gate, Policy
    from costcalc.review.change import SumChange
    from costcalc.review.move import Move
    from costcalc.review.moves import Comparisons
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
    status = budget_status(result, option, of, limit)
    limited = next((each for each in result.outcomes if each.id == option and each.open), None)
    return status._replace(why=without_value(limited)) if limited else status


def without_value(outcome: Outcome) -> str:
    """Return why an option has no cost that rests on assumptions without a value."""
    names = " and ".join(f"`{name}`" for name in outcome.unknown)
    return f"{names} {'has' if len(outcome.unknown) == 1 else 'have'} no value"


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
            else f"has nothing to hold against its budget: {one.now.why}"
        )
        message = f"{one.name} {verdict}, at {short_instant(one.as_of)}"
        hint = None if blocks else "it was before, and this change makes it no worse"
        level = Level.ERROR if blocks else Level.WARNING
        yield Finding("budget", level, one.now.limit.place, message, hint, one.name)


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
                    if not (outcome.plan.has_cost and _is_for(gate, scenario, outcome.id)):
                        continue
                    if _currency(gate.total, result.currency, problems):
                        total = outcome.estimate.figure.value if outcome.estimate else None
                        if total is None or total > gate.total.amount.value:
                            verdict = _cost(outcome, total, result.currency)
                            about = Stopped(scenario, outcome.id, as_of)
                            yield about.by(gate.total.place, f"{verdict}, and the gate is {gate.total}")
        elif compared:
            yield from _increases(gate, moved, problems)
    if problems:
        raise InputError(problems)


class Stopped(NamedTuple):
    """An option at an instant, which a gate stops."""

    scenario: str
    option: str
    as_of: datetime

    def by(self, place: Place, verdict: str) -> Finding:
        """Return the finding.

        Args:
            place: Where the gate is.
            verdict: What the option does, and what the gate is.
        """
        name = option_called(self.scenario, self.option)
        message = f"{name} {verdict}, at {short_instant(self.as_of)}"
        return Finding("gate", Level.ERROR, place, message, None, name)


def _cost(outcome: Outcome, total: Exact | None, currency: str) -> str:
    if total is not None:
        return f"costs {decimal_text(total)} {currency}"
    return f"has no number ({without_value(outcome)})" if outcome.open else "has no price"


def _increases(gate: Gate, moved: Sequence[Move], problems: list[Problem]) -> Iterator[Finding]:
    """Yield what a gate stops, in every period and once: the two are held against it each by itself."""
    for move in moved:
        if not _is_for(gate, move.scenario, move.option) or move.after is None:
            continue
        about = Stopped(move.scenario, move.option, move.as_of)
        if gate.increase and not _currency(gate.increase, move.currency, problems):
            continue
        for change, once in ((move.total, ""), (move.upfront, " once")):
            if change is None or (once and change.new is None and not move.after.open_once):
                continue  # what has no price is said of the total
            limit = gate.increase or gate.increase_percent
            if gate.increase:
                verdict = _rise(gate.increase, move, change, once)
            else:  # what is new has no percentage
                verdict = _share(gate.increase_percent, move, change, once) if move.before else None
            if limit and limit.place and verdict:
                yield about.by(limit.place, f"{verdict}, and the gate is {_written(limit)}")


def _written(limit: Money | Num) -> str:
    return limit.text if isinstance(limit, Num) else str(limit)


def _rise(most: Money, move: Move, change: SumChange, once: str) -> str | None:
    """Return by how much a sum rises, where that is more than it may; what is new rises by all that it costs."""
    more = change.difference
    if more is None and move.before is None and change.new is not None:
        more = change.new.value
    if more is None:
        return _not_comparable(move)
    return f"rises by {decimal_text(more)} {move.currency}{once}" if more > most.amount.value else None


def _share(most: Num | None, move: Move, change: SumChange, once: str) -> str | None:
    """Return by which part a sum rises, where that is more than it may."""
    if most is None:
        return None
    if change.difference is None:
        return _not_comparable(move)
    if change.old is not None and not change.old.value:
        if not change.difference:
            return None
        return "had nothing that is paid once" if once else "was free"
    return f"rises by {percent(change.share)}{once}" if change.share is not None and change.share > most.value else None


def _not_comparable(move: Move) -> str:
    unknown = next((side for side in (move.after, move.before) if side and side.unknown), None)
    return f"cannot be compared ({without_value(unknown)})" if unknown else "cannot be compared"


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
