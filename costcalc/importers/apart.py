"""Cards of one currency each, as a rate card must be: what has another one goes apart, and the notes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.importers.draft import USD, Note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from costcalc.importers.draft import DraftCard

    CurrencyOf = Callable[[str], str | None]
    """The currency of the card of an id where the cards go; None where there is none that the list continues."""

NONE_LEFT = "the list has no price in the currency of the card in this folder any more, and the card is left as it is"


def nowhere(_card: str) -> None:
    """Say that no card is there: the cards go into no folder."""


def one_currency_each(cards: Sequence[DraftCard], notes: list[Note], currency_of: CurrencyOf) -> list[DraftCard]:
    """Return cards in which all prices are in one currency; a note moves to the card that has its model alone.

    A card that is there keeps its currency, whatever else the list has today: an id never stands for other money.
    """
    currencies: dict[str, dict[str, None]] = {}
    for card in cards:
        currencies.setdefault(card.id, {}).update({model.currency: None for model in card.models})
    usual = {name: _usual(name, found, currency_of) for name, found in currencies.items()}
    gone = [name for name, found in currencies.items() if usual[name] not in found and currency_of(name)]
    notes += (Note(name, "", "currency", NONE_LEFT) for name in gone)
    apart = []
    for card in cards:
        here = {model.name for model in card.models if model.currency == usual[card.id]}
        for part in card.by_currency(usual[card.id]):
            moved = set() if part.id == card.id else {model.name for model in part.models} - here
            notes[:] = [
                note._replace(card=part.id) if note.card == card.id and note.model in moved else note for note in notes
            ]
            apart.append(part)
    return apart


def _usual(card: str, currencies: Iterable[str], currency_of: CurrencyOf) -> str:
    """Return the currency of the card whose id says none: dollars, or what comes first, where none is there."""
    if not card:
        return USD
    free = [currency for currency in currencies if currency_of(f"{card}-{currency.lower()}") is None]
    return currency_of(card) or (USD if USD in free or not free else free[0])
