"""What exports of earlier versions did not have: a manifest says which version of costcalc wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Version = tuple[int, int]

KEYS: Mapping[str, Version] = dict.fromkeys(
    ("settings", "models", "like", "options", "all_options", "cost_totals", "by_month", "by_year", "assumptions"),
    (0, 2),
)
"""The keys of a manifest that came later than the others, each with the first version that writes it."""
COLUMNS: Version = (0, 2)
"""The first version that writes every column."""
_VERSION = re.compile(r"([0-9]{1,4})\.([0-9]{1,4})(?![0-9])")


def has_all_columns(version: str) -> bool:
    """Whether an export of a version has every column that there is."""
    return _number(version) >= COLUMNS


def keys_of(version: str) -> set[str]:
    """Return the keys of `KEYS` that a manifest of a version has."""
    return {key for key, since in KEYS.items() if since <= _number(version)}


def earlier_columns(found: Sequence[str], today: Sequence[str]) -> list[str]:
    """Return the columns that a file of an earlier version is to have: those of today that it has, and none too few.

    Those that are new since are the last of the plain ones; of FOCUS they are among ours, and no standard one is.
    """
    later = {name for name in today if name.startswith("x_")} or {*today[len(found) :]}
    return [name for name in today if name in found or name not in later]


def _number(version: str) -> Version:
    """Return the two numbers of a version; of what is none more than any has, as nothing was left out by it."""
    match = _VERSION.match(version)
    return (int(match[1]), int(match[2])) if match else (9999, 9999)
