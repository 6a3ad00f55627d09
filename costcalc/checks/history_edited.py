"""A price of the past is not what it was, and nobody said why.

Somebody has computed with it: a scenario of last spring must give this spring's answer next year, too. So a rate is
appended, never edited, and what was wrong is replaced by a correction that says why. Looked at with `--base` only.

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.60}       # bad: the base has 0.40 here

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.40}       # good: what the base has, and then
      - {effective: 2026-01-01, source: "https://…", input: 0.60, corrects: "0.40 was that of the batch service"}

It counts whether an answer about the past becomes another: through a price that is edited, a rate that is gone or has
another `effective`, a rate put in where another held, an end that was past and is moved, another `currency` or `per`
of the card, a meter of the card's own that is counted in another way, an alias that moves to a model of other prices,
a past day of a calendar that the card's hours name, a past exchange rate. Words about a price (`source`, `verified`,
`note` …) may change, and so may prices that are announced and not yet in force. To put a rate in where another held,
append a correction of that one, with its `until`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level, terms_called
from costcalc.diff import ChangeKind
from costcalc.diff.around import past_days, past_exchange
from costcalc.diff.past import rewrites
from costcalc.diff.rates import Sides, rate_changes
from costcalc.instant import short_instant
from costcalc.problem import InputError
from costcalc.ratecard.price_points import price_points
from costcalc.rules import Contract
from costcalc.source import place_of
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.checks.subject import Subject
    from costcalc.diff import CardChange, RateChange

LEVEL = Level.ERROR
_DONE = {
    ChangeKind.EDITED: "is not what it was",
    ChangeKind.REMOVED: "is gone",
    ChangeKind.ENDED: "ends at another time than it did",
    ChangeKind.INSERTED: "is put in where another held",
}
_APPEND = "put back what the base has, and append a rate of the same `effective` that says why: `corrects:`"
_TERMS = "put back what the base has; terms end with `until`, and new ones are appended"
_CALENDAR = "put back what the base has; a correction of the rate can name another calendar: `holidays:`"
_EXCHANGE = "put back what the base has, and append what is new"
_CUT = "append a correction of the rate that held then, with its `until`, and this one after it"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each change that makes an answer about the past another one."""
    for card in subject.changed:
        yield from _recast(card, subject.as_of) or _edited(card, subject.as_of)
        yield from _extended(card)
        yield from _recounted(card, subject.as_of)
        yield from _moved_names(card, subject.as_of)
    yield from _moved_days(subject)
    yield from _exchanged(subject)


def _recast(card: CardChange, as_of: datetime) -> list[Finding]:
    """Return a finding for another currency or pricing unit of the card, in place of one for every price in it."""
    old, new = card.old.card, card.new.card
    rewritten = [change for name, change in card.rates if rewrites(change, old.models.get(name), as_of)]
    if not rewritten or not (card.recast or any(change.what == "per" for change in card.about)):
        return []
    place, was, now = place_of(new.currency), f"in {old.currency}", f"in {new.currency}"
    if not card.recast:
        place, was, now = new.per.place, f"per {old.per}", f"per {new.per}"
    message = f"{card.id} was {was} and is {now}: {len(rewritten)} of its rates mean something else"
    return [Finding("history-edited", LEVEL, place, message, "make another card of it", card.id)]


def _extended(card: CardChange) -> Iterator[Finding]:
    """Yield a finding for a contract whose prices are worked out from those of another card: also those of the past."""
    for change in card.about:
        if change.what == "extends" and change.old:
            new = card.new.card
            place = place_of(new.extends) if new.extends else place_of(new.id)
            message = f"{card.id} extended {change.old}, and extends {change.new or 'nothing'}: its past is another"
            yield Finding("history-edited", LEVEL, place, message, "make another card of it", f"{card.id} extends")


def _recounted(card: CardChange, as_of: datetime) -> Iterator[Finding]:
    """Yield a finding for each of the card's own meters that had a price and is counted in another way now."""
    old, new = card.old.card, card.new.card
    past = [rate for model in old.models.values() for rate in model.rates if rate.effective.at <= as_of]
    meters = {written.meter for rate in past for written in price_points(rate, old.all_meters)}
    for change in card.about:
        name = change.what.removeprefix("meter ")
        if name != change.what and change.old and name in meters:
            place = place_of(next((key for key in new.meters if key == name), new.id))
            message = f"the meter `{name}` of {card.id} was `{change.old}` and is `{change.new or 'gone'}`"
            hint = "put back what the base has, and count what is new with a meter of another name"
            yield Finding("history-edited", LEVEL, place, message, hint, f"{card.id} {change.what}")


