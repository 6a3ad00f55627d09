"""Files that are written: whole or not at all, new or replaced by their name, and never through somebody's link."""

from __future__ import annotations

import errno
import os
import re
import stat
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from costcalc.cli.folder import Folder, LinkError
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.shown import is_utf8

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

OF_THE_SYSTEM = re.compile(r"/dev|/proc/[^/]+(/task/[^/]+)?/fd")
"""Where links are ways to what a process has open: `/dev/stdout`, `/dev/fd/63`."""

PATIENCE, PAUSE = 20, 0.1
"""How often, and after how many seconds, it is looked again whether somebody reads a pipe."""


class Output(NamedTuple):
    """What is written, and where.

    Args:
        path: The file. Its folder must exist.
        data: All of it.
    """

    path: Path
    data: bytes


class _Target(NamedTuple):
    """An output with its folder open."""

    output: Output
    folder: Folder
    name: str
    is_device: bool
    exists: bool


def write_all(
    outputs: Iterable[Output], *, force: bool, inputs: Collection[str], printed: TextIO | None = None
) -> None:
    """Write files that belong together: all of them, each of them whole, or none that was not there before.

    A file is made beside its place and takes its name in one step. That fails where another run has been there in the
    meantime, unless what exists may be replaced. A link is never followed: where replacing is allowed, it is replaced.

    Args:
        outputs: What is written where.
        force: Whether files that exist are replaced.
        inputs: The files that were read, which must never be written over.
        printed: Where another answer of the same run is printed.

    Raises:
        InputError: where one of them must not or cannot be written.
    """
    with ExitStack() as opened:
        targets = _targets(outputs, opened, force=force, inputs=inputs, printed=printed)
        ready: list[tuple[_Target, str]] = []
        done: list[tuple[_Target, str]] = []
        try:
            for target in targets:
                with _refusing(target.output.path):
                    if not target.is_device:
                        ready.append((target, target.folder.beside(target.output.data)))
            for target in targets:
                with _refusing(target.output.path):
                    if target.is_device:
                        _to_device(target)
            while ready:
                target, made = ready[0]
                with _refusing(target.output.path):
                    # What was not there at the start must not be there now, whatever may be replaced.
                    (target.folder.replace if target.exists else target.folder.publish)(made, target.name)
                done.append(ready.pop(0))
        except BaseException:
            for target, made in ready:
                target.folder.remove(made)
            for target, _ in done:
                if not target.exists:
                    target.folder.remove(target.name)
            raise


def made_folder(path: Path) -> None:
    """Make a folder where there is none; the one it lies in must exist.

    Raises:
        InputError: where it cannot be made.
    """
    with _refusing(path), Folder(path.parent) as parent:
        if parent.stat(path.name) is None:
            parent.make(path.name)


def is_device(path: Path) -> bool:
    """Return whether there is no file to be replaced, but a pipe or a device, which has nothing beside it."""
    with _refusing(path), Folder(path.parent) as folder:
        return _is_device(folder, folder.stat(path.name))


def _targets(
    outputs: Iterable[Output], opened: ExitStack, *, force: bool, inputs: Collection[str], printed: TextIO | None
) -> list[_Target]:
    """Open the folder of every output, and refuse what must not be written over."""
    problems: list[Problem] = []
    targets: list[_Target] = []
    known: set[tuple[object, object]] = {identity} if (identity := _identity_of(printed)) else set()
    for output in outputs:
        with collected(problems), _refusing(output.path):
            name = output.path.name
            if not name or name == "..":
                raise _refused(output.path, "unwritable-file", "this is a folder", "name a file")
            if not is_utf8(name):  # a manifest that names it would be one that nobody can read
                raise _refused(output.path, "unwritable-file", "this name is not UTF-8 text", "give it another name")
            folder = opened.enter_context(Folder(output.path.parent))
            found = folder.stat(name)
            keys: set[tuple[object, object]] = {(folder.identity, os.path.normcase(name))}
            if found:
                real = _led_to(output.path, found)
                keys = set() if _is_same(real, os.devnull) else keys | {(real.st_dev, real.st_ino)}
                _refuse_an_input(output.path, real, inputs)
            if keys & known:
                raise _refused(output.path, "bad-setting", "two answers would go to this file", "name another file")
            known |= keys
            device = _is_device(folder, found)
            if found and not device:
                _refuse_what_exists(output.path, found, force=force)
            targets.append(_Target(output, folder, name, device, found is not None))
    if problems:
        raise InputError(problems)
    return targets


def _identity_of(stream: TextIO | None) -> tuple[int, int] | None:
    """Return what tells the file behind a stream from every other; None where there is none, as in tests."""
    try:
        found = os.fstat(stream.fileno()) if stream else None
    except (OSError, ValueError):
        return None
    return (found.st_dev, found.st_ino) if found else None


def _led_to(path: Path, found: os.stat_result) -> os.stat_result:
    """Return what a name leads to in the end; itself where that is nowhere."""
    try:
        return os.stat(path)  # noqa: PTH116  # beside those by handle
    except OSError:
        return found


def _is_device(folder: Folder, found: os.stat_result | None) -> bool:
    if found is None or stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode):
        return False
    return not stat.S_ISLNK(found.st_mode) or bool(OF_THE_SYSTEM.fullmatch(folder.real))


def _refuse_an_input(path: Path, real: os.stat_result, inputs: Collection[str]) -> None:
    if any(_is_same(real, file) for file in inputs):
        raise _refused(path, "output-is-input", "this is one of the files read, and is never written over")


def _refuse_what_exists(path: Path, found: os.stat_result, *, force: bool) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise _refused(path, "unwritable-file", "this is a folder", "name a file")
    if not force:
        is_link = stat.S_ISLNK(found.st_mode)
        what = "a link of this name exists, and is not followed" if is_link else "the file exists"
        raise _refused(path, "file-exists", what, "--force replaces it")


def _is_same(found: os.stat_result, file: str) -> bool:
    try:
        return os.path.samestat(found, os.stat(file))  # noqa: PTH116  # of a text
    except (OSError, ValueError):
        return False


def _to_device(target: _Target) -> None:
    """Write to a device, or to a pipe if somebody reads it."""
    for left in range(PATIENCE, -1, -1):
        try:
            handle = target.folder.open_device(target.name)
            break
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if not left:
                raise _refused(target.output.path, "unwritable-file", "nobody reads this pipe") from None
            time.sleep(PAUSE)  # whoever was told to may need a moment
    with os.fdopen(handle, "wb") as device:
        if hasattr(os, "O_NONBLOCK"):
            os.set_blocking(handle, True)
        device.write(target.output.data)


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise _refused(path, "file-exists", "the file exists", "--force replaces it") from None
    except LinkError as error:
        message = f"`{error}` is a link, and no link of this folder is followed"
        raise _refused(path, "unwritable-file", message, "name the folder that it leads to") from None
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise _refused(path, "unwritable-file", f"the file cannot be written: {reason}") from None


def _refused(path: Path, code: str, message: str, hint: str | None = None) -> InputError:
    return InputError.of(Place.start_of(str(path)), code, message, hint)
