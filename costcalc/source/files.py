"""Open a file that a stranger may have chosen: regular files only, bounded, UTF-8, nothing hidden in it."""

from __future__ import annotations

import os
import re
import stat
import sys
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from costcalc.problem import InputError, Place, Problem, Source
from costcalc.shown import HIDDEN, INSTEAD, code_points, hides, is_utf8

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KIB, MIB = 1024, 1024 * 1024
MOST_REPORTED = 1_000

_DECLARES_ITSELF = re.compile(r"(?:^|[{,])[ \t]*[\"']?schema[\"']?[ \t]*:[ \t]*[\"']?costcalc/", re.MULTILINE)

_OURS = b"costcalc/"
_TOP = re.compile(r"^([ \t]*)[\"']?schema[\"']?[ \t]*:[ \t]*[\"']?costcalc/([a-z-]+)/", re.MULTILINE)
_FIRST = re.compile(r"^(?![ \t]*(?:#|%|---[ \t\r]*$|\r?$))([ \t]*)([^\n])", re.MULTILINE)
"""Where the top of a file begins: how far in, and with what."""
_KIND = re.compile(_DECLARES_ITSELF.pattern + r"([a-z-]+)/", re.MULTILINE)
LARGEST = 4 * MIB

STDIN = "/dev/stdin"
"""Where the file behind standard input can be looked at, if there is one."""

_READ: ContextVar[set[str] | None] = ContextVar("files that were read", default=None)


class Document(NamedTuple):
    """A file that was read: its text with its name, and the SHA-256 of its bytes."""

    source: Source
    text: str
    sha256: str


def read_document(path: Path | str, limit: int, name: str | None = None, *, undeclared: bool = False) -> Document:
    """Read a text file of ours.

    Args:
        path: The file.
        limit: The most bytes it may have.
        name: What places call it; the path as given where left out.
        undeclared: Whether it is read even if it does not say that it is one of ours: its name says so. Nothing of
            it is quoted.

    Raises:
        InputError: for what is no readable regular file, too large, not UTF-8, or has hidden characters.
    """
    name = name or str(path)
    return document_of(read_bytes(str(path), limit, Place.start_of(name)), name, undeclared=undeclared)


def document_of(data: bytes, name: str, *, undeclared: bool = False) -> Document:
    """Read a text of ours that somebody has.

    Args:
        data: Its bytes.
        name: What places call it.
        undeclared: Whether it is taken even if it does not say that it is one of ours.

    Raises:
        InputError: for what is not UTF-8, has hidden characters, or is no file of ours.
    """
    from hashlib import sha256

    text = decoded(data, name)
    # Lines count from the text without the mark, as editors show it.
    text = text.removeprefix("\ufeff")
    source = Source(name, text, quotable=bool(_DECLARES_ITSELF.search(text)))
    if problems := hidden_characters(text, source):
        raise InputError(problems)
    if not text.strip():
        raise InputError.of(Place(source, 1, 1), "empty-file", "the file holds nothing")
    if not source.quotable and not undeclared:
        hint = "a scenario has the line `schema: costcalc/scenario/v1`, a rate card `schema: costcalc/rate-card/v1`"
        raise InputError([without_schema(source, hint)])
    return Document(source, text, sha256(data).hexdigest())


def without_schema(source: Source, hint: str) -> Problem:
    """Return the problem of a file that does not say that it is one of ours."""
    return Problem(Place(source, 1, 1), "missing-schema", "this file has no `schema:` line of costcalc's", hint)


def declares_itself(path: Path, limit: int) -> bool:
    """Whether a file claims to be one of ours."""
    try:
        data = read_bytes(str(path), limit, Place.start_of(str(path)))
    except InputError:
        return False
    return bool(_DECLARES_ITSELF.search(data.decode("utf-8-sig", "replace")))


def kind_declared(path: Path, name: str) -> str:
    """Return the kind that a file says it is: `scenario`, `rate-card` …; empty where it does not say.

    Raises:
        InputError: where it cannot be read.
    """
    return kind_said(read_bytes(str(path), LARGEST, Place.start_of(name)))


