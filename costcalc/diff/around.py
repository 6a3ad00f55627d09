"""Compare what prices rest on beside their cards, for times that are past: calendars, and exchange rates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.diff.changes import ChangeKind
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.problem import Place
    from costcalc.ratecard import Calendar, Fx
    from costcalc.ratecard.fx import ExchangeRate

    Pair = tuple[str, str]


class DayChange(NamedTuple):
    """Days of a calendar that are past, and are not what they were.

    Args:
        days: What they are called: 2026-05-01, or a year that is not covered any more.
        place: Of the first of them, or of the calendar.
    """

    days: tuple[str, ...]
    place: Place


class ExchangeChange(NamedTuple):
    """A change of a past exchange rate.

    Args:
        kind: Edited, removed, ended or inserted.
        pair: The two currencies.
        since: From when on it holds.
        place: Where it stands, or stood.
    """

    kind: ChangeKind
    pair: Pair
    since: datetime
    place: Place


def past_days(old: Calendar, new: Calendar, as_of: datetime) -> DayChange | None:
    """Return the past days that are holidays in one state of a calendar only, or are no longer covered; None for none.

    Args:
        old: The calendar as it was.
        new: The calendar as it is.
        as_of: The instant that counts as today.
    """
    moved = sorted(
        day
        for day in old.holidays.keys() ^ new.holidays.keys()
        if day <= as_of.date() and day.year in old.years and day.year in new.years
    )
    assumed = range(old.years[-1] + 1, as_of.year + 1) if old.beyond and not new.beyond else ()
    lost = [year for year in (*old.years, *assumed) if year <= as_of.year and year not in new.years]
    if not moved and not lost:
        return None
    written = next((new.holidays[day] for day in moved if day in new.holidays), new.id)
    return DayChange((*map(str, lost), *map(str, moved)), place_of(written))


def past_exchange(old: Fx, new: Fx | None, as_of: datetime) -> Iterator[ExchangeChange]:
    """Yield the past exchange rates that are not what they were; one appended at the end is no such change.

    Args:
        old: The rates as they were.
        new: The rates as they are; None where there are none.
        as_of: The instant that counts as today.
    """
    before, after = _pairs(old), _pairs(new) if new else {}
    for pair, rates in before.items():
        now = {one.effective.at: one for one in after.get(pair, ())}
        for nth, one in enumerate(rates):
            found = now.get(one.effective.at)
            kind = _kind(one, found, _end(rates, nth), as_of)
            if kind and one.effective.at <= as_of:
                yield ExchangeChange(kind, pair, one.effective.at, (found or one).effective.place)
    for pair, rates in after.items():
        # A rate is found in either direction, and first in the one that is asked for.
        held = before.get(pair) or before.get((pair[1], pair[0]), ())
        known = {one.effective.at for one in before.get(pair, ())}
        for one in rates:
            at = one.effective.at
            # Of a direction that is new, one of the same day or an earlier one takes the place of what held.
            holds = pair not in before and any(at <= each.effective.at for each in held)
            if at not in known and at <= as_of and (holds or _is_between(held, at)):
                yield ExchangeChange(ChangeKind.INSERTED, pair, one.effective.at, one.effective.place)


def _pairs(fx: Fx) -> Mapping[Pair, Sequence[ExchangeRate]]:
    found: dict[Pair, list[ExchangeRate]] = {}
    for one in fx.rates:
        found.setdefault((str(one.from_), str(one.to)), []).append(one)
    return found


def _kind(old: ExchangeRate, new: ExchangeRate | None, end: datetime | None, as_of: datetime) -> ChangeKind | None:
    if new is None:
        return ChangeKind.REMOVED
    if new.rate.value != old.rate.value:
        return ChangeKind.EDITED
    until = [one.until.at if one.until else None for one in (old, new)]
    return ChangeKind.ENDED if until[0] != until[1] and end is not None and end <= as_of else None


def _end(rates: Sequence[ExchangeRate], nth: int) -> datetime | None:
    """Return when a rate ended, as far as was known."""
    following = rates[nth + 1].effective.at if nth + 1 < len(rates) else None
    until = rates[nth].until
    return until.at if until else following


def _is_between(held: Sequence[ExchangeRate], moment: datetime) -> bool:
    """Whether a rate was in force at an instant, and another one or its end came after it."""
    nth = max((nth for nth, one in enumerate(held) if one.effective.at <= moment), default=None)
    if nth is None:
        return False
    end = _end(held, nth)
    return end is not None and moment < end
