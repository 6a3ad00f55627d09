"""A budget or a gate for a scenario or an option that does not exist.

It looks as if something were held back, and nothing is. Names are misspelt, and scenarios and options are renamed.

    budgets:
      - {scenario: chat-bot, option: flash, max: 200 USD}       # bad: the scenario is called `chatbot`

    budgets:
      - {scenario: chatbot, option: flash, max: 200 USD}        # good

With `--base` the budgets of the base count, those in its scenarios as well, and none of them may lose what it is for:
else a change could shake a budget off by giving another name to what it limits. To take away or rename what has a
budget, take the budget out first, in a change of its own. Where only some paths are checked, nothing is said of
scenarios that are not in them, and were not; an option that is missing from a scenario in them is said all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks.finding import Finding, Level
from costcalc.source import place_of
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.checks.subject import Subject
    from costcalc.problem import Place
    from costcalc.project.policy import Policy
    from costcalc.project.workspace import Workspace
    from costcalc.scenario import Option

    Options = Mapping[str, Mapping[str, Option]]

LEVEL = Level.ERROR
BUDGET, GATE = "budget", "gate"
HINT = "what is to go loses its budget first, in a change of its own"


class BudgetTarget(NamedTuple):
    """The scenario and the option that a budget or a gate is for; None stands for all."""

    kind: str
    scenario: str | None
    option: str | None


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each budget and gate that applies to nothing."""
    options = _options(subject.head)
    before = _options(subject.base) if subject.base else {}
    wanted: dict[BudgetTarget, Place] = {}
    if subject.base:
        wanted |= dict(_in_policy(subject.base.policy.policy))
        wanted |= dict(_in_scenarios(subject.base, subject.head))
    wanted |= dict(_in_policy(subject.head.policy.policy))
    for target, place in wanted.items():
        lost = _lost(target, options)
        if lost and (subject.head.whole or _was_read(target, options, before)):
            about = f"{target.kind} {target.scenario or '*'}/{target.option or '*'}"
            hint = "; ".join(part for part in (lost[1], HINT if subject.base else None) if part)
            yield Finding("budget-matches-nothing", LEVEL, place, f"this {target.kind} {lost[0]}", hint, about)


def _options(side: Workspace) -> Mapping[str, Mapping[str, Option]]:
    """Return the options of scenarios by id; those of several folders together, where they have one id."""
    found: dict[str, dict[str, Option]] = {}
    for file in side.scenarios:
        found.setdefault(str(file.scenario.id), {}).update(file.scenario.options)
    return found


def _was_read(target: BudgetTarget, now: Options, before: Options) -> bool:
    """Whether the missing scenario or option was among the files asked about; else it may be in the others."""
    if target.scenario is not None:
        return target.scenario in now or target.scenario in before
    return any(target.option in options for options in before.values())


def _in_policy(policy: Policy) -> Iterator[tuple[BudgetTarget, Place]]:
    held = [*((BUDGET, budget) for budget in policy.budgets), *((GATE, gate) for gate in policy.gates)]
    for kind, one in held:
        named = [name for name in (one.scenario, one.option) if name]
        if named:
            scenario, option = (str(name) if name else None for name in (one.scenario, one.option))
            yield BudgetTarget(kind, scenario, option), place_of(named[0])


def _in_scenarios(base: Workspace, head: Workspace) -> Iterator[tuple[BudgetTarget, Place]]:
    """Yield the budgets in the base's scenarios; those in the head's are known to match."""
    here = {str(file.scenario.id): place_of(file.scenario.id) for file in head.scenarios}
    for file in base.scenarios:
        scenario = str(file.scenario.id)
        for budget in (one for one in file.scenario.budgets if one.option):
            yield BudgetTarget(BUDGET, scenario, str(budget.option)), here.get(scenario, budget.place)


def _lost(target: BudgetTarget, options: Options) -> tuple[str, str | None] | None:
    """Return what a target names and is not there, and a hint; None where all of it is there."""
    if target.scenario is not None and target.scenario not in options:
        there = f"there are {some_of(options)}" if options else "there is no scenario"
        hint = did_you_mean(target.scenario, options, there)
        return f"is for the scenario `{target.scenario}`, which does not exist", hint
    known = (
        options[target.scenario]
        if target.scenario
        else dict.fromkeys(name for each in options.values() for name in each)
    )
    if target.option is not None and target.option not in known:
        hint = did_you_mean(target.option, known, f"there are {some_of(known)}")
        where = f" of `{target.scenario}`" if target.scenario else ""
        return f"is for the option `{target.option}`{where}, which does not exist", hint
    return None
