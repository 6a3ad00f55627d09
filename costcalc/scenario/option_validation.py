"""What must hold of options beyond their shape: entries and assumptions that exist, and a model for every call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import formula_place
from costcalc.problem import Problem
from costcalc.scenario.entries import Call
from costcalc.source import place_of
from costcalc.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from costcalc.expr import Node
    from costcalc.scenario.document import Scenario
    from costcalc.scenario.option import Option

MAX_GROUPS = 1_000


def validate_options(scenario: Scenario) -> Iterator[Problem]:
    """Yield the problems of the options of a scenario, and of what names them."""
    for name, option in scenario.options.items():
        yield from _option(scenario, name, option)
    if not scenario.options:
        hint = "give it a `model`, or the scenario `options`"
        for call in scenario.calls:
            if not call.model:
                yield Problem(place_of(call.call), "no-model", f"the call `{call.call}` has no model", hint)
    for named in filter(None, (scenario.baseline, scenario.chosen)):
        if named not in scenario.options:
            near = did_you_mean(named, scenario.options)
            yield Problem(place_of(named), "unknown-option", f"there is no option `{named}`", near)
    if len(scenario.options) * len(scenario.workload) > MAX_GROUPS:
        message = f"options times entries are more than {MAX_GROUPS:,}"
        yield Problem(place_of(next(iter(scenario.options))), "too-many", message, "split the scenario")


def validate_replaced(layer: Mapping[str, Node], scenario: Scenario) -> Iterator[Problem]:
    """Yield a problem for each name in a `with` that is no assumption."""
    for name in layer:
        if name not in scenario.assumptions:
            hint = did_you_mean(name, scenario.assumptions, "`with` gives assumptions another value")
            yield Problem(place_of(name), "unknown-name", f"there is no assumption `{name}`", hint)


def _option(scenario: Scenario, name: str, option: Option) -> Iterator[Problem]:
    entries = {str(entry.name): entry for entry in scenario.workload}
    used = entries if option.use is None else {str(one): entries[one] for one in option.use if one in entries}
    yield from _used(option, entries)
    yield from validate_replaced(option.with_, scenario)
    if option.as_of and scenario.period.start:
        message = f"a period of the calendar has the prices of its days: {scenario.period}"
        yield Problem(option.as_of.place, "as-of-of-a-period", message, "leave `as_of` out, or say `period: month`")
    for call in option.models:
        if call not in entries:
            hint = did_you_mean(call, entries, "`models` names calls of the workload")
            yield Problem(place_of(call), "unknown-entry", f"there is no entry `{call}`", hint)
        elif call not in used:
            yield Problem(place_of(call), "unknown-entry", f"`{name}` does not use `{call}`", "add it to `use`")
        elif not isinstance(entries[call], Call):
            yield Problem(place_of(call), "unknown-entry", f"`{call}` is a line, and no call to a model")
    for entry in used.values():
        if isinstance(entry, Call) and not (entry.name in option.models or entry.model or option.model):
            hint = f"give the option a `model`, or say `models: {{{entry.name}: CARD/MODEL}}`"
            message = f"the call `{entry.name}` has no model in the option `{name}`"
            yield Problem(place_of(name), "no-model", message, hint)


def _used(option: Option, entries: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in option.use or ():
        if entry not in entries:
            hint = did_you_mean(entry, entries, "`use` names entries of the workload")
            yield Problem(place_of(entry), "unknown-entry", f"there is no entry `{entry}`", hint)
        elif entry in seen:
            yield Problem(place_of(entry), "duplicate-key", f"`{entry}` is named twice", "name it once")
        seen.add(entry)


def validate_budgets(scenario: Scenario) -> Iterator[Problem]:
    """Yield the problems of budgets that limit nothing, or two things."""
    for budget in scenario.budgets:
        if budget.option is None and budget.of is None:
            message = "a budget is of an `option`, or of a figure: `of`"
            yield Problem(budget.place, "missing-key", message, "write {option: flash, max: 200 USD}")
        elif budget.option is not None and budget.of is not None:
            message = "a budget is of an `option`, or of a figure, and not of both"
            yield Problem(budget.place, "two-kinds", message, "make two budgets of it")
        elif budget.option and budget.option not in scenario.options:
            hint = did_you_mean(budget.option, scenario.options)
            message = f"there is no option `{budget.option}`, so this budget limits nothing"
            yield Problem(place_of(budget.option), "unknown-option", message, hint)


def validate_values(scenario: Scenario) -> Iterator[Problem]:
    """Yield the problems of assumptions that say too little or too much, and of numbers that are formulas."""
    for name, assumption in scenario.assumptions.items():
        if assumption.between and assumption.range:
            hint = "`between` are hard ends, `range` is where it lies nine times of ten: keep one"
            yield Problem(assumption.range.place, "two-ranges", f"`{name}` has two ranges", hint)
        elif assumption.range and assumption.value is None:
            hint = "give it a `value`, its median; or say `between`, which may stand alone"
            yield Problem(assumption.range.place, "missing-key", f"the range of `{name}` has no value in it", hint)
    for claim in scenario.claims:
        for node in (claim.value, claim.to):
            if node is not None and (
                leaf := next((leaf for leaf in node.leaves() if not hasattr(leaf, "value")), None)
            ):
                message = "this is a number, as it is printed, and no formula"
                yield Problem(formula_place(leaf), "bad-number", message, "the formula stands in `of`")
