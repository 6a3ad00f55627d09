"""When a scenario is priced: today and at its own instant, in all hours with a price, and at every change ahead."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from costcalc.instant import TICK, instant_text
from costcalc.pricing.hours import instants_of_hours
from costcalc.problem import InputError
from costcalc.review.counted_month import in_month_of, months_ahead
from costcalc.review.held_days import Held, at_hours
from costcalc.review.periods import periods_ahead

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.comparison import Comparison
    from costcalc.instant import Period
    from costcalc.ratecard import FxFile, Offer
    from costcalc.review.pairs import ScenarioPair
    from costcalc.scenario import ScenarioFile

HOURS_LOOKED_AT = timedelta(days=400)
"""How far ahead hours are looked for, as holidays may be many."""

Hours = dict[tuple[str, int], "datetime"]
"""An instant of each set of hours, by what they are, and which of these they are."""


class Occasion(NamedTuple):
    """An instant at which both sides of a change are priced.

    Args:
        as_of: The instant.
        hours: `peak`, `off_peak` or `mixed`, where prices depend on the hour and nobody says one; else None.
        of: The dated change or the day whose hours these are: today, the scenario's own instant, or one ahead.
        ahead: Whether it is later than today.
        is_own: Whether it is of a scenario's own instant, and not of today.
        was: The instant at which the base has such hours, where that is another one.
        held: The days whose prices options hold (`as_of`) with the instant of each that has such hours, where that is
            not its first.
        held_before: The same of the base.
        period: The period of the calendar that both are priced for, where it is not their own: one that comes after it.
        as_base: Whether options of the change hold the prices that the base has them hold, where it says others.
    """

    as_of: datetime
    hours: str | None
    of: datetime
    ahead: bool = False
    is_own: bool = False
    was: datetime | None = None
    held: Held = ()
    held_before: Held = ()
    period: Period | None = None
    as_base: bool = False

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
        return self.as_of == self.of and not (self.ahead or self.held or self.held_before or self.as_base)


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
    first: Occasion, before: Comparison | None, after: Comparison | None, until: datetime | None, *, months: bool = True
) -> Iterator[Occasion]:
    """Yield what follows from the prices of an occasion: its hours, and dated changes ahead with theirs.

    Where prices depend on the hour, the first that is yielded is the occasion itself, with what its hours are.

    Args:
        first: The occasion.
        before: What the scenario cost on it.
        after: What it costs.
        until: How far ahead dated changes count, and the months of a scenario that counts them; None where only the
            hours of this one do.
        months: Whether such months are looked at.
    """
    sides = [side for side in (before, after) if side]
    files = [side.scenario for side in sides]
    changes: set[datetime] = set()
    if until is not None:
        known = {id(offer): offer for side in sides for offer in _offers(side).get(None, ())}.values()
        changes = _changes(known, (side.fx for side in sides), first.of, until)
    if all(file.scenario.period.start for file in files):
        if until is not None:
            periods = periods_ahead(files[-1].scenario.period, first.of, changes)
            yield from (first._replace(as_of=at, of=at, ahead=True, period=period) for at, period in periods)
        return
    moments = [first.of]
    if until is not None:
        moments += sorted(changes.union(months_ahead(files, first.of, until) if months else ()))
    is_shared = all(says_share(file) for file in files)
    for moment in moments:
        ahead = moment > first.of
        day = first._replace(as_of=moment, of=moment, ahead=ahead)
        says_hour = not ahead and _says_hour(files, moment)
        hours = [] if is_shared else list(_hours(before, after, day, says_hour=says_hour))
        yield from hours or ([day] if ahead else [])


def _offers(side: Comparison | None) -> dict[datetime | None, list[Offer]]:
    """Return the models of options by the day whose prices these hold; None is that of the occasion.

    A date has 24 hours; an option that holds the prices of an instant says the hour.
    """
    found: dict[datetime | None, list[Offer]] = {}
    for one in side.outcomes if side else ():
        written = side.scenario.scenario.options.get(one.id) if side else None
        held = written.as_of.at if written and written.as_of else None
        if held is None or _is_date(held):
            found.setdefault(held, []).extend(one.offers)
    return found


def _changes(
    offers: Iterable[Offer], exchange: Iterable[FxFile | None], start: datetime, end: datetime
) -> set[datetime]:
    """Return the instants ahead at which a price or an exchange rate changes."""
    after = end + TICK  # the last instant is one of them
    found = {at for offer in offers for at in offer.breaks(start, after)}
    return found | {at for file in exchange if file for at in file.fx.breaks(start, after)}


def _hours(old: Comparison | None, new: Comparison | None, day: Occasion, *, says_hour: bool) -> Iterator[Occasion]:
    """Yield an instant of each set of hours with a price of its own, from a day on and before the next change.

    Peak hours are held against peak hours, whenever they are: where they only move, none costs more than another did.
    So are those of the days whose prices options hold.
    """
    was, now = (
        {held: _by_hours(offers, held or day.of) for held, offers in _offers(side).items() if held or not says_hour}
        for side in (old, new)
    )
    for key in dict.fromkeys(key for side in (now, was) for hours in side.values() for key in hours):
        # A side without such hours costs the same in all of them.
        known = now.get(None, {}).get(key) or was.get(None, {}).get(key) or day.of
        yield day._replace(
            as_of=known,
            hours=key[0],
            was=was.get(None, {}).get(key, known),
            held=_held(now, key),
            held_before=_held(was, key),
        )


def _held(side: Mapping[datetime | None, Hours], key: tuple[str, int]) -> Held:
    """Return the days that options hold which have such hours, each with an instant of these."""
    found = ((held, hours[key]) for held, hours in side.items() if held and key in hours)
    return tuple((held, at) for held, at in found if held != at)


def _by_hours(offers: Sequence[Offer], start: datetime) -> Hours:
    """Return an instant of each set of hours, from an instant on and before the next change."""
    after = start + HOURS_LOOKED_AT
    end = min([after, *(at for offer in offers for at in offer.breaks(start, after))])
    try:
        found = list(instants_of_hours(offers, start, end))
    except InputError:  # that a calendar cannot be read is said where it is priced
        return {}
    names = [hours for _, hours in found]
    return {(hours, names[:nth].count(hours)): at for nth, (at, hours) in enumerate(found)}


def on_occasion(pair: ScenarioPair, at: Occasion, today: datetime) -> ScenarioPair:
    """Return a scenario as it is on an occasion: its month counted up, and its options in the hours of their days."""
    before, after = (in_month_of(file, at.of, today) for file in (pair.before, pair.after))
    return pair._replace(before=at_hours(before, at.held_before), after=at_hours(after, at.held))


def _says_hour(files: Iterable[ScenarioFile], moment: datetime) -> bool:
    """Whether a scenario says the hour of an instant: as its own `as_of`, and not as a date alone."""
    own = [file.scenario.as_of for file in files if file.scenario.as_of]
    return any(one.at == moment and not _is_date(one.at) for one in own)


def _is_date(moment: datetime) -> bool:
    return instant_text(moment).endswith("T00:00:00Z")


def says_share(file: ScenarioFile) -> bool:
    """Whether a scenario says which part of all its requests is made in peak hours."""
    scenario = file.scenario
    return scenario.peak_share is not None or all(call.peak_share for call in scenario.calls)
