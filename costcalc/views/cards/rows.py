"""Rates for a spreadsheet: one row for each price that is written, with everything that is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.inventory import IN_FORCE, ModelOverview, Standing, standing
from costcalc.ratecard import CardFile, Limits, Model, Rate, RatePeriod
from costcalc.ratecard.price_points import PriceScope
from costcalc.records import INSTANT, NUMBER, PLACE, TEXT, Field, Many, Part, Record, Rows
from costcalc.rules import Multiplied, UnitPrice
from costcalc.views.cards.price import price_words
from costcalc.views.cards.written import PriceIn, prices_of, written_instant, written_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.expr import Exact


class PriceRow(NamedTuple):
    """A price that is written in a rate.

    Args:
        overview: The model.
        span: The rate, and the time it is in force.
        limits: Those of the model then.
        found: The price.
        paid: What is paid for its meter now, where it is the standard price of each unit, and in force.
    """

    overview: ModelOverview
    span: RatePeriod
    limits: Limits
    found: PriceIn
    paid: Standing | None

    @property
    def factor(self) -> Exact | None:
        """How many times the standard price it is; None where it is a price of its own."""
        price = self.found.written.price
        return price.factor.value if isinstance(price, Multiplied) else None

    @property
    def unit_price(self) -> UnitPrice | None:
        """The price, where it is one for each unit."""
        price = self.found.written.price
        return price if isinstance(price, UnitPrice) else None

    @property
    def per(self) -> Exact | None:
        """How many units a price buys."""
        if self.paid:
            return self.paid.per.count.value
        return (self.unit_price.per or self.found.card.per).count.value if self.unit_price else None


_ROW = Record[PriceRow](
    "price_row",
    "A price that is written in a rate.",
    Part[PriceRow, CardFile](
        lambda row: row.overview.offer.file,
        Field("card", TEXT, lambda file: file.card.id),
        Field("card_version", TEXT, lambda file: file.card.version),
        Field("basis", TEXT, lambda file: file.card.basis),
    ),
    Field("model", TEXT, lambda row: row.overview.offer.ref),
    Field("meter", TEXT, lambda row: row.found.meter.name),
    Field("unit", TEXT, lambda row: row.found.meter.unit),
    Part[PriceRow, PriceScope](
        lambda row: row.found.written.where,
        Field("applies", TEXT, lambda where: where.kind),
        Field("name", TEXT, lambda where: where.name),
        Field("tier", TEXT, lambda where: where.size),
    ),
    Field("price", NUMBER, lambda row: row.unit_price.amounts[0].value if row.unit_price else None),
    Field("per", NUMBER, lambda row: row.per),
    Field("multiplier", NUMBER, lambda row: row.factor),
    Field("currency", TEXT, lambda row: row.found.card.currency),
    Field("price_in_words", TEXT, lambda row: price_words(*row.found.price)),
    Part[PriceRow, Standing](
        lambda row: row.paid,
        Field("list_unit_price", NUMBER, lambda paid: paid.listed.value),
        Field("contracted_unit_price", NUMBER, lambda paid: paid.contracted.value),
        Field("unit_price", NUMBER, lambda paid: paid.paid.value),
    ),
    Field("from", INSTANT, lambda row: row.span.start),
    Field("until", INSTANT, lambda row: row.span.end),
    Field("state", TEXT, lambda row: row.overview.state(row.span)),
    written_number("context_window", lambda row: row.limits.context_window),
    written_number("max_output", lambda row: row.limits.max_output),
    Part[PriceRow, Model](
        lambda row: row.overview.offer.model,
        written_instant("released", lambda model: model.released),
        written_instant("retired", lambda model: model.retired),
    ),
    Part[PriceRow, Rate](
        lambda row: row.span.rate,
        written_instant("verified", lambda rate: rate.verified),
        Field("confidence", TEXT, lambda rate: rate.confidence),
        Field("price_source", Many(TEXT), lambda rate: rate.source),
        Field("disagreement", TEXT, lambda rate: rate.disagreement),
        Field("doubts", Many(TEXT), lambda rate: rate.doubts),
        Field("note", TEXT, lambda rate: rate.note),
    ),
    Field("place", PLACE, lambda row: row.found.written.price.place),
)


def price_rows(spans: Iterable[tuple[ModelOverview, RatePeriod]]) -> Rows[PriceRow]:
    """Return the prices of rates, each rate with its model and the time it is in force."""
    return Rows(list(_ROW.fields()), [row for overview, span in spans for row in _rows(overview, span)])


def _rows(overview: ModelOverview, span: RatePeriod) -> Iterator[PriceRow]:
    offer = overview.offer
    limits, in_force = offer.model.limits(span.rate), overview.state(span) == IN_FORCE
    for found in prices_of(span.rate, offer.prices.card):
        is_paid = in_force and found.written.where == PriceScope()
        paid = standing(offer, found.written.meter, overview.as_of) if is_paid else None
        yield PriceRow(overview, span, limits, found, paid if paid and isinstance(paid.form, UnitPrice) else None)
