"""A model that its list goes on to have: what the list says otherwise of it than last time becomes rates of the card.

Only what begins today or later can change, or what begins after all that the card has. The prices of the past stay,
whatever the list says of them now, and so does what somebody wrote into the card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.diff import same_prices
from costcalc.importers.memory.renamed import more_names
from costcalc.importers.writing.edits import Edit, keys_edits, rate_lines
from costcalc.instant import short_instant
from costcalc.ratecard import Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.importers.writing.written import WrittenCard, WrittenModel
    from costcalc.ratecard import Model, Rate, RateCard, RatePeriod

EARLIER = "the list has another price for a time that the card has a price for already, and the card keeps it"
ONE_LINE = "its rates stand in one line, to which nothing can be appended, and it is left as it is"
OWN = "the list has another price from a day on for which somebody wrote one into the card, and the card keeps that"
KEPT_END = "the list no longer says that its price ends, and the card keeps the end: leave `until` out where it is void"
PAST_END = "the list says that its price ended on a day that is past, and the card ends it today"
RETIRED = "the list has another day for it, and the card keeps that which it has"
NOT_RETIRED = "the list no longer has a day for it, and the card keeps that which it has"

UNLISTED = "it has a name in the card that the list does not have, and keeps it"

GONE = "it is no longer in the list"
AGAIN = "the list said something else earlier on this day"
ANNOUNCED = "the list had announced something else"
_OURS = {AGAIN, ANNOUNCED}


class _ListRate(NamedTuple):
    """A rate that the card has, or gets, from its list: it may begin on another day than in the list."""

    card: RateCard
    rate: Rate
    start: datetime
    ends: datetime | None
    limits: set[tuple[str, str]]


class Continued:
    """A model of a card that its list has.

    Args:
        name: What the card calls it.
        old: The card.
        new: What an import made: there the model may be called otherwise.
        day: From when on prices hold that are not dated.

    Attributes:
        notes: What could not be done, each with the key that it is about.
        has_new_prices: Whether rates came.
    """

    def __init__(self, name: str, old: WrittenCard, new: WrittenCard, day: datetime) -> None:
        called = new.card.names[name]
        self.name = name
        self.notes: list[tuple[str, str]] = []
        self.has_new_prices = False
        self._ends: dict[int, dict[str, str]] = {}
        self._old, self._new = old, new
        self._was, self._now = old.card.models[name], new.card.models[called]
        self._here, self._there = old.models[name], new.models[called]
        own = [rate for rate in self._was.rates if _is_of_list(rate)] or self._was.rates
        self._said = [
            _ListRate(old.card, rate, rate.effective.at, self._ends_by_list(rate), _limits(self._was.limits(rate)))
            for rate in own
        ]
        self._starts = {rate.effective.at for rate in self._was.rates}
        days = [card.imported.date.at for card in (old.card, new.card) if card.imported]
        self._day, self._today = day, max(days)
        self._is_first_today = days[0] < days[-1]
        self._announced = announced(self._was, self._here, max(day, self._today))
        self._is_dated = any(rate.effective.at != day for rate in self._now.rates)

    def rates(self) -> Iterator[Edit]:
        """Yield what brings the rates to what the list says from today on."""
        for at in self._instants():
            rate = self._now.rate_at(at)
            said = _in_force(self._said, at)
            if rate is None and at in self._announced and self._now.history[0].start <= at:
                yield from self._taken_back(at)
            if rate is None or (said and self._is_same(said, rate)):
                continue
            if why := self._why_not(at):
                note = ("rates" if why == ONE_LINE else "effective", why)
                self.notes += [note] if note not in self.notes else []
                continue
            yield from self._appended(at, rate)
            self.has_new_prices = True
        for span in self._now.history:
            self._end(span)
        for nth, keys in self._ends.items():
            yield from keys_edits(self._here.rates[nth], keys)

    def facts(self) -> Iterator[Edit]:
        """Yield what the list knows of the model and the card did not."""
        was, now = self._was.retired, self._now.retired
        begun = self._was.released
        if now and was is None and self._here.keys and not (begun and now.at <= begun.at):
            line = self._old.lines[self._here.facts]
            indent = line[: len(line) - len(line.lstrip())]
            yield Edit(self._here.facts, self._here.facts, [f"{indent}retired: {short_instant(now.at)}"])
        elif (was and was.at) != (now and now.at):
            self.notes.append(("retired", RETIRED if now else NOT_RETIRED))
        if any(alias not in self._new.card.names for alias in self._was.aliases):
            self.notes.append(("aliases", UNLISTED))
        yield from more_names(self._old, self.name, self._now, self._old.card.names)

    def _ends_by_list(self, rate: Rate) -> datetime | None:
        """Return when a rate ended in the list; without sums, an end that has not our reason is somebody's."""
        return rate.until.at if rate.until and (self._old.card.said or rate.ended == GONE) else None

    def _instants(self) -> list[datetime]:
        """Return when the list may say something else than the card."""
        instants = {rate.effective.at for rate in self._now.rates}
        instants |= {said.start for said in self._said if said.start > self._today}
        return sorted(instants | {self._today} if self._is_dated else instants)

    def _is_same(self, said: _ListRate, rate: Rate) -> bool:
        limits = _limits(self._now.limits(rate))
        return same_prices(said.card, said.rate, self._new.card, rate) and limits <= said.limits

    def _why_not(self, at: datetime) -> str | None:
        """Return why the card keeps what it says from an instant on."""
        begun = max((start for start in self._starts if start <= self._today), default=None)
        # Only who runs the import can say that a price held before today, and not before another one began.
        if at < self._today and (at != self._day or (begun and at <= begun)):
            return EARLIER
        latest = [rate for rate in self._was.rates if rate.effective.at == at][-1:]
        held = self._was.rate_at(at)
        until = held.until.at if held and held.until else None
        if not all(map(_is_of_list, latest)) or (held and until and not latest and not _is_of_list(held)):
            return OWN
        if until and not latest and until <= self._today:
            return EARLIER
        written = self._here.rates
        ends = held and until and not latest and not written[self._was.rates.index(held)].keys
        return ONE_LINE if ends or any(one.dash is None for one in written) else None

    def _appended(self, at: datetime, rate: Rate) -> Iterator[Edit]:
        """Yield what puts a rate of the list into the card, after all that do not begin later."""
        rates, limits = self._was.rates, _limits(self._now.limits(rate))
        before = [nth for nth, one in enumerate(rates) if one.effective.at <= at]
        keys = dict(sorted(limits - _limits(self._was) - _limits(rate)))
        if at in self._starts:
            first = at > self._today or self._is_first_today
            keys["corrects"] = ANNOUNCED if first else AGAIN
        elif (held := self._was.rate_at(at)) and held.until and self._is_in_force(held, at):  # it ends with this one
            self._ends[rates.index(held)] = {"until": "", "ended": ""}
        if rate.until and any(at < start < rate.until.at for start in self._starts):
            keys["until"] = ""
        nth = next(nth for nth, one in enumerate(self._now.rates) if one is rate)
        dash = self._here.rates[0].dash or 0
        lines = rate_lines(self._new, self._there.rates[nth], short_instant(at), keys, dash)
        place = self._here.rates[before[-1]].end if before else self._here.rates[0].start
        yield Edit(place, place, lines)
        self._starts.add(at)
        self._said.append(
            _ListRate(self._new.card, rate, at, rate.until and rate.until.at, limits | _limits(self._was))
        )

    def _taken_back(self, at: datetime) -> Iterator[Edit]:
        """Yield what takes out a price that was announced, and in whose place the list has none."""
        yield from self._announced[at]
        self._starts.remove(at)
        self._said = [said for said in self._said if said.start != at]
        self.has_new_prices = True

    def _is_in_force(self, rate: Rate, at: datetime) -> bool:
        """Whether a rate of the card holds until an instant, with all that has come today."""
        return not any(rate.effective.at < start < at for start in self._starts)

    def _end(self, span: RatePeriod) -> None:
        """End what the card has for a time where the list says that it ends, or will."""
        held = _in_force(self._said, max(span.start, self._today))
        nth = next((nth for nth, rate in enumerate(self._was.rates) if held and rate is held.rate), None)
        is_followed = any(span.start < other.start <= self._today for other in self._now.history)
        if nth is None or is_followed:
            return
        rate = self._was.rates[nth]
        ends, says = rate.until.at if rate.until else None, span.rate.until
        end = max(says.at, self._today) if says else None
        if end == ends or not _is_of_list(rate) or self._was.rate_at(rate.effective.at) is not rate:
            return
        if says is None and rate.ended == GONE:  # on this day, and it is back
            self._ends[nth] = {"until": "", "ended": ""}
        elif says is None or end is None:
            self.notes += [("until", KEPT_END)] if nth not in self._ends and span.end is None else []
        elif rate.effective.at < end and not any(rate.effective.at < start < end for start in self._starts):
            self.notes += [("until", PAST_END)] if says.at < end else []
            if self._here.rates[nth].keys:
                self._ends[nth] = {"until": short_instant(end)}
            else:
                self.notes.append(("until", ONE_LINE))


