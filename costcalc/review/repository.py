"""The repository of git that a project lies in: found once from the folder, and asked without changing anything."""

from __future__ import annotations

import os
import posixpath
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checkout import checkout
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.checkout import Checkout
    from costcalc.problem import Place

SECONDS = 60
MOST_OF_A_REASON = 1_000
LINK, SUBMODULE = "120000", "160000"
READ_ONLY = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",  # a partial clone would ask the network for what it lacks
    "GIT_ALLOW_PROTOCOL": "none",  # the same, before git 2.45
    "GIT_NO_REPLACE_OBJECTS": "1",  # `git replace` puts another commit in the place of one
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_LITERAL_PATHSPECS": "1",
    "LC_ALL": "C",
}
ONLY_WHERE_NAMED = ("-c", "safe.bareRepository=explicit")
"""A folder of a change that looks like a bare repository is none, unless the environment names it."""


class Entry(NamedTuple):
    """A file, link or submodule of a revision; its size is 0 where it has none."""

    mode: str
    blob: str
    size: int
    name: str


class Repository:
    """A repository, seen from a folder of its work tree. No answer of it is taken for one that it is not.

    Args:
        place: Where its revision was named.
        where: The folder, and the top of the work tree that it is in.

    Raises:
        InputError: where there is none, or another than the one whose files lie here: git would say what the change
            likes, if a folder of it passed for a repository.
    """

    def __init__(self, place: Place, where: Checkout) -> None:
        self.place = place
        self.folder, self.top = os.path.realpath(where.folder), os.path.realpath(where.root)
        self.prefix = "" if self.folder == self.top else Path(self.folder).relative_to(self.top).as_posix()
        found = os.fsdecode(self.ask("rev-parse", "--show-toplevel").rstrip(b"\n"))
        if not os.path.isdir(found) or not os.path.samefile(found, self.top):  # noqa: PTH112, PTH121  # never raise
            raise self.refused(f"git takes `{found[:200]}` for the top of these files, and not `{self.top[:200]}`")
        self._refuse_a_part_of_another()

    def ask(self, *words: str, given: bytes = b"") -> bytes:
        """Return what git says, asked something that changes nothing.

        Raises:
            InputError: where it fails, with the reason that it gives.
        """
        done = self._run(self.top, words, given)
        if done.returncode:
            reason = _reason(done.stderr)
            if "not a git repository" in reason[:80]:  # git's own words depend on where the disk ends
                raise self.refused("this is no git repository, and a folder is written ./FOLDER")
            raise self.refused(reason or "git does not know this revision")
        return done.stdout

    def refused(self, why: str, hint: str | None = None) -> InputError:
        """Return the error that says why there is no base."""
        usual = "name a revision that git has here (in CI, fetch it first: fetch-depth: 0), or a folder: ./FOLDER"
        return no_base(self.place, why, hint or usual)

    def commit(self, base: str) -> str:
        """Return the commit that a revision names.

        Raises:
            InputError: where it names none.
        """
        if base.startswith("-"):
            raise self.refused("a revision does not begin with a dash")
        return self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}").decode().strip()

    def entries(self, commit: str, names: Sequence[str], *how: str) -> Iterator[Entry]:
        """Yield what a commit has at some names, or all of it for none.

        Args:
            commit: The commit.
            names: Files and folders, as seen from the top.
            how: Words for `ls-tree`: `-r` goes into folders.
        """
        return _entries(self.ask("ls-tree", "-z", "-l", "--full-tree", *how, commit, "--", *names))

    def refuse_a_moved_folder(self, commit: str) -> None:
        """Refuse to answer where the change made a link to this folder of something else.

        With `git mv costs other; ln -s other costs` who enters `costs` is in `other`, and would hear that everything
        is new, or is sound; what was at `costs` is not looked at any more.

        Raises:
            InputError: with the link.
        """
        told = os.fsdecode(self.ask("diff-tree", "-r", "-z", "--raw", "--no-renames", commit, "HEAD", "--")).split("\0")
        gone: set[str] = set()
        links: list[tuple[str, bool]] = []
        for about, name in zip(told[::2], told[1::2], strict=False):
            old, new, *_ = about.removeprefix(":").split()
            if new == LINK:
                links.append((name, old == "000000"))
            elif new == "000000":
                gone.update(above(name))
        for name, added in links:
            target = os.path.realpath(os.path.join(self.top, name))  # noqa: PTH118  # of a text
            leads_here = self.folder == target or self.folder.startswith(target + os.sep)
            if leads_here and (not added or name in gone):
                raise self.refused(
                    f"this change makes `{name[:200]}` a link to this folder, and what it was is not compared",
                    "keep the folder where it was, or move it in a change that is looked at by hand",
                )

    def _refuse_a_part_of_another(self) -> None:
        """Refuse a repository that another one has in it: a submodule's past is what its own author says.

        Raises:
            InputError: where the one around it keeps something at the place of this one, and where it cannot be asked.
        """
        if "GIT_DIR" in os.environ:  # whoever names a repository means that one
            return
        around = checkout(Path(self.top).parent).root
        if not os.path.lexists(os.path.join(around, ".git")):  # noqa: PTH118  # of a text
            return
        head = self._run(around, ("rev-parse", "--verify", "--quiet", "HEAD^{commit}"))
        if head.returncode and not head.stderr:  # it has no commit yet, and keeps nothing
            return
        here = Path(self.top).relative_to(os.path.realpath(around)).as_posix()
        kept = self._run(around, ("ls-tree", "-z", "HEAD", "--", here))
        if kept.returncode:
            raise self.refused(f"the repository around this one cannot be asked: {_reason(kept.stderr)}")
        if kept.stdout:
            why = f"`{here[:200]}` is a repository inside another, and what it was before is for itself to say"
            raise self.refused(why, "compare in the repository around it")

    def _run(self, folder: str, words: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run git in a folder, with words that are no options of the user's."""
        try:
            return subprocess.run(  # noqa: S603  # git, with words that are no options of the user's
                ["git", "--no-pager", *ONLY_WHERE_NAMED, "-C", folder, *words],  # noqa: S607  # the user's
                input=given,
                env={**os.environ, **READ_ONLY},
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise self.refused(f"git cannot be run: {getattr(error, 'strerror', None) or error}") from None


def no_base(place: Place, why: str, hint: str) -> InputError:
    """Return the error that says why there is nothing to compare with."""
    return InputError.of(place, "no-base", f"there is no base to compare with: {why}", hint)


def _reason(said: bytes) -> str:
    """Return all that git says of a failure, in a line: what to do about it comes after what is wrong."""
    return " ".join(said.decode("utf-8", "replace").split())[:MOST_OF_A_REASON]


def _entries(told: bytes) -> Iterator[Entry]:
    for line in told.split(b"\0"):
        if line:
            about, _, name = os.fsdecode(line).partition("\t")
            mode, _, blob, size = about.split()
            yield Entry(mode, blob, int(size) if size.isdigit() else 0, name)


def above(name: str) -> Iterator[str]:
    """Yield the folders that a file or folder lies in, from the innermost out."""
    while name := posixpath.dirname(name):
        yield name
