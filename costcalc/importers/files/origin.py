"""What is imported: a file, the files of a directory, standard input, or an installed package, read with bounds.

Sources come from strangers. Only regular files are opened, no symbolic link leads out of the directory that was
named, and size, number and nesting are bounded before anything is parsed. Nothing of a source is quoted.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.problem import InputError, Place
from costcalc.source import MIB, read_bytes, read_stdin

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.importers.files.spoilt import Spoilt
    from costcalc.problem import Problem

FILE_BYTES, ALL_BYTES = 8 * MIB, 16 * MIB
STDIN = "standard input"
MOST_FILES = 10_000
MOST_MARKS = 400_000
"""Lines, commas and brackets of the files of a folder: as many values there can be in all."""

MOST_ENTRIES = 100_000
"""Names that are looked at in a directory, in all; somebody named the root of a disk."""


@dataclass(frozen=True)
class File:
    """A file of a source.

    Args:
        name: The file as given, or its path inside the directory, with `/`.
        data: Its bytes.
        place: Its beginning, for problems.
        problems: Why it could not be read; the other files of its folder can be.
        spoilt: What in it nobody can know, once it has been parsed.
    """

    name: str
    data: bytes
    place: Place
    problems: Sequence[Problem] = ()
    spoilt: list[Spoilt] = field(default_factory=list)


class Origin(NamedTuple):
    """All that is imported in one run.

    Args:
        name: What was named, for people.
        files: What was read, sorted by name; one, unless a directory was named.
        sha256: Of the file's bytes; of names, sizes and bytes where there are several.
        version: Of the source, where it has one.
        tree: What an installed package holds, in the form of its files; None where files were read.
    """

    name: str
    files: Sequence[File]
    sha256: str
    version: str | None = None
    tree: Any = None

    @property
    def place(self) -> Place:
        """Where problems of the whole source are."""
        return Place.start_of(self.name)


def read_origin(source: str, patterns: Sequence[str]) -> Origin:
    """Read what the user named.

    Args:
        source: A file, a directory, or `-` for standard input.
        patterns: Which files of a directory are meant: globs of the path inside it, where `**/` stands for any
            number of folders. They are tried in turn, and the first that finds something is used alone.

    Raises:
        InputError: for what cannot be read, or is too much.
    """
    if source == "-":
        place = Place.start_of(STDIN)
        return _of(STDIN, [File(STDIN, read_stdin(FILE_BYTES, place), place)])
    if not os.path.isdir(source):  # noqa: PTH112  # Path.is_dir raises where a name is too long
        place = Place.start_of(source)
        return _of(source, [File(source, read_bytes(source, FILE_BYTES, place), place)])
    return _of(source, _directory(Path(source), patterns))


def not_installed(package: str, file: str) -> InputError:
    """Return the error of a package that is to be read and is not there.

    Args:
        package: What `pip install` calls it.
        file: Which file of its repository says the same.
    """
    hint = f"`pip install {package}`, or name a file: its repository has {file}"
    message = f"the package {package} is not installed here"
    return InputError.of(Place.start_of("installed"), "unreadable-file", message, hint)


def _of(name: str, files: Sequence[File]) -> Origin:
    if len(files) == 1:
        return Origin(name, files, sha256(files[0].data).hexdigest())
    whole = sha256()
    for file in files:
        whole.update(f"{len(file.name)} {file.name} {len(file.data)} ".encode("utf-8", "surrogateescape"))
        whole.update(file.data)
    return Origin(name, files, whole.hexdigest())


def _directory(folder: Path, patterns: Sequence[str]) -> list[File]:
    place = Place.start_of(str(folder))
    names = sorted(_names(folder, place))
    found: list[str] = []
    for pattern in patterns:
        matches = _glob(pattern)
        found = [name for name in names if matches.fullmatch(name)]
        if found:
            break
    else:
        wanted = ", ".join(f"`{pattern}`" for pattern in patterns)
        hint = f"in a folder it reads {wanted}" if patterns else "name a file"
        raise InputError.of(place, "nothing-to-import", "this folder has no file that this format reads", hint)
    if len(found) > MOST_FILES:
        raise InputError.of(place, "too-many", f"there are more than {MOST_FILES:,} files here")
    return list(_read(folder, found, place))


def _names(folder: Path, place: Place) -> Iterator[str]:
    """Yield what is no folder, by its path inside; folders that are hidden or links are not entered."""
    seen = 0
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        seen += len(files) + 1
        if seen > MOST_ENTRIES:
            raise InputError.of(place, "too-many", f"there are more than {MOST_ENTRIES:,} files here")
        inside = Path(parent).relative_to(folder)
        yield from ((inside / name).as_posix() for name in files)


def _glob(pattern: str) -> re.Pattern[str]:
    """Return a glob of paths as a pattern: `*` stays inside a folder, `**/` crosses folders."""
    words = {"**/": "(?:[^/]*/)*", "*": "[^/]*"}
    parts = (words.get(part, re.escape(part)) for part in re.split(r"(\*\*/|\*)", pattern))
    return re.compile("".join(parts))


def _read(folder: Path, names: Sequence[str], place: Place) -> Iterator[File]:
    root = os.path.realpath(folder)
    left, marks = ALL_BYTES, 0
    for name in names:
        path = folder / name
        where = Place.start_of(str(path))
        try:
            data = _inside(path, root, where)
        except InputError as error:
            yield File(name, b"", where, error.problems)
            continue
        left -= len(data)
        if left <= 0:
            raise InputError.of(place, "file-too-large", f"the files have more than {ALL_BYTES // MIB} MiB together")
        marks += sum(map(data.count, (b"\n", b",", b"[", b"{")))
        if marks > MOST_MARKS:
            raise InputError.of(where, "too-many-values", f"the files have more than {MOST_MARKS:,} values together")
        yield File(name, data, where)


def _inside(path: Path, root: str, place: Place) -> bytes:
    if os.path.commonpath([root, os.path.realpath(path)]) != root:
        raise InputError.of(place, "unreadable-file", "this link leads out of the folder", "name the file itself")
    return read_bytes(str(path), FILE_BYTES, place)
