"""What Python code calls the library with: a wrong type is said with the name of the argument."""

from __future__ import annotations

from os import PathLike, fspath
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


def path_argument(value: object, name: str, wanted: str) -> str:
    """Return the path of a file as text.

    Args:
        value: The argument.
        name: What the function calls it.
        wanted: What it must be, in words: `the path of a rate card`.

    Raises:
        TypeError: where it is no path.
    """
    return argument(fspath(value) if isinstance(value, PathLike) else value, str, name, wanted)
