"""Count what an import takes of a list: `python -m tools.import_counts litellm installed genai-prices installed`.

Prints a row of the table in docs/importers.md for each pair of a format and a source: the models imported, the entries
left out, and the commonest reasons for that.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING

from costcalc.importers.draft import ImportQuery
from costcalc.importers.run import import_cards
from tools.read_yaml import yaml_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DAY = "2026-11-30"
MOST_REASONS = 3


def row(form: str, source: str) -> str:
    """Return the row of one list."""
    done = import_cards(form, source, ImportQuery(DAY), day=DAY)
    models = {(card, name) for card, text in done.cards.items() for name in _models(text)}
    gone: dict[tuple[str, str], str] = {}
    for note in done.notes:
        if note.model and " → " not in note.model and (note.card, note.model) not in models and "alias" not in note.why:
            gone[note.card, note.model] = f"{note.key}: {note.why}"
    reasons = [f"{count:,} × {why}" for why, count in Counter(gone.values()).most_common(MOST_REASONS)]
    counts = [f"{count:,}" for count in (len(models) + len(gone), len(models), len(gone))]
    return f"| {' | '.join([f'`{form}`', done.origin, *counts, '; '.join(reasons)])} |"


def _models(text: str) -> Iterator[str]:
    yield from yaml_texts(text)["models"]


def rows(words: Sequence[str]) -> Iterator[str]:
    """Yield the rows of some lists, each a format and a source."""
    for form, source in zip(words[::2], words[1::2], strict=True):
        yield row(form, source)


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in rows(sys.argv[1:]))
