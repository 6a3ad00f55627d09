"""Compare the rates of a model, and the terms of a contract."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.diff.changes import ChangeKind, PriceChange, RateChange, ValueChange
from costcalc.diff.meaning import amount, meaning
from costcalc.expr import simplest
from costcalc.ratecard import Rate
from costcalc.ratecard.price_points import (
    PriceScope,
    conditions,
    contract_statements,
    ends,
    evidence,
    limits,
    price_points,
    source_statements,
)
from costcalc.rules import STANDARD, BilledAs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from costcalc.diff.meaning import AmountPerUnit
    from costcalc.expr import Exact
    from costcalc.ratecard import Model, RateCard
    from costcalc.rules import Contract, Priced
    from costcalc.rules.statement import Statement

    Sheet = Rate | Contract
    Prices = Mapping[tuple[PriceScope, str], Priced]

UNTIL = "until"


class Sides(NamedTuple):
    """The two states of a card."""

    old: RateCard
    new: RateCard

    @property
    def comparable(self) -> bool:
        """Whether a price can be set against another at all."""
        return self.old.currency == self.new.currency

    @property
    def now(self) -> Sides:
        """The new state on both sides: what a new rate is compared with stands beside it."""
        return Sides(self.new, self.new)


def rate_changes(sides: Sides, old: Model, new: Model) -> Iterator[RateChange]:
    """Yield the changes of a model's rates.

    Args:
        sides: The cards.
        old: The model as it was.
        new: The model as it is.
    """
    before, after = _numbered(old.rates), _numbered(new.rates)
    for key, rate in after.items():
        since, nth = key
        if key in before:
            yield from _edited(sides, before[key], rate)
        elif nth:
            yield _changed(ChangeKind.CORRECTED, sides.now, after[since, nth - 1], rate)
        else:
            newest = max(earlier for earlier, _ in before)
            inserted = since < newest and old.rate_at(since) is not None
            kind = ChangeKind.INSERTED if inserted else ChangeKind.APPENDED
            yield _changed(kind, sides.now, _held_before(new, since), rate)
    yield from _removed(sides, before, after)


def same_prices(old: RateCard, rate: Rate, new: RateCard, other: Rate) -> bool:
    """Return whether two rates ask the same for everything: prices, hours, terms, and what is doubtful about them.

    Args:
        old: The card of the first.
        rate: It.
        new: The card of the second.
        other: It.
    """
    found = _changed(ChangeKind.APPENDED, Sides(old, new), rate, other)
    decided = [change for change in found.conditions if change.what not in {*_LIMITS, UNTIL}]
    return not (found.prices or decided) and sorted(rate.doubts) == sorted(other.doubts)


def term_changes(sides: Sides) -> Iterator[RateChange]:
    """Yield the changes of a contract's terms. Terms for the same models and meters are taken for the same."""
    before, after = ({_purpose(terms): terms for terms in card.contract} for card in sides)
    for key, terms in after.items():
        if key in before:
            yield from _edited(sides, before[key], terms)
        else:
            yield _changed(ChangeKind.APPENDED, sides.now, None, terms)
    yield from _removed(sides, before, after)


def _numbered(rates: Iterable[Rate]) -> dict[tuple[datetime, int], Rate]:
    """Return rates by `effective` and a number, which tells a rate from its corrections."""
    found: dict[tuple[datetime, int], Rate] = {}
    for rate in rates:
        nth = sum(since == rate.effective.at for since, _ in found)
        found[rate.effective.at, nth] = rate
    return found


def _purpose(terms: Contract) -> tuple[datetime, frozenset[str] | None, frozenset[str] | None]:
    models, meters = (None if names is None else frozenset(map(str, names)) for names in (terms.models, terms.meters))
    return (terms.effective.at, models, meters)


