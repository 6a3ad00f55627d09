"""Look into somebody's list without keeping it: what it says of one model, as cards that nobody writes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.importers import FORMATS, importer_named
from costcalc.importers.draft import ImportQuery
from costcalc.importers.reading.names import ARROW
from costcalc.importers.run import import_cards
from costcalc.inventory import LeftOut, OtherList
from costcalc.problem import InputError, Place
from costcalc.project.kept import SHIPPED_FOLDER
from costcalc.project.load.files import Calendars, card_file
from costcalc.shown import cut
from costcalc.source import document_of
from costcalc.spelling import bare_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from costcalc.importers.draft import Note
    from costcalc.ratecard import CardFile


def read_list(named: str, bare: Collection[str], day: str) -> OtherList:
    """Read what a list says of a model.

    Args:
        named: `FORMAT=SOURCE`, as `cards import` has them.
        bare: The bare names of the model.
        day: Today, from when on prices hold that the list does not date.

    Raises:
        InputError: for a list that cannot be read.
    """
    form, equals, source = named.partition("=")
    if not equals or not source:
        hint = "write a format and a file: litellm=map.json"
        raise InputError.of(Place.start_of("--from", named), "bad-setting", f"`{cut(named)}` names no list", hint)
    try:
        done = import_cards(form, source, ImportQuery(day), day=day)
    except InputError as error:
        raise _without_columns(error, form) from None
    # A card without the words does not have the model: most need not be read.
    words = re.compile(rf"(?<![\w.:@+-])({'|'.join(map(re.escape, bare))})(?![\w.@+/-])", re.IGNORECASE)
    cards = {card: text for card, text in done.cards.items() if words.search(text)}
    notes = (note for note in done.notes if _is_of(note, bare))
    left_out = [LeftOut("/".join(filter(None, note[:2])), note.key, note.why) for note in notes]
    return OtherList(named, [_read(named, card, text) for card, text in cards.items()], left_out)


def _without_columns(error: InputError, form: str) -> InputError:
    """Return what is wrong with a list; what an option of `cards import` would say of a table, is said there."""
    if form not in FORMATS or not getattr(importer_named(form), "TAKES_COLUMNS", False):
        return error
    hint = f"`cards import {form}` has options that say what a table does not: import it, and its card is a source"
    return InputError(replace(problem, hint=hint) for problem in error.problems)


def _read(named: str, card: str, text: str) -> CardFile:
    """Read a card that is nowhere: it is called after its list."""
    document = document_of(text.encode(), f"{named}/{card}.yaml")
    return card_file(document, card, named, Path(document.source.name), Calendars(SHIPPED_FOLDER, named))


def _is_of(note: Note, bare: Collection[str]) -> bool:
    """Whether a note is on a model of such a name; one that the card calls otherwise has both names."""
    return any(bare_name(name) in bare for name in note.model.split(ARROW))
