"""Cards of one currency each, as a rate card must be: what has another one goes apart, and the notes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.importers.draft import USD, Note
from costcalc.importers.writing.written import WrittenCard, written_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from costcalc.importers.draft import DraftCard

    CurrencyOf = Callable[[str], str | None]
    """The currency of the card of an id where the cards go; None where there is none that the list continues."""

NONE_LEFT = (
    "the list has no price in the currency of the card in this folder any more, and the card is left as it is: "
    "end its prices with `until`, or take it out of the folder"
)
"""Of all that a card has: whoever says a wrong currency of a table ends nothing by that."""


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


def currency_in(folder: Path, form: str) -> CurrencyOf:
    """Return what says the currency of a card in a folder, which was made of a list of this format."""

    def currency_of(card: str) -> str | None:
        there = written_in(folder, card)
        imported = there and there.card.imported
        return str(there.card.currency) if there and imported and str(imported.format) == form else None

    return currency_of


def left_behind(folder: Path, made: Mapping[str, str]) -> dict[str, str]:
    """Return the cards of other currencies that stand beside those of a list, and of which it has nothing any more.

    Args:
        folder: Where the cards are.
        made: Card id to the text of its file, of all that the list has.

    Returns:
        Card id to its text without a model, as an import would make it.
    """
    found = {}
    for card, text in made.items():
        for path in sorted(folder.glob(f"{card}-???.yaml")):
            there = written_in(folder, path.stem)
            if there and path.stem not in made and path.stem == f"{card}-{str(there.card.currency).lower()}":
                found[path.stem] = "\n".join(_without_models(there, WrittenCard(f"{card}.yaml", text)))
    return found


def _without_models(there: WrittenCard, new: WrittenCard) -> Iterator[str]:
    """Yield the lines of a card that is there, from where another card of its list is, and with no model."""
    yield from there.lines[: there.key("schema")[0]]
    for key in new.tree:
        if key not in {"models", "said"}:
            card = there if key in {"id", "title", "currency"} else new
            yield from card.lines[slice(*card.key(key))]
    yield "models: {}"
