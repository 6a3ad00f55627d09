"""What was read: a tree of texts with remembered places. The field that a text stands in decides what it means."""

from __future__ import annotations

from typing import Any, Self

from costcalc.problem import Place


class Scalar(str):
    """A text with its place, and whether it stood without quotes."""

    __slots__ = ("place", "unquoted")

    place: Place
    unquoted: bool

    def __new__(cls, text: str, place: Place, *, unquoted: bool = False) -> Self:
        """Make a scalar of its text."""
        scalar = super().__new__(cls, text)
        scalar.place = place
        scalar.unquoted = unquoted
        return scalar

    @property
    def is_null(self) -> bool:
        """Whether nothing was written."""
        return self.unquoted and self in {"", "~", "null", "Null", "NULL"}

    def __reduce__(self) -> tuple[Any, ...]:
        return _scalar, (str(self), self.place, self.unquoted)

    def __deepcopy__(self, memo: object) -> Self:  # a text is never changed, and needs no copy
        return self


def _scalar(text: str, place: Place, unquoted: bool) -> Scalar:  # noqa: FBT001  # as a pickle gives it
    return Scalar(text, place, unquoted=unquoted)


def place_of(word: str) -> Place:
    """Return the place of a word that was read from a file."""
    if not isinstance(word, Scalar):
        msg = f"{word!r} was not read from a file"
        raise TypeError(msg)
    return word.place


class Mapping(dict[str, Any]):
    """Keys and what they hold; `places` says where each key stands."""

    __slots__ = ("place", "places")

    place: Place
    places: dict[str, Place]

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.places = {}


class Sequence(list[Any]):
    """Items in order."""

    __slots__ = ("place",)

    place: Place

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place


Tree = Scalar | Mapping | Sequence
