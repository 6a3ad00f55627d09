"""What an import could not say, for people: grouped by reason, with the models that share it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from costcalc.shown import show

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from costcalc.importers.draft import Note

MOST_LINES = 2_000
"""Lines of a comment; a card has at most 4 MiB."""

EXAMPLES, MOST_NAMES = 3, 2_000


def _by_reason(notes: Iterable[Note]) -> dict[tuple[str, str], list[Note]]:
    groups: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        groups.setdefault((note.key, note.why), []).append(note)
    return groups


def listed(notes: Iterable[Note], width: int) -> list[str]:
    """Return all notes of a card as lines, each reason once, with every model that has it."""
    lines: list[str] = []
    reasons = _by_reason(notes)
    for nth, ((key, why), group) in enumerate(reasons.items()):
        if len(lines) >= MOST_LINES:
            return [*lines[:MOST_LINES], f"…and {len(reasons) - nth:,} more reasons"]
        models = ", ".join(dict.fromkeys(note.model for note in group if note.model))
        line = f"{key}: {why}{f': {models}' if models else ''}"
        lines += wrap(show(line), width, subsequent_indent="    ", break_on_hyphens=False)
    return lines if len(lines) <= MOST_LINES else [*lines[:MOST_LINES], "…and more models"]


def summary(notes: Iterable[Note], cards: Container[str]) -> Iterator[str]:
    """Yield one line for each reason: how many models have it, and a few of them.

    Args:
        notes: All of them.
        cards: The cards that are written. What concerns another is said here alone, and so of every model.
    """
    reasons = _by_reason(notes)
    for nth, ((key, why), group) in enumerate(reasons.items()):
        if nth == MOST_LINES:
            yield f"…and {len(reasons) - nth:,} more reasons"
            return
        names = dict.fromkeys(_name(note) for note in group)
        shown = dict.fromkeys([*list(names)[:EXAMPLES], *(_name(note) for note in group if note.card not in cards)])
        few = list(shown)[:MOST_NAMES]
        more = f" and {len(names) - len(few):,} more" if len(names) > len(few) else ""
        yield show(f"{key}: {why}: {', '.join(few)}{more}")


def _name(note: Note) -> str:
    return "/".join(filter(None, note[:2]))
