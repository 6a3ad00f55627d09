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
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject
    from costcalc.expr import Node
    from costcalc.scenario import Scenario

LEVEL = Level.WARNING
HINT = "use it in the workload, or take it out"


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
    """Return the assumptions that the workload depends on, also through others."""
    used: set[str] = set()
    waiting = list(_formulas(scenario))
    while waiting:
        for name in {leaf.name for leaf in names_in(waiting.pop())} - used:
            used.add(name)
            waiting.append(scenario.assumptions[name].value)
    return used


def _formulas(scenario: Scenario) -> Iterator[Node]:
    for call in scenario.workload:
        yield from (node for node in (call.requests, call.peak_share) if node)
        yield from call.quantities().values()
        yield from call.totals.quantities().values() if call.totals else ()
    if scenario.peak_share:
        yield scenario.peak_share
