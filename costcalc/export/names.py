"""The values of names in a formula that was written down: `n * price.input / 1M` beside `5 * 2 / 1000000`."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import NamedTuple

from costcalc.export.table import number_of

_BRACKETS = re.compile(r" ?\[[^\]]*\]")
"""A condition, which is written in other words with its numbers put in."""
_TOKEN = re.compile(r"[A-Za-z_][\w.]*|[0-9][\w.]*%?|\S")


class ChangedName(NamedTuple):
    """A name in a formula that had another value."""

    name: str
    was: str
    now: str


def changed_names(old: tuple[str, str], new: tuple[str, str]) -> list[ChangedName] | None:
    """Return what changed in a formula between two times.

    Args:
        old: The formula with its names, and with the numbers put in.
        new: The same today.

    Returns:
        The names whose values differ; None where the formula is another one, or cannot be read so.
    """
    if old[0] != new[0]:
        return None
    was, now = named_values(*old), named_values(*new)
    if was is None or now is None:
        return None
    return [
        ChangedName(name, was[name], now[name])
        for name in was
        if name in now and number_of(was[name]) != number_of(now[name])
    ]


def changed_numbers(old: str, new: str) -> list[tuple[str, str]] | None:
    """Return the numbers that are written otherwise in a formula; None where it differs in more than these.

    Args:
        old: The formula with its names.
        new: The same today.
    """
    sides = [_TOKEN.findall(_BRACKETS.sub("", text)) for text in (old, new)]
    pairs = [pair for pair in zip_longest(*sides, fillvalue="") if pair[0] != pair[1]]
    if not all(side[:1].isdigit() for pair in pairs for side in pair):
        return None
    return list(dict.fromkeys(pairs))


def named_values(formula: str, substituted: str) -> dict[str, str] | None:
    """Return the value of each name in a formula; None where the two are not written alike.

    Args:
        formula: The formula with its names.
        substituted: The same with the numbers put in.
    """
    found: dict[str, str] = {}
    names, values = (_TOKEN.findall(_BRACKETS.sub("", text)) for text in (formula, substituted))
    for name, value in zip_longest(names, values, fillvalue=""):
        if name == value:
            continue
        if number_of(value) is None or not name[:1].isalnum():
            return None
        if not name[:1].isdigit():
            found[name] = value
    return found
