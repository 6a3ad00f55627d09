"""What must hold inside a scenario beyond its shape: names that exist, calls that say enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import Node, formula_place, names_in
from costcalc.meters import METERS, links, without_whole
from costcalc.problem import MAX_SHOWN, Problem, did_you_mean, some_of
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.scenario.document import Call, Scenario

MAX_GROUPS = 1_000


def validate_scenario(scenario: Scenario) -> list[Problem]:
    """Return the problems of a scenario whose shape is right."""
    return [*_calls(scenario), *_names(scenario), *_options(scenario)]


def validate_names(nodes: Iterable[Node], known: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each name in formulas that no assumption has."""
    known = set(known)
    found = 0
    for node in nodes:
        for leaf in names_in(node):
            if leaf.name not in known and leaf.place:
                found += 1
                usual = "add it to `assumptions`"
                hint = did_you_mean(leaf.name, known, usual) if found <= MAX_SHOWN else usual
                yield Problem(leaf.place, "unknown-name", f"there is no assumption `{leaf.name}`", hint)


def _names(scenario: Scenario) -> Iterator[Problem]:
    nodes = [assumption.value for assumption in scenario.assumptions.values()]
    for call in scenario.workload:
        nodes += [node for node in (call.requests, call.peak_share) if node]
        nodes += [*call.quantities().values(), *(call.totals.quantities().values() if call.totals else ())]
    nodes += [scenario.peak_share] if scenario.peak_share else []
    yield from validate_names(nodes, scenario.assumptions)


def _calls(scenario: Scenario) -> Iterator[Problem]:
    seen: set[str] = set()
    for call in scenario.workload:
        if call.call in seen:
            yield Problem(place_of(call.call), "duplicate-call", f"there is another call `{call.call}`")
        seen.add(call.call)
        yield from _call(call)


def _call(call: Call) -> Iterator[Problem]:
    place = place_of(call.call)
    quantities = call.quantities()
    if call.totals:
        if call.requests or quantities:
            hint = "`totals` is for where no request's size is known; otherwise give `requests` and the meters"
            yield Problem(place, "totals-and-requests", "this call has `totals` and says more beside it", hint)
        quantities = call.totals.quantities()
    elif not call.requests:
        hint = "how many requests in the period; or `totals`, where no request's size is known"
        yield Problem(place, "missing-key", f"the call `{call.call}` has no `requests`", hint)
    if not quantities:
        hint = f"give at least one of {some_of(METERS)}"
        yield Problem(place, "no-quantity", f"the call `{call.call}` counts nothing", hint)
    if "request" in call.quantities():
        message = "requests are counted by themselves, and each of them once"
        place_there = formula_place(call.quantities()["request"])
        yield Problem(place_there, "unknown-key", message, "did you mean `requests`?")
    for name in call.other:
        if name in METERS:
            yield Problem(place_of(name), "unknown-key", f"`{name}` is a meter of all cards", "take it out of `other`")
    for meter, whole in without_whole(links(METERS, [meter for meter in quantities if meter in METERS])):
        message = f"`{meter}` is part of `{whole}`, and this call has no `{whole}`"
        hint = f"`{whole}` counts all of it, this part included"
        yield Problem(formula_place(quantities[meter]), "missing-whole", message, hint)


def _options(scenario: Scenario) -> Iterator[Problem]:
    if scenario.baseline and scenario.baseline not in scenario.options:
        hint = did_you_mean(scenario.baseline, scenario.options)
        yield Problem(place_of(scenario.baseline), "unknown-option", f"there is no option `{scenario.baseline}`", hint)
    for budget in scenario.budgets:
        if budget.option not in scenario.options:
            hint = did_you_mean(budget.option, scenario.options)
            message = f"there is no option `{budget.option}`, so this budget limits nothing"
            yield Problem(place_of(budget.option), "unknown-option", message, hint)
    if len(scenario.options) * len(scenario.workload) > MAX_GROUPS:
        message = f"options times calls are more than {MAX_GROUPS:,}"
        yield Problem(place_of(next(iter(scenario.options))), "too-many", message, "split the scenario")
