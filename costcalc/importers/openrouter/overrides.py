"""OpenRouter's `overrides`: prices under conditions, as context tiers or as hours.

Of several entries that apply, later ones win for each price. What an entry leaves out has the price without it, but
for parts of a prompt whose own price is another one there: `rules/parts.py` takes their price away. Where a condition
is not understood, or a card cannot say it, nobody knows when the usual price holds either, and there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.files.exact import NotExactError, exact, size, whole
from costcalc.importers.openrouter.prices import PIECES, TOKENS, UNCLEAR, read_amount
from costcalc.importers.reading.fields import context_tier
from costcalc.importers.reading.hours import MINUTES, between, window
from costcalc.importers.reading.neighbours import CURRENCY, FACTOR, NO_WORD, NOT_UNDERSTOOD, UNIT, strangers
from costcalc.importers.rules.parts import wholes
from costcalc.rules.form import UNPRICED
from costcalc.rules.peak import DAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.importers.draft import Value
    from costcalc.importers.openrouter.prices import Sheet
    from costcalc.importers.reading.fields import Leave
    from costcalc.importers.reading.measure import Denomination

BY_SIZE = "min_prompt_tokens"
BY_HOUR = {"utc_start", "utc_end", "utc_days"}
LONG_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
HUNDRED, HOURS, SIXTY = 100, 24, 60

Prices = tuple[tuple[str, str], ...]
"""A sheet that can be a key."""


class Overrides(NamedTuple):
    """What becomes of the entries.

    Args:
        base: The rate's own prices.
        tiers: Its context tiers.
        peak: Its peak, if other hours are dearer.
        off_peak: Its off-peak, if they are cheaper.
    """

    base: Sheet
    tiers: Sequence[Mapping[str, Value]] = ()
    peak: Mapping[str, Value] | None = None
    off_peak: Mapping[str, Value] | None = None


class OverrideEntry(NamedTuple):
    """An entry: its conditions, whether they are understood or not, and its prices."""

    conditions: Mapping[str, Any]
    sheet: Sheet


def read_overrides(written: Any, base: Sheet, measure: Denomination, leave: Leave) -> Overrides:
    """Read the entries.

    Args:
        written: The list, or None.
        base: The prices without conditions.
        measure: What they are in.
        leave: Takes the notes.
    """
    if not written:
        return Overrides(base)
    if not isinstance(written, list) or not all(isinstance(item, dict) for item in written):
        leave("overrides", "this is no list of prices, so nobody knows which of the others hold")
        return Overrides(dict.fromkeys(base, UNPRICED))
    entries = [_entry(item, measure, leave) for item in written]
    try:
        if all(set(entry.conditions) == {BY_SIZE} for entry in entries):
            return Overrides(base, _tiers(entries))
        if all(entry.conditions and entry.conditions.keys() <= BY_HOUR for entry in entries):
            return _hours(entries, base)
        why = "not all go by the size of a prompt alone, or all by hours alone"
    except NotExactError as error:
        why = str(error)
    leave("overrides", f"{why}, so nothing is priced that they price")
    lost = {meter for entry in entries for meter in entry.sheet}
    parts = {part for part in base if lost.intersection(wholes(part))}
    return Overrides(base | dict.fromkeys([*base.keys() & parts, *lost], UNPRICED))


def _entry(item: Mapping[str, Any], measure: Denomination, leave: Leave) -> OverrideEntry:
    sheet: Sheet = {}
    conditions = {key: item[key] for key in (BY_SIZE, *BY_HOUR) if item.get(key) is not None}
    priced = {*TOKENS, *PIECES, *UNCLEAR}
    odd = {stranger.key for stranger in strangers(item, priced) if stranger.kind in {CURRENCY, UNIT, FACTOR}}
    clear = measure.is_kept({key: item[key] for key in odd if key in item}, leave, "overrides.")
    for key, value in item.items():
        if key in conditions or key in odd or value is None:
            continue
        if key not in TOKENS:
            leave(f"overrides.{key}", NO_WORD if key in priced else NOT_UNDERSTOOD)
            sheet |= {PIECES[key].meter: UNPRICED} if key in PIECES else {}
            conditions |= {} if key in priced else {key: value}
        elif (price := read_amount(key, value, measure, leave, "overrides.")) is not None:
            sheet[TOKENS[key]] = price if clear else UNPRICED
    return OverrideEntry(conditions, sheet)


def _tiers(entries: Sequence[OverrideEntry]) -> list[Mapping[str, Value]]:
    bounds = [int(whole(entry.conditions[BY_SIZE])) for entry in entries]
    tiers: list[Mapping[str, Value]] = []
    for bound in sorted(set(bounds)):
        sheet: Sheet = {}
        for least, entry in zip(bounds, entries, strict=True):
            if least <= bound:
                sheet |= entry.sheet
        tiers.append(context_tier(size(bound), sheet))
    return tiers


def _hours(entries: Sequence[OverrideEntry], base: Sheet) -> Overrides:
    """Return the one window in which other prices hold than at all other times."""
    week = [_day([entry for entry in entries if nth in _days(entry)], base) for nth in range(len(DAY_NAMES))]
    lengths: dict[Prices, int] = {}
    for day in week:
        for prices, minutes in day.items():
            lengths[prices] = lengths.get(prices, 0) + len(minutes)
    usual = tuple(sorted(base.items()))
    if usual not in lengths:
        usual = max(lengths, key=lambda prices: lengths[prices])  # windows cover all times, and no other price is used
    others = [prices for prices in lengths if prices != usual]
    if not others:
        return Overrides(dict(usual))
    when = window([frozenset(day.get(others[0], ())) for day in week]) if len(others) == 1 else None
    if when is None:
        raise NotExactError("its hours differ from day to day, or have more than two prices")
    special = {meter: price for meter, price in others[0] if dict(usual).get(meter) != price}
    pairs = [(price, dict(usual).get(meter, "0")) for meter, price in special.items()]
    dearer = any(exact(there) > exact(here) for there, here in pairs if UNPRICED not in {there, here})
    terms = {**when, "tz": "UTC", **special}
    return Overrides(dict(usual), peak=terms) if dearer else Overrides(dict(usual), off_peak=terms)


def _day(entries: Sequence[OverrideEntry], base: Sheet) -> dict[Prices, set[int]]:
    """Return the minutes of a day by the prices that hold in them."""
    applying = [(_minutes(entry), entry.sheet) for entry in entries]
    found: dict[Prices, set[int]] = {}
    for minute in range(MINUTES):
        sheet = base
        for minutes, prices in applying:
            if minute in minutes:
                sheet = sheet | prices
        found.setdefault(tuple(sorted(sheet.items())), set()).add(minute)
    return found


def _minutes(entry: OverrideEntry) -> frozenset[int]:
    start, end = entry.conditions.get("utc_start"), entry.conditions.get("utc_end")
    if start is None and end is None:
        return between(0, 0)
    return between(_clock(start), _clock(end))


def _clock(value: Any) -> int:
    """Read HHMM as minutes: 1630 is 16:30."""
    number = exact(value)
    hours, minutes = divmod(int(number), HUNDRED)
    if number != int(number) or minutes >= SIXTY or hours > HOURS:
        raise NotExactError("its hours are no times of day")
    return (hours * SIXTY + minutes) % MINUTES


def _days(entry: OverrideEntry) -> frozenset[int]:
    days = entry.conditions.get("utc_days")
    if days is None:
        return frozenset(range(len(DAY_NAMES)))
    if not isinstance(days, list) or not set(map(str, days)) <= set(LONG_DAYS):
        raise NotExactError("its days are no days of the week")
    return frozenset(LONG_DAYS.index(day) for day in days)
