"""Where the keys and values of a TOML document stand, which its parser does not say."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from costcalc.problem import Place
from costcalc.source.toml import TEXT_OR_COMMENT

if TYPE_CHECKING:
    from costcalc.problem import Source

TomlPath = tuple[str | int, ...]
"""Keys and numbers of a list that lead to a value: `("gates", 0, "max")`."""

_BARE_KEY = re.compile(r"[\w-]+", re.ASCII)
_BARE_VALUE = re.compile(r"[^\s,\]}#]+(?:[ ]\d\d:[^\s,\]}#]+)?")
"""A number, a word or an instant, which may have a blank in it."""
_BLANK = re.compile(r"(?:\s|#[^\n]*)*")


class TomlPlaces:
    """Where the keys and values of a document stand.

    It goes through the text once and looks at nothing but where things begin: what they are is the parser's to say.

    Args:
        text: The document; one that `read_toml` has taken, so that it is whole and nests no deeper than allowed.
        source: What places refer to.
    """

    def __init__(self, text: str, source: Source) -> None:
        self._text = text.replace("\r\n", "\n")
        self._source = source
        self._lines = [0, *(match.end() for match in re.finditer("\n", self._text))]
        self._at = 0
        self._keys: dict[TomlPath, int] = {}
        self._values: dict[TomlPath, int] = {}
        self._tables: Counter[TomlPath] = Counter()
        self._document()

    def key(self, path: TomlPath) -> Place:
        """Return where the key at the end of a path stands."""
        return self._place(self._keys[path])

    def value(self, path: TomlPath) -> Place:
        """Return where the value at the end of a path begins: of a table that is at its head, or its first key."""
        return self._place(self._values[path])

    def _place(self, at: int) -> Place:
        line = bisect_right(self._lines, at)
        return Place(self._source, line, at - self._lines[line - 1] + 1)

    def _document(self) -> None:
        table: TomlPath = ()
        while self._next():
            start = self._at
            if self._takes("["):
                listed = self._takes("[")
                table = self._key((), start, heads_list=listed)
                self._takes("]" * (1 + listed))
            else:
                self._pair(table)

    def _pair(self, table: TomlPath) -> None:
        path = self._key(table)
        self._takes("=")
        self._value(path)

    def _key(self, path: TomlPath, head: int | None = None, *, heads_list: bool = False) -> TomlPath:
        """Go through a dotted key, and return the path to what it names.

        Args:
            path: The table that it is in.
            head: Where the head of a table begins, if it is in one.
            heads_list: Whether it begins one more table of a list.
        """
        parts: list[tuple[str, int]] = []
        while not parts or self._takes("."):
            self._next()
            parts.append((self._part(), self._at))
            self._at = self._ends()
            self._next()
        for nth, (part, at) in enumerate(parts, 1):
            path = (*path, part)
            self._keys.setdefault(path, at)
            self._values.setdefault(path, at if head is None else head)
            if nth == len(parts) and heads_list:
                self._tables[path] += 1
            if path in self._tables:
                path = (*path, self._tables[path] - 1)
                self._values.setdefault(path, at if head is None else head)
        return path

    def _part(self) -> str:
        """Return the part of a key that stands here."""
        written = self._text[self._at : self._ends()]
        if written[0] not in "\"'":
            return written
        if "\\" not in written:
            return written[1:-1]
        import tomllib

        return next(iter(tomllib.loads(f"{written} = 0")))

    def _ends(self) -> int:
        match = TEXT_OR_COMMENT.match(self._text, self._at) or _BARE_KEY.match(self._text, self._at)
        return match.end() if match else len(self._text)

    def _value(self, path: TomlPath) -> None:
        self._next()
        self._values[path] = self._at
        if self._takes("["):
            nth = 0
            while self._next() and not self._takes("]"):
                self._value((*path, nth))
                self._takes(",")
                nth += 1
        elif self._takes("{"):
            while self._next() and not self._takes("}"):
                self._pair(path)
                self._takes(",")
        else:
            match = TEXT_OR_COMMENT.match(self._text, self._at) or _BARE_VALUE.match(self._text, self._at)
            self._at = match.end() if match else len(self._text)

    def _next(self) -> bool:
        """Go on to what is no blank and no comment; False at the end."""
        match = _BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at < len(self._text)

    def _takes(self, mark: str) -> bool:
        """Go on behind a mark, blanks before it included, if it comes next."""
        self._next()
        found = self._text.startswith(mark, self._at)
        self._at += len(mark) * found
        return found
