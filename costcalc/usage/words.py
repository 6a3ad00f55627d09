"""What the name of a key says: its words, however they are joined, and whether it is a time or an amount of money.

Vendors add keys of their own every month. What is a time, or an instant, cannot be billed by the token, and what is an
amount of money is no count: both show in the name, and need no reader that knows them.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", re.ASCII)
LONGEST = 100
"""Characters of a key that are looked at."""

_TIMES = {"time", "timestamp", "latency", "ttft", "ms", "milliseconds", "acceptance"}
_INSTANTS = {"created", "created_at"}
_RATES = {"sec", "second", "s"}
"""What something is so much of: tokens `per` second."""
_BILLED = {
    *("audio", "video", "image", "images", "speech", "session", "container", "gpu", "cpu", "compute", "hosting"),
    *("machine", "execution", "sandbox", "browser", "tool", "billed", "billable", "charged"),
}
"""A time of these may be what is billed."""
LIMITS = {"max", "min", "limit", "limits", "budget", "remaining", "per", "cost", "price", "rate", "window"}
"""Words of what is no count, though it may be a number of tokens."""
_COUNTED = {"tokens", "count", "units", "requests", "calls", "queries", "searches"}
"""What a key ends with that counts something else."""
_MONEY = {"cost", "costs", "usd", "spend", "credits", "fee", "fees", "price", "charge", "charges"}


@lru_cache(maxsize=4096)
def words(key: str) -> tuple[str, ...]:
    """Return the words of a key: `promptTokenCount` and `prompt_token_count` have the same."""
    return tuple(word.lower() for word in _WORDS.findall(key[:LONGEST]))


@lru_cache(maxsize=4096)
def plain(key: str) -> str:
    """Return a key as it would be written in lower case: `groundingChunks` is `grounding_chunks`."""
    return "_".join(words(key))


def is_time(key: str) -> bool:
    """Whether a key names a time, an instant or how fast something went, none of which has a price."""
    said = set(words(key))
    if key in _INSTANTS or ("per" in said and not said.isdisjoint(_RATES)):
        return True
    return not said.isdisjoint(_TIMES) and said.isdisjoint(_BILLED) and words(key)[-1] not in _COUNTED


def is_money(path: str) -> bool:
    """Whether the path of a value names an amount of money: its key does, or what it stands in."""
    *around, own = path.split(".")
    if not (said := words(own)) or said[-1] in _COUNTED:
        return False
    return not _MONEY.isdisjoint(said) or any(not _MONEY.isdisjoint(words(key)) for key in around)
