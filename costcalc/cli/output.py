"""Where results go: standard output or a file, whole or not at all."""

from __future__ import annotations

import codecs
import os
import shutil
import stat
import sys
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from costcalc.problem import InputError, Place, Source

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

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
    """Give the columns to write for: those of the terminal, 80 in a pipe; COLUMNS overrides either."""
    asked = os.environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked[:4]):
        return min(WIDEST, max(NARROWEST, int(asked[:4])))
    if not _is_terminal():
        return USUAL
    return min(WIDEST, max(NARROWEST, shutil.get_terminal_size((USUAL, 24)).columns))


def wants_color() -> bool:
    """Say whether to colour: in a terminal, unless NO_COLOR or TERM=dumb; FORCE_COLOR colours pipes too."""
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


def write_file(path: Path, text: str, *, force: bool, inputs: Collection[Path]) -> None:
    """Write a file whole or not at all.

    Args:
        path: The file. Its folder must exist.
        text: The content, written as UTF-8.
        force: Whether a file that exists is replaced.
        inputs: Files that must never be written over.

    Raises:
        InputError: where it must not or cannot be written.
    """
    write_all({path: text.encode("utf-8")}, force=force, inputs=inputs)


def write_all(files: Mapping[Path, bytes], *, force: bool, inputs: Collection[Path]) -> None:
    """Write files that belong together: all of them, each of them whole, or none.

    Args:
        files: What is written where. The folders must exist.
        force: Whether files that exist are replaced.
        inputs: Files that must never be written over.

    Raises:
        InputError: where one of them must not or cannot be written.
    """
    ready: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            with _refusing(path):
                if _is_device(path, force=force, inputs=inputs):
                    with path.open("wb") as device:
                        device.write(data)
                else:
                    ready[path] = _beside(path, data)
        for path, written in ready.items():
            with _refusing(path):
                written.replace(path)
    finally:
        for written in ready.values():
            written.unlink(missing_ok=True)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise _refused(path, "unwritable-file", f"the file cannot be written: {reason}") from None


def _refused(path: Path, code: str, message: str, hint: str | None = None) -> InputError:
    return InputError.of(Place(Source(str(path)), 1, 1), code, message, hint)


def _is_device(path: Path, *, force: bool, inputs: Iterable[Path]) -> bool:
    """Refuse what must not be written over, and say whether there is no file to be replaced: a pipe, a device."""
    exists = os.path.lexists(path)
    if exists and any(path.exists() and file.exists() and path.samefile(file) for file in inputs):
        raise _refused(path, "output-is-input", "this is one of the files read, and is never written over")
    if exists and not stat.S_ISREG(path.stat().st_mode if path.exists() else path.lstat().st_mode):
        if path.is_dir():
            raise _refused(path, "unwritable-file", "this is a folder", "name a file")
        return True
    if exists and not force:
        raise _refused(path, "file-exists", "the file exists", "--force replaces it")
    return False


def _beside(path: Path, data: bytes) -> Path:
    """Write data to a new file in the same folder, from where it can take the other's name in one step."""
    import tempfile  # at a cost that only a file is worth

    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    written = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        written.chmod(0o666 & ~mask)  # mkstemp's 0600 is for secrets
    except BaseException:
        written.unlink(missing_ok=True)
        raise
    return written
