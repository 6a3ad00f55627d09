"""The names in cards and scenarios, at a glance: what completes a word that somebody types.

A file is not parsed here, nothing is refused, and nothing is imported that takes time. A name counts where it is
written as names usually are: a line for each key, or all of them in braces behind one. What is written otherwise, or
has signs that a shell could obey, is not suggested, and works all the same.
"""

from __future__ import annotations

import os
import re
import time
from itertools import islice
from typing import TYPE_CHECKING

from costcalc.project.kept import SHIPPED_FOLDER
from costcalc.project.peek import peek
from costcalc.project.root import local_cards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

LARGEST, MOST_BYTES = 4 * 1024**2, 16 * 1024**2
"""Of one file, as when it is read in earnest, and of all together."""

MOST_FILES, MOST_ENTRIES, MOST_NAMES, MOST_PLACES, LONGEST = 1_000, 10_000, 2_000, 100, 256 * 1024
"""Files, entries of a folder, names, places of a key, and characters of a model or of what stands in braces."""

PATIENCE = 1.0
"""Seconds after which no further file is looked at."""

_ID = r"[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,99}"
_CARD = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}", re.ASCII)
_KEY = rf"(?P<quote>[\"']?)(?P<name>{_ID})(?P=quote) {{0,9}}:(?=[ \t\r\n]|$)"
_SIGN = re.compile(
    rf"(?:{_KEY})|(?P<text>\"[^\"\n]*\"|'[^'\n]*')|(?P<comment> #[^\n]*)|(?P<sign>[{{}}\[\],])", re.ASCII
)
_DECLARED = re.compile(r"^[\"']?schema[\"']?: *[\"']?costcalc/rate-card/", re.MULTILINE)
_EXTENDS = re.compile(rf"^extends: *[\"']?({_CARD.pattern})[\"']?[ \t\r]*(?:#.*)?$", re.MULTILINE | re.ASCII)


class Glance:
    """A look at some files, which ends after so many bytes, files and seconds.

    Args:
        folders: Where cards are looked for, and nowhere else. Where none is given: the project's `pricing`
            before what is shipped.
        clock: Gives the seconds that have passed.
    """

    def __init__(self, folders: Sequence[Path] = (), clock: Callable[[], float] = time.monotonic) -> None:
        self._bytes, self._files = MOST_BYTES, MOST_FILES
        self._clock, self._end = clock, clock() + PATIENCE
        self.cards: Mapping[str, Path] = _listed(folders or (local_cards(), SHIPPED_FOLDER))

    @property
    def is_over(self) -> bool:
        """Whether no further file is looked at."""
        return self._bytes <= 0 or self._files <= 0 or self._clock() > self._end

    def text(self, path: Path | str) -> str:
        """Return what is in a file; nothing where it is too large, no text, or cannot be read."""
        if self.is_over:
            return ""
        self._files -= 1
        data = peek(path, min(LARGEST, self._bytes) + 1)
        self._bytes -= len(data)
        try:
            return data.decode("utf-8-sig") if len(data) <= LARGEST and self._bytes >= 0 else ""
        except UnicodeDecodeError:
            return ""

    def card(self, card: str) -> str:
        """Return the text of a card; nothing where there is none of this id."""
        text = self.text(self.cards[card]) if card in self.cards else ""
        return text if _DECLARED.search(text) else ""

    def models(self, begin: str) -> Iterator[str]:
        """Yield the models whose names begin so: CARD/MODEL, and bare names that one card alone has.

        A card that cannot have one is not looked at.
        """
        of_card, slash, _ = begin.partition("/")
        bare: dict[str, int] = {}
        for card in [of_card] if slash and of_card in self.cards else sorted(self.cards):
            for name in self._models_of(card):
                bare[name] = bare.get(name, 0) + 1
                if (full := f"{card}/{name}").startswith(begin):
                    yield full
        if begin and not self.is_over:
            yield from (name for name, cards in bare.items() if cards == 1 and name.startswith(begin))

    def _models_of(self, card: str) -> list[str]:
        text = self.card(card)
        over = _EXTENDS.search(text)
        return names_under(self.card(over[1]) if over else text, "models")

    def terms_of(self, model: str, word: str) -> Iterator[str]:
        """Yield the names that a model's rates have under a word: `services`, `regions`."""
        card, slash, name = model.partition("/")
        is_named = slash and card in self.cards
        for each in [card] if is_named else sorted(self.cards):
            text = self.card(each)
            if over := _EXTENDS.search(text):
                text = self.card(over[1])
            yield from names_under(_section(text, name if is_named else model), word, anywhere=True)


