"""A card as a file has it: its lines, and where in them its models and rates are."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.problem import Place, Source
from costcalc.project.load.files import CARD_BYTES, CARD_VALUES
from costcalc.ratecard import RateCard, validate_card
from costcalc.source import Mapping, Sequence, bind, decoded, read_bytes, read_tree, to_be_changed

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.problem import Problem

_INDENT = re.compile(r" *")
_WORTH = re.compile(r"[^ #]")


Keys = dict[str, tuple[int, int]]
"""The first line of each key, and the first one after it."""


class WrittenRate(NamedTuple):
    """A rate in a file.

    Args:
        start: The number of its first line, from 0.
        end: That of the first line after it.
        dash: How far its dash is from the left; None where it stands in a line with others.
        keys: The lines of each of its keys; none where they stand in one line.
    """

    start: int
    end: int
    dash: int | None
    keys: Keys


class WrittenModel(NamedTuple):
    """A model in a file.

    Args:
        start: The number of its first line, from 0.
        end: That of the first line after it.
        rates: Its rates, in the order of the file.
        keys: The lines of each of its keys; none where they stand in one line.
    """

    start: int
    end: int
    rates: tuple[WrittenRate, ...]
    keys: Keys

    @property
    def facts(self) -> int:
        """The line before which a fact goes."""
        return self.keys["rates"][0]


class WrittenCard:
    """The text of a rate card.

    Args:
        name: What places call the file.
        text: All of it.

    Attributes:
        name: What places call the file.
        text: All of it.
        newline: What ends a line of it.
        lines: Its lines.
        tree: What stands in it.
        problems: What keeps it from being read.
    """

    def __init__(self, name: str, text: str) -> None:
        self.name, self.text = name, text
        self.newline = "\r\n" if 0 < text.count("\n") == text.count("\r\n") else "\n"
        self.lines = text.split(self.newline)
        self.tree, self.problems = read_tree(text, Source(name, text), CARD_VALUES)

    @cached_property
    def card(self) -> RateCard:
        """The card.

        Raises:
            InputError: with everything that is wrong in it.
        """
        return bind(RateCard, self.tree, self.problems)

    def faults(self) -> list[Problem]:
        """Return what is wrong with the card as a whole, once it could be read."""
        return list(validate_card(self.card, str(self.card.id)))

    @cached_property
    def models(self) -> dict[str, WrittenModel]:
        """Its models by name."""
        found = self.tree.get("models")
        return {name: self._model(found, name) for name in found} if isinstance(found, Mapping) else {}

    def key(self, name: str) -> tuple[int, int]:
        """Return the first line of a key of the card, and the first line after it."""
        place = self.tree.places[name]
        return place.line - 1, self._end(place.line, 0)

    def _model(self, models: Mapping, name: str) -> WrittenModel:
        start, indent = models.places[name].line - 1, models.places[name].column - 1
        keys: Any = models[name]
        rates = keys.get("rates") if isinstance(keys, Mapping) else None
        written = tuple(map(self._rate, rates)) if isinstance(rates, Sequence) else ()
        return WrittenModel(start, self._end(start + 1, indent), written, self._keys(keys))

    def _rate(self, rate: Any) -> WrittenRate:
        start, column = rate.place.line - 1, rate.place.column - 1
        line = self.lines[start]
        dash = line.find("-")
        if line[:column].strip() != "-":
            return WrittenRate(start, start + 1, None, {})
        return WrittenRate(start, self._end(start + 1, dash), dash, self._keys(rate))

    def _keys(self, node: Any) -> Keys:
        """Return the lines of the keys of a mapping, if each begins one."""
        places = node.places if isinstance(node, Mapping) else {}
        if any(self.lines[place.line - 1][: place.column - 1].strip() not in {"", "-"} for place in places.values()):
            return {}
        ends = {key: self._end(place.line, place.column - 1, items=True) for key, place in places.items()}
        return {key: (place.line - 1, ends[key]) for key, place in places.items()}

    def _end(self, line: int, indent: int, *, items: bool = False) -> int:
        """Return the first line after what began so far from the left; comments go with what follows.

        Args:
            line: The first line to look at.
            indent: How far that is.
            items: Whether a list may begin as far from the left.
        """
        last = line
        for nth in range(line, len(self.lines)):
            if _WORTH.match(self.lines[nth].lstrip(" ")) is None:
                continue
            here = _INDENT.match(self.lines[nth])
            inside = items and self.lines[nth].startswith("- ", indent)
            if here and here.end() <= indent and not inside:
                break
            last = nth + 1
        return last


def written_in(folder: Path, card: str) -> WrittenCard | None:
    """Read a card that is to be changed; None where there is none."""
    path = folder / f"{card}.yaml"
    if not path.exists():
        return None
    with to_be_changed():
        data = read_bytes(str(path), CARD_BYTES, Place.start_of(str(path)))
    return WrittenCard(str(path), decoded(data, str(path)))
