"""Find rate cards where they are kept."""

from __future__ import annotations

import os
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.arguments import path_argument
from costcalc.checkout import checkout
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.project.kept import LOCAL, SHIPPED_FOLDER
from costcalc.project.load.files import CARD_BYTES, Kept, load_card
from costcalc.project.load.listed import LISTED, ListedCards
from costcalc.project.root import OWN, has_policy, project_root
from costcalc.ratecard import SHIPPED, CardFile, Catalogue
from costcalc.source import declares_itself, kind_declared

if TYPE_CHECKING:
    from collections.abc import Sequence


def load_cards(path: PathLike[str] | str | None = None, *, allow_listed: bool = False) -> Catalogue:
    """Read rate cards.

    Args:
        path: A folder of `ID.yaml` files, or one such file; the cards shipped with costcalc where left out.
        allow_listed: Whether prices of `basis: listed`, which nobody has verified, may be called the cheapest.

    Returns:
        A catalogue whose cards have all been read and found sound.

    Raises:
        InputError: with the problems of all of them.
        TypeError: for what is no path.
    """
    if path is not None:
        path = path_argument(path, "path", "the path of a folder or of a card")
    if path is not None and os.path.isfile(path):  # noqa: PTH113  # Path.is_file raises where a name is too long
        file = load_card(path)
        return Catalogue(OneCard(file), str(path), allow_listed=allow_listed)
    cards = find_cards([Path(path)] if path is not None else [SHIPPED_FOLDER], allow_listed=allow_listed)
    problems: list[Problem] = []
    for card_id in cards.ids():
        with collected(problems):
            cards.file(card_id)
    if problems:
        raise InputError(problems)
    return cards


def find_cards(
    folders: Sequence[Path] = (),
    root: Path | None = None,
    project: Path | None = None,
    *,
    allow_listed: bool = False,
) -> Catalogue:
    """Find rate cards without reading them yet.

    Args:
        folders: Where to look, and nowhere else. Where none is given: `pricing` of the project before what is shipped.
        root: The folder that names are seen from, if not this one; places do not name it.
        project: The project's root as seen from there, where it is known.
        allow_listed: Whether prices that nobody has verified may be called the cheapest.

    Raises:
        InputError: for a folder that is none, or one id in two of the folders given.
    """
    base = root or Path()
    local = (project_root(base) if project is None else project) / LOCAL
    kept = Kept(base / local, local.as_posix())
    if not folders:
        shipped = _listed(SHIPPED_FOLDER, SHIPPED, kept, "pricing")
        own = _listed(base / local, kept.shown, kept)
        return _catalogue([own, shipped], laid_over=True, start=base, allow_listed=allow_listed)
    found: list[dict[str, CardPath]] = []
    for folder in folders:
        name = str(folder)
        if not os.path.isdir(base / folder):  # noqa: PTH112  # Path.is_dir raises where a name is too long
            place = Place.start_of(name)
            if os.path.exists(base / folder):  # noqa: PTH110  # the same
                raise InputError.of(
                    place, "no-such-folder", "this is no folder", "name the folder that holds the cards"
                )
            raise InputError.of(place, "no-such-folder", "there is no such folder of rate cards")
        label, shown = (SHIPPED, "pricing") if folder == SHIPPED_FOLDER else (name, name)
        cards = _listed(base / folder, label, kept, shown)
        for card_id in cards:
            if twice := next((other[card_id] for other in found if card_id in other), None):
                place = Place.start_of(cards[card_id].name)
                raise InputError.of(place, "duplicate-card", f"the card `{card_id}` is also in {twice.folder}")
        found.append(cards)
    if not any(found):
        place = Place.start_of(str(folders[0]))
        raise InputError.of(place, "no-cards", "there is no rate card in this folder", "cards are files called ID.yaml")
    return _catalogue(found, allow_listed=allow_listed)


OTHERS = frozenset({"scenario", "fx", "calendar", "policy"})
"""What lies beside cards, and is none."""


class CardPath:
    """The path of a card that is not read yet."""

    __slots__ = ("folder", "kept", "name", "path")

    def __init__(self, path: Path, folder: str, name: str, kept: Kept | None = None) -> None:
        self.path = path
        self.folder = folder
        self.name = name
        self.kept = kept


