"""What people are told of a model: limits, prices in force, how they went, and where each was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.instant import short_instant
from costcalc.ratecard import PUBLISHED
from costcalc.ratecard.price_points import contract_statements
from costcalc.views.amounts import line_amount
from costcalc.views.blocks import (
    Block,
    Bullets,
    Cell,
    Chart,
    Column,
    Heading,
    Line,
    Paragraph,
    Ref,
    Row,
    Series,
    Table,
    dense,
)
from costcalc.views.cards.changed import change_lines
from costcalc.views.cards.model.history import history_table, rate_blocks
from costcalc.views.cards.price import paid_cells, price_words
from costcalc.views.cards.words import day
from costcalc.views.view import Detail
from costcalc.views.words import age, counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.expr import Num
    from costcalc.inventory import ModelOverview, Standing
    from costcalc.rules import Contract

_TERMS = (
    Column("effective", "effective", is_key=True),
    Column("until", "until", is_key=True),
    Column("terms", "terms"),
    Column("source", "source"),
    Column("place", "written at"),
)


def model_blocks(overview: ModelOverview, detail: Detail) -> Iterator[Block]:
    """Yield what people are told of a model."""
    offer = overview.offer
    unit = f"in {offer.prices.card.currency} per {offer.prices.card.per}"
    yield Heading(offer.ref, 1)
    yield Paragraph(_identity(overview))
    yield Paragraph(" ".join(_now(overview)), strong=True)
    yield Bullets(tuple(_facts(overview)))
    if overview.standing:
        yield Heading(f"Prices at {short_instant(overview.as_of)}, {unit}")
        yield _standing(overview)
        if overview.rate and (lines := tuple(change_lines(overview.rate, offer.prices.card))):
            yield Paragraph(f"What changes {'the list prices' if offer.list_file else 'them'}:")
            yield Bullets(lines)
    if overview.terms:
        yield Heading("Negotiated terms")
        yield Table(_TERMS, tuple(_terms(terms, overview) for terms in overview.terms))
    if any(len(moments) > 1 for _, moments in overview.over_time):
        yield Heading(f"Over time, {unit}")
        yield Chart(tuple(Series(meter.name, moments) for meter, moments in overview.over_time), overview.as_of)
    yield Heading("History of the list prices" if offer.list_file else "History")
    yield history_table(overview)
    if detail is not Detail.BRIEF:
        yield from rate_blocks(overview)


def _identity(overview: ModelOverview) -> Line:
    offer = overview.offer
    card = offer.file.card
    parts = [
        offer.model.title,
        card.title if card.basis == PUBLISHED else f"{card.title} ({card.basis})",
        f"list prices of {offer.list_file.card.title}" if offer.list_file else None,
    ]
    title = "; ".join(filter(None, parts))
    return (f"{title}; ", Ref((overview.place,)), f", version {offer.prices.card.version}")


def _now(overview: ModelOverview) -> Iterator[str]:
    rate, as_of = overview.rate, overview.as_of
    if rate:
        checked = f"verified {age(rate.verified.at, as_of)} before" if rate.verified else "never verified"
        yield f"In force at {short_instant(as_of)}: the rate of {short_instant(rate.effective.at)}, {checked}."
        yield from (f"{doubt.says[0].upper()}{doubt.says[1:]}." for doubt in overview.offer.doubts(rate))
    else:
        yield f"No rate is in force at {short_instant(as_of)}."
    ahead = [span.start for span in overview.offer.model.history if span.start > as_of]
    if ahead:
        yield f"Announced: {counted(len(ahead), 'rate')}, the next for {short_instant(ahead[0])}."
    retired = overview.offer.model.retired
    if retired and retired.at <= as_of:
        yield f"The model is shut down since {short_instant(retired.at)}."


def _facts(overview: ModelOverview) -> Iterator[str]:
    model = overview.offer.model
    limits = model.limits(overview.rate or model.history[-1].rate)
    yield f"context window: {_tokens(limits.context_window)}; longest answer: {_tokens(limits.max_output)}"
    released = short_instant(model.released.at) if model.released else "unknown"
    yield f"released: {released}; retired: {short_instant(model.retired.at) if model.retired else 'no date is known'}"
    weights, license_ = model.weights or "unknown", model.license or "unknown"
    yield f"weights: {weights}; license: {license_}; origin of the provider: {overview.offer.origin or 'unknown'}"
    if sources := (*model.facts_source, *overview.offer.file.card.facts_source, *_of_list(overview)):
        yield f"read in: {'; '.join(dict.fromkeys(sources))}"
    if model.aliases:
        yield f"also called: {', '.join(model.aliases)}"
    if model.note:
        yield f"note: {model.note}"
    if note := overview.offer.prices.card.note:
        yield f"of the card: {note}"


def _of_list(overview: ModelOverview) -> tuple[str, ...]:
    """Return where the vendor's own card has its facts from, where a contract is laid over it."""
    listed = overview.offer.list_file
    return listed.card.facts_source if listed else ()


def _tokens(limit: Num | None) -> str:
    return f"{money.count(limit.value)} tokens" if limit else "unknown"


def _standing(overview: ModelOverview) -> Table:
    """Return the prices in force."""
    rows = [_price(overview, found) for found in overview.standing]
    columns = (
        Column("meter", "meter", is_key=True),
        Column("list", "list", is_number=True),
        Column("contracted", "contracted", is_number=True),
        Column("paid", "paid", is_number=True),
        Column("terms", "terms"),
        Column("summary", "what it is"),
    )
    return dense(columns, tuple(map(Row, rows)))


def _price(overview: ModelOverview, found: Standing) -> tuple[Cell, ...]:
    changed = found.paid.value != found.listed.value
    return (
        found.meter.name,
        line_amount(found.listed.value) if changed else "",
        line_amount(found.contracted.value) if changed and overview.offer.list_file else "",
        *paid_cells(found, overview.offer.prices.card.per),
        found.meter.summary,
    )


def _terms(terms: Contract, overview: ModelOverview) -> Row:
    per, until = overview.offer.prices.card.per, terms.until.at if terms.until else None
    prices = (f"{meter} {price_words(price, per)}" for meter, price in terms.prices())
    granted = "; ".join([*(f"{what} {said.text}" for what, said in contract_statements(terms).items()), *prices])
    cells = (day(terms.effective.at), day(until), granted, terms.source, Ref((terms.effective.place,)))
    return Row(cells, best=terms.effective.at <= overview.as_of and not (until and until <= overview.as_of))
