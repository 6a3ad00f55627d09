"""What stands in a JSON file where nobody can know a value: a key that stands twice with other values, NaN, infinity.

It takes the place of that value alone, so that a price is `unpriced`, or a model left out, and not the file.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from costcalc.shown import cut, show

if TYPE_CHECKING:
    from collections.abc import Iterator

TWICE, NO_NUMBER = "it stands twice with other values, and neither is taken", "it is no number"

# A text that does not close goes to the end of the file, as where nesting is looked at.
_MARK = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?+|[{}:\n]|-?Infinity|NaN', re.DOTALL)


@dataclass(eq=False, slots=True)
class Spoilt:
    """What stands in the place of a value.

    Args:
        why: Nobody can know it.
        key: Under which it stands; what was written, where it has none of its own.
        line: Where it is; 0 until that was looked for.
    """

    why: str
    key: str
    line: int = 0

    def __str__(self) -> str:
        return f"in line {self.line:,} {self.why}" if self.line else self.why

    @property
    def problem(self) -> tuple[str, str]:
        """The code and the sentence of it, where nothing of the file can be read without it."""
        if self.why == TWICE:
            return "duplicate-key", f"`{cut(show(self.key))}` stands twice in one object, with other values"
        return "bad-json", f"{self.key} is no number"


class JsonReader:
    """The hooks of a parser of JSON: they put `Spoilt` in the place of what nobody can know.

    Attributes:
        found: All of it.
    """

    def __init__(self) -> None:
        self.found: list[Spoilt] = []
        self._twice: dict[tuple[int, str], Spoilt] = {}
        self._words: list[Spoilt] = []
        self._objects = 0

    def mapping(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Return an object; of a key that stands twice with one value, that."""
        nth, self._objects = self._objects, self._objects + 1
        seen = dict(pairs)
        if len(seen) < len(pairs):
            for key in {key for key, value in pairs if value != seen[key]}:
                seen[key] = self._twice[nth, key] = self._lost(Spoilt(TWICE, key))
        return seen

    def word(self, word: str) -> Spoilt:
        """Return what stands for NaN or infinity."""
        self._words.append(self._lost(Spoilt(NO_NUMBER, word)))
        return self._words[-1]

    def _lost(self, spoilt: Spoilt) -> Spoilt:
        self.found.append(spoilt)
        return spoilt

    def place(self, text: str) -> None:
        """Find the lines of what was found in a text; most have nothing to be found."""
        if self.found:
            words = iter(self._words)
            for key, line in _places(text):
                spoilt = next(words) if key is None else self._twice.get(key)
                if spoilt:
                    spoilt.line = line


def _places(text: str) -> Iterator[tuple[tuple[int, str] | None, int]]:
    """Yield the keys of each object, by its place in the order in which they close, and None for words; with lines."""
    line, closed = 1, 0
    last = ("", 0)
    open_objects: list[dict[str, int]] = []
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark == "\n":
            line += 1
        elif mark == "{":
            open_objects.append({})
        elif mark == ":":
            key, at = last
            open_objects[-1][json.loads(key)] = at
        elif mark == "}":
            yield from (((closed, key), at) for key, at in open_objects.pop().items())
            closed += 1
        elif mark[0] == '"':
            last = (mark, line)
        else:
            yield None, line
