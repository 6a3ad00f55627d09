"""One side of a comparison: where the files of a project are, as they are or as they were."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from costcalc.checkout import checkout, in_checkout, lies_in
from costcalc.project.root import project_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.project.policy import PolicyFile


class Search(NamedTuple):
    """What is looked for on both sides.

    Args:
        named: Files and folders that the user named; where there are none, what the policy says.
        pricing: Folders of rate cards to use, and no others.
        also: What the policy of the other side says is looked through, so that moving out of it is seen.
        apart: A folder that is no part of the project: the other side, where it lies in this one.
    """

    named: Sequence[Path] = ()
    pricing: Sequence[Path] = ()
    also: Sequence[Path] = ()
    apart: str = ""


class ProjectSide(NamedTuple):
    """The files of a project at one time.

    Args:
        folder: What their names are seen from; no place names it.
        root: The project's root, as seen from there.
        top: The top of the repository, behind whose links nobody has looked; empty where links are nobody's business.
        is_base: Whether it is what is compared with.
        links: Names that were links there, and are no files here.
        rules: The policy that holds, if it is not the one that lies there.
    """

    folder: Path = Path()
    root: Path = Path()
    top: str = ""
    is_base: bool = False
    links: Sequence[str] = ()
    rules: PolicyFile | None = None

    @classmethod
    def at(cls, folder: Path = Path(), *, is_base: bool = False) -> Self:
        """Return the project that a folder is in."""
        real = os.path.realpath(folder)
        top = os.path.realpath(checkout(folder).root) if in_checkout(real) else ""
        return cls(folder, project_root(folder), top, is_base)

    def link_on(self, path: Path) -> str | None:
        """Return the first link that leads to a file or folder, as seen from the top; None where there is none."""
        name = os.path.normpath(os.path.join(os.path.realpath(self.folder), path))  # noqa: PTH118  # of texts
        if not self.top or not lies_in(name, self.top):
            return None
        step = Path(self.top)
        for part in Path(name).relative_to(self.top).parts:
            step /= part
            if step.is_symlink():
                return step.relative_to(self.top).as_posix()
        return None
