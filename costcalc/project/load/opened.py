"""However somebody has a scenario: a path, an open file, a mapping, a text."""

from __future__ import annotations

from collections.abc import Mapping
from os import PathLike
from typing import Any, Protocol

from costcalc.arguments import argument, path_argument
from costcalc.problem import InputError, Place
from costcalc.source import MIB, Document, document_of, not_too_large, read_document, read_stdin

SCENARIO_BYTES, SCENARIO_VALUES = MIB, 50_000

WANTED = "path must be the path of a scenario, an open file or a mapping"


class Readable(Protocol):
    """A file that is open, for text or for bytes."""

    def read(self, size: int, /) -> str | bytes:
        """Return what comes next, at most so much; nothing at the end."""


class StandardInput:
    """Standard input, as a file that is open."""

    name = "<stdin>"

    def read(self, size: int, /) -> bytes:
        """Return all of it, which is less than so many bytes."""
        return read_stdin(size - 1, Place.start_of(self.name))


def scenario_document(path: object, name: str | None, text: str | None) -> Document:
    """Read a scenario's text, however somebody has it.

    Args:
        path: Its path, an open file, or a mapping; None where there is a text.
        name: What places call it.
        text: The text.

    Raises:
        InputError: for what cannot be read.
        TypeError: for anything else, and for both or neither.
    """
    argument(name, (str, type(None)), "name", "a text, or None")
    if (path is None) == (text is None):
        msg = f"{WANTED}, or text is given in its place: {'there is neither' if text is None else 'not both'}"
        raise TypeError(msg)
    if text is not None:
        return _document(argument(text, str, "text", "the text of a scenario"), name or "text")
    if isinstance(path, Mapping):
        from costcalc.source.given import given_text

        return _document(given_text(path, SCENARIO_VALUES), name or "mapping")
    if isinstance(path, str) and "\n" in path:
        msg = f"{WANTED}, not a text: write load_scenario(text=...)"
        raise TypeError(msg)
    if isinstance(path, (str, PathLike)):
        return read_document(path_argument(path, "path", "the path of a scenario"), SCENARIO_BYTES, name)
    if not hasattr(path, "read"):
        msg = f"{WANTED}, not {type(path).__name__}"
        raise TypeError(msg)
    called = getattr(path, "name", None)  # of a file opened by its number it is the number
    name = name or (called if isinstance(called, str) and called else "file")
    return _document(_all_of(path, name), name)


def _document(text: str | bytes, name: str) -> Document:
    # What cannot be encoded is refused as what cannot be decoded, with its place.
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return document_of(not_too_large(data, SCENARIO_BYTES, Place.start_of(name)), name)


def _all_of(file: Any, name: str) -> str | bytes:
    """Read an open file to its end, or as far as one may be long."""
    pieces: list[Any] = []
    left = SCENARIO_BYTES + 1
    try:
        while left > 0 and (piece := file.read(left)):
            argument(piece, (str, bytes), "what path.read() gives", "text or bytes")
            pieces.append(piece)
            left -= len(piece)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError.of(Place.start_of(name), "unreadable-file", f"the file cannot be read: {reason}") from None
    except UnicodeDecodeError:
        hint = "save the file as UTF-8, and open it as that or in binary"
        raise InputError.of(Place.start_of(name), "not-utf-8", "the file is not UTF-8 text", hint) from None
    return (b"" if pieces and isinstance(pieces[0], bytes) else "").join(pieces)
