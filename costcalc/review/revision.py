"""The files of a project as they were: a folder, or a revision of git. No working tree is touched."""

from __future__ import annotations

import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.problem import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LARGEST = 64 * 1024 * 1024
"""Bytes of all files of a revision that are read."""

MOST_FILES = 10_000
REGULAR = {"100644", "100755"}
ENDINGS = (".yaml", ".yml", "pyproject.toml")
SECONDS = 60


@contextmanager
def files_of(base: str, place: Place) -> Iterator[Path]:
    """Give a folder with the files of a base, for as long as they are needed.

    Args:
        base: A folder, or anything that git calls a commit: `origin/main`, `HEAD~1`.
        place: Where it was named.

    Raises:
        InputError: where there is neither such a folder nor such a revision, or git cannot be asked.
    """
    if Path(base).is_dir():
        yield Path(base)
        return
    with tempfile.TemporaryDirectory(prefix="costcalc-base-") as folder:
        _write(_Git(place), base, Path(folder))
        yield Path(folder)


class _Git:
    """Asks git, and takes no answer for one."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def ask(self, *words: str, given: bytes = b"") -> bytes:
        """Run a command of git that changes nothing."""
        surroundings = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
        try:
            done = subprocess.run(  # noqa: S603  # git, with words that are no options of the user's
                ["git", "--no-pager", *words],  # noqa: S607  # the one that the user has
                input=given,
                env=surroundings,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise self.refused(f"git cannot be run: {error}") from None
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            if said and "not a git repository" in said[0]:  # git's own words depend on where the disk ends
                raise self.refused("it is no folder, and this is no git repository")
            raise self.refused(said[-1][:200] if said else "it is no folder, and git does not know it")
        return done.stdout

    def refused(self, why: str) -> InputError:
        """Say why there is no base."""
        hint = "name a folder, or a revision that git has here: in CI, fetch it first (fetch-depth: 0)"
        return InputError.of(self.place, "no-base", f"there is no base to compare with: {why}", hint)


def _write(git: _Git, base: str, folder: Path) -> None:
    """Write the files of a revision that can matter, each as the regular file it was."""
    if base.startswith("-"):
        raise git.refused("a revision does not begin with a dash")
    commit = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}").decode().strip()
    prefix = git.ask("rev-parse", "--show-prefix").decode().rstrip("\n")
    listed = git.ask("ls-tree", "-r", "-z", "--full-tree", commit, "--", prefix or ".").split(b"\0")
    wanted = list(_wanted([line.decode("utf-8", "surrogateescape") for line in listed if line], prefix))
    if len(wanted) > MOST_FILES:
        raise git.refused(f"it has more than {MOST_FILES:,} files")
    blobs = git.ask("cat-file", "--batch", given="".join(f"{blob}\n" for _, blob in wanted).encode())
    if len(blobs) > LARGEST:
        raise git.refused("its files are too large")
    for (name, _), content in zip(wanted, _contents(blobs), strict=True):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _wanted(lines: Sequence[str], prefix: str) -> Iterator[tuple[str, str]]:
    for line in lines:
        about, _, path = line.partition("\t")
        mode, kind, blob = about.split()
        name = path.removeprefix(prefix)
        safe = not any(part in {"", ".", ".."} for part in name.split("/")) and "\\" not in name
        if mode in REGULAR and kind == "blob" and safe and name.endswith(ENDINGS):
            yield name, blob


def _contents(blobs: bytes) -> Iterator[bytes]:
    """Take the answer of `cat-file --batch` apart: a line with the size, so many bytes, a line feed."""
    at = 0
    while at < len(blobs):
        end = blobs.index(b"\n", at)
        size = int(blobs[at:end].split()[-1])
        yield blobs[end + 1 : end + 1 + size]
        at = end + 1 + size + 1
