"""What a change does to the rules that it is measured by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks import Finding, Level
from costcalc.diff import plain
from costcalc.expr import names_in, symbolic
from costcalc.scenario import sides_of
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.expr import Node
    from costcalc.project.policy import Policy
    from costcalc.project.workspace import Workspace
    from costcalc.scenario import Scenario

HINT = "this run was measured by the base's; the change holds from the next one on"


def weakened(was: Workspace, head: Workspace) -> Iterator[Finding]:
    """Report what a change does to policy, budgets and what they are for: it is looked at, and does not count yet."""
    if _said((was.written or was.policy).policy) != _said(head.policy.policy):
        message = "this change is to the policy itself: levels, thresholds, budgets or gates"
        yield Finding("policy-changed", Level.WARNING, head.policy.place, message, HINT)
    before = {str(file.scenario.id): file.scenario for file in was.scenarios}
    for file in head.scenarios:
        scenario = file.scenario
        old = before.get(str(scenario.id))
        if old and str(old.period) != str(scenario.period):
            message = (
                f"the period of {scenario.id} is {scenario.period} and was {old.period}: so is that of its budgets"
            )
            yield Finding(
                "policy-changed", Level.WARNING, place_of(scenario.id), message, None, f"{scenario.id} period"
            )
        if old is None:
            continue
        for name in _recomputed(old, scenario):
            message = f"the figure `{name}` of {scenario.id}, which has a budget, is computed in another way"
            place = next((place_of(key) for key in scenario.figures if key == name), place_of(scenario.id))
            yield Finding("policy-changed", Level.WARNING, place, message, None, f"{scenario.id} {name}")
        if plain(old.budgets) == plain(scenario.budgets):
            continue
        place = next((budget.max.place for budget in scenario.budgets), place_of(scenario.id))
        message = f"this change is to the budgets of {scenario.id}"
        yield Finding("policy-changed", Level.WARNING, place, message, HINT, str(scenario.id))


def _recomputed(old: Scenario, new: Scenario) -> Iterator[str]:
    """Yield the figures that budgets of the base rest on, and that have another formula now."""
    waiting = [name for budget in old.budgets if budget.of for name in _figures(budget.of, old)]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            sides = sides_of(old.figures[name])
            waiting += [other for side in sides for other in _figures(side, old)]
            if name not in new.figures or [*map(symbolic, sides_of(new.figures[name]))] != [*map(symbolic, sides)]:
                yield name


def _figures(node: Node, scenario: Scenario) -> Iterator[str]:
    """Yield the figures that a formula names, also as those of an option: `flash.per_ticket`."""
    for leaf in names_in(node):
        yield from (part for part in leaf.name.split(".") if part in scenario.figures)


def _said(policy: Policy) -> object:
    return plain(policy.model_copy(update={"schema_": None}))  # which only a file of its own has
