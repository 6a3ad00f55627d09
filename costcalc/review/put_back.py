"""What is said of a change that puts a file back as it was: `git revert` of a merged price edits the past as well."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.instant import short_instant
from costcalc.review.same_files import blob_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.checks import Finding
    from costcalc.review.base import Base

OF_THE_PAST = frozenset({"history-edited", "model-removed"})
MOST_COMMITS = 100
SHORT = 12
"""Digits of a commit, as people read it."""


class Earlier(NamedTuple):
    """A content that a file had until a commit gave it another."""

    blob: str
    until: str


def put_back(base: Base | None, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield findings; those about the past of a file that is again what it was say so.

    Args:
        base: What the change is compared with, if anything.
        findings: What was found.
    """
    known: dict[str, str | None] = {}
    for finding in findings:
        name = finding.place.source.name
        if finding.check not in OF_THE_PAST or base is None or base.repository is None:
            yield finding
            continue
        if name not in known:
            known[name] = _until(base, name)
        until = known[name]
        said = f"{finding.message}; this puts it back as it was until {until}" if until else finding.message
        yield finding._replace(message=said)


def _until(base: Base, name: str) -> str | None:
    """Return until when a file was what it is now, in the past of the base: COMMIT, DATE."""
    repository = base.repository
    if repository is None or base.commit is None or not os.path.isfile(name):  # noqa: PTH113  # never raises
        return None
    path = os.path.relpath(os.path.realpath(name), repository.top)
    for earlier in _past(base, Path(path).as_posix()):
        if earlier.blob == blob_of(name, earlier.blob):
            return f"{earlier.until[:SHORT]}, {short_instant(repository.day(earlier.until))}"
    return None


def _past(base: Base, path: str) -> Iterator[Earlier]:
    """Yield what a file was before each of the last commits that touched it, the latest first.

    Args:
        base: The commit to begin at.
        path: The file, as seen from the top.
    """
    if base.repository is None or "\n" in path:
        return
    words = ("rev-list", f"--max-count={MOST_COMMITS}", "--first-parent", str(base.commit), "--", path)
    commits = (base.repository.answer(*words) or b"").decode().split()
    asked = "".join(f"{commit}^:{path}\n" for commit in commits)
    told = base.repository.answer("cat-file", "--batch-check", given=os.fsencode(asked)) or b""
    for commit, line in zip(commits, told.splitlines(), strict=False):
        blob, *about = line.split()
        if about[:1] == [b"blob"]:
            yield Earlier(blob.decode(), commit)
