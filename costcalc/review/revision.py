"""The files of a project as they were: a folder, or a revision of git. No working tree is touched."""

from __future__ import annotations

import os
import posixpath
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.problem import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LARGEST = 64 * 1024 * 1024
"""Bytes of all files of a revision that are read."""

MOST_FILES = 10_000
REGULAR = {"100644", "100755"}
LINK, SUBMODULE = "120000", "160000"
ENDINGS = (".yaml", ".yml", "pyproject.toml")
SECONDS = 60
READ_ONLY = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",  # a partial clone would ask the network for what it lacks
    "GIT_ALLOW_PROTOCOL": "none",  # the same, before git 2.45
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}


@contextmanager
def files_of(base: str, place: Place, paths: Sequence[Path]) -> Iterator[Path]:
    """Give a folder with the files of a base, for as long as they are needed.

    Args:
        base: Anything that git calls a commit, `origin/main`, `HEAD~1`; or a folder, written so that it can be no
            revision: `./base`, `../base`, `/tmp/base`. Otherwise a change that adds a folder called `origin/main`
            would be measured by itself.
        place: Where it was named.
        paths: The files and folders that are needed, as seen from this folder.

    Raises:
        InputError: where there is neither such a folder nor such a revision, or git cannot be asked.
    """
    git = _Git(place)
    if not base:
        raise git.refused("it is empty", "is it a variable that is not set?")
    for path in paths:
        if path.is_absolute():
            raise git.refused(f"`{path.as_posix()[:80]}` is not in this repository, so that it has none")
    if base in {".", ".."} or base.startswith(("./", "../")) or Path(base).is_absolute():
        if not Path(base).is_dir():
            raise git.refused("there is no such folder")
        yield Path(base)
        return
    with tempfile.TemporaryDirectory(prefix="costcalc-base-") as folder:
        try:
            project = _write(git, base, Path(folder), paths)
        except OSError as error:
            raise git.refused(f"its files cannot be kept: {error.strerror or error}") from None
        yield project


class _Git:
    """Asks git, and takes no answer for one."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def ask(self, *words: str, given: bytes = b"") -> bytes:
        """Run a command of git that changes nothing."""
        try:
            done = subprocess.run(  # noqa: S603  # git, with words that are no options of the user's
                ["git", "--no-pager", *words],  # noqa: S607  # the one that the user has
                input=given,
                env={**os.environ, **READ_ONLY},
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise self.refused(f"git cannot be run: {getattr(error, 'strerror', None) or error}") from None
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            if said and "not a git repository" in said[0]:  # git's own words depend on where the disk ends
                raise self.refused("this is no git repository, and a folder is written ./FOLDER")
            raise self.refused(said[-1][:200] if said else "git does not know this revision")
        return done.stdout

    def refused(self, why: str, hint: str | None = None) -> InputError:
        """Say why there is no base."""
        usual = "name a revision that git has here (in CI, fetch it first: fetch-depth: 0), or a folder: ./FOLDER"
        return InputError.of(self.place, "no-base", f"there is no base to compare with: {why}", hint or usual)


class _Entry(NamedTuple):
    """A file of a revision."""

    mode: str
    blob: str
    size: int
    name: str


def _write(git: _Git, base: str, folder: Path, paths: Sequence[Path]) -> Path:
    """Write the files of a revision that are needed, each as the regular file it was; give the project's folder."""
    if base.startswith("-"):
        raise git.refused("a revision does not begin with a dash")
    commit = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}").decode().strip()
    prefix = os.fsdecode(git.ask("rev-parse", "--show-prefix").rstrip(b"\n"))
    names = [posixpath.normpath(posixpath.join(prefix, path.as_posix())) for path in paths]
    for name in names:
        if name == ".." or name.startswith(("../", "/")):
            raise git.refused(f"`{name[:80]}` is not in this repository, so that it has none")
    wanted = list(_wanted(git, commit, names))
    if len(wanted) > MOST_FILES:
        raise git.refused(f"it has more than {MOST_FILES:,} files")
    if sum(entry.size for entry in wanted) > LARGEST:
        raise git.refused("its files are too large")
    answer = git.ask("cat-file", "--batch", given="".join(f"{entry.blob}\n" for entry in wanted).encode())
    for entry, content in zip(wanted, _contents(git, answer), strict=True):
        file = folder / entry.name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    project = folder / prefix
    project.mkdir(parents=True, exist_ok=True)
    return project


def _wanted(git: _Git, commit: str, names: Sequence[str]) -> Iterator[_Entry]:
    """List the files that can matter; refuse links, through which the same names would find other files."""
    above = {parent for name in names for parent in _parents(name)}
    everything = [] if "." in names else names
    for entry in [
        *(_listed(git, commit, sorted(above)) if above else ()),
        *_listed(git, commit, everything, "-r"),
    ]:
        parts = entry.name.split("/")
        linked = entry.mode == LINK and (entry.name in {*above, *names} or entry.name.endswith(ENDINGS))
        if linked or entry.mode == SUBMODULE:
            raise git.refused(f"`{entry.name[:80]}` is a link or a submodule there, and is not followed")
        if entry.mode in REGULAR and entry.name.endswith(ENDINGS) and not {"", ".", ".."} & {*parts}:
            yield entry


def _parents(name: str) -> Iterator[str]:
    while name := posixpath.dirname(name):
        yield name


def _listed(git: _Git, commit: str, names: Sequence[str], *how: str) -> Iterator[_Entry]:
    for line in git.ask("ls-tree", "-z", "-l", "--full-tree", *how, commit, "--", *names).split(b"\0"):
        if line:
            about, _, name = os.fsdecode(line).partition("\t")
            mode, _, blob, size = about.split()
            yield _Entry(mode, blob, int(size) if size.isdigit() else 0, name)


def _contents(git: _Git, answer: bytes) -> Iterator[bytes]:
    """Take the answer of `cat-file --batch` apart: a line with the size, so many bytes, a line feed."""
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        about = answer[at:end].split()
        if about[1] != b"blob":
            raise git.refused("git has not got all of its files here")
        size = int(about[2])
        yield answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
