"""What a project is compared with: a folder, or a revision of git, each as a side with what is known of it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checkout import lies_in
from costcalc.instant import short_instant
from costcalc.problem import InputError, Place
from costcalc.project.side import ProjectSide
from costcalc.review.refs import commit_of, merge_base
from costcalc.review.repository import Repository, no_base
from costcalc.review.revision import files_of
from costcalc.review.same_files import refuse_a_moved_folder, refuse_a_way_through_links, refuse_what_git_rewrites
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from costcalc.checkout import Checkout
    from costcalc.project.side import Search

_NAME_A_FOLDER = "name a folder with rate cards or scenarios: ./FOLDER"


class Base(NamedTuple):
    """What a project is compared with.

    Args:
        side: Its files.
        place: Where it was named.
        commit: The commit whose files they are; None of a folder.
        tip: The commit that the revision names, whose policy holds.
        repository: Where these are.
    """

    side: ProjectSide
    place: Place
    commit: str | None = None
    tip: str | None = None
    repository: Repository | None = None

    def refuse_other_files(self, read: AbstractSet[str]) -> None:
        """Refuse files that are not what is merged, or that are read from the base itself.

        Args:
            read: The files that were read of what is compared with it.

        Raises:
            InputError: with the first of them.
        """
        if self.repository is None:
            self._refuse_its_own_files(read)
        else:
            refuse_what_git_rewrites(self.repository, read)

    def refuse_a_day_before(self, as_of: datetime) -> None:
        """Refuse an instant that was over when the base was made: at prices of then, nothing would be held back.

        Raises:
            InputError: for one before the day of the base.
        """
        if self.repository is None:
            return
        made = max(self.repository.day(commit) for commit in {self.commit, self.tip} if commit)
        if as_of < made:
            said = short_instant(as_of)
            message = f"{said} is before the base, which is of {short_instant(made)}"
            hint = "leave --as-of out, or name the day of the base or a later one"
            raise InputError.of(Place.start_of("--as-of", said), "bad-setting", message, hint)

    def _refuse_its_own_files(self, read: AbstractSet[str]) -> None:
        real = os.path.realpath(self.side.folder)
        if lies_in(os.path.realpath("."), real):  # then everything here lies in it, too
            return
        for file in sorted(read):
            if lies_in(os.path.realpath(file), real):
                why = f"`{cut(Path(file).name, 80)}` is read from this very folder, by a link"
                raise no_base(self.place, why, "take the link away: a file is not compared with itself")


def is_folder(base: str) -> bool:
    """Return whether a base is written so that it can be no revision: `./base`, `../base`, `/tmp/base`.

    Otherwise a change that adds a folder called `origin/main` would be measured by itself.
    """
    return base in {".", ".."} or base.startswith(("./", "../")) or Path(base).is_absolute()


@contextmanager
def base_of(base: str, place: Place, search: Search, where: Checkout, *, tip: bool = False) -> Iterator[Base]:
    """Yield what a project is compared with, for as long as its files are needed.

    Args:
        base: Anything that git calls a commit, `origin/main`, `HEAD~1`; or a folder.
        place: Where it was named.
        search: What is looked for.
        where: The project's folder, and the top of the work tree that it is in.
        tip: Whether the revision itself is meant, and not the commit that the change began at.

    Raises:
        InputError: where there is neither such a folder nor such a revision, or git cannot be asked.
    """
    if not base:
        raise no_base(place, "it is empty", "is it a variable that is not set?")
    refuse_a_way_through_links(where.folder, place)
    for path in search.named:
        if path.is_absolute():
            why = f"`{cut(path.as_posix(), 80)}` is not in this repository, so that it has none"
            raise no_base(place, why, _NAME_A_FOLDER)
    if is_folder(base):
        if not os.path.isdir(base):  # noqa: PTH112  # Path.is_dir raises where a name is too long
            raise no_base(place, "there is no such folder", _NAME_A_FOLDER)
        if Path(base).samefile(where.folder):
            raise no_base(place, "this is the folder itself", _NAME_A_FOLDER)
        yield Base(ProjectSide.at(Path(base), is_base=True), place)
        return
    repository = Repository(place, where)
    named = commit_of(repository, base)
    commit = named if tip else merge_base(repository, named)
    refuse_a_moved_folder(repository, commit)
    with files_of(repository, commit, named, search) as side:
        yield Base(side, place, commit, named, repository)
