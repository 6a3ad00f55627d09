"""A scenario runs on a model that is shut down, or soon will be.

It is still priced, and nobody can run it. Within the next 90 days is soon, or what `retiring_within_days` says. (From
the day on such an option is flagged wherever it is priced, and is never the cheapest.)

    options:
      turbo: {model: openai/gpt-4-turbo}      # bad, in November: it was shut down on 2026-10-23

    options:
      turbo: {model: openai/gpt-5.4-mini}     # good

A scenario or an option that says its own day, with `as_of` or as a calendar period, is about that day: where the model
was there then, it is only noticed that it is gone now. Every model of an option is looked at, those of calls included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.checks.subject import called, decides, own_day
from costcalc.instant import short_instant
from costcalc.project.age import days

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.checks.subject import Subject
    from costcalc.comparison import Comparison, Outcome

LEVEL = Level.WARNING
USUAL_DAYS = 90
HINT = "choose another model; a scenario of a past day says so with `as_of`"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each model of an option that is retired, or soon will be."""
    near = subject.as_of + days(subject.policy.retiring_within_days, USUAL_DAYS)
    found: dict[str, Finding] = {}
    for result in subject.results:
        for outcome in result.outcomes:
            for finding in _findings(result, outcome, subject.as_of, near):
                known = found.get(finding.about)
                if known is None or known.level < finding.level:
                    found[finding.about] = finding
    yield from found.values()


def _findings(result: Comparison, outcome: Outcome, as_of: datetime, near: datetime) -> Iterator[Finding]:
    about = called(result, outcome)
    own = own_day(result, outcome) is not None
    for offer in outcome.offers:
        retired = offer.model.retired
        gone = retired is not None and _is_gone(outcome, retired.at)
        if retired is None or not (gone or retired.at <= near):
            continue
        shut = "was shut down" if retired.at <= as_of else "will be shut down"
        message = f"{about} runs on {offer.ref}, which {shut} on {short_instant(retired.at)}"
        place = next(each.place for each in outcome.plan.bought if each.offer is offer)
        of_model = about if len(outcome.offers) == 1 else f"{about} {offer.ref}"
        if own and not (gone and decides(result, outcome)):  # it was there on the day that this is about
            yield Finding("retired-in-use", Level.NOTICE, place, message, None, of_model)
        else:
            yield Finding("retired-in-use", LEVEL, place, message, HINT, of_model)


def _is_gone(outcome: Outcome, retired: datetime) -> bool:
    """Return whether a model is shut down in the time that an option is priced for: its end does not belong to it."""
    ends = (plan.period.until for plan in outcome.plan.plans)
    return any(end > retired if end else outcome.plan.as_of >= retired for end in ends)
