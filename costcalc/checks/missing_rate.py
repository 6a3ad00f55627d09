"""There is a time at which a model has no price.

What is asked about that time is not priced. A hole between two rates is mostly an `until` too early, or a rate that
was never written down: a warning. A model that was released, was not retired, and has no price today gets a notice: it
is not known what it costs, or that it was shut down.

    rates:
      - {effective: 2026-01-01, until: 2026-02-01, source: "https://…", input: 0.40}    # bad: February has no price
      - {effective: 2026-03-01, source: "https://…", input: 0.30}

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.40}                       # good: until the next one
      - {effective: 2026-03-01, source: "https://…", input: 0.30}

A rate that says why it ended, `ended: "the list has the model no longer"`, is left alone, and so are cards of what
somebody claimed (`basis: claimed`): nobody sells at them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.instant import short_instant
from costcalc.ratecard import CLAIMED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.checks.subject import Subject
    from costcalc.ratecard import Model

LEVEL = Level.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each hole between rates, and for each model without a price today."""
    for file in subject.head.own:
        if file.card.basis == CLAIMED:
            continue
        for name, model in file.card.models.items():
            about = f"{file.card.id}/{name}"
            yield from _holes(about, model)
            if found := _today(about, model, subject.as_of):
                yield found


def _holes(about: str, model: Model) -> Iterator[Finding]:
    for span, following in pairwise(model.history):
        until = None if span.rate.ended else span.rate.until
        if until and span.end and span.end < following.start:
            start, end = short_instant(span.end), short_instant(following.start)
            message = f"{about} has no price from {start} until {end}"
            hint = "leave `until` out: a rate ends where the next starts; or append the rate of that time"
            yield Finding("missing-rate", LEVEL, until.place, message, hint, f"{about} {start}")


def _today(about: str, model: Model, as_of: datetime) -> Finding | None:
    first, last = model.history[0], model.history[-1]
    retired = model.retired and model.retired.at <= as_of
    if retired or model.rate_at(as_of):
        return None
    if as_of < first.start and model.released and model.released.at <= as_of:
        place = model.released.place
        message = f"{about} was released on {short_instant(model.released.at)} and has no price before "
        return Finding("missing-rate", Level.NOTICE, place, f"{message}{short_instant(first.start)}", None, about)
    if last.rate.until and last.rate.until.at <= as_of and not last.rate.ended:
        place = last.rate.until.place
        message = f"{about} has no price since {short_instant(last.rate.until.at)}, and is not said to be retired"
        hint = "append the rate that followed; where the model was shut down, say so with `retired:`"
        return Finding("missing-rate", Level.NOTICE, place, message, hint, about)
    return None
