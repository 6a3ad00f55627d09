"""What people are told of the sources of a model: one table, what is doubtful about it, and the pages behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.instant import short_instant
from costcalc.ratecard import LISTED
from costcalc.views.amounts import line_amount
from costcalc.views.blocks import Block, Bullets, Cell, Code, Column, Heading, Line, More, Paragraph, Ref, Row, dense
from costcalc.views.cards.price import price_column, price_words, standing_words
from costcalc.views.cards.sources.words import difference_words, remarks, source_file, source_name
from costcalc.views.cards.words import day
from costcalc.views.view import Detail
from costcalc.views.words import NOTHING, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.inventory import ModelSource, ModelSources
    from costcalc.rules import PricingUnit

_START = Column("source", "source", is_key=True)
_END = (
    Column("currency", "currency", whole=True),
    Column("differs", "differs"),
    Column("basis", "basis", whole=True),
    Column("since", "since", whole=True),
    Column("verified", "verified"),
    Column("file", "file"),
)


def sources_blocks(found: ModelSources, detail: Detail) -> Iterator[Block]:
    """Yield what people are told."""
    yield Heading(f"Sources of {found.model} at {short_instant(found.as_of)}", 1)
    per = (found.compared_with or found.sources[0]).offer.prices.card.per
    yield Paragraph(f"{counted(len(found.sources), 'source')}; prices per {per}, of the usual service and size")
    rows = [_cells(source, found, per) for source in found.sources]
    prices = (price_column(meter, [row[nth] for row in rows]) for nth, meter in enumerate(found.meters, 1))
    best = [source is found.sources[0] for source in found.sources]
    yield dense((_START, *prices, *_END), tuple(map(Row, rows, best)), NOTHING)
    if detail is Detail.BRIEF:
        return
    if found.compared_with:
        same = f"differs: from {source_name(found.compared_with)}; same: what both have costs the same. What other "
        rest = "services, regions, hours and sizes cost is not compared; a model's own are in "
        yield Paragraph((same + rest, Code("cards show"), "."))
    if lines := tuple(remarks(found)):
        yield Heading("What else is to be known")
        yield Bullets(lines)
    if detail is not Detail.EXPLAINED:
        yield More("the pages on which each was read, and where it is written")
        return
    yield Heading("Where each was read")
    yield Bullets(tuple(_read(source) for source in found.sources))


def _cells(source: ModelSource, found: ModelSources, per: PricingUnit) -> tuple[Cell, ...]:
    return (
        source_name(source),
        *(_price(source, meter, per) for meter in found.meters),
        source.currency,
        difference_words(source, found),
        source.basis,
        "undated" if source.is_undated else day(source.since),
        _verified(source),
        source_file(source),
    )


def _price(source: ModelSource, meter: str, per: PricingUnit) -> Cell:
    """Return a price for as many units as those of the first source are for."""
    price, rate = source.prices.get(meter), source.overview.rate
    if not price or source.billed_as(meter):
        return price_words(rate.price(meter) if rate else None, source.offer.prices.card.per)
    scaled = price.scaled(per)
    return line_amount(scaled.value) if scaled and price.is_plain else standing_words(price, per)


def _verified(source: ModelSource) -> str:
    """Return when somebody last looked; where nobody did, the day of the list."""
    if source.verified or not source.overview.rate:
        return day(source.verified)
    if source.listed_on:
        return f"never, list of {day(source.listed_on)}"
    return f"never, version {source.offer.prices.card.version}" if source.basis == LISTED else "never"


def _read(source: ModelSource) -> Line:
    pages = "; ".join(dict.fromkeys(source.pages)) or source.why_none or ""
    return (f"{source_name(source)}: {pages} (", Ref(source.places or (source.overview.place,)), ")")
