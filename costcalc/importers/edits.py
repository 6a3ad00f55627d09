"""Changes to the lines of a card: what is there stays, letter by letter, and lines come in between."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.text import yaml_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.importers.written import WrittenCard
    from costcalc.ratecard.card import OwnMeter

IMPORTED = "# Imported by"
_COUNTED = re.compile(r"(?P<stem>.*)\.(?P<nth>\d{1,4})", re.ASCII)


class Edit(NamedTuple):
    """Lines that take the place of others: of none, where they are put in.

    Args:
        start: The number of the first line that goes, from 0.
        end: That of the first one that stays.
        lines: What comes.
    """

    start: int
    end: int
    lines: Sequence[str]


def edited(card: WrittenCard, edits: Sequence[Edit]) -> str:
    """Return the text of a card with edits; as it was, where these change nothing."""
    lines = list(card.lines)
    for edit in sorted(edits, key=lambda edit: edit.start)[::-1]:  # what comes in at one line stays in order
        lines[edit.start : edit.end] = edit.lines
    if lines == card.lines:
        return card.text
    return "\n".join(lines)


def with_keys(rate: Sequence[str], keys: Mapping[str, str]) -> list[str]:
    """Return the lines of a rate, which begins with its dash, with keys after its first line."""
    indent = len(rate[0]) - len(rate[0][1:].lstrip(" "))
    plain = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]*", re.ASCII)
    written = ((key, text if plain.fullmatch(text) else json.dumps(text)) for key, text in keys.items())
    return [rate[0], *(f"{' ' * indent}{key}: {text}" for key, text in written), *rate[1:]]


def head_edits(old: WrittenCard, new: WrittenCard, *, whole: bool) -> Iterator[Edit]:
    """Yield what changes before the models: where the card is from, and its version.

    Args:
        old: The card that is there.
        new: What an import made.
        whole: Whether the import has looked at all models of the card: else it was last seen when it was.
    """
    first, last = old.key("schema")[0], new.key("schema")[0]
    if old.lines[0].startswith(IMPORTED):
        yield Edit(0, first, new.lines[:last])
    if whole:
        (start, end), (begin, stop) = old.key("imported"), new.key("imported")
        yield Edit(start, end, new.lines[begin:stop])
    if set(new.card.meters) - set(old.card.meters):
        start, end = old.key("meters")
        models = old.key("models")[0]
        meters = {str(name): _meter(meter) for name, meter in (new.card.meters | old.card.meters).items()}
        yield Edit(min(start, models), min(end, models), list(yaml_lines({"meters": meters})))


def _meter(meter: OwnMeter) -> dict[str, str]:
    said = {"unit": meter.unit, "part_of": meter.part_of, "summary": meter.summary}
    return {key: str(text) for key, text in said.items() if text is not None}


def version_edit(old: WrittenCard, new: WrittenCard) -> Edit:
    """Return what changes the version of a card."""
    start, end = old.key("version")
    return Edit(start, end, [f"version: {_next(str(old.card.version), str(new.card.version))}"])


def _next(old: str, new: str) -> str:
    """Return a version that differs from the one before: that of a day has a number, from the second time on."""
    counted = _COUNTED.fullmatch(old)
    stem = counted["stem"] if counted else old
    if stem != new:
        return new
    return f"{stem}.{int(counted['nth']) + 1 if counted else 2}"
