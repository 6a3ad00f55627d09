"""Vercel's AI SDK, which reports for all vendors in words of its own.

`inputTokens` is the whole prompt, cached tokens and written ones included, and `outputTokens` the whole answer. Version
5 has `cachedInputTokens` and `reasoningTokens` beside them, version 6 `inputTokenDetails` and `outputTokenDetails`;
what a provider hands on has both as objects: `inputTokens: {total, noCache, cacheRead, cacheWrite}`. In version 5 the
prompt of Anthropic leaves the cached tokens out; where that shows, because more is cached than there is, it is refused.
Reasoning stands beside the answer where the total is the sum of three.

Source: https://ai-sdk.dev/docs/reference/ai-sdk-core/generate-text
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.usage.answer_counts import WRITES
from costcalc.usage.fields import WITHIN, again, counts, remark, total
from costcalc.usage.readers.reader import Usage, UsageReader

if TYPE_CHECKING:
    from costcalc.usage.answer_counts import AnswerCounts


def finish(_usage: Usage, counted: AnswerCounts) -> None:
    """Tell by the total whether reasoning stands beside the answer."""
    cached = counted["cache_read"] + counted["cache_write_5m"]
    if cached > counted["input"]:
        message = "more tokens were cached than `inputTokens` counts: this is a prompt without what was cached"
        counted.refuse(
            "cachedInputTokens", message, "the answer of the vendor itself says it; version 6 has it in `raw`"
        )
    reasoning = counted["reasoning"]
    if reasoning and counted.total and counted.total[1] == counted["input"] + counted["output"] + reasoning:
        counted.add("output", reasoning, "reasoningTokens")
    counted.hold_total()


READER = UsageReader(
    title="Vercel AI SDK",
    family="ai_sdk",
    main=frozenset({"inputTokens", "promptTokens"}),
    marks=frozenset(
        {
            "cachedInputTokens",
            "reasoningTokens",
            "inputTokenDetails",
            "outputTokenDetails",
            "promptTokens",
            "inputTokens.total",
        }
    ),
    fields={
        "inputTokens": counts("input"),
        "inputTokens.total": counts("input"),
        "inputTokens.noCache": WITHIN,
        "inputTokens.cacheRead": again("cache_read"),
        "inputTokens.cacheWrite": again(WRITES),
        "outputTokens": counts("output"),
        "outputTokens.total": counts("output"),
        "outputTokens.text": WITHIN,
        "outputTokens.reasoning": again("reasoning"),
        "promptTokens": counts("input"),
        "completionTokens": counts("output"),
        "cachedInputTokens": again("cache_read"),
        "reasoningTokens": again("reasoning"),
        "inputTokenDetails.noCacheTokens": WITHIN,
        "inputTokenDetails.cacheReadTokens": again("cache_read"),
        "inputTokenDetails.cacheWriteTokens": again(WRITES),
        "outputTokenDetails.textTokens": WITHIN,
        "outputTokenDetails.reasoningTokens": again("reasoning"),
        "totalTokens": total,
        "raw": remark,
    },
    finish=finish,
)
