"""Which files of a folder are ours: those that say so, wherever they lie. On both sides of a comparison the same."""

from __future__ import annotations

import os
import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.problem import InputError, Place, Problem, Source, collected
from costcalc.project.kept import LOCAL
from costcalc.project.patterns import called_so, fixed_part, is_glob
from costcalc.project.peek import peek
from costcalc.project.root import OWN
from costcalc.shown import cut
from costcalc.source import MIB, kind_declared, kind_said, place_of, without_schema

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.project.policy import Policy
    from costcalc.project.side import ProjectSide, Search

ENDINGS = (".yaml", ".yml")
SKIPPED = frozenset(
    {".git", ".hg", ".svn", ".tox", ".nox", ".venv", "venv", "site-packages", "node_modules", "__pycache__"}
)
"""Folders that are never looked through: what is in them is a program's, and nobody wrote it here."""

MOST_ENTRIES, MOST_FILES = 100_000, 10_000
"""Names that are looked at, and files with YAML in them."""

LARGEST = 4 * MIB + 1
_KEY = re.compile(r"^[\"']?([a-z_]+)[\"']?[ \t]*:", re.MULTILINE | re.ASCII)
_OURS = (
    {"workload", "options", "assumptions", "figures", "claims"},
    {"models", "per", "basis", "currency", "contract"},
)
"""Keys at the beginning of a line; a file with two of a kind looks like a scenario or a card."""

LINKED = "what is behind a link is not read: it is not what is looked at when the link is merged"
PUT_IT_THERE = "put the file itself in the place of the link"
COPY_IT = f"{PUT_IT_THERE}, or compare with a copy of the folder that has none: cp -rL"


class Wanted(NamedTuple):
    """A file, a folder or a glob that is looked through.

    Args:
        path: As seen from the folder.
        place: Where it is named; None where all is looked through.
        needed: Whether it is a problem that nothing is there.
    """

    path: Path
    place: Place | None = None
    needed: bool = False


class Discovery(NamedTuple):
    """What was found.

    Args:
        files: What is ours, in order, with the kind that it says it is: `scenario`, `rate-card` …
        elsewhere: Policies in which nothing holds, because they are not in the root.
        problems: What cannot be looked at.
    """

    files: dict[Path, str]
    elsewhere: tuple[Path, ...]
    problems: tuple[Problem, ...]


def is_yaml(name: str) -> bool:
    """Return whether a file is called as YAML is, in letters of either case."""
    return name.lower().endswith(ENDINGS)


def wanted(side: ProjectSide, search: Search, policy: Policy) -> list[Wanted]:
    """Return what is looked through: what the user named, else what the policy says, else all below the folder.

    Below a folder of a project there may be no cards, and its prices are still those of the project.
    """
    if search.named:
        return [Wanted(path, Place.start_of(path.as_posix()), not side.is_base) for path in search.named]
    own = [Wanted(side.root / path, place_of(path), not side.is_base) for path in policy.paths]
    own = own or [Wanted(Path()), Wanted(side.root / LOCAL)]
    known = {each.path for each in own}
    more = [path for path in search.also if path not in known]
    return [*own, *(Wanted(path, Place.start_of(path.as_posix()) if path.parts else None) for path in more)]


def discover(side: ProjectSide, search: Search, policy: Policy) -> Discovery:
    """Find the files of a project.

    Args:
        side: Where.
        search: What is looked for.
        policy: The one that holds there.
    """
    walk = _Walk(side, search.apart)
    problems: list[Problem] = walk.problems
    for each in wanted(side, search, policy):
        with collected(problems):
            walk.take(each)
    return Discovery(walk.files, tuple(walk.elsewhere), tuple(problems))


