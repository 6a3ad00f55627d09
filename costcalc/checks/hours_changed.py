"""The hours of the day that have a price of their own are new, are others, or are gone.

Whoever does not say when its requests are made is priced in all of these hours, and gates look at the dearest. But what
is really paid depends on when people ask, so somebody should look at it. Looked at with `--base` only, at the rates in
force and those to come. Hours that a calendar decides which does not know the day have no price that a gate could hold:
then it is an error.

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.40}
      - effective: 2026-11-20                                   # bad, unless somebody knows when the requests are made
        source: "https://…"
        input: 0.40
        peak: {multiplier: 3, hours: ["08:00-20:00"], tz: UTC}

    peak_share: 30%                                             # good: the scenario says so

"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks.finding import Finding, Level
from costcalc.diff import plain
from costcalc.instant import short_instant
from costcalc.problem import InputError
from costcalc.source import place_of
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.checks.subject import Subject
    from costcalc.ratecard import CardFile, Model, Rate

LEVEL = Level.WARNING
ALL_HOURS = "one price for all hours"
HINT = "say when the requests are made: a `peak_share`, or a period of the calendar"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each rate in force or to come whose hours are not those of the rate that the base had."""
    yield from _holidays(subject)
    for change in subject.changed:
        before = change.old.card.models
        for name, model in change.new.card.models.items():
            if name in before:
                yield from _of_model(Changed(f"{change.id}/{name}", change.new), before[name], model, subject.as_of)


class Changed(NamedTuple):
    """A model of a card that is changed.

    Args:
        about: CARD/MODEL.
        card: The card as it is.
    """

    about: str
    card: CardFile


def _of_model(changed: Changed, was: Model, now: Model, as_of: datetime) -> Iterator[Finding]:
    about = changed.about
    for span in now.history:
        if span.end is not None and span.end <= as_of:
            continue
        since = max(span.start, as_of)
        before = was.rate_at(since)
        if before is None or same_hours(before) == same_hours(span.rate):
            continue
        message = f"{about} has {hours_said(span.rate)} from {short_instant(span.start)}, and had {hours_said(before)}"
        level = LEVEL
        if why := unknown(span.rate, changed.card, since):
            level, message = Level.ERROR, f"{message}; no price of these can be held against a gate: {why}"
        yield Finding("hours-changed", level, span.rate.effective.place, message, HINT, f"{about} {span.start:%F}")


def unknown(rate: Rate, card: CardFile, moment: datetime) -> str | None:
    """Return why nobody knows the hours of a day; None where they are known."""
    window = rate.window
    if window and window.holidays:
        place = place_of(window.holidays)
        try:
            card.calendar(str(window.holidays), place).calendar.is_holiday(moment.astimezone(window.tz).date(), place)
        except InputError as error:
            return error.problems[0].message
    return None


def _holidays(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each calendar whose days to come are others: hours open or close on them."""
    found: dict[str, Finding] = {}
    for card_id, new in subject.cards.items():
        old = subject.card_before(card_id)
        windows = [rate.window for model in new.card.models.values() for rate in model.rates]
        for name in dict.fromkeys(window.holidays for window in windows if window and window.holidays):
            with suppress(InputError):  # a calendar that is not there is a problem of what is priced with it
                sides = [side.calendar(str(name), place_of(name)).calendar for side in (old, new) if side]
                known = [year for year in sides[-1].years if all(year in side.years for side in sides)]
                to_come = subject.as_of.date()
                days = [{day for day in side.holidays if day > to_come and day.year in known} for side in sides]
                if len(days) > 1 and (moved := sorted(days[0] ^ days[1])):
                    said = some_of(map(str, moved))
                    message = f"the calendar `{name}` is not what it was on days to come: {said}"
                    place = place_of(name)
                    found.setdefault(
                        str(name), Finding("hours-changed", LEVEL, place, message, HINT, f"calendar {name}")
                    )
    yield from found.values()


def same_hours(rate: Rate) -> object:
    """Return what the hours of a rate are: equal for two that mean the same."""
    return (rate.window_name, plain(rate.window)) if rate.window else None


def hours_said(rate: Rate) -> str:
    """Return the hours of a rate that have prices of their own, for people: other prices in 08:00-20:00 UTC."""
    if not rate.window:
        return ALL_HOURS
    factor = rate.window.multiplier
    return f"{f'{factor.text} times the price' if factor else 'other prices'} in {rate.window.text}"
