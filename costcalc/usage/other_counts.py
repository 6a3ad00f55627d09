"""Whether a document counts something, in whatever shape: what no reader knows is refused, and never passed over."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from costcalc.usage.answer_counts import count_of
from costcalc.usage.around import MESSAGES, looked_through
from costcalc.usage.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.problem import Place

_TOKENS = {"token", "tokens", "usage"}
_DIRECTED = {"input", "output", "prompt", "completion", "completions", "candidates", "cached", "reasoning"}
_BILLED_BY = ("tokens", "token_count", "units", "seconds")
_NO_COUNTS = {
    "max",
    "min",
    "limit",
    "limits",
    "budget",
    "remaining",
    "per",
    "cost",
    "price",
    "rate",
    "window",
    "details",
}


def counts_otherwise(document: Mapping[str, Any], where: Callable[[str], Place]) -> str | None:
    """Return where a document counts tokens of a prompt or an answer, in whatever shape; None where nowhere."""
    for one in looked_through(document, "", where, (*MESSAGES, "metadata")):
        if count_of(one.value):
            said = {word for at in islice(one.up(), 3) for word in words(at.key)}
            if said & _TOKENS and not _DIRECTED.isdisjoint(words(one.key)) and said.isdisjoint(_NO_COUNTS):
                return one.path
    return None


def counts_nothing(document: Mapping[str, Any], where: Callable[[str], Place]) -> bool:
    """Whether no number of what is billed stands in a document but 0."""
    found = looked_through(document, "", where, MESSAGES)
    return not any(one.name.endswith(_BILLED_BY) and count_of(one.value) for one in found)