def _removed(sides: Sides, before: Mapping[Any, Sheet], after: Mapping[Any, Sheet]) -> Iterator[RateChange]:
    for key, sheet in before.items():
        if key not in after:
            lost = tuple(_price_changes(sides, _prices(sides.old, sheet), {}))
            yield RateChange(ChangeKind.REMOVED, sheet.effective.at, sheet, None, lost, (), ())


def _held_before(model: Model, since: datetime) -> Rate | None:
    return next((span.rate for span in reversed(model.history) if span.start < since), None)


def _edited(sides: Sides, old: Sheet, new: Sheet) -> Iterator[RateChange]:
    found = _changed(ChangeKind.EDITED, sides, old, new)
    if found.prices or any(change.what not in {*_LIMITS, UNTIL} for change in found.conditions):
        yield found
    elif found.conditions:
        ended = any(change.what == UNTIL for change in found.conditions)
        yield found._replace(kind=ChangeKind.ENDED if ended else ChangeKind.NOTED)
    elif found.evidence:
        yield found._replace(kind=ChangeKind.NOTED)


_LIMITS = ("context window", "max output")


def _changed(kind: ChangeKind, sides: Sides, old: Sheet | None, new: Sheet) -> RateChange:
    prices = _prices(sides.old, old), _prices(sides.new, new)
    # What a rate says of itself alone is compared with itself alone: the one before has another source.
    itself = old if kind in {ChangeKind.EDITED, ChangeKind.CORRECTED} else None
    decided = [*differences(_decides(old), _decides(new)), *differences(ends(itself) if itself else {}, ends(new))]
    noted = tuple(differences(_sources(itself), _sources(new))) if itself else ()
    moved = tuple(_price_changes(sides, *prices))
    return RateChange(kind, new.effective.at, old, new, moved, tuple(decided), noted)


def _prices(card: RateCard, sheet: Sheet | None) -> Prices:
    return {(found.where, found.meter): found.price for found in price_points(sheet, card.all_meters)} if sheet else {}


def _price_changes(sides: Sides, old: Prices, new: Prices) -> Iterator[PriceChange]:
    pers = sides.old.per, sides.new.per
    for where, meter in dict.fromkeys([*new, *old]):
        was, now = old.get((where, meter)), new.get((where, meter))
        if not sides.comparable or meaning(was, pers[0]) != meaning(now, pers[1]):
            before = amount(_resolved(old, where, meter), pers[0])
            after = amount(_resolved(new, where, meter), pers[1])
            change = _ratio(before, after) if sides.comparable else None
            yield PriceChange(where, meter, was, now, *pers, change)


def _resolved(prices: Prices, where: PriceScope, meter: str) -> Priced | None:
    """Return a price, or that of the meter whose name stands in its place."""
    price = prices.get((where, meter))
    if not isinstance(price, BilledAs):
        return price
    if price.meter == STANDARD:
        return _resolved(prices, PriceScope(), meter)
    return prices.get((where, price.meter)) or prices.get((PriceScope(), price.meter))


def _ratio(old: AmountPerUnit | None, new: AmountPerUnit | None) -> Exact | None:
    if not old or not new or not old.value or old.unit != new.unit:
        return None
    return simplest(Fraction(new.value) / Fraction(old.value) - 1)


def _decides(sheet: Sheet | None) -> dict[str, Statement]:
    if isinstance(sheet, Rate):
        return conditions(sheet) | limits(sheet)
    return contract_statements(sheet) if sheet else {}


def _sources(sheet: Sheet) -> dict[str, Statement]:
    return evidence(sheet) if isinstance(sheet, Rate) else source_statements(sheet)


def differences(old: Mapping[str, Statement], new: Mapping[str, Statement]) -> Iterator[ValueChange]:
    """List what is not the same on both sides."""
    for what in dict.fromkeys([*old, *new]):
        was, now = old.get(what), new.get(what)
        if (was.means if was else None) != (now.means if now else None):
            either = now or was
            yield ValueChange(
                what, was.text if was else None, now.text if now else None, either.place if either else None
            )
