"""Cards that go into a folder that has cards already: each is appended to, left alone for a reason, or new."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers import is_public
from costcalc.importers.draft import Note
from costcalc.importers.edits import edited, said_edit
from costcalc.importers.memory import Night, remember
from costcalc.importers.origin import STDIN
from costcalc.importers.said import Sums
from costcalc.importers.written import WrittenCard
from costcalc.problem import InputError, Place
from costcalc.project.load.files import CARD_BYTES, Calendars
from costcalc.ratecard import CardFile
from costcalc.source import decoded, read_bytes, to_be_changed
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from costcalc.importers.memory import Remembered
    from costcalc.problem import Problem
    from costcalc.ratecard import Model

BY_HAND = "the card in this folder was not imported, and is left as it is; `cards diff` compares the two"
OTHER_LIST = "the card in this folder was imported from another list, and is left as it is"
OTHER_SOURCE = (
    "the card in this folder was made of another source, and is left as it is; `--same-list` if it is the same list"
)
OTHER_UNIT = "the card in this folder is in another currency or unit, and is left as it is"


class UserSays(NamedTuple):
    """What the user says of a list that is imported again.

    Args:
        same_list: It is the list of which the cards were made, and whole, whatever it is called.
        seen: The day of the list is to be written where nothing else has changed.
    """

    same_list: bool = False
    seen: bool = False


class CardsInto(NamedTuple):
    """What an import makes of a folder.

    Args:
        texts: Card id to the text of its file, of those that change.
        before: Card id to the text that was there; none of a card that is new.
        remembered: What became of the cards that were there.
        notes: What was left alone, and why.
    """

    texts: Mapping[str, str]
    before: Mapping[str, str]
    remembered: Sequence[Remembered]
    notes: Sequence[Note]

    @property
    def is_refused(self) -> bool:
        """Whether every card was left alone, so that nothing of the list could be kept."""
        return bool(self.before) and not self.remembered and not self.texts

    def sides(self, folder: Path) -> tuple[list[CardFile], list[CardFile]]:
        """Return the cards that change, as they are and as they would be."""
        old = [_file(folder, card, self.before[card]) for card in self.texts if card in self.before]
        return old, [_file(folder, card, text) for card, text in self.texts.items()]

    def account(self) -> Iterator[str]:
        """Yield a line for each card that was there, and one for those that are new."""
        yield from (one.account() for one in self.remembered)
        if fresh := [card for card in self.texts if card not in self.before]:
            yield f"new: {', '.join(fresh)}"


def cards_into(
    folder: Path,
    cards: Mapping[str, str],
    day: str,
    asked: Callable[[str], bool],
    user: UserSays | None = None,
) -> CardsInto:
    """Return what a folder holds once cards are imported into it; nothing is written.

    Args:
        folder: Where `ID.yaml` of each goes, or is.
        cards: Card id to the text of its file, as an import made it.
        day: From when on prices hold that are not dated, and until when those do that are gone.
        asked: Whether a model was asked for.
        user: What the user says of the list.

    Raises:
        InputError: for a card in the folder that cannot be read.
    """
    same_list, seen = user or UserSays()
    texts, before = {}, {}
    remembered, notes = [], []
    for card, text in cards.items():
        new, there = WrittenCard(f"{card}.yaml", text), _written(folder / f"{card}.yaml")
        if there is None:
            texts[card] = edited(new, [said_edit(new, Sums(new, new, day).now(new, asked, same=True))])
            continue
        before[card] = there.text
        is_same = _is_same_source(there, new)
        if why := _why_not(there, new, is_same=is_same or same_list):
            notes.append(Note(card, "", "id", why))
            continue
        renamed = same_list and not is_same
        found = remember(there, new, Night(day, asked, is_same or same_list, seen or renamed))
        remembered.append(found)
        notes += found.notes
        if found.text != there.text:
            _validate(folder / f"{card}.yaml", found.text)
            texts[card] = found.text
    return CardsInto(texts, before, remembered, notes)


def validate_history(texts: Mapping[Path, str]) -> None:
    """Refuse cards that would take the place of others with an older price of a model: what was, would be gone.

    Args:
        texts: What is to be written where.

    Raises:
        InputError: for each of them.
    """
    problems: list[Problem] = []
    for path, text in texts.items():
        try:
            there = _written(path)
            old = there.card if there else None
        except InputError:
            continue  # what is no card has no prices to lose
        new = WrittenCard(path.name, text).card
        if old and (lost := [name for name, model in old.models.items() if _is_older(model, new.models.get(name))]):
            message = f"this card has older prices, which would be lost: of {some_of(lost)}"
            hint = f"`--into {path.parent}` appends to it; move the file away to begin anew"
            problems += InputError.of(Place.start_of(str(path)), "history-lost", message, hint).problems
    if problems:
        raise InputError(problems)


def _file(folder: Path, card: str, text: str) -> CardFile:
    path = folder / f"{card}.yaml"
    shown = str(folder)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return CardFile(WrittenCard(str(path), text).card, str(path), sha256, shown, path, Calendars(folder, shown))


def _is_older(old: Model, new: Model | None) -> bool:
    return new is None or old.history[0].start < new.history[0].start


def _written(path: Path) -> WrittenCard | None:
    """Read a card that is to be changed; None where there is none."""
    if not path.exists():
        return None
    with to_be_changed():
        data = read_bytes(str(path), CARD_BYTES, Place.start_of(str(path)))
    return WrittenCard(str(path), decoded(data, str(path)))


def _is_same_source(old: WrittenCard, new: WrittenCard) -> bool:
    """Whether two cards are made of what is called the same; what is on standard input may be any of several lists."""
    names = []
    for imported in filter(None, (old.card.imported, new.card.imported)):
        version = f" {imported.version}" if imported.version else ""
        names.append(str(imported.source).replace(version, "", 1))
        names += [] if names[-1] != STDIN or is_public(str(imported.format)) else [""]
    return len({*names}) == 1


def _why_not(old: WrittenCard, new: WrittenCard, *, is_same: bool) -> str | None:
    """Return why nothing can be appended to a card; None where it can."""
    was, now = old.card, new.card
    if was.imported is None:
        return BY_HAND
    if now.imported and str(was.imported.format) != str(now.imported.format):
        return OTHER_LIST
    if now.imported and not is_same and not is_public(str(now.imported.format)):
        return OTHER_SOURCE
    units = [(str(card.currency), card.per.count.value, card.per.unit) for card in (was, now)]
    return OTHER_UNIT if units[0] != units[1] else None


def _validate(path: Path, text: str) -> None:
    written = WrittenCard(str(path), text)
    if problems := written.faults():
        raise InputError(problems)
