"""Policies that are not in the root of a project: they hold for whoever runs in their folder, and not here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.project.discovery import MOST_ENTRIES, SKIPPED
from costcalc.project.root import MISNAMED, OWN, PROJECT, has_policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.project.side import ProjectSide


def policies_elsewhere(side: ProjectSide, apart: str = "") -> Iterator[Path]:
    """Yield the policies in folders below the root, whether or not these are looked through for anything else.

    Folders that are never looked through, links and other repositories are left out. The walk ends after so many names:
    what is to be said of a policy there is no reason to give no answer.

    Args:
        side: Where.
        apart: A folder that is no part of the project.
    """
    left = MOST_ENTRIES
    top = side.folder / side.root
    for folder, folders, files in os.walk(top):
        left -= len(folders) + len(files)
        if left < 0:
            return
        folders[:] = sorted(name for name in folders if not _is_apart(folder, name, apart))
        names = [name for name in (OWN, MISNAMED, PROJECT) if name in files]
        if names and Path(folder) != top and (names[0] != PROJECT or has_policy(Path(folder))):
            yield Path(os.path.normpath(side.root / os.path.relpath(folder, top) / names[0]))


def _is_apart(folder: str, name: str, apart: str) -> bool:
    path = os.path.join(folder, name)  # noqa: PTH118  # of texts, often
    if name in SKIPPED or os.path.lexists(f"{path}/.git"):
        return True
    return bool(apart) and os.path.realpath(path) == apart
