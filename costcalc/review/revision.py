"""The files of a project as a commit has them, kept in a folder of their own. No working tree is touched."""

from __future__ import annotations

import posixpath
import tempfile
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.problem import InputError, Problem
from costcalc.project.discovery import LARGEST as LARGEST_FILE
from costcalc.project.discovery import is_yaml
from costcalc.project.load import LOCAL, load_policy
from costcalc.project.patterns import fixed_part
from costcalc.project.root import MISNAMED, OWN, PROJECT, project_root
from costcalc.project.side import ProjectSide
from costcalc.project.workspace import USUAL
from costcalc.review.links import above
from costcalc.review.repository import LINK, SUBMODULE
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.project.policy import PolicyFile
    from costcalc.project.side import Search
    from costcalc.review.repository import Repository, TreeEntry

LARGEST = 64 * 1024 * 1024
"""Bytes of all files of a revision that are kept."""

MOST_FILES = 10_000
MOST_AT_ONCE = 500
REGULAR = {"100644", "100755"}
OURS = b"costcalc/"
"""What is in every file of ours."""


@contextmanager
def files_of(repository: Repository, commit: str, tip: str, search: Search) -> Iterator[ProjectSide]:
    """Yield the files of a commit that can matter, each as a regular file, for as long as they are needed.

    Args:
        repository: Where they are.
        commit: The commit.
        tip: The commit whose policy holds.
        search: What is looked for.

    Raises:
        InputError: where they are too many or too large, or cannot be had.
    """
    with tempfile.TemporaryDirectory(prefix="costcalc-base-") as folder:
        try:
            kept = _Kept(repository, commit, Path(folder, "files"))
            rules = _policy_of(repository, tip, Path(folder, "policy")) if tip != commit else None
            side = kept.side(search, rules)
        except OSError as error:
            raise repository.refused(f"its files cannot be kept: {error.strerror or error}") from None
        yield side


def _policy_of(repository: Repository, commit: str, top: Path) -> PolicyFile:
    """Return the policy of a commit."""
    kept = _Kept(repository, commit, top)
    try:
        return load_policy(kept.folder / kept.root, f"{kept.root.as_posix()}/" if kept.root.parts else "")
    except InputError as error:
        raise InputError(of_base(problem) for problem in error.problems) from None


def of_base(problem: Problem) -> Problem:
    """Return a problem marked as one of the base, which nobody can mend in this change."""
    return Problem(problem.place, problem.code, f"in the base: {problem.message}", problem.hint)


class _Kept:
    """The files of a commit that are kept in a folder, its policies before all others.

    Args:
        repository: Where they are.
        commit: The commit.
        top: The folder for them, which is made.
    """

    def __init__(self, repository: Repository, commit: str, top: Path) -> None:
        self.repository, self.top = repository, top
        self.entries = {entry.name: entry for entry in repository.entries(commit, [], "-r")}
        self.folder = top / repository.prefix
        self.folder.mkdir(parents=True)
        folders = {repository.prefix, *above(repository.prefix), ""}
        names = [posixpath.join(folder, name) for folder in sorted(folders) for name in (OWN, MISNAMED, PROJECT)]
        for entry in (self.entries[name] for name in names if name in self.entries):
            if entry.mode not in REGULAR:
                why = f"`{cut(entry.name, 80)}` is a link or a submodule there, and is not followed"
                raise repository.refused(why)
        self._keep(self.entries[name] for name in names if name in self.entries)
        self.root = project_root(self.folder, top)

    def side(self, search: Search, rules: PolicyFile | None) -> ProjectSide:
        """Return the project, after all that can matter is kept."""
        zones = [self._name(fixed_part(path)) for path in self._paths(search, rules)]
        by_name = [self._name(path) for path in (search.pricing or [self.root / LOCAL]) if not path.is_absolute()]
        everywhere = [*zones, *by_name]
        around = {folder for zone in everywhere for folder in (zone, *above(zone))}
        by_link = around | {posixpath.join(folder, "calendars") for folder in by_name}
        links: list[str] = []
        wanted: list[TreeEntry] = []
        for name, entry in self.entries.items():
            is_inside = _lies_in(name, everywhere)
            if entry.mode == SUBMODULE and name in around:
                why = f"`{cut(name, 80)}` is a link or a submodule there, and is not followed"
                raise self.repository.refused(why)
            if entry.mode == LINK and (name in by_link or (is_inside and is_yaml(name))):
                links.append(posixpath.relpath(name, self.repository.prefix or "."))
            if entry.mode in REGULAR and (name in zones or (is_inside and is_yaml(name))) and _is_plain(name):
                wanted.append(entry)
        if len(wanted) > MOST_FILES:
            raise self.repository.refused(f"it has more than {MOST_FILES:,} files with YAML in them")
        sizes = self.repository.sizes({entry.blob for entry in wanted})
        # What is too large is none of ours; what is not here is said when it is asked for.
        few = [entry for entry in wanted if sizes.get(entry.blob, 0) < LARGEST_FILE or entry.name in zones]
        self._keep(few, {*zones}, by_name)
        return ProjectSide(self.folder, self.root, is_base=True, links=tuple(links), rules=rules)

    def _paths(self, search: Search, rules: PolicyFile | None) -> list[Path]:
        """Return what is looked through, and what shows that there was a project."""
        said: Sequence[str] = ()
        if rules is None:
            with suppress(InputError):  # it is said when it is read
                said = load_policy(self.folder / self.root).policy.paths
        else:
            said = rules.policy.paths
        own = [self.root / path for path in said]
        return (
            [*search.named, *own, *(self.root / path for path in USUAL)]
            if search.named
            else [*(own or [Path()]), *search.also]
        )

    def _name(self, path: Path) -> str:
        """Return what the repository calls a file or folder; "" is its top."""
        name = posixpath.normpath(posixpath.join(self.repository.prefix, path.as_posix()))
        if name == ".." or name.startswith(("../", "/")):
            raise self.repository.refused(f"`{cut(name, 80)}` is not in this repository, so that it has none")
        return "" if name == "." else name

    def _keep(self, entries: Iterable[TreeEntry], named: set[str] | None = None, folders: Sequence[str] = ()) -> None:
        """Write files; of those that are neither named nor in some folders, the ones that may be ours."""
        left, total = iter(entries), 0
        while some := [*islice(left, MOST_AT_ONCE)]:
            for entry, content in zip(some, self.repository.blobs(entry.blob for entry in some), strict=True):
                if named is None or entry.name in named or OURS in content or _lies_in(entry.name, folders):
                    total += len(content)
                    file = self.top / entry.name
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(content)
            if total > LARGEST:
                raise self.repository.refused("its files are too large")


def _lies_in(name: str, folders: Iterable[str]) -> bool:
    return any(not folder or name == folder or name.startswith(f"{folder}/") for folder in folders)


def _is_plain(name: str) -> bool:
    return not {"", ".", "..", ".git"} & {*name.split("/")}
