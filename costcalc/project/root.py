"""Where the root of a project is: the nearest folder upwards that has a policy, and never above its repository."""

from __future__ import annotations

import os
import re
from pathlib import Path

from costcalc.checkout import checkout
from costcalc.project.kept import LOCAL
from costcalc.project.peek import peek
from costcalc.project.tables import MOST_BYTES, TABLE, has_table

_Q = r"[\"']?"
_MAY_NAME = re.compile(rf"tool{_Q}\s*\.\s*{_Q}{TABLE}|\[\s*{_Q}tool{_Q}\s*\]|tool{_Q}\s*=|\\[uUx]".encode())
"""What is in a TOML file with our table, however it is spelt."""

OWN, PROJECT = "costcalc.yaml", "pyproject.toml"
MISNAMED = "costcalc.yml"


def project_root(folder: Path = Path(), top: Path | str | None = None) -> Path:
    """Return the root of the project that a folder is in, as seen from that folder: `.`, `..`, `../..`.

    Only whether files are there is looked at, and what is in them where they are called `pyproject.toml`: every command
    asks, before it does anything else.

    Args:
        folder: The folder. Where no folder upwards has a policy, it is the root itself.
        top: The last folder that is looked at; the top of its repository where left out, or itself where it is in none.
    """
    last = os.path.realpath(checkout(folder).root if top is None else top)
    here, up = os.path.realpath(folder), Path()
    while not has_policy(folder / up):
        if here in {last, os.path.dirname(here)}:  # noqa: PTH120  # of a text
            return Path()
        here, up = os.path.dirname(here), up / ".."  # noqa: PTH120
    return up


def has_policy(folder: Path) -> bool:
    """Return whether a folder has a policy, or something in its place that cannot be read as one."""
    if os.path.lexists(folder / OWN) or os.path.lexists(folder / MISNAMED):
        return True
    return os.path.lexists(folder / PROJECT) and _names_table(folder / PROJECT)


def local_cards(folder: Path = Path()) -> Path:
    """Return the folder of the cards of the project that a folder is in, as seen from that folder."""
    return project_root(folder) / LOCAL


def _names_table(path: Path) -> bool:
    data = peek(path, MOST_BYTES)
    is_silent = data and _MAY_NAME.search(data) is None  # the usual case, for which nothing has to be imported
    return not is_silent and has_table(path)
