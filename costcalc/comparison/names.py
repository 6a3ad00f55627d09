"""What formulas outside of an option call its results."""

from __future__ import annotations


def name_of(option: str, result: str) -> str:
    """Return the name of a result: `flash.total`; without the option, where that has no name."""
    return f"{option}.{result}" if option else result