def _moved_days(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each calendar whose past days are not what they were, whatever its file."""
    found: dict[str, Finding] = {}
    for card_id, new in subject.cards.items():
        old = subject.old_cards.get(card_id)
        if old is None or subject.base is None or not subject.base.is_used(old) or not subject.head.is_used(new):
            continue
        windows = [rate.window for model in old.card.models.values() for rate in model.rates]
        for name in dict.fromkeys(window.holidays for window in windows if window and window.holidays):
            with suppress(InputError):  # a calendar that is gone is a problem of what is priced with it
                calendars = [file.calendar(str(name), place_of(name)).calendar for file in (old, new)]
                change = past_days(calendars[0], calendars[1], subject.as_of)
                if change:
                    message = f"the calendar `{name}` is not what it was on days that are past: {some_of(change.days)}"
                    finding = Finding("history-edited", LEVEL, change.place, message, _CALENDAR, f"calendar {name}")
                    found.setdefault(f"{change.place.source.name} {name}", finding)
    yield from found.values()


def _exchanged(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each past exchange rate that is not what it was."""
    if not subject.base or not subject.base.fx:
        return
    now = subject.head.fx
    for change in past_exchange(subject.base.fx.fx, now.fx if now else None, subject.as_of):
        since, pair = short_instant(change.since), " to ".join(change.pair)
        message = f"the exchange rate from {pair} of {since} {_DONE[change.kind]}"
        about = f"{pair} {since} {change.kind}"
        yield Finding("history-edited", LEVEL, change.place, message, _EXCHANGE, about)


def _edited(card: CardChange, as_of: datetime) -> Iterator[Finding]:
    found: dict[str, Finding] = {}
    for name, change in card.rates:
        if rewrites(change, card.old.card.models.get(name), as_of) and not _is_acknowledged(card, name, change):
            finding = _finding(card, name, change)
            found.setdefault(finding.about, finding)  # a rate and its correction are one
    yield from found.values()


def _finding(card: CardChange, name: str, change: RateChange) -> Finding:
    since = short_instant(change.since)
    terms = change.old or change.new
    about = terms_called(card.id, terms) if isinstance(terms, Contract) else f"{card.id}/{name} {since}"
    key = next((key for key in card.new.card.models if key == name), card.new.card.id)
    place = change.new.effective.place if change.new else place_of(key)
    what = f"the rate of {card.id}/{name}" if name else f"the terms of {card.id}"
    hint = _CUT if change.kind is ChangeKind.INSERTED else _APPEND if name else _TERMS
    altered = some_of(
        dict.fromkeys([*(price.meter for price in change.prices), *(one.what for one in change.conditions)])
    )
    action = f"{_DONE[change.kind]}{f': {altered}' if change.kind is ChangeKind.EDITED else ''}"
    message = f"{what} from {since} {action}"
    return Finding("history-edited", LEVEL, place, message, hint, f"{about} {change.kind}")


def _is_acknowledged(card: CardChange, name: str, change: RateChange) -> bool:
    """Whether a rate was inserted together with a correction of the one that held then, which states the reason."""
    was = card.old.card.models.get(name)
    held = was.rate_at(change.since) if was and change.kind is ChangeKind.INSERTED else None
    corrected = (one.since for each, one in card.rates if each == name and one.kind is ChangeKind.CORRECTED)
    return held is not None and held.effective.at in corrected


def _moved_names(card: CardChange, as_of: datetime) -> Iterator[Finding]:
    """Yield a finding for each name that stands for another model now, one with another past."""
    old, new = card.old.card, card.new.card
    for name, was in old.names.items():
        now = new.names.get(name, was)
        if now == was:
            continue
        changes: Iterable[RateChange] = rate_changes(Sides(old, new), old.models[was], new.models[now])
        if any(rewrites(change, old.models[was], as_of) for change in changes):
            alias = next(alias for alias in [*new.models[now].aliases, *new.models] if alias == name)
            message = f"{card.id}/{name} stood for {was} and stands for {now}, whose past prices are others"
            hint = "an alias never moves: a name that is pointed at another model is a model of its own"
            yield Finding("history-edited", LEVEL, place_of(alias), message, hint, f"{card.id}/{name}")