def announced(model: Model, written: WrittenModel, day: datetime) -> dict[datetime, list[Edit]]:
    """Return what takes out the prices that a list has announced for later than a day, by their days.

    They have never held, so that the past stays as it was; and no rate can say that there is no price.
    """
    found: dict[datetime, list[Edit]] = {}
    both = list(zip(model.rates, written.rates, strict=True))
    for start in {rate.effective.at for rate in model.rates if rate.effective.at > day}:
        each = [(rate, here) for rate, here in both if rate.effective.at == start]
        if all(_is_of_list(rate) and here.dash is not None for rate, here in each):
            found[start] = [Edit(here.start, here.end, []) for _, here in each]
    return found


def _is_of_list(rate: Rate) -> bool:
    """Whether a rate is as an import writes it: what somebody has looked up says when, or why."""
    return rate.verified is None and (rate.corrects is None or rate.corrects in _OURS)


def _in_force(said: Iterable[_ListRate], at: datetime) -> _ListRate | None:
    """Return what the list said last of an instant."""
    begun = sorted((one for one in said if one.start <= at), key=lambda one: one.start)
    last = begun[-1] if begun else None
    return None if last and last.ends and last.ends <= at else last


def _limits(of: Limits | Model | Rate) -> set[tuple[str, str]]:
    """Return the limits that are known, each with its name."""
    return {(key, str(limit.value)) for key in Limits._fields if (limit := getattr(of, key))}