def inside(side: ProjectSide, folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield the YAML files of a folder that say what they are, each with that; links are refused.

    Raises:
        InputError: where there are too many, or one of them is a link.
    """
    walk = _Walk(side)
    for path, entry in walk.below(folder):
        kind = kind_said(peek(entry.path, LARGEST))
        if kind and side.top and entry.is_symlink():
            raise _behind_a_link(side, path, path.as_posix())
        if kind:
            yield path, kind


def refuse_links(side: ProjectSide, paths: Sequence[Path]) -> Iterator[Problem]:
    """Yield a problem for each file or folder that is read by its name and lies behind a link of the checkout."""
    for path in paths:
        if link := side.link_on(path):
            yield from _behind_a_link(side, path, link).problems


def _behind_a_link(side: ProjectSide, path: Path, link: str) -> InputError:
    message = f"`{cut(link, 200)}` is a link, and {LINKED}"
    return InputError.of(
        Place.start_of(path.as_posix()), "unreadable-file", message, COPY_IT if side.is_base else PUT_IT_THERE
    )


class _Walk:
    """A walk through folders, which ends after so many names."""

    def __init__(self, side: ProjectSide, apart: str = "") -> None:
        self.side, self.apart = side, apart
        self.left, self.yaml = MOST_ENTRIES, MOST_FILES
        self.begun = Path()
        self.files: dict[Path, str] = {}
        self.elsewhere: dict[Path, None] = {}
        self.problems: list[Problem] = []
        self.own = os.path.normpath(side.root / OWN)

    def take(self, each: Wanted) -> None:
        """Take what is ours of a file, a folder or a glob.

        Raises:
            InputError: where nothing is there that is needed, or there is too much.
        """
        self.begun = fixed_part(each.path)
        paths = sorted(called_so(self.side.folder, each.path, self.listed))
        if not paths and each.needed and each.place:
            said = "nothing is called like this" if is_glob(each.path) else "there is no such file or folder"
            raise InputError.of(each.place, "unreadable-file", said, "check the path")
        for path in paths:
            with collected(self.problems):
                if link := self.side.link_on(path):
                    raise _behind_a_link(self.side, path, link)
                if os.path.isdir(self.side.folder / path):  # noqa: PTH112  # Path.is_dir raises where a name is too long
                    self._take_folder(path, named=each.place is not None)
                elif is_glob(each.path):
                    self._look(path, named=True)
                else:
                    self.files.setdefault(path, kind_declared(self.side.folder / path, path.as_posix()))

    def _take_folder(self, folder: Path, *, named: bool) -> None:
        for path in sorted(path for path, _ in self.below(folder)):
            self._look(path, named=named)

    def _look(self, path: Path, *, named: bool) -> None:
        """Take a file with YAML in it if it is ours."""
        file, name = self.side.folder / path, path.as_posix()
        data = peek(file, LARGEST)
        kind = kind_said(data)
        if self.side.top and file.is_symlink():
            self.problems += _behind_a_link(self.side, path, name).problems if kind else ()
        elif kind == "policy" or path.name == OWN:
            if os.path.normpath(path) != self.own:
                self.elsewhere[path] = None
        elif kind:
            self.files.setdefault(path, kind)
        elif not data and file.is_file() and file.stat().st_size:
            message = "the file cannot be read, so that nobody knows whether it is a scenario or a rate card"
            self.problems.append(Problem(Place.start_of(name), "unreadable-file", message))
        elif named and _looks_like_ours(data):
            hint = "it looks like one: `schema: costcalc/scenario/v1`, or `schema: costcalc/rate-card/v1`"
            self.problems.append(without_schema(Source(name, quotable=False), hint))

    def below(self, start: Path) -> Iterator[tuple[Path, os.DirEntry[str]]]:
        """Yield the files and links below a folder that are called as YAML is."""
        waiting = [start]
        while waiting:
            folder = waiting.pop()
            for entry in self.listed(self.side.folder / folder):
                path = folder / entry.name
                if entry.is_dir(follow_symlinks=False):
                    if not self._is_apart(entry):
                        waiting.append(path)
                elif is_yaml(entry.name):
                    self.yaml -= 1
                    if self.yaml < 0:
                        raise _too_many(self.begun, f"more than {MOST_FILES:,} files with YAML in them")
                    yield path, entry

    def _is_apart(self, entry: os.DirEntry[str]) -> bool:
        """Whether a folder is a repository of its own, or the other side."""
        return os.path.lexists(f"{entry.path}/.git") or (bool(self.apart) and os.path.realpath(entry) == self.apart)

    def listed(self, folder: Path) -> list[os.DirEntry[str]]:
        """Return what is in a folder, without what is never looked through.

        Raises:
            InputError: where it cannot be read, and where too many names were looked at.
        """
        name = Path(os.path.relpath(folder, self.side.folder))
        try:
            with os.scandir(folder) as entries:
                found = list(islice(entries, self.left + 1))
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            message = f"the folder cannot be read: {reason}"
            raise InputError.of(
                Place.start_of(Path(name).as_posix()), "unreadable-file", message, _NAME_PATHS
            ) from None
        self.left -= len(found)
        if self.left < 0:
            raise _too_many(self.begun, f"more than {MOST_ENTRIES:,} files and folders")
        return sorted((entry for entry in found if entry.name not in SKIPPED), key=lambda entry: entry.name)


_NAME_PATHS = f"name what is to be looked through: `paths:` in {OWN}, or behind the command"


def _too_many(path: Path, what: str) -> InputError:
    return InputError.of(Place.start_of(path.as_posix()), "too-many", f"there are {what} to look through", _NAME_PATHS)


def _looks_like_ours(data: bytes) -> bool:
    keys = set(_KEY.findall(data.decode("utf-8-sig", "replace")))
    return any(len(keys & ours) > 1 for ours in _OURS)
