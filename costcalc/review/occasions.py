"""When a scenario is priced: today and at its own instant, in all hours with a price, and at every change ahead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from costcalc.instant import TICK, instant_text
from costcalc.pricing.hours import instants_of_hours
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from costcalc.comparison import Comparison
    from costcalc.ratecard import FxFile, Offer
    from costcalc.scenario import ScenarioFile

HOURS_LOOKED_AT = (timedelta(days=400), timedelta(days=8))
"""How far ahead hours are looked for, as holidays may be many; less, where a calendar does not know them all."""


class Occasion(NamedTuple):
    """An instant at which both sides of a change are priced.

    Args:
        as_of: The instant.
        hours: `peak`, `off_peak` or `mixed`, where prices depend on the hour and nobody says one; else None.
        of: The dated change or the day whose hours these are: today, the scenario's own instant, or one ahead.
        ahead: Whether it is later than today.
        is_own: Whether it is of a scenario's own instant, and not of today.
        was: The instant at which the base has such hours, where that is another one.
    """

    as_of: datetime
    hours: str | None
    of: datetime
    ahead: bool = False
    is_own: bool = False
    was: datetime | None = None

    @property
    def is_today(self) -> bool:
        """Whether it is today as it is first priced; what becomes of its hours and what is ahead come after it."""
        return self.is_first and not self.is_own

    @property
    def before(self) -> datetime:
        """The instant at which the base is priced."""
        return self.was or self.as_of

    @property
    def is_first(self) -> bool:
        """Whether it is today, or a scenario's own instant, and not what follows from it."""
        return self.as_of == self.of and not self.ahead


def first_occasions(files: Iterable[ScenarioFile], as_of: datetime) -> tuple[Occasion, ...]:
    """Return today's instant, and the own ones of a scenario on both sides.

    Args:
        files: The scenario as it is and as it was, those that there are.
        as_of: Today.
    """
    files = tuple(files)
    if all(file.scenario.period.start for file in files):
        return (Occasion(as_of, None, as_of),)  # its prices are those of the period's own days, whatever the instant
    own = (file.scenario.as_of.at for file in files if file.scenario.as_of)
    return tuple(Occasion(moment, None, moment, is_own=moment != as_of) for moment in dict.fromkeys([as_of, *own]))


def more_occasions(
    first: Occasion, before: Comparison | None, after: Comparison | None, until: datetime | None
) -> Iterator[Occasion]:
    """Yield what follows from the prices of an occasion: its hours, and dated changes ahead with theirs.

    Where prices depend on the hour, the first that is yielded is the occasion itself, with what its hours are.

    Args:
        first: The occasion.
        before: What the scenario cost on it.
        after: What it costs.
        until: How far ahead dated changes count; None where only the hours of this one do.
    """
    sides = [side for side in (before, after) if side]
    files = [side.scenario for side in sides]
    if all(file.scenario.period.start for file in files):
        return
    known = {id(offer): offer for side in sides for offer in _offers(side)}.values()
    moments = [first.of]
    if until is not None:
        moments += sorted(_changes(known, (side.fx for side in sides), first.of, until))
    says_share = all(_says_share(file) for file in files)
    for moment in moments:
        ahead = moment > first.of
        day = first._replace(as_of=moment, of=moment, ahead=ahead)
        says_hour = says_share or (not ahead and _says_hour(files, moment))
        hours = [] if says_hour else list(_hours(_offers(before), _offers(after), day))
        yield from hours or ([day] if ahead else [])


def _offers(side: Comparison | None) -> list[Offer]:
    return [offer for one in side.outcomes for offer in one.offers] if side else []


def _changes(
    offers: Iterable[Offer], exchange: Iterable[FxFile | None], start: datetime, end: datetime
) -> set[datetime]:
    """Return the instants ahead at which a price or an exchange rate changes."""
    after = end + TICK  # the last instant is one of them
    found = {at for offer in offers for at in offer.breaks(start, after)}
    return found | {at for file in exchange if file for at in file.fx.breaks(start, after)}


def _hours(old: Iterable[Offer], new: Iterable[Offer], day: Occasion) -> Iterator[Occasion]:
    """Yield an instant of each set of hours with a price of its own, from a day on and before the next change.

    Peak hours are held against peak hours, whenever they are: where they only move, none costs more than another did.
    """
    was, now = _by_hours(old, day.of), _by_hours(new, day.of)
    for key in dict.fromkeys([*now, *was]):
        # A side without such hours costs the same in all of them.
        known = now.get(key) or was[key]
        yield day._replace(as_of=known, hours=key[0], was=was.get(key, known))


def _by_hours(offers: Iterable[Offer], start: datetime) -> dict[tuple[str, int], datetime]:
    """Return an instant of each set of hours, by what they are, and which of these they are."""
    offers = tuple(offers)
    for days in HOURS_LOOKED_AT:
        end = min([start + days, *(at for offer in offers for at in offer.breaks(start, start + days))])
        try:
            found = list(instants_of_hours(offers, start, end))
        except InputError:  # that a calendar does not know a day is said where it is priced
            continue
        names = [hours for _, hours in found]
        return {(hours, names[:nth].count(hours)): at for nth, (at, hours) in enumerate(found)}
    return {}


def _says_hour(files: Iterable[ScenarioFile], moment: datetime) -> bool:
    """Whether a scenario says the hour of an instant: as its own `as_of`, and not as a date alone."""
    own = [file.scenario.as_of for file in files if file.scenario.as_of]
    return any(one.at == moment and not _is_date(one.at) for one in own)


def _is_date(moment: datetime) -> bool:
    return instant_text(moment).endswith("T00:00:00Z")


def _says_share(file: ScenarioFile) -> bool:
    """Whether a scenario says which part of all its requests is made in peak hours."""
    scenario = file.scenario
    return scenario.peak_share is not None or all(call.peak_share for call in scenario.calls)