def names_under(text: str, key: str, *, anywhere: bool = False) -> list[str]:
    """Return the keys that stand under a key, each once.

    Args:
        text: Of a file.
        key: The key, at the beginning of a line.
        anywhere: Whether it may be indented, and stand there several times.
    """
    found: dict[str, None] = {}
    places = re.finditer(rf"^({' *' if anywhere else ''}){re.escape(key)}:[ \t]*", text, re.MULTILINE)
    for match in islice(places, MOST_PLACES if anywhere else 1):
        names = _in_braces(text, match.end()) if text.startswith("{", match.end()) else _below(text, match)
        found |= dict.fromkeys(islice(names, MOST_NAMES))
    return list(found)[:MOST_NAMES]


_CLAIM = re.compile(rf"^ *- *{{? *claim: *[\"']?(?P<name>{_ID})", re.MULTILINE | re.ASCII)


def claims_in(text: str) -> list[str]:
    """Return the names of the claims in a scenario, each once.

    Args:
        text: Of a file.
    """
    return list(dict.fromkeys(match["name"] for match in islice(_CLAIM.finditer(text), MOST_NAMES)))


def _below(text: str, match: re.Match[str]) -> Iterator[str]:
    """Yield the keys of the lines under a key: those that are indented as the first of them."""
    lines = _block(text, match.end(), len(match[1]))
    first = next((line for line in lines.split("\n") if line.strip() and not line.lstrip().startswith("#")), "")
    indent = len(first) - len(first.lstrip(" "))
    yield from (key["name"] for key in re.finditer(rf"^ {{{indent}}}{_KEY}", lines, re.MULTILINE | re.ASCII))


def _block(text: str, start: int, indent: int) -> str:
    """Return the lines after a key that are indented further than it is."""
    begin = text.find("\n", start) + 1
    if not begin or text[start : begin - 1].strip()[:1] not in {"", "#"}:
        return ""
    end = re.compile(rf"^ {{0,{indent}}}[^ \n\r#]", re.MULTILINE).search(text, begin)
    return text[begin : end.start() if end else len(text)]


def _section(text: str, model: str) -> str:
    """Return the lines of a model in a card."""
    match = re.search(rf"^( +)[\"']?{re.escape(model)}[\"']? *:[ \t]*", text, re.MULTILINE)
    return _block(text, match.end(), len(match[1]))[:LONGEST] if match else ""


def _in_braces(text: str, start: int) -> Iterator[str]:
    """Yield the keys of a mapping in braces, and not those of what is inside it."""
    depth = 0
    for sign in _SIGN.finditer(text, start, start + LONGEST):
        if sign["name"] and depth == 1:
            yield sign["name"]
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(sign["sign"] or "", 0)
        if depth <= 0:
            return


def _listed(folders: Iterable[Path]) -> dict[str, Path]:
    """List the files that may be cards by id; those of the first folder win."""
    found: dict[str, Path] = {}
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                names = sorted(entry.name for entry in islice(entries, MOST_ENTRIES))
        except (OSError, ValueError):
            continue
        for name in names:
            card, dot, _ = name.partition(".yaml")
            if dot and name == f"{card}.yaml" and _CARD.fullmatch(card):
                found.setdefault(card, folder / name)
    return found
