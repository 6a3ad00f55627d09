"""What a card calls a model whose name in its source no card can have: `@cf/meta/llama`, `~anthropic/claude-latest`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.importers.draft import Note, is_id, is_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.importers.draft import DraftCard

CALLED = "a card cannot call a model so: signs before the name are left out, and others in it become `-`"
NO_NAME = "a card cannot call a model so, and it is left out"
TAKEN = "a card could only call it what it calls another model, and it is left out"

ARROW = " → "
"""Between the name of a list and that of the card, in a note that has both."""

_SIGNS = "-._:/@+"
_BEFORE = re.compile(r"[^A-Za-z0-9]+", re.ASCII)
_INSIDE = re.compile(r"[^A-Za-z0-9._:/@+-]+", re.ASCII)


def card_name(name: str) -> str:
    """Return what a card may call a model: its name if that is possible, else one made of it; "" where none can be."""
    if is_id(name):
        return name
    before = _BEFORE.match(name)
    made = _INSIDE.sub("-", name[before.end() if before else 0 :]).rstrip(_SIGNS)
    return made if is_id(made) else ""


def with_spellings(card: DraftCard, notes: Iterable[Note]) -> DraftCard:
    """Return a card in which what a list calls `@cf/meta/llama` is an alias of what it is called here.

    An alias may begin with a sign, and a model may not; any other name that is no id is no alias either. It can never
    move, since what the card calls the model is made of it.
    """
    renamed = (note.model.split(ARROW) for note in notes if note.card == card.id and note.why == CALLED)
    spellings = {called: name for name, called in renamed if is_spelling(name)}
    models = [
        replace(model, aliases=[*model.aliases, spellings[model.name]]) if model.name in spellings else model
        for model in card.models
    ]
    return replace(card, models=models)


class CardNames:
    """The names of the models of a card.

    Args:
        card: The card's id.
        names: What its source calls all of them.
        notes: Takes a note on each that is called something else.
    """

    def __init__(self, card: str, names: Iterable[str], notes: list[Note]) -> None:
        self._card = card
        self._taken = Counter(map(card_name, set(names)))
        self._notes = notes

    def called(self, name: str) -> str | None:
        """Return what the card calls a model; None where it has to be left out. Ask once for each."""
        called = card_name(name)
        if called == name:
            return name
        # Of two that would be called the same, neither is: whichever came first would be a guess.
        if not called or self._taken[called] > 1:
            self._notes.append(Note(self._card, name, "id", TAKEN if called else NO_NAME))
            return None
        self._notes.append(Note(self._card, f"{name}{ARROW}{called}", "id", CALLED))
        return called
