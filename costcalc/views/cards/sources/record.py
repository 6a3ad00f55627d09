"""What programs are told of the sources of a model."""

from __future__ import annotations

from typing import NamedTuple

from costcalc.expr import Exact
from costcalc.inventory import RELATIONS, LeftOut, ModelSource, ModelSources, OtherList, PriceGap
from costcalc.ratecard import PriceDoubt, Rate
from costcalc.records import FLAG, INSTANT, PLACE, TEXT, DocumentRecord, Field, Many, Part, Record, number, one_of
from costcalc.views.card import USED_CARD
from costcalc.views.cards.price import STANDING


class SourceIn(NamedTuple):
    """A source, and what it is compared with."""

    source: ModelSource
    other: ModelSource | None

    @property
    def differences(self) -> list[PriceGap]:
        """How its prices stand to those of the other one."""
        return list(self.source.differences(self.other)) if self.other else []


def is_found(source: ModelSource) -> bool:
    """Whether its name finds it."""
    return source.is_used and not source.price_list


def change(one: PriceGap) -> Exact | None:
    """Return by which part a price is higher."""
    return one.change.value if one.change else None


_DIFFERENCE = Record[PriceGap](
    "price_difference",
    "How the price of a meter stands to that of the source which all are compared with.",
    Field("meter", TEXT, lambda one: one.meter.name),
    Field("relation", one_of(*RELATIONS), lambda one: one.relation),
    number("change", change, "the part by which it is higher: 0.2 for 20 %", null=True),
)
_DOUBT = Record[PriceDoubt](
    "price_doubt",
    "Something doubtful about prices.",
    Field("code", TEXT, lambda doubt: doubt.code, "what `costcalc explain` is asked about"),
    Field("message", TEXT, lambda doubt: doubt.says),
)
_SOURCE = Record[SourceIn](
    "price_source",
    "A model as one source has it.",
    Part[SourceIn, ModelSource](
        lambda one: one.source,
        Field("model", TEXT, lambda source: source.offer.ref, "CARD/MODEL"),
        Field("used", FLAG, is_found, "whether this name finds it"),
        Field("list", TEXT, lambda source: source.price_list, "FORMAT=SOURCE; null for a card at hand", null=True),
        Field("card", USED_CARD, lambda source: source.offer.file),
        Field("list_card", USED_CARD, lambda source: source.offer.list_file, "what a contract is laid over", null=True),
        Field("place", PLACE, lambda source: source.overview.place, "where the model is written"),
        Field("basis", TEXT, lambda source: source.basis, "that of the card; `listed` of a list"),
        Field("currency", TEXT, lambda source: source.currency),
        Field("since", INSTANT, lambda source: source.since, "from when on its prices hold", null=True),
        Field("verified", INSTANT, lambda source: source.verified, "when they were last seen", null=True),
        Field("listed_on", INSTANT, lambda source: source.listed_on, "the day of the list it was made of", null=True),
        Field("reason", TEXT, lambda source: source.why_none, "why it has no price then; null where it has", null=True),
        Field("doubts", Many(_DOUBT), lambda source: source.doubts),
        Part[ModelSource, Rate](
            lambda source: source.overview.rate,
            Field("confidence", TEXT, lambda rate: rate.confidence, "how sure the card is of them", null=True),
            Field("disagreement", TEXT, lambda rate: rate.disagreement, "what other sources say instead", null=True),
            null=True,
        ),
        Field("price_source", Many(TEXT), lambda source: source.pages, "the pages on which they were read"),
        Field("places", Many(PLACE), lambda source: source.places, "where the rate and negotiated terms are written"),
        Field("prices", Many(STANDING), lambda source: source.overview.standing, "those in force"),
    ),
    Field("differences", Many(_DIFFERENCE), lambda one: one.differences, "empty in another currency"),
)
_LEFT_OUT = Record[LeftOut](
    "left_out",
    "Something that a list says of the model, and no card could say.",
    Field("model", TEXT, lambda left: left.model),
    Field("key", TEXT, lambda left: left.key, "of the list"),
    Field("reason", TEXT, lambda left: left.why),
)
_LIST = Record[OtherList](
    "price_list",
    "A list that was looked at, and not kept.",
    Field("list", TEXT, lambda each: each.name, "FORMAT=SOURCE"),
    Field("left_out", Many(_LEFT_OUT), lambda each: each.left_out),
)
CARD_SOURCES = DocumentRecord[ModelSources](
    "card-sources",
    "What `costcalc cards sources --format json` prints.",
    Field("model", TEXT, lambda found: found.model, "as it was asked for"),
    Field("as_of", INSTANT, lambda found: found.as_of, "the instant at which they are looked at"),
    Field(
        "compared_with",
        PLACE,
        lambda found: found.compared_with.overview.place if found.compared_with else None,
        "the `place` of the source that `differences` are from: the first that has a price",
        null=True,
    ),
    Field(
        "sources",
        Many(_SOURCE),
        lambda found: [SourceIn(source, found.compared_with) for source in found.sources],
        "first the one that the name means",
    ),
    Field("lists", Many(_LIST), lambda found: found.lists, "those of --from, also where they have nothing"),
)
