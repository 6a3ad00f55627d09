"""What there is of two sides, one of which may be missing."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def either(first: T | None, other: T | None) -> T:
    """Return the first of two sides, or the other one where that is missing.

    Raises:
        ValueError: where both are: nothing is compared with nothing.
    """
    known = first if first is not None else other
    if known is None:
        msg = "one of two sides is there"
        raise ValueError(msg)
    return known