def kind_said(data: bytes) -> str:
    """Return the kind that the bytes of a file say it is, at its top and not inside of it; empty where they do not."""
    if _OURS not in data:  # of many files this is asked, and few say so
        return ""
    text = data.decode("utf-8-sig", "replace")
    first = _FIRST.search(text)
    if first is None:
        return ""
    if first[2] == "{":
        match = _KIND.search(text)
        return match[1] if match else ""
    return next((said[2] for said in _TOP.finditer(text) if said[1] == first[1]), "")


@contextmanager
def files_read() -> Iterator[set[str]]:
    """Yield the set that gets the path of every file that is read meanwhile, so that none of them is written over."""
    found: set[str] = set()
    token = _READ.set(found)
    try:
        yield found
    finally:
        _READ.reset(token)
        if (around := _READ.get()) is not None:
            around |= found


@contextmanager
def to_be_changed() -> Iterator[None]:
    """Read files in order to write them again: they are not among those that are never written over."""
    token = _READ.set(None)
    try:
        yield
    finally:
        _READ.reset(token)


def read_bytes(path: str, limit: int, place: Place) -> bytes:
    """Read a regular file of at most so many bytes; a problem has the place given."""
    with opened(path, place) as file:
        data = file.read(limit + 1)
    return not_too_large(data, limit, place)


@contextmanager
def opened(path: str, place: Place) -> Iterator[BinaryIO]:
    """Open a regular file for its bytes; a problem has the place given, one of reading as well."""
    if "\0" in path:
        raise InputError.of(place, "unreadable-file", "a file name cannot hold a NUL character")
    if not is_utf8(place.source.name):  # every document that names it would be one that nobody can read
        raise InputError.of(place, "unreadable-file", "the name of this file is not UTF-8 text", "give it another name")
    _note(path)
    try:
        # O_NONBLOCK, so that opening a pipe that nobody writes to does not wait for ever.
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    except (OSError, ValueError) as error:
        raise _unreadable(error, place) from None
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise InputError.of(place, "unreadable-file", "this is a folder", "name a file in it")
        if not stat.S_ISREG(mode):
            raise InputError.of(place, "unreadable-file", "this is not a regular file")
        with os.fdopen(handle, "rb", closefd=False) as file:
            yield file
    except OSError as error:
        raise _unreadable(error, place) from None
    finally:
        os.close(handle)


def _unreadable(error: Exception, place: Place) -> InputError:
    reason = (getattr(error, "strerror", None) or str(error)).lower()
    return InputError.of(place, "unreadable-file", f"the file cannot be read: {reason}")


def read_stdin(limit: int, place: Place) -> bytes:
    """Read standard input, at most so many bytes; a problem has the place given."""
    if sys.stdin is None:
        raise InputError.of(place, "unreadable-file", "standard input is closed")
    _note(STDIN)
    return not_too_large(sys.stdin.buffer.read(limit + 1), limit, place)


def _note(path: str) -> None:
    """Record the name of a file that is read, where `files_read` collects them."""
    if (read := _READ.get()) is not None:
        read.add(os.path.abspath(path))  # noqa: PTH100  # a link stays as it is named


def not_too_large(data: bytes, limit: int, place: Place) -> bytes:
    """Return what is not larger than it may be; a problem has the place given."""
    if len(data) > limit:
        raise InputError.of(place, "file-too-large", f"the file is larger than {limit // KIB:,} KiB")
    return data


def decoded(data: bytes, name: str) -> str:
    """Return the text of a file; a problem has the place where it is none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        hint = "this looks like UTF-16: save it as UTF-8" if utf16 else "save the file as UTF-8"
        place = Place(Source(name), line, column)
        raise InputError.of(place, "not-utf-8", "the file is not UTF-8 text", hint) from None


def hidden_characters(text: str, source: Source) -> list[Problem]:
    """List the characters that do not show, and those at which only a parser of YAML sees the end of a line."""
    if not hides(text.replace("\r\n", "").replace("\n", "").replace("\t", "")):
        return []
    problems = []
    for match in HIDDEN.finditer(text):
        start = text.rfind("\n", 0, match.start()) + 1
        place = Place(source, text.count("\n", 0, match.start()) + 1, match.start() - start + 1)
        what = f"a character that does not show ({code_points(match[0])[0]}) hides here"
        problems.append(Problem(place, "hidden-character", what, INSTEAD))
        if len(problems) == MOST_REPORTED:  # a binary file: the rest is more of the same
            break
    return problems
