"""The files of a project as they were: a folder, or a revision of git. No working tree is touched."""

from __future__ import annotations

import os
import posixpath
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.checkout import lies_in
from costcalc.review.links import ENDINGS, above
from costcalc.review.repository import LINK, SUBMODULE, Repository, no_base
from costcalc.review.same_files import refuse_a_moved_folder, refuse_a_way_through_links, refuse_what_git_rewrites
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from costcalc.checkout import Checkout
    from costcalc.problem import Place
    from costcalc.review.repository import TreeEntry

LARGEST = 64 * 1024 * 1024
"""Bytes of all files of a revision that are read."""

MOST_FILES = 10_000
REGULAR = {"100644", "100755"}
LOOKED_INTO = (*ENDINGS, "calendars")
"""What is read by its name, also where a link stands there."""

_NAME_A_FOLDER = "name a folder with rate cards or scenarios: ./FOLDER"


@contextmanager
def files_of(base: str, place: Place, paths: Sequence[Path], where: Checkout, read: Iterable[str]) -> Iterator[Path]:
    """Yield a folder with the files of a base, for as long as they are needed.

    Args:
        base: Anything that git calls a commit, `origin/main`, `HEAD~1`; or a folder, written so that it can be no
            revision: `./base`, `../base`, `/tmp/base`. Otherwise a change that adds a folder called `origin/main`
            would be measured by itself.
        place: Where it was named.
        paths: The files and folders that are needed, as seen from the project's folder.
        where: The project's folder, and the top of the work tree that it is in.
        read: The files that were read of what is compared with it.

    Raises:
        InputError: where there is neither such a folder nor such a revision, or git cannot be asked.
    """
    if not base:
        raise no_base(place, "it is empty", "is it a variable that is not set?")
    refuse_a_way_through_links(where.folder, place)
    for path in paths:
        if path.is_absolute():
            raise no_base(place, _elsewhere(path.as_posix()), _NAME_A_FOLDER)
    if base in {".", ".."} or base.startswith(("./", "../")) or Path(base).is_absolute():
        if not os.path.isdir(base):  # noqa: PTH112  # Path.is_dir raises where a name is too long
            raise no_base(place, "there is no such folder", _NAME_A_FOLDER)
        if Path(base).samefile(where.folder):
            raise no_base(place, "this is the folder itself", _NAME_A_FOLDER)
        real = os.path.realpath(base)
        around = lies_in(os.path.realpath(where.folder), real)  # then everything here lies in it, too
        if inside := None if around else next((file for file in read if lies_in(os.path.realpath(file), real)), None):
            why = f"`{cut(Path(inside).name, 80)}` is read from this very folder, by a link"
            raise no_base(place, why, "take the link away: a file is not compared with itself")
        yield Path(base)
        return
    repository = Repository(place, where)
    commit = repository.commit(base)
    refuse_a_moved_folder(repository, commit)
    refuse_what_git_rewrites(repository, read)
    with tempfile.TemporaryDirectory(prefix="costcalc-base-") as folder:
        try:
            project = _write(repository, commit, Path(folder), paths)
        except OSError as error:
            raise repository.refused(f"its files cannot be kept: {error.strerror or error}") from None
        yield project


def _write(repository: Repository, commit: str, folder: Path, paths: Sequence[Path]) -> Path:
    """Write the files of a commit that are needed, each as a regular file, and return the project's folder."""
    names = [posixpath.normpath(posixpath.join(repository.prefix, path.as_posix())) for path in paths]
    for name in names:
        if name == ".." or name.startswith(("../", "/")):
            raise repository.refused(_elsewhere(name))
    wanted = list(_wanted(repository, commit, names))
    if len(wanted) > MOST_FILES:
        raise repository.refused(f"it has more than {MOST_FILES:,} files")
    if sum(entry.size for entry in wanted) > LARGEST:
        raise repository.refused("its files are too large")
    for entry, content in zip(wanted, repository.blobs(entry.blob for entry in wanted), strict=True):
        file = folder / entry.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    project = folder / repository.prefix
    project.mkdir(parents=True, exist_ok=True)
    return project


def _elsewhere(name: str) -> str:
    return f"`{cut(name, 80)}` is not in this repository, so that it has none"


def _wanted(repository: Repository, commit: str, names: Sequence[str]) -> Iterator[TreeEntry]:
    """Yield the files that can matter; refuse links, through which the same names would find other files."""
    around = {folder for name in names for folder in above(name)}
    everything = [] if "." in names else names
    for entry in [
        *(repository.entries(commit, sorted(around), "-l") if around else ()),
        *repository.entries(commit, everything, "-r", "-l"),
    ]:
        parts = entry.name.split("/")
        named = entry.name in names
        linked = entry.mode == LINK and (named or entry.name in around or entry.name.endswith(LOOKED_INTO))
        if linked or entry.mode == SUBMODULE:
            raise repository.refused(f"`{cut(entry.name, 80)}` is a link or a submodule there, and is not followed")
        if entry.mode in REGULAR and (named or entry.name.endswith(ENDINGS)) and not {"", ".", ".."} & {*parts}:
            yield entry
