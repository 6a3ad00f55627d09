"""What changed, for a spreadsheet: a row for each change."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Exact
from costcalc.problem import Place
from costcalc.ratecard.price_points import PriceScope
from costcalc.records import FLAG, INSTANT, NUMBER, PLACE, TEXT, Field, Part, Record, Rows
from costcalc.views.cards.changes.words import price_sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.diff import CardChange, CardsDiff, PriceChange, RateChange, ValueChange


class ChangeRow(NamedTuple):
    """One change.

    Args:
        card: Of which card.
        kind: What happened: added, changed, appended …
        what: To what: a card, a model, a meter's price, a condition.
        model: Of which model.
        rewrites: Whether it changes answers about the past; None where it is no rate's.
        since: From when on the rate holds.
        where: What the price applies to.
        old: What was written.
        new: What is written.
        change: By which part of the old price.
        place: Where it stands, or stood.
    """

    card: str
    kind: str
    what: str
    model: str | None = None
    rewrites: bool | None = None
    since: datetime | None = None
    where: PriceScope | None = None
    old: str | None = None
    new: str | None = None
    change: Exact | None = None
    place: Place | None = None


_ROW = Record[ChangeRow](
    "change_row",
    "One change.",
    Field("card", TEXT, lambda row: row.card),
    Field("model", TEXT, lambda row: row.model),
    Field("kind", TEXT, lambda row: row.kind),
    Field("rewrites_the_past", FLAG, lambda row: row.rewrites),
    Field("from", INSTANT, lambda row: row.since),
    Field("what", TEXT, lambda row: row.what),
    Part[ChangeRow, PriceScope](
        lambda row: row.where,
        Field("applies", TEXT, lambda where: where.kind),
        Field("name", TEXT, lambda where: where.name),
        Field("tier", TEXT, lambda where: where.size),
    ),
    Field("old", TEXT, lambda row: row.old),
    Field("new", TEXT, lambda row: row.new),
    Field("change", NUMBER, lambda row: row.change),
    Field("place", PLACE, lambda row: row.place),
)


def diff_rows(diff: CardsDiff) -> Rows[ChangeRow]:
    """Return every change."""
    rows = [ChangeRow(file.card.id, "added", "card") for file in diff.added]
    rows += [ChangeRow(file.card.id, "removed", "card") for file in diff.removed]
    return Rows(list(_ROW.fields()), [*rows, *(row for card in diff.changed for row in _card(card))])


def _card(card: CardChange) -> Iterator[ChangeRow]:
    yield from (_changed(card, change) for change in card.about)
    for kind, models in (("added", card.added), ("removed", card.removed)):
        yield from (ChangeRow(card.id, kind, "model", model.name, place=model.place) for model in models)
    for model in card.models:
        yield from (_changed(card, change, model.name) for change in model.about)
    for name, rate in card.rates:
        yield from _rate(card, name, rate)


def _changed(card: CardChange, change: ValueChange, model: str | None = None) -> ChangeRow:
    what, old, new, place = change
    return ChangeRow(card.id, "changed", what, model, old=old, new=new, place=place)


def _rate(card: CardChange, model: str, rate: RateChange) -> Iterator[ChangeRow]:
    row = ChangeRow(card.id, rate.kind, "rate", model, rate.rewrites, rate.since, place=rate.place)
    others = (*rate.conditions, *rate.evidence)
    if not (rate.prices or others):
        yield row
    yield from (_moved(row, price) for price in rate.prices)
    for what, old, new, place in others:
        yield row._replace(what=what, old=old, new=new, place=place or row.place)


def _moved(row: ChangeRow, price: PriceChange) -> ChangeRow:
    old, new = price_sides(price)
    return row._replace(
        what=price.meter,
        where=price.where,
        old=old if price.old else None,
        new=new if price.new else None,
        change=price.change,
        place=price.place,
    )
