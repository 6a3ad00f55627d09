"""What Python code calls the library with: a wrong type is said with the name of the argument."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def argument(value: object, kind: type[T] | tuple[type[T], ...], name: str, wanted: str) -> T:
    """Return an argument that has the right type.

    Args:
        value: The argument.
        kind: What it must be.
        name: What the function calls it.
        wanted: What it must be, in words: `what load_cards gave`.

    Raises:
        TypeError: where it is something else.
    """
    if not isinstance(value, kind):
        msg = f"{name} must be {wanted}, not {type(value).__name__}"
        raise TypeError(msg)
    return value
