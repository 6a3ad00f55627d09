"""Cards of one currency each, as a rate card must be: what has another one goes apart, and the notes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.importers.draft import DraftCard, Note


def one_currency_each(cards: Iterable[DraftCard], notes: list[Note]) -> list[DraftCard]:
    """Return cards in which all prices are in one currency; a note moves to the card that has its model alone."""
    found = []
    for card in cards:
        usual, *others = card.by_currency()
        here = {model.name for model in usual.models}
        for other in others:
            gone = {model.name for model in other.models} - here
            notes[:] = [
                note._replace(card=other.id) if note.card == card.id and note.model in gone else note for note in notes
            ]
        found += [usual, *others]
    return found
