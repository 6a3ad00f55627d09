"""The cards that come with costcalc, where one of the project's own has their id: that one counts, and not they."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from costcalc.problem import InputError
from costcalc.project.kept import SHIPPED_FOLDER
from costcalc.project.load.folders import find_cards
from costcalc.ratecard import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from costcalc.ratecard import CardFile, Catalogue


def cards_beneath(cards: Catalogue, folders: Sequence[Path] = ()) -> list[CardFile]:
    """Return the cards that come with costcalc and that one of ./pricing is laid over.

    Args:
        cards: Those that are used.
        folders: Where somebody said to look, and nowhere else: nothing is beneath them.
    """
    if folders:
        return []
    shipped = find_cards([SHIPPED_FOLDER])
    return [shipped.file(card_id) for card_id in cards.ids() if shipped.has(card_id) and _is_own(cards, card_id)]


def _is_own(cards: Catalogue, card_id: str) -> bool:
    with suppress(InputError):  # one that cannot be read is laid over the other as well
        file = cards.file(card_id)
        return file.folder != SHIPPED and file.path.resolve().parent != SHIPPED_FOLDER.resolve()
    return True
