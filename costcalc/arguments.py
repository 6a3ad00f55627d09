"""What Python code calls the library with: a wrong type is said with the name of the argument."""

from __future__ import annotations

from collections.abc import Iterable
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
        ValueError: where it is empty: it would be the folder that the program happens to run in.
    """
    return not_empty(argument(fspath(value) if isinstance(value, PathLike) else value, str, name, wanted), name, wanted)


def not_empty(value: T, name: str, wanted: str) -> T:
    """Return an argument that is no empty text, as a variable that is not set would be.

    Args:
        value: The argument.
        name: What the function calls it.
        wanted: What it must be, in words.

    Raises:
        ValueError: where it is one.
    """
    if isinstance(value, str) and not value.strip():
        msg = f"{name} must be {wanted}, and is empty"
        raise ValueError(msg)
    return value


def list_argument(values: object, kind: type[T], name: str, wanted: str) -> list[T]:
    """Return an argument that is a list of things of one type.

    Args:
        values: The argument.
        kind: What each of them must be.
        name: What the function calls it.
        wanted: What it must be, in words: `a list of paths`.

    Raises:
        TypeError: where it is something else; one text is no list of texts.
    """
    if isinstance(values, (str, bytes)):
        msg = f"{name} must be {wanted}, not one text"
        raise TypeError(msg)
    found: list[T] = []
    for each in argument(values, Iterable, name, wanted):
        if not isinstance(each, kind):
            msg = f"{name} must be {wanted}, and one of them is of the type {type(each).__name__}"
            raise TypeError(msg)
        found.append(each)
    return found
