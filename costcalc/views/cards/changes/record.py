"""What programs are told of changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from costcalc.diff import CardChange, ChangeKind, ModelChange, PriceChange, RateChange, ValueChange
from costcalc.diff.changes import Named
from costcalc.ratecard.price_points import PriceScope
from costcalc.records import FLAG, INSTANT, PLACE, TEXT, DocumentRecord, Field, Many, Part, Record, number, one_of
from costcalc.views.card import CARD
from costcalc.views.cards.changes import CardsDiffView
from costcalc.views.cards.price import PRICE, CardPrice
from costcalc.views.cards.written import WHERE


class _PriceOf(NamedTuple):
    """A price of a card that is another now."""

    card: CardChange
    price: PriceChange

    @property
    def unit(self) -> str:
        """What one of its meter is."""
        meters = {**self.card.old.card.all_meters, **self.card.new.card.all_meters}
        return meters[self.price.meter].unit


class _RateOf(NamedTuple):
    """A rate of a card that is another now."""

    card: CardChange
    rate: RateChange

    @property
    def prices(self) -> Iterator[_PriceOf]:
        """Its prices that differ."""
        return (_PriceOf(self.card, price) for price in self.rate.prices)


class _ModelOf(NamedTuple):
    """A model of a card that is another now."""

    card: CardChange
    model: ModelChange


def _rates(card: CardChange, rates: tuple[RateChange, ...]) -> list[_RateOf]:
    return [_RateOf(card, rate) for rate in rates]


_CHANGE = Record[ValueChange](
    "change",
    "Something that is no price, and is another now.",
    Field("what", TEXT, lambda change: change.what),
    Field("old", TEXT, lambda change: change.old, "what was written", null=True),
    Field("new", TEXT, lambda change: change.new, "what is written", null=True),
    Field("place", PLACE, lambda change: change.place, "where it stands, or stood", null=True),
)
_NAMED = Record[Named](
    "named_model",
    "A model that there is in one of the states only.",
    Field("model", TEXT, lambda found: found.name),
    Field("place", PLACE, lambda found: found.place, "where it is written"),
)
_PRICE = Record[_PriceOf](
    "price_change",
    "A price that is another now.",
    Part[_PriceOf, PriceScope](lambda one: one.price.where, *WHERE),
    Field("meter", TEXT, lambda one: one.price.meter),
    Field("unit", TEXT, lambda one: one.unit, "what one of the meter is"),
    Part[_PriceOf, PriceChange](
        lambda one: one.price,
        Field("old", PRICE, lambda price: price.old and CardPrice(price.old, price.old_per), null=True),
        Field("new", PRICE, lambda price: price.new and CardPrice(price.new, price.new_per), null=True),
        number("change", lambda price: price.change, "0.1 is dearer by 10 %; null where that has no answer", null=True),
        Field("place", PLACE, lambda price: price.place, "where it stands, or stood", null=True),
    ),
)
_RATE = Record[_RateOf](
    "rate_change",
    "What happened to a rate, or to the terms of a contract.",
    Field("kind", one_of(*ChangeKind), lambda one: one.rate.kind.value),
    Field("rewrites_the_past", FLAG, lambda one: one.rate.rewrites, "whether it changes answers about the past"),
    Field("effective", INSTANT, lambda one: one.rate.since, "from when on the rate holds"),
    Field("place", PLACE, lambda one: one.rate.place, "where the rate stands, or stood"),
    Field("prices", Many(_PRICE), lambda one: one.prices),
    Field("changes", Many(_CHANGE), lambda one: (*one.rate.conditions, *one.rate.evidence), "beside prices"),
)
_MODEL = Record[_ModelOf](
    "model_change",
    "What is different in a model.",
    Field("model", TEXT, lambda one: one.model.name),
    Field("changes", Many(_CHANGE), lambda one: one.model.about, "beside its rates"),
    Field("rates", Many(_RATE), lambda one: _rates(one.card, one.model.rates)),
)
_CARD = Record[CardChange](
    "card_change",
    "What is different in a card.",
    Field("id", TEXT, lambda card: card.id),
    Field("old", CARD, lambda card: card.old, "as it was"),
    Field("new", CARD, lambda card: card.new, "as it is"),
    Field("version_unchanged", FLAG, lambda card: card.unversioned, "whether only the content is another"),
    Field("currency_changed", FLAG, lambda card: card.recast, "whether every price means another amount"),
    Field("changes", Many(_CHANGE), lambda card: card.about, "beside its models"),
    Field("models_added", Many(_NAMED), lambda card: card.added),
    Field("models_removed", Many(_NAMED), lambda card: card.removed),
    Field("models_changed", Many(_MODEL), lambda card: [_ModelOf(card, model) for model in card.models]),
    Field("contract", Many(_RATE), lambda card: _rates(card, card.contract), "changes of negotiated terms"),
)
CARDS_DIFF = DocumentRecord[CardsDiffView](
    "cards-diff",
    "What `costcalc cards diff --format json` prints.",
    Field("old", TEXT, lambda view: view.old, "the old state, as it was asked for"),
    Field("new", TEXT, lambda view: view.new, "the new state, as it was asked for"),
    Field("same", FLAG, lambda view: not view.diff, "whether nothing changed"),
    Field("rewrites_the_past", FLAG, lambda view: any(True for _ in view.diff.rewritten)),
    Field("cards_added", Many(CARD), lambda view: view.diff.added),
    Field("cards_removed", Many(CARD), lambda view: view.diff.removed),
    Field("cards_changed", Many(_CARD), lambda view: view.diff.changed),
)
