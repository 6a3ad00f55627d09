"""The links of a commit: which names lead to a folder, and where a name leads."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MOST_HOPS = 40
MOST_NAMES = 1_000
"""Names of one folder; links that lead round in circles give it any number of them."""


class Links:
    """The folders of a commit, and the links among them.

    Args:
        names: Every file and link in it, as seen from the top.
        targets: What is written in each link.
    """

    def __init__(self, names: Iterable[str], targets: Mapping[str, str]) -> None:
        self.targets = targets
        self.folders = {folder for name in names for folder in above(name)} | {""}

    def real(self, name: str) -> str | None:
        """Return where a name leads; None where there is no such folder in it.

        Args:
            name: A folder, perhaps through links; "" is the top.
        """
        left, done, hops = list(reversed(name.split("/"))), "", 0
        while left:
            step = left.pop()
            if step in {"", "."}:
                continue
            if step == "..":
                if not done:
                    return None  # out of the repository
                done = posixpath.dirname(done)
                continue
            here = f"{done}/{step}" if done else step
            target = self.targets.get(here)
            if target is None:
                done = here
                continue
            hops += 1
            if target.startswith("/") or hops > MOST_HOPS:
                return None
            left += reversed(target.split("/"))
        return done if done in self.folders else None

    def names_of(self, folder: str) -> set[str] | None:
        """Return all names that lead to a folder, its own not among them; None where they are too many.

        Args:
            folder: Its real name.
        """
        leading = {name: real for name in self.targets if (real := self.real(name)) is not None}
        found = {folder}
        new = [folder]
        while new:
            name = new.pop()
            for link, real in leading.items():
                if real == name or not real or name.startswith(f"{real}/"):
                    other = posixpath.join(link, name.removeprefix(real).removeprefix("/")).rstrip("/")
                    if other not in found and not name.startswith(f"{link}/"):
                        found.add(other)
                        new.append(other)
            if len(found) > MOST_NAMES:
                return None
        return found - {folder}


def above(name: str) -> Iterable[str]:
    """Yield the folders that a file or folder lies in, from the innermost out."""
    while name := posixpath.dirname(name):
        yield name
