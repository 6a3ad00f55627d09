"""A card as a file has it: its lines, and where in them its models and rates are."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.problem import Source
from costcalc.project.load.files import CARD_VALUES
from costcalc.ratecard import RateCard, validate_card
from costcalc.source import Mapping, Sequence, bind, read_tree

if TYPE_CHECKING:
    from costcalc.problem import Problem

_INDENT = re.compile(r" *")
_WORTH = re.compile(r"[^ #]")


class WrittenRate(NamedTuple):
    """A rate in a file.

    Args:
        start: The number of its first line, from 0.
        end: That of the first line after it.
        dash: How far its dash is from the left; None where it stands in a line with others.
    """

    start: int
    end: int
    dash: int | None


class WrittenModel(NamedTuple):
    """A model in a file.

    Args:
        start: The number of its first line, from 0.
        end: That of the first line after it.
        facts: The line of its `rates:`, before which a fact goes.
        rates: Its rates, in the order of the file.
    """

    start: int
    end: int
    facts: int
    rates: tuple[WrittenRate, ...]


class WrittenCard:
    """The text of a rate card.

    Args:
        name: What places call the file.
        text: All of it.

    Attributes:
        text: All of it.
        lines: Its lines.
        tree: What stands in it.
        problems: What keeps it from being read.
    """

    def __init__(self, name: str, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
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
        """Return the first line of a key of the card, and the first line after it; twice the end where it has none."""
        place = self.tree.places.get(name)
        return (place.line - 1, self._end(place.line, 0)) if place else (len(self.lines), len(self.lines))

    def _model(self, models: Mapping, name: str) -> WrittenModel:
        start, indent = models.places[name].line - 1, models.places[name].column - 1
        keys: Any = models[name]
        rates = keys.get("rates") if isinstance(keys, Mapping) else None
        facts = keys.places["rates"].line - 1 if isinstance(keys, Mapping) and "rates" in keys.places else start + 1
        written = tuple(map(self._rate, rates)) if isinstance(rates, Sequence) else ()
        return WrittenModel(start, self._end(start + 1, indent), facts, written)

    def _rate(self, rate: Any) -> WrittenRate:
        start, column = rate.place.line - 1, rate.place.column - 1
        line = self.lines[start]
        dash = line.find("-")
        if line[:column].strip() != "-":
            return WrittenRate(start, start + 1, None)
        return WrittenRate(start, self._end(start + 1, dash), dash)

    def _end(self, line: int, indent: int) -> int:
        """Return the first line after what began so far from the left; comments go with what follows."""
        last = line
        for nth in range(line, len(self.lines)):
            if _WORTH.match(self.lines[nth].lstrip(" ")) is None:
                continue
            here = _INDENT.match(self.lines[nth])
            if here and here.end() <= indent:
                break
            last = nth + 1
        return last
