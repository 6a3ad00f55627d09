"""What an option is called and what it is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import symbolic
from costcalc.instant import short_instant
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.comparison import Outcome
    from costcalc.expr import Node

MOST_WITH = 3
"""Assumptions of an option that are named in a title; more are counted."""


def models_of(outcome: Outcome) -> str:
    """Return the models of an option; of several each with its calls: openai/gpt-4o for answer and grade."""
    if len(outcome.offers) == 1:
        return outcome.models
    return _by_call(outcome.plan.models)


def terms_of(outcome: Outcome) -> str:
    """Return how the models of an option are asked, where that is not as usual: batch, or batch for index."""
    asked = {group.call: ", ".join(name for _, name in group.terms.asked()) for group in outcome.plan.groups}
    if len(set(asked.values())) == 1:
        return next(iter(asked.values()))
    return _by_call({call: words for call, words in asked.items() if words})


def _by_call(words: Mapping[str, str]) -> str:
    """Return what is said of calls, each once with its calls."""
    calls: dict[str, list[str]] = {}
    for call, word in words.items():
        calls.setdefault(word, []).append(call)
    return ", ".join(f"{word} for {' and '.join(own)}" for word, own in calls.items())


def entries_of(outcome: Outcome) -> list[str]:
    """List the entries of the workload that an option has."""
    own = {*outcome.plan.models, *(str(line.line) for line in outcome.plan.lines)}
    return [str(entry.name) for entry in outcome.planned.scenario.scenario.workload if entry.name in own]


def formulas_of(layer: Mapping[str, Node]) -> dict[str, str]:
    """Return what an option or a claim says of assumptions, as formulas by their names."""
    return {str(name): symbolic(node) for name, node in layer.items()}


def instant_words(outcome: Outcome) -> str:
    """Return when the prices of an option are from, where that is another instant than that of the others."""
    plan, planned = outcome.plan, outcome.planned
    return f"at the prices of {short_instant(plan.as_of)}" if planned.dated and plan.as_of != planned.as_of else ""


def called(option: str, models: str) -> str:
    """Return an option with its models: `small: openai/gpt-4o-mini`; one that is called as its model by that alone."""
    return models if option == models else ": ".join(filter(None, (option, models)))


def title_of(outcome: Outcome) -> str:
    """Return what a working is of: the option, its models, how they are asked, and what it alone assumes."""
    about = [called(outcome.id, models_of(outcome)), terms_of(outcome), instant_words(outcome)]
    if layer := formulas_of(outcome.plan.layer):
        few = [f"{one} = {formula}" for one, formula in layer.items()]
        words = few if len(few) <= MOST_WITH else [counted(len(few), "assumption of its own", "assumptions of its own")]
        about.append(f"with {' and '.join(words)}")
    return ", ".join(filter(None, about))
