"""Amazon Bedrock's Converse.

`inputTokens` leaves out what was read from a cache and what was written to one; here all three are the prompt, and the
total is the sum of the four. Each count of the cache may stand there twice (`…Tokens`, `…TokenCount`). `cacheDetails`
says for how long was written; where it does not, it is five minutes.

Source: https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_TokenUsage.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.usage.answer_counts import WRITES
from costcalc.usage.fields import again, counts, total
from costcalc.usage.readers.reader import Usage, UsageReader

if TYPE_CHECKING:
    from costcalc.usage.answer_counts import AnswerCounts

LIVES = {"5m": "cache_write_5m", "1h": "cache_write_1h"}


def _lives(counted: AnswerCounts, path: str, value: Any) -> None:
    for one in value if isinstance(value, list) else [value]:
        ttl = one.get("ttl") if isinstance(one, dict) else None
        if not isinstance(ttl, str) or ttl not in LIVES or one.keys() != {"ttl", "inputTokens"}:
            counted.refuse(path, f"`{path}` says nothing that is known here of how long tokens are kept")
        elif (tokens := counted.count(f"{path}.inputTokens", one["inputTokens"])) is not None:
            counted.add(LIVES[ttl], tokens, path)


def finish(_usage: Usage, counted: AnswerCounts) -> None:
    """Add what was read and written to the prompt."""
    counted.add("input", counted["cache_read"] + counted["cache_write_5m"] + counted["cache_write_1h"], "inputTokens")
    counted.hold_total()


READER = UsageReader(
    title="Amazon Bedrock Converse",
    family="converse",
    main=frozenset({"inputTokens"}),
    marks=frozenset(
        {
            "cacheReadInputTokens",
            "cacheWriteInputTokens",
            "cacheReadInputTokenCount",
            "cacheWriteInputTokenCount",
            "cacheDetails",
            "serverToolUsage",
        }
    ),
    fields={
        "inputTokens": counts("input"),
        "outputTokens": counts("output"),
        "totalTokens": total,
        "cacheReadInputTokens": again("cache_read"),
        "cacheReadInputTokenCount": again("cache_read"),
        "cacheWriteInputTokens": again(WRITES),
        "cacheWriteInputTokenCount": again(WRITES),
        "cacheDetails": _lives,
    },
    finish=finish,
)
