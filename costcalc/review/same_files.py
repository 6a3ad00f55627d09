"""What is compared is what is merged, and what was there before: neither a name nor an attribute may change that."""

from __future__ import annotations

import os
from hashlib import new
from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.checkout import checkout, in_checkout, lies_in
from costcalc.problem import InputError, Place
from costcalc.review.repository import no_base
from costcalc.shown import cut
from costcalc.source import MIB, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.review.repository import Repository

SHA1_DIGITS = 40
LARGEST = 4 * MIB
IDENT = "ident"
REWRITES = (IDENT, "working-tree-encoding", "filter")
"""The attributes by which a file on disk is another than the one that is committed, line ends aside."""

_MOVE = "keep the folder where it was, or move it in a change that is looked at by hand"


def refuse_a_moved_folder(repository: Repository, commit: str) -> None:
    """Refuse to answer where the change made a name lead to this folder that was another one before.

    With `git mv costs other; ln -s other costs` who enters `costs` is in `other`, and would hear that everything
    is new, or is sound; what was at `costs` is not looked at any more. Which name somebody came by is not known: a
    process is told where it is, and not how it got there.

    Args:
        repository: Where the change is.
        commit: What it is compared with.

    Raises:
        InputError: with the name.
    """
    names = (head := repository.links(repository.head)).names_of(repository.prefix)
    if names is None:
        raise repository.refused("more links lead to this folder than can be looked at", _MOVE)
    leaving = [name for name, end in head.ends.items() if end is None]
    if not names and not leaving:
        return
    before = repository.links(repository.entries(commit, [], "-r"))
    for name in sorted(names):
        if before.project(name) not in {None, repository.prefix}:
            why = f"`{cut(name, 200)}` leads to this folder now, and what it was before is not compared"
            raise repository.refused(why, _MOVE)
    for name in leaving:
        if before.project(name) is not None:
            why = f"`{cut(name, 200)}` leads out of this repository now: who entered what it was may be here"
            raise repository.refused(why, _MOVE)


def refuse_a_way_through_links(folder: str, place: Place) -> None:
    """Refuse where a shell says that it came here by a link of a checkout: what that name was is not compared.

    Args:
        folder: Where the program runs.
        place: Where the base was named.

    Raises:
        InputError: with the link.
    """
    named = os.environ.get("PWD", "")
    if not os.path.isabs(named) or os.path.realpath(named) != os.path.realpath(folder):  # noqa: PTH117  # of a text
        return
    for part in (*reversed(Path(named).parents), Path(named)):
        if part.is_symlink() and in_checkout(os.path.realpath(part.parent)):
            why = f"`{cut(part.name, 200)}` is a link of the checkout, by which this folder was entered"
            raise no_base(place, why, "enter the folder itself")


def refuse_what_git_rewrites(repository: Repository, files: Iterable[str]) -> None:
    """Refuse files that are not on disk as they are committed: attributes of the change let git write others.

    With `*.yaml ident` a text `$Id: …$` is shorter on disk, and whatever hides in it is merged and not read.

    Args:
        repository: Where they lie.
        files: What was read.

    Raises:
        InputError: for the first that attributes make another one.
    """
    committed = {entry.name: entry.blob for entry in repository.head}
    differing: list[str] = []
    for file in sorted({os.path.realpath(file) for file in files}):
        if not lies_in(file, repository.top):
            continue
        name = Path(file).relative_to(repository.top).as_posix()
        if os.path.realpath(checkout(Path(file).parent).root) != repository.top:
            raise repository.refused(f"`{cut(name, 200)}` lies in a repository of its own, which is not compared")
        if name in committed and blob_of(file, committed[name]) != committed[name]:
            differing.append(name)
    if not differing:
        return
    given = b"\0".join(map(os.fsencode, differing))
    words = os.fsdecode(repository.ask("check-attr", "--cached", "-z", "--stdin", *REWRITES, given=given)).split("\0")
    for name, attribute, value in zip(words[::3], words[1::3], words[2::3], strict=False):
        if value in {"unspecified", "unset"} or (attribute == IDENT and not _is_named(repository, committed[name])):
            continue
        raise repository.refused(
            f"`{cut(name, 200)}` is not here as it is committed: git rewrites it, by the attribute `{attribute}`",
            "take the attribute away: what is merged is not what would be compared",
        )


def _is_named(repository: Repository, blob: str) -> bool:
    """Whether `ident` has something to rewrite in a file."""
    return any(b"$Id" in content for content in repository.blobs([blob]))


def blob_of(file: str, like: str) -> str:
    """Return what git calls the content of a file; as committed where only its line ends are others."""
    try:
        data = read_bytes(file, LARGEST, Place.start_of(file))
    except InputError:
        return like  # what cannot be read is a problem already
    name = _named(data, like)
    return name if name == like else _named(data.replace(b"\r\n", b"\n"), like)


def _named(data: bytes, like: str) -> str:
    algorithm = "sha1" if len(like) == SHA1_DIGITS else "sha256"
    written = b"blob %d\0" % len(data) + data
    return new(algorithm, written, usedforsecurity=False).hexdigest()  # git's, and no promise of ours