def _listed(folder: Path, label: str, kept: Kept, shown: str | None = None) -> dict[str, CardPath]:
    """List the files of a folder by card id; shipped ones are called `pricing/…`, wherever they are installed."""
    called = shown or label
    return {path.stem: CardPath(path, label, f"{called}/{path.name}", kept) for path in sorted(folder.glob("*.yaml"))}


def _catalogue(
    found: Sequence[dict[str, CardPath]],
    *,
    laid_over: bool = False,
    start: Path | None = None,
    allow_listed: bool = False,
) -> Catalogue:
    """Make a catalogue of folders, the first before the others.

    A folder called ./pricing may hold other YAML as well: there, a file that does not say that it is a rate card is
    read when it is named, and not when all cards are looked through.
    """
    paths: dict[str, CardPath] = {}
    for cards in reversed(found):
        paths |= cards
    # Of folders that somebody names, these alone are looked at.
    with_listed = laid_over or any(where.folder == SHIPPED for where in paths.values())
    store = CardPaths(paths, frozenset(found[-1]) if laid_over else None, start, LISTED if with_listed else None)
    where = " and ".join(sorted({where.folder for where in paths.values()}))
    return Catalogue(store, where, allow_listed=allow_listed)


class OneCard:
    """A card that was read.

    Args:
        file: The card.
    """

    def __init__(self, file: CardFile) -> None:
        self.file = file
        self.listed = None

    def ids(self) -> list[str]:
        """Return its id."""
        return [str(self.file.card.id)]

    def has(self, card_id: str) -> bool:
        """Return whether it is the card of an id."""
        return card_id == self.file.card.id

    def read(self, card_id: str) -> CardFile:
        """Return it."""
        del card_id
        return self.file

    def not_used(self) -> None:
        """Return nothing: it was named."""

    def beneath(self, card_id: str) -> None:
        """Return nothing: it was named."""


class CardPaths:
    """Cards in folders, read when they are named.

    Args:
        paths: Where each is, by its id.
        sure: Those that are cards; of others it is looked up whether they say so. None for all of them.
        start: The folder from which the project's were looked for; None where the folders were named.
        listed: What nobody has verified, where that counts.
    """

    def __init__(
        self,
        paths: dict[str, CardPath],
        sure: frozenset[str] | None = None,
        start: Path | None = None,
        listed: ListedCards | None = None,
    ) -> None:
        self.paths = paths
        self.sure = sure
        self.start = start
        self.listed = listed

    def ids(self) -> list[str]:
        """Return the ids of all files that are cards."""
        sure = self.sure
        if sure is None:
            return list(self.paths)
        return [card for card, where in self.paths.items() if card in sure or _may_be_card(where.path)]

    def has(self, card_id: str) -> bool:
        """Return whether there is a file of an id."""
        return card_id in self.paths

    def read(self, card_id: str) -> CardFile:
        """Read a card.

        Raises:
            InputError: with everything that is wrong in it.
        """
        where = self.paths[card_id]
        return load_card(where.path, where.name, where.folder, where.kept)

    def beneath(self, card_id: str) -> CardFile | None:
        """Return the card that comes with costcalc over which one of ./pricing is laid.

        Raises:
            InputError: with everything that is wrong in it.
        """
        where = self.paths.get(card_id)
        if self.start is None or where is None or where.folder == SHIPPED:
            return None  # where the folders were named, nothing is beneath them
        if where.path.resolve().parent == SHIPPED_FOLDER.resolve():
            return None
        shipped = find_cards([SHIPPED_FOLDER])
        return shipped.file(card_id) if shipped.has(card_id) else None

    def not_used(self) -> str | None:
        """Return the cards of a folder above, in the repository: no policy says that they are the project's."""
        if self.start is None or has_policy(self.start / project_root(self.start)):
            return None
        here, top, up = os.path.realpath(self.start), os.path.realpath(checkout(self.start).root), Path()
        while here != top:
            here, up = os.path.dirname(here), up / ".."  # noqa: PTH120  # of a text
            if any((self.start / up / LOCAL).glob("*.yaml")):
                own = (up / OWN).as_posix()
                return f"those in {(up / LOCAL).as_posix()} are used here where there is a policy beside them: {own}"
        return None


def _may_be_card(path: Path) -> bool:
    """Whether a file says that it is one of ours, and not that it is something else than a card."""
    return declares_itself(path, CARD_BYTES) and kind_declared(path, path.name) not in OTHERS
