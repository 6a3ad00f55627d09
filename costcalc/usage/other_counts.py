"""Whether a document counts something, in whatever shape: what no reader knows is refused, and never passed over."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from costcalc.usage.answer_counts import count_of
from costcalc.usage.around import MESSAGES, looked_through
from costcalc.usage.words import LIMITS, is_money, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.problem import Place

_TOKENS = {"token", "tokens", "usage"}
_DIRECTED = {
    *("input", "output", "prompt", "completion", "completions", "candidates", "cached", "reasoning"),
}
_SIDES = {"in", "out", "token", "tokens", "count"}
"""Of what a key consists that counts one side of a request: `tokens_in`."""
_HELD_IN = {"usage", "usage_info", "tokens"}
_BILLED = {"total", "pages", "characters", "images", "seconds", "minutes", "searches", "queries", "units"}
"""What is counted in one of these, besides tokens."""
_EVALUATED = {"prompt_eval_count", "eval_count"}
"""What Ollama's own API calls them."""
_BILLED_BY = ("tokens", "token_count", "units", "seconds")


def counts_otherwise(document: Mapping[str, Any], where: Callable[[str], Place]) -> str | None:
    """Return where a document counts tokens of a prompt or an answer, in whatever shape; None where nowhere."""
    for one in looked_through(document, "", where, (*MESSAGES, "metadata")):
        if count_of(one.value):
            said = {word for at in islice(one.up(), 3) for word in words(at.key)}
            own = set(words(one.key))
            is_sided = own <= _SIDES and not own.isdisjoint({"in", "out"})
            is_named = said & _TOKENS and (is_sided or not _DIRECTED.isdisjoint(own))
            is_held = one.above is not None and one.above.name in _HELD_IN and not _BILLED.isdisjoint(own)
            if (is_named or is_held or one.name in _EVALUATED) and said.isdisjoint(LIMITS) and not is_money(one.path):
                return one.path
    return None


def counts_nothing(document: Mapping[str, Any], where: Callable[[str], Place]) -> bool:
    """Whether no number of what is billed stands in a document but 0."""
    found = looked_through(document, "", where, MESSAGES)
    return not any(one.name.endswith(_BILLED_BY) and count_of(one.value) for one in found)
