"""What changed between two states of the cards, for programs and spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.expr import decimal_text
from costcalc.formats.base import Sheet
from costcalc.formats.cards.data import card_data, exact_data, meter_data, place_text, price_data, where_data
from costcalc.formats.cards.words import price_words
from costcalc.instant import instant_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.diff import CardChange, CardsDiff, PriceChange, RateChange, ValueChange
    from costcalc.diff.changes import Named

COLUMNS = (
    "card",
    "model",
    "kind",
    "rewrites_the_past",
    "from",
    "what",
    "applies",
    "name",
    "tier",
    "old",
    "new",
    "change",
    "place",
)
NUMBERS = frozenset({"change"})


def diff_document(diff: CardsDiff, old: str, new: str) -> dict[str, Any]:
    """Say what changed.

    Args:
        diff: The changes.
        old: What the old state is called.
        new: What the new one is called.
    """
    return {
        "schema": "costcalc/cards-diff/v1",
        "old": old,
        "new": new,
        "same": not diff,
        "rewrites_the_past": any(True for _ in diff.rewritten),
        "cards_added": [card_data(file) for file in diff.added],
        "cards_removed": [card_data(file) for file in diff.removed],
        "cards_changed": [_card(card) for card in diff.changed],
    }


def _card(card: CardChange) -> dict[str, Any]:
    return {
        "id": card.id,
        "old": card_data(card.old),
        "new": card_data(card.new),
        "version_unchanged": card.unversioned,
        "currency_changed": card.recast,
        "changes": _changes(card.about),
        "models_added": _named(card.added),
        "models_removed": _named(card.removed),
        "models_changed": [
            {
                "model": model.name,
                "changes": _changes(model.about),
                "rates": [_rate(card, rate) for rate in model.rates],
            }
            for model in card.models
        ],
        "contract": [_rate(card, rate) for rate in card.contract],
    }


def _named(models: Iterable[Named]) -> list[dict[str, Any]]:
    return [{"model": model.name, "place": str(model.place)} for model in models]


def _rate(card: CardChange, rate: RateChange) -> dict[str, Any]:
    return {
        "kind": rate.kind.value,
        "rewrites_the_past": rate.rewrites,
        "effective": instant_text(rate.since),
        "place": str(rate.place),
        "prices": [_price(card, price) for price in rate.prices],
        "changes": [*_changes(rate.conditions), *_changes(rate.evidence)],
    }


def _price(card: CardChange, price: PriceChange) -> dict[str, Any]:
    return {
        **where_data(price.where),
        **meter_data(price.meter, {**card.old.card.all_meters, **card.new.card.all_meters}),
        "old": price_data(price.old, price.old_per),
        "new": price_data(price.new, price.new_per),
        **exact_data("change", price.change),
        "place": place_text(price.place),
    }


def _changes(changes: Iterable[ValueChange]) -> list[dict[str, Any]]:
    return [change._asdict() | {"place": place_text(change.place)} for change in changes]


def diff_sheet(diff: CardsDiff) -> Sheet:
    """Give one row for each change."""
    rows = [{"card": str(file.card.id), "kind": "added", "what": "card"} for file in diff.added]
    rows += [{"card": str(file.card.id), "kind": "removed", "what": "card"} for file in diff.removed]
    return Sheet(COLUMNS, NUMBERS, [*rows, *(row for card in diff.changed for row in _rows(card))])


def _rows(card: CardChange) -> Iterator[dict[str, str]]:
    about = {"card": card.id}
    yield from (about | _said(change) for change in card.about)
    for kind, models in (("added", card.added), ("removed", card.removed)):
        yield from (
            about | {"model": model.name, "kind": kind, "what": "model", "place": str(model.place)} for model in models
        )
    for model in card.models:
        yield from (about | {"model": model.name} | _said(change) for change in model.about)
    for name, rate in card.rates:
        common = about | {
            "model": name,
            "kind": rate.kind.value,
            "rewrites_the_past": "yes" if rate.rewrites else "no",
            "from": instant_text(rate.since),
            "place": str(rate.place),
        }
        if not (rate.prices or rate.conditions or rate.evidence):
            yield common | {"what": "rate"}
        yield from (common | _moved(price) for price in rate.prices)
        yield from (common | _said(change) | {"kind": rate.kind.value} for change in (*rate.conditions, *rate.evidence))


def both_words(price: PriceChange) -> tuple[str, str]:
    """Write a price before and after; with the unit, where the card now has another."""
    old, new = price_words(price.old, price.old_per), price_words(price.new, price.new_per)
    if price.old and price.new and str(price.old_per) != str(price.new_per):
        return f"{old} (card: per {price.old_per})", f"{new} (card: per {price.new_per})"
    return old, new


def _moved(price: PriceChange) -> dict[str, str]:
    old, new = both_words(price)
    return {
        "what": price.meter,
        "applies": price.where.kind,
        "name": price.where.name,
        "tier": price.where.size.removeprefix("where "),
        "old": old if price.old else "",
        "new": new if price.new else "",
        "change": decimal_text(price.change) if price.change is not None else "",
        "place": place_text(price.place) or "",
    }


def _said(change: ValueChange) -> dict[str, str]:
    place = {"place": str(change.place)} if change.place else {}
    return {"kind": "changed", "what": change.what, "old": change.old or "", "new": change.new or "", **place}
