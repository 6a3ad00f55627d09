"""Single fields that several formats have: what cannot be read leaves a note and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from costcalc.importers.exact import NotExactError, price, whole
from costcalc.problem import InputError

if TYPE_CHECKING:
    from costcalc.importers.origin import File, Origin

Leave = Callable[[str, str], None]
"""Notes what became of a key: the key, and why."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)


def only_file(source: Origin) -> File:
    """Give the file of a format that is one file.

    Raises:
        InputError: where a folder was named that has several.
    """
    if len(source.files) != 1:
        raise InputError.of(source.place, "wrong-format", "this format is a single file", "name the file itself")
    return source.files[0]


def amount(key: str, value: Any, leave: Leave, write: Callable[[Any], str] = price) -> str | None:
    """Write a price, if it is one."""
    if value is None:
        return None
    try:
        return write(value)
    except NotExactError as error:
        leave(key, f"{error}, and is left out")
        return None


def limit(key: str, value: Any, leave: Leave) -> str | None:
    """Write a number of tokens; 0 is how some sources say that they do not know."""
    if value is None or str(value) == "0":
        return None
    try:
        return whole(value)
    except NotExactError as error:
        leave(key, f"{error}, and is left out")
        return None


def day(key: str, value: Any, leave: Leave) -> str | None:
    """Write a date."""
    if value is None:
        return None
    text = value.isoformat() if hasattr(value, "isoformat") else value
    if isinstance(text, str) and _DAY.fullmatch(text):
        return str(text)
    month = isinstance(text, str) and _MONTH.fullmatch(text)
    leave(key, "only the month is known, and it is left out" if month else "this is no date, and is left out")
    return None
