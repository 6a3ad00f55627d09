"""An assumption that nothing is computed from.

It looks as if it counted. Mostly a formula names another one, or has a number in it where the assumption is meant, and
whoever changes the assumption changes nothing.

    assumptions:
      queries: 1M
      answer_tokens: 500
    workload:
      - {call: answer, requests: queries, input: 200, output: 300}                  # bad

    workload:
      - {call: answer, requests: queries, input: 200, output: answer_tokens}        # good

What only other unused assumptions are computed from is unused, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.expr import names_in
from costcalc.scenario import SolvedFigure, formulas_of, sides_of
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject
    from costcalc.expr import Node
    from costcalc.scenario import Scenario

LEVEL = Level.WARNING
HINT = "use it in a formula, or take it out"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each assumption that no quantity depends on."""
    for file in subject.head.scenarios:
        used = _used(file.scenario)
        for name in file.scenario.assumptions:
            if name not in used:
                message = f"nothing is computed from the assumption `{name}`"
                about = f"{file.scenario.id}/{name}"
                yield Finding("unused-assumption", LEVEL, place_of(name), message, HINT, about)


def _used(scenario: Scenario) -> set[str]:
    """Return the assumptions that something depends on, also through others."""
    used: set[str] = set()
    waiting = [formula.node for formula in formulas_of(scenario)]
    waiting += [node for figure in scenario.figures.values() for node in sides_of(figure)]
    waiting += [node for claim in scenario.claims for node in (*claim.of, *claim.with_.values())]
    waiting += [budget.of for budget in scenario.budgets if budget.of is not None]
    used |= {str(figure.solve) for figure in scenario.figures.values() if isinstance(figure, SolvedFigure)}
    waiting += [value for name in used if (value := scenario.assumptions[name].value) is not None]
    while waiting:
        for name in own_names(waiting.pop(), scenario) - used:
            used.add(name)
            if (value := scenario.assumptions[name].value) is not None:
                waiting.append(value)
    return used


def own_names(node: Node, scenario: Scenario) -> set[str]:
    """Return the assumptions that a formula names, also as those of an option: `flash.tokens`."""
    found = set()
    for leaf in names_in(node):
        first, _, rest = leaf.name.partition(".")
        found |= {leaf.name, rest if first in scenario.options else first} & scenario.assumptions.keys()
    return found
