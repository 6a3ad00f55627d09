"""The answers in a file: one JSON object, a list of them, or one after the other: JSON Lines, server-sent events."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from decimal import Decimal
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.problem import InputError, Place, Source
from costcalc.source import MIB, read_bytes, read_stdin

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 16 * MIB
MAX_ANSWER = 4 * MIB
"""Characters of one answer, or of one list of them: what is read at once takes many times its size in memory."""
FIRST = 64 * 1024
"""How much is tried first: most answers are small, and a file has many."""

_BETWEEN = re.compile(r"(?:[ \t\r\n]|^(?:event|id|retry|):[^\n]*|^data:(?:[ ]?\[DONE\])?)*+", re.MULTILINE)
"""What stands between two answers: blanks, and what server-sent events have around their `data`."""


class JsonText:
    """A text with the beginning of each of its lines.

    Args:
        name: What places call it.
        text: All of it.
    """

    def __init__(self, name: str, text: str) -> None:
        self.source = Source(name, text, quotable=False)  # a response holds more than its usage
        self.text = text
        self._starts = [0, *accumulate(len(line) + 1 for line in self.source.lines)]

    def place(self, at: int) -> Place:
        """Return the place of a character."""
        line = bisect_right(self._starts, at)
        return Place(self.source, line, at - self._starts[line - 1] + 1)


class AnswerDocument(NamedTuple):
    """One answer in a file.

    Args:
        value: What it says: mappings, lists, texts, booleans, None, and every number as a Decimal.
        file: The file.
        start: Where the answer begins in it.
        end: Where it ends.
    """

    value: dict[str, Any]
    file: JsonText
    start: int
    end: int

    def place(self, path: str = "") -> Place:
        """Return where a key stands, by its path: `usage.prompt_tokens`; else where the answer begins."""
        found = self.start
        for key in path.split(".") if path else ():
            name = re.escape(re.sub(r"\[\d+\]$", "", key))
            match = re.compile(rf'"{name}"\s*:').search(self.file.text, found, self.end)
            found = match.start() if match else found  # of a stream, a key may stand in an event before this one
        return self.file.place(found)


def documents(path: str) -> Iterator[AnswerDocument]:
    """Yield the answers in a file, or in standard input for `-`.

    Raises:
        InputError: for what is no JSON, too large, or no object where an answer should be.
    """
    name = "standard input" if path == "-" else path
    file = JsonText(name, _text(path, name))
    scanner = _Scanner(file, _decoder(file.source))
    at = scanner.skip(0)
    if at == len(file.text):
        raise InputError.of(file.place(0), "bad-json", "this is not JSON: the file holds nothing")
    yield from scanner.answers(at)


class _Scanner(NamedTuple):
    """A text with what reads it."""

    file: JsonText
    decoder: json.JSONDecoder

    def answers(self, at: int) -> Iterator[AnswerDocument]:
        """Yield what follows from somewhere on; each element of a list is an answer."""
        text = self.file.text
        inside, first = False, True
        while at < len(text):
            if not inside and text[at] == "[":
                inside, first, at = True, True, self.skip(at + 1)
            elif inside and text[at] == "]":
                inside, at = False, self.skip(at + 1)
            else:
                at = self._comma(at) if inside and not first else at
                value, end = self._value(at)
                if not isinstance(value, dict):
                    raise InputError.of(self.file.place(at), "no-usage", "there is no `usage` object here")
                yield AnswerDocument(value, self.file, at, end)
                first, at = False, self.skip(end)
        if inside:
            raise InputError.of(self.file.place(at), "bad-json", "this is not JSON: the list does not end")

    def skip(self, at: int) -> int:
        """Return where the next thing is that is no blank."""
        match = _BETWEEN.match(self.file.text, at)
        return match.end() if match else at

    def _comma(self, at: int) -> int:
        if self.file.text[at] != ",":
            raise InputError.of(self.file.place(at), "bad-json", "this is not JSON: expecting ',' delimiter")
        return self.skip(at + 1)

    def _value(self, at: int) -> tuple[Any, int]:
        """Read one value; never more than one may have, for a value in memory is many times its text."""
        for size in (FIRST, MAX_ANSWER):
            text = self.file.text[at : at + size]
            is_cut = at + len(text) < len(self.file.text)
            try:
                value, end = self.decoder.raw_decode(text)
            except json.JSONDecodeError as error:
                if not is_cut or (size == MAX_ANSWER and not _at_end(error, text)):
                    message = f"this is not JSON: {error.msg.lower()}"
                    raise InputError.of(self.file.place(at + error.pos), "bad-json", message) from None
            except (RecursionError, ValueError, ArithmeticError):
                raise InputError.of(self.file.place(at), "bad-json", "this is not JSON that can be read") from None
            else:
                return value, at + end
        message = f"an answer has more than {MAX_ANSWER // MIB} MiB"
        raise InputError.of(self.file.place(at), "file-too-large", message, "keep its `usage` alone")


def _at_end(error: json.JSONDecodeError, text: str) -> bool:
    """Whether a text is no JSON because it was cut off."""
    return error.pos >= len(text) - len("-Infinity") or error.msg.startswith("Unterminated")


def _text(path: str, name: str) -> str:
    place = Place.start_of(name)
    data = read_stdin(MAX_BYTES, place) if path == "-" else read_bytes(path, MAX_BYTES, place)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError.of(place, "not-utf-8", "this is not UTF-8 text") from None


def _decoder(source: Source) -> json.JSONDecoder:
    def no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen = dict(pairs)
        if len(seen) < len(pairs):
            raise InputError.of(Place(source, 1, 1), "duplicate-key", "a key stands twice in one object")
        return seen

    def no_number(word: str) -> None:
        raise ValueError(word)

    return json.JSONDecoder(
        parse_float=Decimal, parse_int=Decimal, parse_constant=no_number, object_pairs_hook=no_twins
    )
