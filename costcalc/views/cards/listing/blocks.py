"""What people are told of the cards at hand: a table of all of them, or one of the models of a card."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from costcalc.instant import short_instant
from costcalc.inventory import ModelOverview
from costcalc.views.amounts import count_amount
from costcalc.views.blocks import Amount, Block, Bullets, Cell, Column, Heading, Paragraph, Row, Table, dense
from costcalc.views.card import file_name
from costcalc.views.cards.changed import changed_by
from costcalc.views.cards.price import standing_cell, standing_words
from costcalc.views.cards.words import day
from costcalc.views.words import NOTHING, age

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from costcalc.expr import Num
    from costcalc.inventory import CardOverview
    from costcalc.ratecard import Offer

SHOWN = ("input", "cache_read", "output")
_CARDS = (
    Column("card", "card", is_key=True),
    Column("title", "title"),
    Column("basis", "basis"),
    Column("version", "version"),
    Column("currency", "currency"),
    Column("models", "models", is_number=True),
    Column("in_force", "in force", is_number=True),
    Column("oldest", "oldest"),
    Column("newest", "newest"),
    Column("age", "age"),
    Column("never", "never", is_number=True),
    Column("file", "file"),
)
_MODEL_END = (
    Column("other", "other"),
    Column("since", "since"),
    Column("context", "context", is_number=True),
    Column("max_output", "max output", is_number=True),
    Column("released", "released"),
    Column("retired", "retired"),
    Column("changed_by", "changed by"),
)


def cards_blocks(cards: Sequence[CardOverview], as_of: datetime, listed: int = 0) -> Iterator[Block]:
    """Yield what people are told of all cards."""
    yield Heading(f"Rate cards at {short_instant(as_of)}", 1)
    folders = {card.file.folder for card in cards}
    if together := len(folders) == 1:
        yield Paragraph(f"All of them in {folders.pop()}")
    yield dense(_CARDS, tuple(Row(_card(card, named=not together)) for card in cards))
    yield Paragraph(
        "in force: models that have a price then; oldest, newest: the days on which rates were last verified; "
        "age: of the oldest check of a rate in force; never: those in force that nobody is known to have checked."
    )
    if listed:
        yield Paragraph(f"{listed:,} more cards are somebody's lists, nobody has verified them: `cards list --listed`.")


def _card(card: CardOverview, *, named: bool) -> tuple[Cell, ...]:
    about = card.file.card
    return (
        about.id,
        about.title,
        about.basis,
        about.version,
        about.currency,
        _count(len(card.offers)),
        _count(len(card.in_force)),
        day(card.oldest),
        day(card.newest),
        age(card.stalest, card.as_of),
        _count(card.unverified),
        file_name(card.file) if named else "",
    )


def _count(number: int) -> Amount:
    return Amount(Decimal(number), 0)


def models_blocks(card: CardOverview) -> Iterator[Block]:
    """Yield what people are told of the models of a card."""
    file, about = card.file, card.file.card
    yield Heading(about.title, 1)
    per = (card.offers[0].prices if card.offers else file).card.per
    over = f", laid over {about.extends}" if about.extends else ""
    yield Paragraph(
        f"{about.id} at {short_instant(card.as_of)}: {about.basis} prices in {about.currency} "
        f"per {per}, {file_name(file)}, version {about.version}{over}"
    )
    if about.note:
        yield Paragraph(about.note)
    yield _models(card)
    if aliases := [f"{offer.name}: {', '.join(offer.model.aliases)}" for offer in card.offers if offer.model.aliases]:
        yield Heading("Aliases")
        yield Bullets(tuple(aliases))


def _models(card: CardOverview) -> Table:
    rows = [_model(ModelOverview(offer, card.as_of)) for offer in card.offers]
    prices = (Column(meter, meter, is_number=True) for meter in SHOWN)
    columns = (Column("model", "model", is_key=True), *prices, *_MODEL_END)
    return dense(columns, tuple(map(Row, rows)), NOTHING)


def _model(overview: ModelOverview) -> tuple[Cell, ...]:
    offer, model, history = overview.offer, overview.offer.model, overview.offer.model.history
    per = offer.prices.card.per
    prices = {found.meter.name: standing_cell(found, per) for found in overview.standing}
    numbers = {meter: cell for meter, cell in prices.items() if isinstance(cell, Amount)}
    wanted = prices.keys() & set(SHOWN) or prices.keys()
    others = [found for found in overview.standing if found.meter.name in wanted - (numbers.keys() & set(SHOWN))]
    span = next((span for span in history if span.rate is overview.rate), None)
    limits = model.limits(span.rate if span else history[-1].rate)
    return (
        offer.name,
        *(numbers.get(meter, NOTHING) for meter in SHOWN),
        ", ".join(f"{found.meter.name} {standing_words(found, per)}" for found in others),
        day(span.start) if span else _when(offer, overview.as_of),
        _tokens(limits.context_window),
        _tokens(limits.max_output),
        day(model.released.at if model.released else None),
        day(model.retired.at if model.retired else None),
        changed_by(span.rate) if span else NOTHING,
    )


def _when(offer: Offer, as_of: datetime) -> str:
    """Return when a model has a price that has none now."""
    history = offer.model.history
    ahead = next((span.start for span in history if span.start > as_of), None)
    return f"from {day(ahead)}" if ahead else f"until {day(history[-1].end)}"


def _tokens(limit: Num | None) -> Cell:
    return count_amount(limit.value) if limit else NOTHING
