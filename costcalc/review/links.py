"""The links of a commit: which names lead to a folder, and where a name leads."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from costcalc.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ENDINGS = (".yaml", ".yml", "pyproject.toml")
"""What a file that is read ends in."""

MOST_HOPS = 40
MOST_STEPS = 500_000
"""Of all that is followed; a link of two names takes three."""

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
        self.steps = 0
        self.folders = {""}
        self.projects: set[str] = set()
        for name in names:
            self.folders.update(above(name))
            if name.endswith(ENDINGS):
                self.projects.update(above(name), [""])

    def project(self, name: str) -> str | None:
        """Return where a name leads, if files that are read lie below; else None."""
        real = self.real(name)
        return real if real in self.projects else None

    def real(self, name: str) -> str | None:
        """Return where a name leads; None where there is no such folder in it.

        Args:
            name: A folder, perhaps through links; "" is the top.
        """
        found = self._walked(name)
        return found if found in self.folders else None

    @lazy
    def ends(self) -> dict[str, str | None]:
        """Return where each link leads in the end; None for outside the repository, or what only a process knows."""
        return {name: self._walked(name) for name in sorted(self.targets)}

    def _walked(self, name: str) -> str | None:
        """Follow a name to its end; None where that is not in the repository, or never comes."""
        left, done, hops = list(reversed(name.split("/"))), "", 0
        while left:
            self.steps += 1
            step = left.pop()
            if step in {"", "."}:
                continue
            if step == "..":
                if not done:
                    return None
                done = posixpath.dirname(done)
                continue
            here = f"{done}/{step}" if done else step
            target = self.targets.get(here)
            if target is None:
                done = here
                continue
            hops += 1
            if target.startswith("/") or hops > MOST_HOPS or self.steps > MOST_STEPS:
                return None
            left += reversed(target.split("/"))
        return done

    def names_of(self, folder: str) -> set[str] | None:
        """Return all names that lead to a folder, its own not among them; None where they are too many.

        Args:
            folder: Its real name.
        """
        leading = {name: real for name, real in self.ends.items() if real in self.folders}
        if self.steps > MOST_STEPS:
            return None
        found = {folder}
        new = [folder]
        while new:
            name = new.pop()
            for link, real in leading.items():
                if real is not None and (real == name or not real or name.startswith(f"{real}/")):
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
