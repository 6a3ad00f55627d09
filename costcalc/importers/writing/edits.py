"""Changes to the lines of a card: what is there stays, letter by letter, and lines come in between."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.writing.text import yaml_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from costcalc.importers.writing.written import WrittenCard, WrittenRate
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
    # What comes in at one line stays in order, and is not among those that go there.
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end))[::-1]:
        lines[edit.start : edit.end] = edit.lines
    if lines == card.lines:
        return card.text
    return card.newline.join(lines)


def rate_lines(card: WrittenCard, rate: WrittenRate, effective: str, keys: Mapping[str, str], dash: int) -> list[str]:
    """Return the lines of a rate as another card has them.

    Args:
        card: The card that an import made, whose rates begin with `effective`.
        rate: The rate in it.
        effective: From when on it holds.
        keys: What else it says; a key without a text is left out.
        dash: How far the other card's dashes are from the left.
    """
    gone = {nth for key in keys if key in rate.keys for nth in range(*rate.keys[key])}
    rest = [card.lines[nth][rate.dash :] for nth in range(rate.start + 1, rate.end) if nth not in gone]
    lines = [f"- effective: {effective}", *(f"  {line}" for line in _key_lines(keys)), *rest]
    return [f"{' ' * dash}{line}" for line in lines]


def keys_edits(rate: WrittenRate, keys: Mapping[str, str]) -> Iterator[Edit]:
    """Yield what gives a rate of a card keys, in place of those that it has, and a key without a text to none."""
    after = next(iter(rate.keys.values()))[1]
    indent = " " * ((rate.dash or 0) + 2)
    for key, text in keys.items():
        start, end = rate.keys.get(key, (after, after))
        yield Edit(start, end, [f"{indent}{line}" for line in _key_lines({key: text})])


def _key_lines(keys: Mapping[str, str]) -> Iterator[str]:
    plain = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]*", re.ASCII)
    yield from (f"{key}: {text if plain.fullmatch(text) else json.dumps(text)}" for key, text in keys.items() if text)


def head_edits(old: WrittenCard, new: WrittenCard, said: Mapping[str, str], *, whole: bool) -> Iterator[Edit]:
    """Yield what changes before the models: where the card is from, what its list said, and its version.

    Args:
        old: The card that is there.
        new: What an import made.
        said: What the list said last of each model.
        whole: Whether the import has looked at all models of the card: else it was last seen when it was.
    """
    first, last = old.key("schema")[0], new.key("schema")[0]
    if whole and old.lines[0].startswith(IMPORTED):
        yield Edit(0, first, new.lines[:last])
    if whole:
        (start, end), (begin, stop) = old.key("imported"), new.key("imported")
        yield Edit(start, end, new.lines[begin:stop])
    yield said_edit(old, said)
    yield _version_edit(old, new)
    if set(new.card.meters) - set(old.card.meters):
        meters = {str(name): _meter(meter) for name, meter in (new.card.meters | old.card.meters).items()}
        yield Edit(*_place(old, "meters", old.key("models")[0]), list(yaml_lines({"meters": meters})))


def said_edit(card: WrittenCard, said: Mapping[str, str]) -> Edit:
    """Return what keeps in a card what its list said, behind all else."""
    return Edit(*_place(card, "said", card.key("models")[1]), list(yaml_lines({"said": said})) if said else [])


def _place(card: WrittenCard, key: str, otherwise: int) -> tuple[int, int]:
    """Return the lines of a key of a card; where it has none, the one before which it goes."""
    return card.key(key) if key in card.tree else (otherwise, otherwise)


def _meter(meter: OwnMeter) -> dict[str, str]:
    said = {"unit": meter.unit, "part_of": meter.part_of, "summary": meter.summary}
    return {key: str(text) for key, text in said.items() if text is not None}


def _version_edit(old: WrittenCard, new: WrittenCard) -> Edit:
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
