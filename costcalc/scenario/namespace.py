"""The names in a scenario: options, entries, figures and assumptions share one space, so that a name is one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import names_in
from costcalc.problem import MAX_SHOWN, Problem
from costcalc.source import place_of
from costcalc.spelling import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.expr import Node
    from costcalc.scenario.document import Scenario

RESERVED_RESULTS = frozenset({"total", "upfront", "context_window", "max_output"})
"""Results of every option: nothing else is called so."""

PRINTED, PRICE = "printed", "price"
MONTH = "month"
RESERVED_NAMES = RESERVED_RESULTS | {PRINTED, PRICE, MONTH}
"""What no option is called."""


class Formula(NamedTuple):
    """A formula over assumptions, and the index of a loop that it may have in it besides."""

    node: Node
    bound: str | None = None


def formulas_of(scenario: Scenario) -> Iterator[Formula]:
    """Yield the formulas over assumptions that the costs of a scenario are made of, the assumptions' own aside."""
    for entry in scenario.workload:
        index = entry.index
        yield from (Formula(node, index) for node in entry.formulas())
        yield from (Formula(node) for node in entry.fixed())
    for option in scenario.options.values():
        yield from map(Formula, option.with_.values())
    for price in scenario.prices.values():
        yield from map(Formula, price.formulas())
    if scenario.peak_share:
        yield Formula(scenario.peak_share)


def validate_names(nodes: Iterable[Node], known: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each name in formulas that no assumption has."""
    yield from validate_formulas(map(Formula, nodes), known)


def validate_formulas(formulas: Iterable[Formula], known: Iterable[str]) -> Iterator[Problem]:
    """Yield a problem for each name in formulas that is no assumption, and no index of the formula."""
    known = set(known)
    found = 0
    for node, bound in formulas:
        for leaf in names_in(node):
            if leaf.name not in known and leaf.name != bound and leaf.place:
                found += 1
                usual = "add it to `assumptions`"
                hint = _meant(leaf.name, known, bound) or usual if found <= MAX_SHOWN else usual
                yield Problem(leaf.place, "unknown-name", f"there is no assumption `{leaf.name}`", hint)


def _meant(name: str, known: set[str], bound: str | None) -> str | None:
    """Suggest a name; the index where one letter is written, as people call an index."""
    if bound and len(name) == len(bound) == 1:
        return f"did you mean `{bound}`?"
    return did_you_mean(name, known | {bound} if bound else known)


def validate_namespace(scenario: Scenario) -> Iterator[Problem]:
    """Yield a problem for each name that is taken already, or reserved, in a file that has formulas over results.

    Elsewhere nothing names options and entries, and they may be called like an assumption.
    """
    if not (scenario.figures or scenario.claims or any(budget.of is not None for budget in scenario.budgets)):
        return
    kinds = {
        "assumption": list(scenario.assumptions),
        "entry": [entry.name for entry in scenario.workload],
        "option": list(scenario.options),
        "figure": list(scenario.figures),
    }
    for name in scenario.prices:
        if name in RESERVED_RESULTS | {PRINTED, PRICE}:
            message = f"`{name}` is what a result is called"
            yield Problem(place_of(name), "reserved-name", message, "call the price something else")
    taken: dict[str, str] = {}
    for kind, names in kinds.items():
        for name in names:
            if name in RESERVED_RESULTS or (name in {PRINTED, PRICE} and kind in {"option", "entry"}):
                message = f"`{name}` is what a result is called"
                yield Problem(place_of(name), "reserved-name", message, f"call the {kind} something else")
            elif name == MONTH and kind != "assumption":
                message = f"`{MONTH}` is only an assumption: the month that `forecast` counts up"
                yield Problem(place_of(name), "reserved-name", message, f"call the {kind} something else")
            elif taken.get(name, kind) != kind:
                article = "an" if taken[name][0] in "aeo" else "a"
                message = f"`{name}` is {article} {taken[name]} already, and formulas could not tell them apart"
                yield Problem(place_of(name), "duplicate-name", message, f"call the {kind} something else")
            taken.setdefault(str(name), kind)


def models_named(scenario: Scenario) -> Iterator[str]:
    """Yield the models that calls and options name, and those that prices stand for."""
    own = scenario.prices
    for option in scenario.options.values():
        yield from (ref for ref in (option.model, *option.models.values()) if ref and ref not in own)
    yield from (call.model for call in scenario.calls if call.model and call.model not in own)
    yield from (price.stands_for for price in own.values() if price.stands_for)
