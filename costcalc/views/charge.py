"""The fields of a charge: what JSON, CSV, FOCUS and workbooks say of it, each said once here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from costcalc.instant import ALWAYS
from costcalc.pricing import Charge, PriceOrigin
from costcalc.ratecard import CardFile, Conversion
from costcalc.records import FLAG, INSTANT, NUMBER, PLACE, TEXT, Field, Many, Part, Record, number
from costcalc.rules import TERMS
from costcalc.views.turns import Turns, turns_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

T = TypeVar("T")

TURNS = Record[Turns](
    "turns",
    "The turns of a loop that a charge is for, each a request of a size of its own.",
    Field("index", TEXT, lambda turns: turns.name, "what formulas call the number of a turn"),
    Field("from", NUMBER, lambda turns: turns.start, "the first turn of this price"),
    Field("to", NUMBER, lambda turns: turns.end, "the last one"),
    number("first", lambda turns: turns.first, "how much of the meter one request of the first turn has"),
    number("last", lambda turns: turns.last, "how much one request of the last turn has"),
)


def _term(word: str) -> Field[Charge]:
    return Field(word, TEXT, lambda charge: charge.named_terms[word], "as asked for", null=True)


def _card(prefix: str, of: str) -> Iterator[Field[CardFile]]:
    yield Field(prefix, TEXT, lambda file: file.card.id, f"the card {of}", null=True)
    yield Field(f"{prefix}_version", TEXT, lambda file: file.card.version, "its version", null=True)
    yield Field(f"{prefix}_sha256", TEXT, lambda file: file.sha256, "its fingerprint", null=True)


_WHAT: tuple[Field[Charge] | Part[Charge, Any], ...] = (
    Field("key", TEXT, lambda charge: charge.key, "ENTRY.METER, one of its kind in an option"),
    Field("call", TEXT, lambda charge: charge.call, "the entry of the workload"),
    Field("model", TEXT, lambda charge: charge.model, "CARD/MODEL; null for what is no model's", null=True),
    Field("meter", TEXT, lambda charge: charge.meter, "what is counted; null for what is no model's", null=True),
    *map(_term, (term.word for term in TERMS)),
)
_MONEY: tuple[Field[Charge] | Part[Charge, Any], ...] = (
    number("quantity", lambda charge: charge.quantity.value, "how much, in the period"),
    Field("unit", TEXT, lambda charge: charge.unit, "what one of it is: `token`"),
    number("unit_price", lambda charge: charge.unit_price.value, "what is paid for `per` units"),
    Field(
        "list_unit_price",
        NUMBER,
        lambda charge: charge.listed.value if charge.listed else None,
        "what is published for them; null where nobody publishes it",
        null=True,
    ),
    Field("contracted_unit_price", NUMBER, lambda charge: charge.contracted.value, "what was negotiated for them"),
    Field("per", NUMBER, lambda charge: charge.per.value, "how many units a price buys"),
    Field("currency", TEXT, lambda charge: charge.currency, "of prices and amount"),
    number("amount", lambda charge: charge.amount, "what it costs"),
    Field("from", INSTANT, lambda charge: charge.since, "start of its part of the period; null is all", null=True),
    Field("until", INSTANT, lambda charge: charge.until, "end of that part", null=True),
    Field("formula", TEXT, lambda charge: charge.figure.formula, "how the amount is computed"),
    Field("substituted", TEXT, lambda charge: charge.figure.substituted(), "the same with the numbers put in"),
)
_EVIDENCE: tuple[Field[Charge], ...] = (
    Field("sources", Many(PLACE), lambda charge: charge.places(), "where every number in it is written"),
    Field("price_source", Many(TEXT), lambda charge: charge.source, "the pages on which the price was read"),
    Field("verified", INSTANT, lambda charge: charge.verified, "when these were last seen to say so", null=True),
    Field("confidence", TEXT, lambda charge: charge.confidence, "how sure the card is of it", null=True),
    Field("disagreement", TEXT, lambda charge: charge.disagreement, "what other sources say instead", null=True),
)
_KIND: tuple[Field[Charge], ...] = (
    Field("once", FLAG, lambda charge: charge.once, "whether it is paid once, and not in every period"),
    Field("each", TURNS, turns_of, "the turns it is for, where requests are made in turns", null=True),
)
CHARGE = Record[Charge](
    "charge", "One line of a bill: quantity × unit price ÷ per.", *_WHAT, *_MONEY, *_EVIDENCE, *_KIND
)


def _of_vendor(file: CardFile) -> CardFile | None:
    """Return a card that is one; a price that a scenario gives itself is none."""
    return None if file.inline else file


def _effective(charge: Charge) -> datetime | None:
    """Return from when on the price holds; None where a scenario says one that it gives itself, and no day."""
    if charge.price and charge.price.card.inline and charge.effective == ALWAYS:
        return None
    return charge.effective


_BESIDE: tuple[Field[Charge] | Part[Charge, Any], ...] = (
    Field("rate_effective", INSTANT, _effective, "from when on the price holds", null=True),
    number("exchange_rate", lambda charge: charge.exchange_rate.value if charge.exchange_rate else None, null=True),
    Part[Charge, Conversion](
        lambda charge: charge.conversion,
        Field("exchange_currency", TEXT, lambda conversion: conversion.currency),
        Field("exchange_effective", INSTANT, lambda conversion: conversion.since),
        Field("exchange_source", TEXT, lambda conversion: conversion.source),
        null=True,
    ),
    Part[Charge, PriceOrigin](
        lambda charge: charge.price,
        Field("basis", TEXT, lambda origin: origin.basis, "published, contracted, listed or claimed"),
        Part(lambda origin: _of_vendor(origin.card), *_card("card", "that the price is from"), null=True),
        Part(lambda origin: origin.contract, *_card("contract", "that has what was negotiated"), null=True),
        Part(lambda origin: _of_vendor(origin.offer.file), *_card("asked_card", "that was asked"), null=True),
        null=True,
    ),
)
FIELDS = {field.name: field for member in (*CHARGE.members, *_BESIDE) for field in member.fields()}
"""All that can be said of a charge, by name."""


def picked(names: Iterable[str]) -> Iterator[Field[Charge]]:
    """Yield fields in an order of one's own, `as:name` under another name.

    Args:
        names: Those of `FIELDS`, as in `amount` or `priced_from:from`.
    """
    for name in names:
        title, _, known = name.rpartition(":")
        field = FIELDS[known]
        yield field.named(title) if title else field


def of_charge(get: Callable[[T], Charge | None], names: str) -> Iterator[Field[T]]:
    """Yield fields of the charge that a row is of.

    Args:
        get: Takes the charge from what the row is taken from; None where it has none.
        names: Those of the fields, with blanks between, as for `picked`.
    """
    yield from Part[T, Charge](get, *picked(names.split()), null=True).fields()
