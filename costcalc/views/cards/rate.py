"""Everything that a rate says, and negotiated terms, for programs."""

from __future__ import annotations

from typing import NamedTuple

from costcalc.ratecard import Rate, RateCard
from costcalc.ratecard.price_points import conditions
from costcalc.records import INSTANT, PLACE, TEXT, Field, Many, Mapped, Record
from costcalc.rules import Contract
from costcalc.views.cards.written import PRICE_IN, prices_of, written_instant, written_number


class RateIn(NamedTuple):
    """A rate, and the card that it stands in."""

    rate: Rate
    card: RateCard


class TermsIn(NamedTuple):
    """Negotiated terms, and the card that has the list prices."""

    terms: Contract
    card: RateCard


RATE = Record[RateIn](
    "rate",
    "Prices in force from an instant on.",
    Field("effective", INSTANT, lambda one: one.rate.effective.at, "from when on they hold"),
    written_instant("until", lambda one: one.rate.until, "no longer from here on; null where the next rate ends it"),
    Field("place", PLACE, lambda one: one.rate.effective.place, "where it is written"),
    Field("source", Many(TEXT), lambda one: one.rate.source, "the pages on which it was read"),
    written_instant("verified", lambda one: one.rate.verified, "when these were last seen to say so"),
    Field("confidence", TEXT, lambda one: one.rate.confidence, "how sure the card is of it", null=True),
    Field("disagreement", TEXT, lambda one: one.rate.disagreement, "what other sources say instead", null=True),
    Field("doubts", Many(TEXT), lambda one: one.rate.doubts, "what is doubtful about it, a word each"),
    Field("note", TEXT, lambda one: one.rate.note, null=True),
    Field("ended", TEXT, lambda one: one.rate.ended, "why it is no longer in force from `until` on", null=True),
    Field("corrects", TEXT, lambda one: one.rate.corrects, "why it replaces one of the same `effective`", null=True),
    written_number("context_window", lambda one: one.rate.context_window, "where it is not the model's"),
    written_number("max_output", lambda one: one.rate.max_output, "where it is not the model's"),
    Field("prices", Many(PRICE_IN), lambda one: list(prices_of(one.rate, one.card)), "as they are written"),
    Field(
        "conditions",
        Mapped(TEXT),
        lambda one: {what: said.text for what, said in conditions(one.rate).items()},
        "what else decides about money: hours, mark-up, a minimum",
    ),
)
TERMS = Record[TermsIn](
    "terms",
    "Negotiated terms.",
    Field("effective", INSTANT, lambda one: one.terms.effective.at, "from when on they hold"),
    written_instant("until", lambda one: one.terms.until, "no longer from here on"),
    Field("place", PLACE, lambda one: one.terms.effective.place, "where they are written"),
    Field("source", Many(TEXT), lambda one: [one.terms.source], "where they were agreed"),
    Field("note", TEXT, lambda one: one.terms.note, null=True),
    Field("models", Many(TEXT), lambda one: one.terms.models, "what they are for; null for all", null=True),
    Field("meters", Many(TEXT), lambda one: one.terms.meters, "what the discount is for; null for all", null=True),
    written_number("discount", lambda one: one.terms.discount, "what is taken off the list price, as a part of it"),
    Field("prices", Many(PRICE_IN), lambda one: list(prices_of(one.terms, one.card)), "in place of list prices"),
)
