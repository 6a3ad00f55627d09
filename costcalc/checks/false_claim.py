"""A claim does not come out, and nobody said so; or it is said to be wrong in a way in which it is not.

A figure that a scenario keeps from a text, a plan or a bill is recomputed whenever something changes. Where it no
longer comes out, the text is to be corrected or the scenario is; where that is known, `expect` says it.

    workload:
      - {call: answer, requests: 1M, input: 200, output: 500}
    options: {small: {model: acme/small}}                                           # 200 + 1,000 USD
    claims:
      - {claim: month, printed: "$1,500/month", of: small.total}                    # bad

    claims:
      - {claim: month, printed: "$1,500/month", of: small.total, expect: differs}   # good
      - {claim: mended, printed: "$1,200/month", of: small.total}

A claim is asked at the own instant of its scenario, where that has one. `costcalc audit` says what would make it true.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.checks.subject import is_of_its_day
from costcalc.money import percent, total
from costcalc.scenario.printed_words import FigureKind
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject
    from costcalc.comparison import Comparison
    from costcalc.comparison.audit.verdict import Verdict

LEVEL = Level.WARNING
HINT = "correct the figure or the scenario; or say that it is known: `expect: {}`"
UNMET = "take out of `expect` what no longer holds"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each claim that is wrong and not expected to be, or not in the way that is expected."""
    for result in subject.results:
        if result.claims and is_of_its_day(result):
            for verdict in subject.verdicts[str(result.scenario.scenario.id)].values():
                yield from _findings(verdict, result)


def _findings(verdict: Verdict, result: Comparison) -> Iterator[Finding]:
    about = f"{result.scenario.scenario.id}/{verdict.name}"
    written = verdict.claim.written
    printed = cut(written.printed) if written.printed else "a number"
    if verdict.is_unexpected and verdict.judgement:
        relation, why = verdict.judgement.relation, verdict.judgement.why
        message = f"{about} prints {printed}{_found(verdict)} ({relation.value}{f': {why}' if why else ''})"
        yield Finding("false-claim", LEVEL, written.place, message, HINT.format(relation.value), about)
    elif verdict.unmet:
        words = " and ".join(verdict.unmet)
        is_ = " and ".join(verdict.words)
        message = f"{about} prints {printed}{_found(verdict)} ({is_}), and {words} is expected of it"
        yield Finding("false-claim", LEVEL, written.place, message, UNMET, about)


def _found(verdict: Verdict) -> str:
    """Return what comes out, where that is one number."""
    figure = verdict.figure
    if figure is None or figure.value is None:
        return ""
    in_percent = verdict.printing is not None and verdict.printing.kind is FigureKind.PERCENT
    return f", and {percent(figure.value) if in_percent else total(figure.value)} comes out"
