"""What somebody lists: a card for each provider that has none among the others, in one file that comes with costcalc.

`just catalogue` makes the file; nobody has verified what is in it. It is opened when a card is named that is not among
the others, and never before.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from costcalc.project.kept import SHIPPED_FOLDER
from costcalc.project.load.files import Calendars, card_file
from costcalc.source import document_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.ratecard import CardFile

FOLDER = "listed"
"""What places call these cards: `listed/xai.yaml`."""

_INDEX = "index.json"


class ListedCards:
    """The cards in a file.

    Args:
        path: The file; there may be none.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def ids(self) -> Sequence[str]:
        """Return the ids of all of them."""
        return _ids(self.path)

    def has(self, card_id: str) -> bool:
        """Return whether there is a card of an id."""
        return card_id in _ids(self.path)

    def refs(self) -> Sequence[str]:
        """Return the CARD/MODEL of every model and alias in them: of each name those of vendors first."""
        return [f"{card_id}/{name}" for name, found in _index(self.path)["models"].items() for card_id in found]

    def vendors_of(self, name: str) -> Sequence[str]:
        """Return the ids of those with a model of a name whose provider makes models, and does not resell them."""
        index = _index(self.path)
        return [card_id for card_id in index["models"].get(name, ()) if card_id in index["vendors"]]

    def spelt(self, card_id: str) -> str | None:
        """Return what a provider is called here that a list calls so; None where it is nobody's name."""
        found: str | None = _index(self.path)["spelt"].get(card_id)
        return found

    def read(self, card_id: str) -> CardFile:
        """Read one of them.

        Raises:
            InputError: with everything that is wrong in it.
        """
        document = document_of(_member(self.path, f"{card_id}.yaml"), f"{FOLDER}/{card_id}.yaml")
        calendars = Calendars(SHIPPED_FOLDER, FOLDER)
        return card_file(document, card_id, FOLDER, self.path, calendars)


LISTED = ListedCards(SHIPPED_FOLDER / "listed.zip")


def _member(path: Path, name: str) -> bytes:
    import zipfile  # which every start would wait for, and few commands need

    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


@cache
def _ids(path: Path) -> Sequence[str]:
    if not path.is_file():
        return ()
    import zipfile

    with zipfile.ZipFile(path) as archive:
        return [name.removesuffix(".yaml") for name in archive.namelist() if name != _INDEX]


@cache
def _index(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {"models": {}, "spelt": {}, "vendors": []}
    import json

    found: dict[str, Any] = json.loads(_member(path, _INDEX))
    return found
