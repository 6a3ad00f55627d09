"""Both sides of a review, read alike: what either of their policies looks through, so that moving out of it is seen."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from costcalc.project.side import Search
from costcalc.project.workspace import read_workspace
from costcalc.review.base import base_of, is_folder
from costcalc.review.pairs import pairs_of
from costcalc.review.repository import no_base
from costcalc.source import files_read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from costcalc.checkout import Checkout
    from costcalc.problem import Place
    from costcalc.project.workspace import Workspace
    from costcalc.review.base import Base

_FIRST = "what is the first of its kind has nothing to be compared with: check it without --base"


class BaseAsked(NamedTuple):
    """What the user wants to compare with.

    Args:
        written: A revision or a folder; None compares with nothing.
        tip: Whether the revision itself is meant.
        place: Where it was named.
        where: Where the project lies in its repository.
        as_of: The instant that counts as today.
    """

    written: str | None
    tip: bool
    place: Place
    where: Checkout
    as_of: datetime

    @property
    def apart(self) -> str:
        """The folder, if it is one: it is no part of the project, even where it lies in it."""
        return os.path.realpath(self.written) if self.written and is_folder(self.written) else ""


class BothSides(NamedTuple):
    """The files as they are and as they were."""

    head: Workspace
    was: Workspace | None = None
    base: Base | None = None

    @property
    def commits(self) -> tuple[str | None, str | None]:
        """The commit of the base, and the one whose policy holds where that is another; None of a folder."""
        if self.base is None:
            return None, None
        return self.base.commit, self.base.tip if self.base.tip != self.base.commit else None

    def is_alone(self, named: Sequence[Path]) -> bool:
        """Whether cards may be checked alone: the policy says that there is no scenario, or only files were named.

        Args:
            named: What the user named. Nobody compares to see that nothing is compared.
        """
        if (self.was or self.head).policy.policy.scenarios is not None:
            return True
        return bool(named) and self.base is None and not any(os.path.isdir(path) for path in named)  # noqa: PTH112  # never raises


class Head(NamedTuple):
    """The files as they are, and which were read."""

    files: Workspace
    read: set[str]

    @classmethod
    def of(cls, search: Search) -> Head:
        """Read them."""
        with files_read() as read:
            return cls(read_workspace(search), read)


@contextmanager
def both_sides(head: Head, search: Search, asked: BaseAsked) -> Iterator[BothSides]:
    """Yield both sides, for as long as the files of the base are needed.

    Args:
        head: The files as they are, as far as their own policy goes.
        search: What is looked for.
        asked: What to compare with.

    Raises:
        InputError: where there is nothing to compare with.
    """
    if asked.written is None:
        yield BothSides(head.files)
        return
    both = search._replace(also=head.files.paths, apart=os.path.realpath(asked.where.folder))
    with base_of(asked.written, asked.place, both, asked.where, tip=asked.tip) as base:
        was = read_workspace(both, base.side)
        if not {*was.paths} <= {*head.files.paths}:
            head = Head.of(search._replace(also=was.paths))
        head = _with_moved(head, was, both)
        base.refuse_other_files(head.read)
        base.refuse_a_day_before(asked.as_of)
        if _is_empty(was) and _is_empty(read_workspace(both._replace(named=()), base.side)):
            raise no_base(asked.place, "it has no rate card, no scenario and no policy", _FIRST)
        yield BothSides(head.files, was, base)


def _with_moved(head: Head, was: Workspace, search: Search) -> Head:
    """Return the head with the scenarios of the base that are elsewhere in the project now, where nobody looks.

    Args:
        head: The files as they are.
        was: The files as they were.
        search: What is looked for on both sides.
    """
    ids = {str(file.scenario.id) for file in head.files.scenarios}
    if all(str(file.scenario.id) in ids for file in was.scenarios):
        return head
    everything = Head.of(search._replace(named=[head.files.side.root]))
    known = {os.path.normpath(file.file) for file in head.files.scenarios}
    others = [file for file in everything.files.scenarios if os.path.normpath(file.file) not in known]
    trial = head.files._replace(scenarios=(*head.files.scenarios, *others))
    moved = {pair.after.file for pair in pairs_of(trial, was) if pair.before and pair.after}
    found = tuple(file for file in others if file.file in moved)
    return Head(
        head.files._replace(scenarios=(*head.files.scenarios, *found)),
        head.read | everything.read if found else head.read,
    )


def _is_empty(base: Workspace) -> bool:
    """Whether nothing is known of a base: then everything would be new, under a policy that stops nothing."""
    return not (base.own or base.scenarios or base.policy.sha256 or base.problems)
