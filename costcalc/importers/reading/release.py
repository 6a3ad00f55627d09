"""`--effective released`: a price without a date holds since its model was released, where the source says when."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.importers.draft import ImportResult, Note

if TYPE_CHECKING:
    from costcalc.importers.draft import DraftModel

RELEASED = "released"
NOT_SAID = "nobody says when the model was released, so the price holds from the day of the import"


def undated(day: str) -> str:
    """Return what stands for the start of a price without a date: the day, written as no source writes one."""
    return f"{day}T00:00:00Z"


def from_release(imported: ImportResult, day: str) -> ImportResult:
    """Return what was imported, with prices without a date from the release of their model on.

    Args:
        imported: What an importer made, with `undated` for the start of such prices.
        day: The day of the import.
    """
    notes: list[Note] = []
    cards = []
    for card in imported.cards:
        models = [_from_release(model, day) for model in card.models]
        moved = (old for old, new in zip(card.models, models, strict=True) if new is not old)
        notes += (Note(card.id, model.name, RELEASED, NOT_SAID) for model in moved if not model.released)
        cards.append(replace(card, models=models))
    return ImportResult(cards, [*imported.notes, *notes])


def _from_release(model: DraftModel, day: str) -> DraftModel:
    first, *later = model.rates
    if first.effective != undated(day):
        return model
    start = model.released or day
    return replace(model, rates=[replace(first, effective=start), *later])
