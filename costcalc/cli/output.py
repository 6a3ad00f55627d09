"""The standard streams, and the terminal behind them."""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from io import TextIOWrapper
from typing import TextIO

NARROWEST, WIDEST, USUAL = 40, 200, 80

_ASCII = {"−": "-", "×": "x", "…": "...", "±": "+/-", "’": "'", "→": "->"}


class ReaderLeftError(Exception):
    """Nobody reads what we write. Not an OSError, with which typer would leave with 1, and that means no."""


def prepare_streams() -> None:
    """Let every text be written to a terminal that cannot show it, instead of failing."""
    codecs.register_error("costcalc", _readable)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="costcalc")


def _readable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    bad = error.object[error.start : error.end]
    escaped = (_ASCII.get(char) or char.encode("ascii", "backslashreplace").decode("ascii") for char in bad)
    return "".join(escaped), error.end


def terminal_width() -> int:
    """Return the columns to write for: those of the terminal, 80 in a pipe; COLUMNS overrides either."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked[:4]):
        return min(WIDEST, max(NARROWEST, int(asked[:4])))
    if not _is_terminal():
        return USUAL
    return min(WIDEST, max(NARROWEST, shutil.get_terminal_size((USUAL, 24)).columns))


def wants_color() -> bool:
    """Whether to colour: in a terminal, unless NO_COLOR or TERM=dumb; FORCE_COLOR colours pipes too."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (_is_terminal() and os.environ.get("TERM") != "dumb")


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def write(text: str, stream: TextIO | None) -> None:
    """Write all of a text to a standard stream.

    Raises:
        ReaderLeftError: where its reader has gone away.
        OSError: where it cannot be written.
    """
    if stream is None:
        msg = "the stream is closed"
        raise OSError(msg)
    stream.flush()
    try:
        handle = stream.fileno()
    except OSError:  # a stream without a file behind it, in tests
        stream.write(text)
        return
    # An unbuffered stream cuts a write short without a word when its reader leaves; this one goes on until EPIPE.
    data = memoryview(text.encode(stream.encoding or "utf-8", "costcalc"))
    try:
        while data:
            data = data[os.write(handle, data) :]
    except BrokenPipeError:
        raise ReaderLeftError from None
