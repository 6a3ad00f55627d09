"""The sources of a model for a spreadsheet: a row for each price, and one for a source that has none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.inventory import ModelSource, PriceGap, Standing
from costcalc.records import FLAG, INSTANT, NUMBER, PLACE, TEXT, Field, Many, Part, Record, Rows
from costcalc.views.cards.sources.record import change, is_found
from costcalc.views.cards.sources.words import source_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.inventory import ModelSources


class SourceRow(NamedTuple):
    """A price of a source, or a source without one.

    Args:
        source: The source.
        price: One of its prices.
        difference: How it stands to that of the source which all are compared with.
    """

    source: ModelSource
    price: Standing | None = None
    difference: PriceGap | None = None


_ROW = Record[SourceRow](
    "source_row",
    "A price of a source.",
    Part[SourceRow, ModelSource](
        lambda row: row.source,
        Field("model", TEXT, lambda source: source.offer.ref),
        Field("used", FLAG, is_found),
        Field("file", TEXT, source_file),
        Field("basis", TEXT, lambda source: source.basis),
        Field("currency", TEXT, lambda source: source.currency),
    ),
    Part[SourceRow, Standing](
        lambda row: row.price,
        Field("meter", TEXT, lambda price: price.meter.name),
        Field("unit_price", NUMBER, lambda price: price.paid.value if price.is_plain else None),
        Field("per", NUMBER, lambda price: price.per.count.value),
        Field("unit", TEXT, lambda price: price.meter.unit),
    ),
    Part[SourceRow, PriceGap](
        lambda row: row.difference,
        Field("relation", TEXT, lambda one: one.relation),
        Field("change", NUMBER, change),
    ),
    Part[SourceRow, ModelSource](
        lambda row: row.source,
        Field("since", INSTANT, lambda source: source.since),
        Field("verified", INSTANT, lambda source: source.verified),
        Field("listed_on", INSTANT, lambda source: source.listed_on),
        Field("reason", TEXT, lambda source: source.why_none),
        Field("doubts", Many(TEXT), lambda source: [doubt.code for doubt in source.doubts]),
        Field("disagreement", TEXT, lambda source: source.overview.rate.disagreement if source.overview.rate else None),
        Field("price_source", Many(TEXT), lambda source: source.pages),
        Field("place", PLACE, lambda source: source.overview.place),
    ),
)


def source_rows(found: ModelSources) -> Rows[SourceRow]:
    """Return the prices of all sources."""
    return Rows(list(_ROW.fields()), [row for source in found.sources for row in _rows(source, found.compared_with)])


def _rows(source: ModelSource, other: ModelSource | None) -> Iterator[SourceRow]:
    if not source.prices:
        yield SourceRow(source)
    differences = {one.meter.name: one for one in source.differences(other)} if other else {}
    yield from (SourceRow(source, price, differences.get(meter)) for meter, price in source.prices.items())
