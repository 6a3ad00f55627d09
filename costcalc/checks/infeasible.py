"""An option cannot do what the scenario asks of it.

A request with more tokens than the context window, an answer that is longer than the model's longest, a model that is
not released yet: it is priced, because arithmetic can be done, and nobody can run it.

    assumptions:
      document_tokens: 200K
    workload:
      - {call: analyse, requests: 1, input: document_tokens, output: 4K}
    options:
      turbo: {model: openai/gpt-4-turbo}      # bad: its context window is 128,000 tokens

    options:
      gpt_4_1: {model: openai/gpt-4.1}        # good: 1,047,576 tokens

Where only totals are known nothing is said: nobody knows the size of one request. Whether a model is released is asked
for the own day of the option or the scenario, where it has one. Every model of an option is looked at, and every turn
of a call with `each`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.checks.subject import called, decides
from costcalc.instant import short_instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject
    from costcalc.comparison import Comparison, Outcome

LEVEL = Level.WARNING
NOT_RELEASED = "not-released"
CODES = ("context-window-exceeded", "max-output-exceeded", NOT_RELEASED)
HINT = "choose a model that can do it, or ask less of one request"
WAIT = "choose a model that is there, or give the scenario an `as_of` of a day on which this one is"
MOST_SHOWN = 3
"""Reasons that are given; the others are counted."""


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each option that nobody can run."""
    found: dict[str, Finding] = {}
    for result in subject.results:
        for outcome in result.outcomes:
            finding = _finding(result, outcome)
            if finding and (decides(result, outcome) or finding.about not in found):
                found[finding.about] = finding
    yield from found.values()


def _finding(result: Comparison, outcome: Outcome) -> Finding | None:
    flags = [flag for flag in outcome.flags if flag.code in CODES]
    if not decides(result, outcome):
        flags = [flag for flag in flags if flag.code != NOT_RELEASED]
    if not flags:
        return None
    messages = list(dict.fromkeys(flag.message for flag in flags))
    shown = "; ".join(
        [*messages[:MOST_SHOWN], *([f"and {len(messages) - MOST_SHOWN} more"] if messages[MOST_SHOWN:] else [])]
    )
    on = "" if decides(result, outcome) else f", on {short_instant(result.as_of)}"
    about = called(result, outcome)
    hint = WAIT if {flag.code for flag in flags} == {NOT_RELEASED} else HINT
    return Finding("infeasible", LEVEL, outcome.plan.place, f"{about}{on}: {shown}", hint, about)
