"""Answers that are asked for their parts by name: `result["flash"]`, `bill["answer.input"]`."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Generic, TypeVar

from costcalc.spelling import not_among

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

T = TypeVar("T")


class KeyedAnswer(Generic[T]):
    """A result made of parts in an order, each with a key of its own; iterated, it yields its parts."""

    def _parts(self) -> Mapping[str, T]:
        """Return each part under its key."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[T]:
        return iter(self._parts().values())

    def __contains__(self, key: object) -> bool:
        """Whether there is a part of this key, or this part itself."""
        parts = self._parts()
        return key in parts if isinstance(key, str) else any(key is part for part in parts.values())

    def _repr_html_(self) -> str:
        """Return it as a part of a page, as notebooks show it."""
        # How an answer looks is a matter of the rooms above; only a notebook asks, so they are looked up by name.
        shown: str = import_module("costcalc.notebook").html_of(self)
        return shown

    def __getitem__(self, key: str) -> T:
        """Return a part by its key.

        Raises:
            KeyError: where there is none of this key; it says which there are.
        """
        parts = self._parts()
        if key not in parts:
            raise not_among(key, parts)
        return parts[key]
