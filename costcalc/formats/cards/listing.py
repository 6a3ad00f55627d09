"""What `costcalc cards list` says: of all cards, and of the models of one."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.formats.blocks import Block, Bullets, Heading, Paragraph, Row, Table
from costcalc.formats.cards import words
from costcalc.formats.cards.data import card_data, instant, model_data, standing_data
from costcalc.formats.cards.fitted import dense, fitted
from costcalc.formats.cards.rows import price_sheet
from costcalc.instant import instant_text, short_instant
from costcalc.inventory import ModelView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from costcalc.formats.base import Sheet
    from costcalc.inventory import CardOverview
    from costcalc.ratecard import Offer, RatePeriod

SHOWN = ("input", "cache_read", "output")
COLUMNS = (
    "card",
    "title",
    "basis",
    "version",
    "currency",
    "models",
    "in force",
    "oldest",
    "newest",
    "age",
    "never",
    "file",
)


class CardList(NamedTuple):
    """All the cards at hand.

    Args:
        cards: The cards.
        as_of: The instant at which they are looked at.
    """

    cards: Sequence[CardOverview]
    as_of: datetime

    def blocks(self, width: int | None, *, brief: bool) -> Iterator[Block]:
        """Say it to people."""
        del brief
        yield Heading(f"Rate cards at {short_instant(self.as_of)}", 1)
        folders = {card.file.folder for card in self.cards}
        if len(folders) == 1:
            yield Paragraph(f"All of them in {folders.pop()}")
            folders.clear()
        rows = tuple(Row(self._cells(card, named=bool(folders))) for card in self.cards)
        columns = COLUMNS if folders else COLUMNS[:-1]
        yield from fitted(Table(columns, rows, frozenset({"models", "in force", "never"})), width)
        yield Paragraph(
            "in force: models that have a price then; oldest, newest: the days on which rates were last verified; "
            "age: of the oldest check of a rate in force; never: those in force that nobody is known to have checked."
        )

    def _cells(self, card: CardOverview, *, named: bool) -> tuple[str, ...]:
        about = card.file.card
        return (
            about.id,
            about.title,
            about.basis,
            about.version,
            about.currency,
            f"{len(card.offers):,}",
            f"{len(card.in_force):,}",
            words.until(card.oldest),
            words.until(card.newest),
            words.age(card.stalest, self.as_of) if card.stalest else words.NOTHING,
            f"{card.unverified:,}",
            *([words.file_name(card.file)] if named else []),
        )

    def document(self) -> dict[str, Any]:
        """Say it to programs."""
        return cards_document(self.cards, self.as_of)

    def sheet(self) -> Sheet:
        """Say it to a spreadsheet: the rates in force."""
        return price_sheet(chain.from_iterable(map(_in_force, self.cards)), self.as_of)


class ModelList(NamedTuple):
    """The models of a card."""

    card: CardOverview

    def blocks(self, width: int | None, *, brief: bool) -> Iterator[Block]:
        """Say it to people."""
        del brief
        file, as_of = self.card.file, self.card.as_of
        yield Heading(file.card.title, 1)
        over = f", laid over {file.card.extends}" if file.card.extends else ""
        yield Paragraph(
            f"{file.card.id} at {short_instant(as_of)}: {file.card.basis} prices in {file.card.currency} "
            f"per {self._per}, {words.file_name(file)}, version {file.card.version}{over}"
        )
        if file.card.note:
            yield Paragraph(file.card.note)
        columns = ("model", *SHOWN, "other", "since", "context", "max output", "released", "retired", "changed by")
        rows = [self._row(offer) for offer in self.card.offers]
        right = frozenset({*SHOWN, "context", "max output"})
        yield from fitted(dense(columns, rows, right, words.NOTHING), width)
        if aliases := [
            f"{offer.name}: {', '.join(offer.model.aliases)}" for offer in self.card.offers if offer.model.aliases
        ]:
            yield Heading("Aliases")
            yield Bullets(tuple(aliases))

    @property
    def _per(self) -> str:
        offers = self.card.offers
        return str((offers[0].prices if offers else self.card.file).card.per)

    def _row(self, offer: Offer) -> Row:
        as_of = self.card.as_of
        view = ModelView(offer, as_of)
        prices = {found.meter.name: words.standing_words(found, offer.prices.card.per) for found in view.standing}
        other = {} if prices.keys() & set(SHOWN) else prices
        history = offer.model.history
        span = next((span for span in history if span.rate is view.rate), None)
        ahead = next((span.start for span in history if span.start > as_of), None)
        none = f"from {words.day(ahead)}" if ahead else f"until {words.until(history[-1].end)}"
        limits = offer.model.limits(span.rate if span else history[-1].rate)
        return Row(
            (
                offer.name,
                *(prices.get(meter, words.NOTHING) for meter in SHOWN),
                words.joined(other),
                words.day(span.start) if span else none,
                words.tokens(limits.context_window),
                words.tokens(limits.max_output),
                words.until(offer.model.released.at if offer.model.released else None),
                words.until(offer.model.retired.at if offer.model.retired else None),
                words.changed_by(span.rate) if span else words.NOTHING,
            )
        )

    def document(self) -> dict[str, Any]:
        """Say it to programs."""
        return cards_document([self.card], self.card.as_of)

    def sheet(self) -> Sheet:
        """Say it to a spreadsheet: the rates in force."""
        return price_sheet(_in_force(self.card), self.card.as_of)


def _in_force(card: CardOverview) -> Iterator[tuple[Offer, RatePeriod]]:
    for offer in card.offers:
        rate = offer.model.rate_at(card.as_of)
        yield from ((offer, span) for span in offer.model.history if span.rate is rate)


def cards_document(cards: Sequence[CardOverview], as_of: datetime) -> dict[str, Any]:
    """Say to programs what the cards have."""
    return {"schema": "costcalc/cards/v1", "as_of": instant_text(as_of), "cards": [_card(card) for card in cards]}


def _card(card: CardOverview) -> dict[str, Any]:
    return card_data(card.file) | {
        "models_in_force": len(card.in_force),
        "models_unverified": card.unverified,
        "oldest_verified": instant(card.oldest),
        "newest_verified": instant(card.newest),
        "oldest_verified_in_force": instant(card.stalest),
        "models": [_model(offer, card.as_of) for offer in card.offers],
    }


def _model(offer: Offer, as_of: datetime) -> dict[str, Any]:
    view = ModelView(offer, as_of)
    limits = offer.model.limits(view.rate) if view.rate else None
    said = model_data(offer.name, offer.model)
    if limits:
        said |= {what: str(each.value) if each else None for what, each in zip(limits._fields, limits, strict=True)}
    return said | {
        "effective": instant(view.rate.effective.at) if view.rate else None,
        "verified": instant(view.rate.verified.at) if view.rate and view.rate.verified else None,
        "prices": [standing_data(found) for found in view.standing],
    }
