"""What a change does to the rules that it is measured by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks import Finding, Level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.workspace import Workspace

HINT = "this run was measured by the base's; the change holds from the next one on"


def weakened(was: Workspace, head: Workspace) -> Iterator[Finding]:
    """Report what a change does to policy and budgets: it is looked at, and does not count yet."""
    if was.policy.policy != head.policy.policy:
        message = "this change is to the policy itself: levels, thresholds, budgets or gates"
        yield Finding("policy-changed", Level.WARNING, head.policy.place, message, HINT)
    before = {str(file.scenario.id): file for file in was.scenarios}
    for file in head.scenarios:
        old = before.get(str(file.scenario.id))
        if old is None or _limits(old.scenario.budgets) == _limits(file.scenario.budgets):
            continue
        places = [budget.max.place for budget in file.scenario.budgets] or [file.scenario.id.place]  # type: ignore[attr-defined]
        message = f"this change is to the budgets of {file.scenario.id}"
        yield Finding("policy-changed", Level.WARNING, places[0], message, HINT, str(file.scenario.id))


def _limits(budgets: object) -> list[tuple[str, str]]:
    return sorted((str(budget.option), str(budget.max)) for budget in budgets)  # type: ignore[attr-defined]
