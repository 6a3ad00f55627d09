"""The repository of git that a project lies in: found once from the folder, and asked without changing anything."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checkout import checkout, in_checkout
from costcalc.lazy import lazy
from costcalc.problem import InputError
from costcalc.review.links import Links
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from costcalc.checkout import Checkout
    from costcalc.problem import Place

SECONDS = 60
MOST_OF_A_REASON = 1_000
MOST_LINKS, MOST_OF_A_LINK = 10_000, 4_096
NO_REPOSITORY = "not a git repository"
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
SETTINGS = ("-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false")
"""A folder of a change that looks like a bare repository is none, unless the environment names it; and no program that
the repository names is asked what has changed."""


class TreeEntry(NamedTuple):
    """A file, link or submodule of a revision."""

    mode: str
    blob: str
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
            raise self.refused(
                f"git takes `{cut(found, 200)}` for the top of these files, and not `{cut(self.top, 200)}`"
            )
        self._refuse_a_part_of_another()

    def ask(self, *words: str, given: bytes = b"") -> bytes:
        """Return what git says, asked something that changes nothing.

        Raises:
            InputError: where it fails, with the reason that it gives.
        """
        done = self._run(self.top, words, given)
        if done.returncode:
            reason = _reason(done.stderr)
            if NO_REPOSITORY in reason[:80]:  # git's own words depend on where the disk ends
                raise self.refused("this is no git repository, and a folder is written ./FOLDER")
            raise self.refused(reason or "git does not know this revision")
        return done.stdout

    def refused(self, why: str, hint: str | None = None) -> InputError:
        """Return the error that says why there is no base."""
        usual = "name a revision that git has here (in CI, fetch it first: fetch-depth: 0), or a folder: ./FOLDER"
        return no_base(self.place, why, hint or usual)

    def answer(self, *words: str, given: bytes = b"") -> bytes | None:
        """Return what git says, asked something that changes nothing; None where it has no answer."""
        done = self._run(self.top, words, given)
        return None if done.returncode else done.stdout

    def entries(self, commit: str, names: Sequence[str], *how: str) -> Iterator[TreeEntry]:
        """Yield what a commit has at some names, or all of it for none.

        Args:
            commit: The commit.
            names: Files and folders, as seen from the top.
            how: Words for `ls-tree`: `-r` goes into folders.
        """
        return _entries(self.ask("ls-tree", "-z", "--full-tree", *how, commit, "--", *names))

    @lazy
    def head(self) -> list[TreeEntry]:
        """All that is committed of what is compared. It is listed once."""
        return list(self.entries("HEAD", [], "-r"))

    def links(self, entries: Iterable[TreeEntry]) -> Links:
        """Return the links among all entries of a commit."""
        entries = list(entries)
        linked = [entry for entry in entries if entry.mode == LINK]
        if len(linked) > MOST_LINKS:
            raise self.refused(f"it has more than {MOST_LINKS:,} links")
        written = self._texts({entry.blob for entry in linked})
        return Links((entry.name for entry in entries), {entry.name: written[entry.blob] for entry in linked})

    def _texts(self, blobs: Collection[str]) -> dict[str, str]:
        """Return what is written in links; one that is longer than a path can be leads nowhere."""
        short = [blob for blob, size in self.sizes(blobs).items() if size <= MOST_OF_A_LINK]
        return dict.fromkeys(blobs, "/") | dict(zip(short, map(os.fsdecode, self.blobs(short)), strict=True))

    def sizes(self, blobs: Iterable[str]) -> dict[str, int]:
        """Return how many bytes blobs have; one that is not here has no size."""
        told = self.ask("cat-file", "--batch-check", given="".join(f"{blob}\n" for blob in blobs).encode())
        found = (line.split() for line in told.decode().splitlines())
        return {blob: int(about[1]) for blob, *about in found if about[1:]}

    def day(self, commit: str) -> datetime:
        """Return the day on which a commit was made, as an instant: when it begins in UTC."""
        told = self.ask("rev-list", "--timestamp", "--max-count=1", commit).decode().split()
        return datetime.fromtimestamp(int(told[0]), UTC).replace(hour=0, minute=0, second=0)

    def blobs(self, names: Iterable[str]) -> Iterator[bytes]:
        """Yield the contents of blobs: `cat-file` writes a line with the size, so many bytes, a line feed.

        Raises:
            InputError: where one of them is not here.
        """
        told = self.ask("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode())
        at = 0
        while at < len(told):
            end = told.index(b"\n", at)
            about = told[at:end].split()
            if about[1] != b"blob":
                raise self.refused("git has not got all of its files here")
            size = int(about[2])
            yield told[end + 1 : end + 1 + size]
            at = end + 1 + size + 1

    def _refuse_a_part_of_another(self) -> None:
        """Refuse a repository that another one has in it: a submodule's past is what its own author says.

        Raises:
            InputError: where the one around it keeps something at the place of this one, and where it cannot be asked.
        """
        if "GIT_DIR" in os.environ:  # whoever names a repository means that one
            return
        around = checkout(Path(self.top).parent).root
        if os.path.realpath(around) == self.top or not in_checkout(around):
            return
        head = self._run(around, ("rev-parse", "--verify", "--quiet", "HEAD^{commit}"))
        if head.returncode and (not head.stderr or NO_REPOSITORY in _reason(head.stderr)):
            return  # it has no commit yet, or is none that git knows, and keeps nothing
        here = Path(self.top).relative_to(os.path.realpath(around)).as_posix()
        kept = self._run(around, ("ls-tree", "-z", "HEAD", "--", here))
        if kept.returncode:
            why = f"the repository around this one cannot be asked: {_reason(kept.stderr)}"
            raise self.refused(why, f"`git -C {cut(around, 200)} status` says the same; it is what must be mended")
        if kept.stdout:
            why = f"`{cut(here, 200)}` is a repository inside another, and what it was before is for itself to say"
            raise self.refused(why, "compare in the repository around it")

    def _run(self, folder: str, words: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """Run git in a folder, with words that are no options of the user's."""
        try:
            return subprocess.run(  # noqa: S603  # git, with words that are no options of the user's
                ["git", "--no-pager", *SETTINGS, "-C", folder, *words],  # noqa: S607  # the user's
                input=given,
                env={**os.environ, **READ_ONLY},
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            raise self.refused(f"git cannot be run: {getattr(error, 'strerror', None) or error}") from None


def no_base(place: Place, why: str, hint: str) -> InputError:
    """Return the error that says why there is nothing to compare with."""
    return InputError.of(place, "no-base", f"there is no base to compare with: {why}", hint)


def _reason(output: bytes) -> str:
    """Return all that git says of a failure, in a line: what to do about it comes after what is wrong."""
    return cut(" ".join(output.decode("utf-8", "replace").split()), MOST_OF_A_REASON)


def _entries(told: bytes) -> Iterator[TreeEntry]:
    for line in told.split(b"\0"):
        if line:
            about, _, name = os.fsdecode(line).partition("\t")
            mode, _, blob = about.split()
            yield TreeEntry(mode, blob, name)
