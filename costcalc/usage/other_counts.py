"""Whether a document counts something, in whatever shape: what no reader knows is refused, and never passed over."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from costcalc.usage.answer_counts import count_of
from costcalc.usage.around import MESSAGES, looked_through
from costcalc.usage.words import LIMITS, is_money, is_time, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.problem import Place

_TOKENS = {"token", "tokens", "usage"}
_DIRECTED = {
    *("input", "output", "in", "out", "prompt", "completion", "completions", "candidates", "cached", "reasoning"),
}
_HELD_IN = {"usage", "usage_info", "tokens"}
"""In what every number is a count, but times and money."""
_EVALUATED = {"prompt_eval_count", "eval_count"}
"""What Ollama's own API calls them."""
_BILLED_BY = ("tokens", "token_count", "units", "seconds")


def counts_otherwise(document: Mapping[str, Any], where: Callable[[str], Place]) -> str | None:
    """Return where a document counts tokens of a prompt or an answer, in whatever shape; None where nowhere."""
    for one in looked_through(document, "", where, (*MESSAGES, "metadata")):
        if count_of(one.value):
            said = {word for at in islice(one.up(), 3) for word in words(at.key)}
            is_named = said & _TOKENS and not _DIRECTED.isdisjoint(words(one.key))
            is_held = one.above is not None and one.above.name in _HELD_IN and not is_time(one.key)
            if (is_named or is_held or one.name in _EVALUATED) and said.isdisjoint(LIMITS) and not is_money(one.path):
                return one.path
    return None


def counts_nothing(document: Mapping[str, Any], where: Callable[[str], Place]) -> bool:
    """Whether no number of what is billed stands in a document but 0."""
    found = looked_through(document, "", where, MESSAGES)
    return not any(one.name.endswith(_BILLED_BY) and count_of(one.value) for one in found)
