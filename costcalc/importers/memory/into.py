"""Cards that go into a folder that has cards already: each is appended to, left alone for a reason, or new."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers import is_public
from costcalc.importers.draft import Note
from costcalc.importers.files.origin import STDIN
from costcalc.importers.memory.appending import Night, remember
from costcalc.importers.memory.said import Sums
from costcalc.importers.rules.apart import left_behind
from costcalc.importers.writing.edits import edited, said_edit
from costcalc.importers.writing.written import WrittenCard, written_in
from costcalc.problem import InputError, Place
from costcalc.project.load.files import Calendars
from costcalc.ratecard import CardFile
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from costcalc.importers.memory.appending import Remembered
    from costcalc.problem import Problem
    from costcalc.ratecard import Model

BY_HAND = "the card in this folder was not imported, and is left as it is; `cards diff` compares the two"
OTHER_LIST = "the card in this folder was imported from another list, and is left as it is"
OTHER_SOURCE = (
    "the card in this folder was made of another source, and is left as it is; `--same-list` if it is the same list"
)
UNFIT = "what the list says now does not fit into the card in this folder, which is left as it is"
PARTIAL = (
    "a file or a page of the list was not read, and the card in this folder is left as it is; "
    "`--same-list` if the list is whole all the same"
)
GONE = "the list has nothing of this card any more, which is left as it is: end its prices by hand if they are gone"
OTHER_UNIT = "the card in this folder is in another currency or unit, and is left as it is"


class Again(NamedTuple):
    """How a list is imported again.

    Args:
        same_list: It is the list of which the cards were made, and whole, whatever it is called.
        seen: The day of the list is to be written where nothing else has changed.
        partial: A file or a page was not read that may have more of the cards: a model that is missing need not be
            gone, and one that is there may lack a price.
        whole: The cards of all models of the list, where only some were asked for: what is in none of them is gone.
        is_all: Whether all of the list was asked for.
    """

    same_list: bool = False
    seen: bool = False
    partial: bool = False
    whole: Mapping[str, str] | None = None
    is_all: bool = False


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
        return any(not note.model for note in self.notes) and not self.remembered and not self.texts

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
    again: Again | None = None,
) -> CardsInto:
    """Return what a folder holds once cards are imported into it; nothing is written.

    Args:
        folder: Where `ID.yaml` of each goes, or is.
        cards: Card id to the text of its file, as an import made it.
        day: From when on prices hold that are not dated, and until when those do that are gone.
        asked: Whether a model was asked for.
        again: How.

    Raises:
        InputError: for a card in the folder that cannot be read.
    """
    again = again or Again()
    texts, before = {}, {}
    remembered, notes = [], []
    made = {**(again.whole or {}), **cards}
    made |= left_behind(folder, made)
    for card, text in made.items():
        there = written_in(folder, card)
        if there is None:
            if card in cards:
                texts[card] = _with_sums(WrittenCard(f"{card}.yaml", text), day)
            continue
        before[card] = there.text
        asked_for = WrittenCard(f"{card}.yaml", text)
        new = WrittenCard(f"{card}.yaml", again.whole[card]) if again.whole and card in again.whole else asked_for
        is_same = _is_same_source(there, new)
        partial = PARTIAL if again.partial and not again.same_list else None
        if why := _why_not(there, new, is_same=is_same or again.same_list) or partial:
            notes += [Note(card, "", "id", why)] if card in cards else []
            continue
        own = asked_for.card.names if card in cards else {}
        night = Night(day, _asked(asked, own, new), is_same or again.same_list, again.seen or not is_same)
        found = remember(there, new, night)
        changed = found.text != there.text
        if changed and (fault := _fault(folder / f"{card}.yaml", found.text)):
            notes.append(Note(card, "", fault.code, UNFIT))
            continue
        remembered += [found] if found.became else []
        notes += found.notes
        texts |= {card: found.text} if changed else {}
    if again.is_all and cards:
        first = WrittenCard("", next(iter(cards.values())))
        notes += [Note(card, "", "id", GONE) for card in _gone(folder, made, first)]
    return CardsInto(texts, before, remembered, notes)


def _gone(folder: Path, made: Collection[str], new: WrittenCard) -> Iterator[str]:
    """Yield the cards that were made of a list which has nothing of them any more."""
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        if path.stem not in made:
            with suppress(InputError):  # what is no card was made of no list
                there = written_in(folder, path.stem)
                if there and _why_not(there, new, is_same=_is_same_source(there, new)) is None:
                    yield path.stem


def _with_sums(new: WrittenCard, day: str) -> str:
    """Return the text of a new card with what its list says."""
    sums = Sums(new, new, day).now(new, bool, same=True)
    return edited(new, [said_edit(new, sums)])


def _asked(asked: Callable[[str], bool], own: Collection[str], new: WrittenCard) -> Callable[[str], bool]:
    """Return whether a model of a card was asked for; of one that is gone nobody knows what its list called it."""
    return lambda name: name in own or (name not in new.card.names and asked(name))


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
            there = written_in(path.parent, path.stem)
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


def _fault(path: Path, text: str) -> Problem | None:
    """Return what is wrong with a card that was appended to."""
    written = WrittenCard(str(path), text)
    try:
        return next(iter(written.faults()), None)
    except InputError as error:
        return error.problems[0]
