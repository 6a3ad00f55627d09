"""What a reader of one shape of `usage` is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from costcalc.usage.answer_counts import AnswerCounts
from costcalc.usage.fields import Fields

Usage = Mapping[str, Any]


class UsageReader(NamedTuple):
    """A reader of one shape in which APIs report what they counted.

    Args:
        title: Whose answers have it.
        family: The shape that it is a dialect of: dialects of one family count alike, and only have more keys.
        main: The keys without which it is not this shape; they are never null.
        marks: Keys that only this shape has, by their path; empty where `main` are enough.
        fields: What each key is, by its path.
        finish: Brings together what no key says by itself; the `usage` as it is, and what was counted so far.
        beside: A key of the answer beside `usage` without which it is not this shape, where `main` are keys of others
            too: it is this one only if it is none of those.
        hold: Refuses what is not clear for some models: the `usage`, what was counted, the names of who answered.
    """

    title: str
    family: str
    main: frozenset[str]
    marks: frozenset[str]
    fields: Fields
    finish: Callable[[Usage, AnswerCounts], None] | None = None
    beside: str = ""
    hold: Callable[[Usage, AnswerCounts, Sequence[str]], None] | None = None

    def fits(self, usage: Usage) -> bool:
        """Whether a `usage` object has this shape, whatever stands beside it."""
        if self.beside:
            return False
        return not self.main.isdisjoint(usage) and (not self.marks or any(_has(usage, mark) for mark in self.marks))

    def may_be(self, usage: Usage, answer: Mapping[str, Any]) -> bool:
        """Whether it may have it, where nothing tells two shapes apart: then they count alike."""
        return not self.main.isdisjoint(usage) and (not self.beside or self.beside in answer)


def _has(usage: Usage, path: str) -> bool:
    """Whether an object has a key, by its path."""
    first, _, rest = path.partition(".")
    if not rest:
        return first in usage
    inside = usage.get(first)
    return isinstance(inside, Mapping) and _has(inside, rest)
