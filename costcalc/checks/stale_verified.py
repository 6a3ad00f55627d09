"""The price in force was last seen too long ago.

Vendors change prices without a word. A rate that says when its source was last seen to say so can be too old to be
relied on: more than 60 days, or what `stale_after_days` says. So is one that never says it, and one that says a day
that is yet to come: it would never be too old. A price of an imported card that nobody has verified was last seen, in
somebody's list, on the day of the import.

    rates:
      - {effective: 2026-01-01, verified: 2026-01-02, source: "https://…", input: 0.40}     # bad, in November

    rates:
      - {effective: 2026-01-01, verified: 2026-11-20, source: "https://…", input: 0.40}     # good

Only prices that somebody sells at are looked at, and only those in force at the day of the check; with them the
contracted `prices` of scenarios that are about no other day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks.finding import Finding, Level
from costcalc.instant import short_instant
from costcalc.project.age import longest_age
from costcalc.ratecard import CLAIMED
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime, timedelta

    from costcalc.checks.subject import Subject
    from costcalc.problem import Place
    from costcalc.source import Moment

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
            imported = file.card.imported.date if file.card.imported else None
            place = (rate.verified or rate.effective).place
            yield from _stale(_Seen(f"{file.card.id}/{name}", rate.verified or imported, place), subject.as_of, longest)
    for own in subject.head.scenarios:
        scenario = own.scenario
        if scenario.as_of or scenario.period.start:  # it is about another day
            continue
        for name, price in scenario.prices.items():
            begun = price.effective is None or price.effective.at <= subject.as_of
            if price.basis != CLAIMED and begun and not (price.until and price.until.at <= subject.as_of):
                place = price.verified.place if price.verified else place_of(name)
                seen = _Seen(f"{scenario.id}/{name}", price.verified, place)
                yield from _stale(seen, subject.as_of, longest)


class _Seen(NamedTuple):
    """A price, and when it was last seen."""

    ref: str
    verified: Moment | None
    place: Place


def _stale(seen: _Seen, as_of: datetime, longest: timedelta) -> Iterator[Finding]:
    about = seen.ref
    if seen.verified is None:
        message = f"nobody says when the price of {about} was last seen"
        yield Finding("stale-verified", LEVEL, seen.place, message, "add `verified:`", about)
    elif seen.verified.at > as_of:
        day = short_instant(seen.verified.at)
        message = f"the price of {about} was last seen on {day}, which is yet to come"
        hint = "write the day on which somebody looked at its source"
        yield Finding("stale-verified", LEVEL, seen.place, message, hint, about)
    elif (age := (as_of.date() - seen.verified.at.date()).days) > longest.days:
        message = f"the price of {about} was last seen {age} days ago"
        hint = f"look at its source again; more than {longest.days} days are too many"
        yield Finding("stale-verified", LEVEL, seen.place, message, hint, about)
