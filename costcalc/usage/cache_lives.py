"""For how long what was written to a cache is kept, where a body beside the `usage` says so and this does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.usage.answer_counts import NOTHING, Lives, readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal
    from typing import Any

    from costcalc.usage.around import Surrounding

KEYS = ("ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens")
TTLS = ("5m", "1h")


def lives_in(standing: Iterable[Surrounding]) -> set[Lives]:
    """Return how many tokens are kept for each of the two times, as often as it is said in another way."""
    return set(_found(standing))


def _found(standing: Iterable[Surrounding]) -> Iterator[Lives]:
    for one in standing:
        value = one.value
        if isinstance(value, dict) and not value.keys().isdisjoint(KEYS):
            yield _lives(*([value.get(key)] for key in KEYS))
        elif one.ends("cache_details") and isinstance(value, list):
            said = [(each.get("ttl"), each.get("inputTokens")) for each in value if isinstance(each, dict)]
            yield _lives(*([count for ttl, count in said if ttl == life] for life in TTLS))


def _lives(short: Sequence[Any], long: Sequence[Any]) -> Lives:
    return _sum(short), _sum(long)


def _sum(values: Sequence[Any]) -> Decimal:
    return sum((readable(value) or NOTHING for value in values), NOTHING)
