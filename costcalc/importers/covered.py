"""Cards that come with costcalc and are not used beside those of an import: models of theirs may be in no card then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.importers.draft import Note
from costcalc.importers.writing.written import WrittenCard
from costcalc.project.kept import LOCAL, SHIPPED_FOLDER
from costcalc.project.load import find_cards
from costcalc.project.root import project_root

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

COVERED = (
    "the card of this id that comes with costcalc has it, and the imported one, which does not, takes its place; "
    "`-o ID-imported.yaml` keeps both"
)


def covered(texts: Mapping[Path, str]) -> Iterator[Note]:
    """Yield a note for each model that has a price no more, once cards are in the folder of the project.

    Args:
        texts: What is to be written where.
    """
    shipped, own = find_cards([SHIPPED_FOLDER]), (project_root() / LOCAL).resolve()
    for path, text in texts.items():
        if path.parent.resolve() == own != SHIPPED_FOLDER.resolve() and shipped.has(path.stem):
            names = WrittenCard(path.name, text).card.names
            models = shipped.file(path.stem).card.models
            yield from (Note(path.stem, str(name), "id", COVERED) for name in models if name not in names)
