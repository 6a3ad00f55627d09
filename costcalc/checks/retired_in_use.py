"""A scenario runs on a model that is shut down, or soon will be.

It is still priced, and nobody can run it. Within the next 90 days is soon, or what `retiring_within_days` says. (From
the day on such an option is flagged wherever it is priced, and is never the cheapest.)

    options:
      turbo: {model: openai/gpt-4-turbo}      # bad, in November: it was shut down on 2026-10-23

    options:
      turbo: {model: openai/gpt-5-mini}       # good

A scenario that says its own day, with `as_of` or as a calendar period, is about that day: where the model was there
then, it is only noticed that it is gone now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.checks.subject import decides, own_day
from costcalc.instant import short_instant
from costcalc.project.policy import days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.checks.subject import Subject
    from costcalc.comparison import Comparison, Outcome

LEVEL = Level.WARNING
USUAL_DAYS = 90
RETIRED = "retired"
HINT = "choose another model; a scenario of a past day says so with `as_of`"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each option whose model is retired, or soon will be."""
    near = subject.as_of + days(subject.policy.retiring_within_days, USUAL_DAYS)
    found: dict[str, Finding] = {}
    for result in subject.results:
        for outcome in result.outcomes:
            finding = _finding(result, outcome, subject.as_of, near)
            known = found.get(finding.about) if finding else None
            if finding and (known is None or known.level < finding.level):
                found[finding.about] = finding
    yield from found.values()


def _finding(result: Comparison, outcome: Outcome, as_of: datetime, near: datetime) -> Finding | None:
    ends = {offer.model.retired.at: offer for offer in outcome.offers if offer.model.retired}
    offer = ends[min(ends)] if ends else None  # the first to go
    retired = offer.model.retired if offer else None
    gone = any(flag.code == RETIRED for flag in outcome.flags)
    if offer is None or retired is None or not (gone or retired.at <= near):
        return None
    there_then = own_day(result) is not None and not (gone and decides(result))
    scenario = result.scenario.scenario
    about = f"{scenario.id}/{outcome.id}"
    shut = "was shut down" if retired.at <= as_of else "will be shut down"
    message = f"{about} runs on {offer.ref}, which {shut} on {short_instant(retired.at)}"
    place = outcome.plan.place
    if there_then:
        return Finding("retired-in-use", Level.NOTICE, place, message, None, about)
    return Finding("retired-in-use", LEVEL, place, message, HINT, about)
