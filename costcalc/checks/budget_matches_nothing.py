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

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks.finding import Finding, Level
from costcalc.diff import plain
from costcalc.project.limits import ALL
from costcalc.source import place_of
from costcalc.spelling import did_you_mean, some_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.checks.subject import Subject
    from costcalc.problem import Place
    from costcalc.project.limits import Limited
    from costcalc.project.policy import Policy
    from costcalc.project.workspace import Workspace
    from costcalc.scenario import Option, ScenarioFile

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
        of_base = (*_in_policy(subject.base.policy.policy), *_in_scenarios(subject.base, subject.head))
        # One that is for nothing already stops nobody: it would stop its own repair.
        wanted |= {_now(target, subject): place for target, place in of_base if not _lost(target, before)}
    wanted |= dict(_in_policy(subject.head.policy.policy))
    for target, place in wanted.items():
        lost = _lost(target, options)
        if lost and (subject.head.whole or _was_read(target, options, before)):
            about = f"{target.kind} {target.scenario or '*'}/{target.option or '*'}"
            hint = "; ".join(part for part in (lost[1], HINT if subject.base else None) if part)
            yield Finding("budget-matches-nothing", LEVEL, place, f"this {target.kind} {lost[0]}", hint, about)
    if subject.head.whole:
        yield from _sums(subject)


def _now(target: BudgetTarget, subject: Subject) -> BudgetTarget:
    """Return what a budget or a gate of the base is for, by the names of today: it is held by these as well."""
    if target.scenario is None:
        return target
    known = (target.scenario, target.option)
    scenario, option = subject.called.get(known, known)
    if (target.scenario, None) in subject.called:
        scenario = subject.called[target.scenario, None][0]
    return target._replace(scenario=scenario, option=option)


def _sums(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each budget and gate of a sum of which no scenario is any more.

    One that the change takes away is held under the tags of the base once more, and stops nobody afterwards.
    """
    known = [file.scenario.tag_values for file in subject.head.scenarios]
    for kind, held in _held(subject.head.policy.policy):
        if held.sum is None:
            continue
        wanted = {name: {value} for name, value in held.tags.items()}
        if held.sum != ALL:
            wanted.setdefault(str(held.sum), set())
        if any(all(name in tags and values <= tags[name] for name, values in wanted.items()) for tags in known):
            continue
        said = ", ".join(f"{name}: {next(iter(values))}" if values else f"`{name}`" for name, values in wanted.items())
        names = {name for tags in known for name in tags}
        unknown = next((name for name in wanted if name not in names), None)
        hint = did_you_mean(unknown, names, f"there are {some_of(sorted(names))}") if unknown and names else None
        message = (
            f"this {kind} is for scenarios with the tag {said}, and there are none"
            if wanted
            else (f"this {kind} is for all scenarios, and there are none")
        )
        yield Finding("budget-matches-nothing", LEVEL, place_of(held.sum), message, hint, f"{kind} sum {said}")


def _held(*policies: Policy) -> Iterator[tuple[str, Limited]]:
    """Yield the budgets and gates of policies, each with what it is; what several say alike once."""
    seen: list[object] = []
    for policy in policies:
        for kind, held in [*((BUDGET, one) for one in policy.budgets), *((GATE, one) for one in policy.gates)]:
            if (kind, plain(held)) not in seen:
                seen.append((kind, plain(held)))
                yield kind, held


def _options(side: Workspace) -> Mapping[str, Mapping[str, Option]]:
    """Return the options of scenarios by id, and by FOLDER/ID; those of several folders together, for one id."""
    found: dict[str, dict[str, Option]] = {}
    for file in side.scenarios:
        for name in (str(file.scenario.id), _apart(file)):
            found.setdefault(name, {}).update(file.scenario.options)
    return found


def _apart(file: ScenarioFile) -> str:
    """Return the id of a scenario after its folder, which tells it from those of other folders."""
    return (PurePosixPath(file.file).parent / str(file.scenario.id)).as_posix()


def _was_read(target: BudgetTarget, now: Options, before: Options) -> bool:
    """Whether the missing scenario or option was among the files asked about; else it may be in the others."""
    if target.scenario is not None:
        return target.scenario in now or target.scenario in before
    return any(target.option in options for options in before.values())


def _in_policy(policy: Policy) -> Iterator[tuple[BudgetTarget, Place]]:
    for kind, one in _held(policy):
        named = [name for name in (one.scenario, one.option) if name]
        if named:
            scenario, option = (str(name) if name else None for name in (one.scenario, one.option))
            yield BudgetTarget(kind, scenario, option), place_of(named[0])


def _in_scenarios(base: Workspace, head: Workspace) -> Iterator[tuple[BudgetTarget, Place]]:
    """Yield the budgets in the base's scenarios; those in the head's are known to match."""
    here = {str(file.scenario.id): place_of(file.scenario.id) for file in head.scenarios}
    often = Counter(str(file.scenario.id) for file in base.scenarios)
    for file in base.scenarios:
        scenario = str(file.scenario.id) if often[str(file.scenario.id)] == 1 else _apart(file)
        for budget in (one for one in file.scenario.budgets if one.option):
            yield BudgetTarget(BUDGET, scenario, str(budget.option)), here.get(scenario, budget.place)


def _lost(target: BudgetTarget, options: Options) -> tuple[str, str | None] | None:
    """Return what a target names and is not there, and a hint; None where all of it is there."""
    if target.scenario is not None and target.scenario not in options:
        ids = [name for name in options if "/" not in name]
        there = f"there are {some_of(ids)}" if ids else "there is no scenario"
        hint = did_you_mean(target.scenario, ids, there)
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
