"""A model of the base is gone from its card.

Whoever asks for it, for last year's costs too, gets no answer any more. A model that the vendor has shut down says so
with `retired:` and stays. Looked at with `--base` only. It is an error where a scenario of the base uses the model,
also if this change takes it out of the scenario, and a warning where none does.

    models:
      large: {rates: [{effective: 2026-06-01, source: "https://…", input: 2}]}    # bad: the base has `small`, too

    models:
      small: {retired: 2026-11-01, rates: [{effective: 2025-01-01, source: "https://…", input: 0.40}]}    # good
      large: {rates: [{effective: 2026-06-01, source: "https://…", input: 2}]}

A model that has another name now is not gone as long as the old name is one of its `aliases`. A card that is gone is
reported once, for all its models.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.problem import InputError, Place
from costcalc.scenario import models_named
from costcalc.source import place_of
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject
    from costcalc.project.workspace import Workspace
    from costcalc.ratecard import CardFile

LEVEL = Level.ERROR
HINT = "put it back; a model that was shut down says `retired:`"


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each model that only the base has."""
    if subject.base is None:
        return
    used = _used(subject.base)
    known = set(subject.head.cards.ids())
    for card_id, file in subject.old_cards.items():
        now = subject.cards.get(card_id)
        if now is None and card_id in known:  # one of another folder, or a shipped one, has taken its place
            with suppress(InputError):
                now = subject.head.cards.file(card_id)
        if now is None:
            yield _card_gone(file, used)
            continue
        for name in file.card.models:
            if name not in now.card.names:
                level, remark = (LEVEL, "and scenarios use it") if (card_id, name) in used else (Level.WARNING, "")
                message = f"{card_id}/{name} is gone{f', {remark}' if remark else ''}"
                yield Finding("model-removed", level, place_of(now.card.id), message, HINT, f"{card_id}/{name}")


def _card_gone(file: CardFile, used: set[tuple[str, str]]) -> Finding:
    card_id = str(file.card.id)
    needed = [name for card, name in sorted(used) if card == card_id]
    remark = f"and scenarios use {some_of(needed)} of it" if needed else f"with {some_of(file.card.models)}"
    place = Place.start_of(file.file)
    hint = "put it back; models that were shut down say `retired:`"
    return Finding(
        "model-removed", LEVEL if needed else Level.WARNING, place, f"{card_id} is gone, {remark}", hint, card_id
    )


def _used(files: Workspace) -> set[tuple[str, str]]:
    """Return the models that scenarios use, each with the card that has its prices."""
    found = set()
    for file in files.scenarios:
        for ref in models_named(file.scenario):
            with suppress(InputError):  # said by whoever prices it
                offer = files.cards.find(str(ref), place_of(ref))
                found |= {(str(each.card.id), offer.name) for each in offer.files}
    return found
