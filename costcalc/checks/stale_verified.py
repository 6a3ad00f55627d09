"""The price in force was last seen too long ago.

Vendors change prices without a word. A rate that says when its source was last seen to say so can be too old to be
relied on: more than 60 days, or what `stale_after_days` says. So is one that never says it, and one that says a day
that is yet to come: it would never be too old.

    rates:
      - {effective: 2026-01-01, verified: 2026-01-02, source: "https://…", input: 0.40}     # bad, in November

    rates:
      - {effective: 2026-01-01, verified: 2026-11-20, source: "https://…", input: 0.40}     # good

Only prices that somebody sells at are looked at, and only those in force at the day of the check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.instant import short_instant
from costcalc.project.policy import longest_age
from costcalc.ratecard import CLAIMED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject

LEVEL = Level.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each price in force whose `verified` is too old, or cannot be true."""
    longest = longest_age(subject.policy)
    for file in subject.head.own:
        for name, model in file.card.models.items():
            rate = model.rate_at(subject.as_of)
            gone = model.retired and model.retired.at <= subject.as_of
            if rate is None or gone or file.card.basis == CLAIMED:
                continue
            about = f"{file.card.id}/{name}"
            if rate.verified is None:
                message = f"nobody says when the price of {about} was last seen"
                yield Finding("stale-verified", LEVEL, rate.effective.place, message, "add `verified:`", about)
            elif rate.verified.at > subject.as_of:
                day = short_instant(rate.verified.at)
                message = f"the price of {about} was last seen on {day}, which is yet to come"
                hint = "write the day on which somebody looked at its source"
                yield Finding("stale-verified", LEVEL, rate.verified.place, message, hint, about)
            elif (age := (subject.as_of.date() - rate.verified.at.date()).days) > longest.days:
                message = f"the price of {about} was last seen {age} days ago"
                hint = f"look at its source again; more than {longest.days} days are too many"
                yield Finding("stale-verified", LEVEL, rate.verified.place, message, hint, about)
