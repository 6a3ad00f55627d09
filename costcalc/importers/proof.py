"""Read every card back before it is written: what costcalc itself would refuse is left out, with a note."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.draft import Note
from costcalc.importers.text import text
from costcalc.problem import InputError, Place, Source
from costcalc.project.load.files import CARD_BYTES, CARD_VALUES
from costcalc.ratecard import RateCard, validate_card
from costcalc.source import MIB, Mapping, bind, read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.importers.draft import CardProvenance, DraftCard, ImportResult
    from costcalc.problem import Problem


MOST_CARDS, MOST_MODELS = 1_000, 10_000
"""Of one import."""


class Proven(NamedTuple):
    """Cards that can be used as they are.

    Args:
        cards: Card id to the text of its file.
        notes: Those of the import, and what was left out here.
    """

    cards: dict[str, str]
    notes: Sequence[Note]


def proven(imported: ImportResult, provenance: CardProvenance) -> Proven:
    """Return the texts of all cards, each without the models that costcalc would refuse."""
    cards: dict[str, str] = {}
    notes = list(imported.notes)
    drafts = _one_of_each(imported.cards, notes)
    of_card: dict[str, list[Note]] = {}
    for note in notes:
        of_card.setdefault(note.card, []).append(note)
    for draft in drafts:
        card, own = draft, of_card.get(draft.id, [])
        whole, problems = _read_back(card, provenance, own)
        if problems:
            refused = list(_blamed(card, whole, problems))
            notes += refused
            own = [*own, *refused]
            bad = {note.model for note in refused}
            card = replace(card, models=[model for model in card.models if model.name not in bad])
            whole, problems = _read_back(card, provenance, own) if card.models else ("", ())
        if problems:
            # What no model is to blame for: more of them than a file can hold.
            why = f"{problems[0].message}, and the card is left out; --model imports a part of it"
            notes.append(Note(card.id, "", problems[0].code, why))
        elif card.models:
            cards[card.id] = whole
    return Proven(cards, notes)


def not_too_many(imported: ImportResult, place: Place) -> ImportResult:
    """Return what was imported, if it is not more than one import may hold.

    Raises:
        InputError: where it is.
    """
    models = sum(len(card.models) for card in imported.cards)
    for what, count, most in (("cards", len(imported.cards), MOST_CARDS), ("models", models, MOST_MODELS)):
        if count > most:
            message = f"there are {count:,} {what}, and {most:,} are the most of one import"
            raise InputError.of(place, "too-many", message, "--provider and --model import a part of them")
    return imported


def _one_of_each(cards: Sequence[DraftCard], notes: list[Note]) -> list[DraftCard]:
    """Return the first card of each id: two providers may have names of which one id is made."""
    first: dict[str, DraftCard] = {}
    for card in cards:
        if not card.id:
            notes.append(Note("", "", "id", f"no card can be called after {card.title}, and it is left out"))
        elif card.id in first:
            notes.append(Note(card.id, "", "id", f"{card.title} would be a second card of this id, and is left out"))
        else:
            first[card.id] = card
    return list(first.values())


def _read_back(card: DraftCard, provenance: CardProvenance, notes: Sequence[Note]) -> tuple[str, Sequence[Problem]]:
    whole = text(card, provenance, notes)
    source = Source(f"{card.id}.yaml", whole)
    try:
        if len(whole.encode()) > CARD_BYTES:
            place = Place(source, 1, 1)
            raise InputError.of(place, "file-too-large", f"the card is larger than {CARD_BYTES // MIB} MiB")
        tree, found = read_tree(whole, source, CARD_VALUES)
        return whole, validate_card(bind(RateCard, tree, found), card.id)
    except InputError as error:
        return whole, error.problems


def _blamed(card: DraftCard, whole: str, problems: Sequence[Problem]) -> Iterator[Note]:
    """Yield a note for every problem that lies in a model."""
    starts = _starts(card, whole)
    lines = [line for line, _ in starts]
    for problem in problems:
        if nth := bisect_right(lines, problem.place.line):
            why = f"{problem.message}, and the model is left out"
            yield Note(card.id, starts[nth - 1][1], problem.code, why)


def _starts(card: DraftCard, whole: str) -> list[tuple[int, str]]:
    """Return the line on which each model begins."""
    try:
        tree, _ = read_tree(whole, Source(f"{card.id}.yaml", whole), CARD_VALUES)
    except InputError:
        return []
    models = tree.get("models")
    return [(place.line, name) for name, place in models.places.items()] if isinstance(models, Mapping) else []
