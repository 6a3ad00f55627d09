"""Vercel's AI SDK, which reports for all vendors in words of its own.

`inputTokens` is the whole prompt, cached tokens and written ones included, and `outputTokens` the whole answer. Version
5 has `cachedInputTokens` and `reasoningTokens` beside them, version 6 `inputTokenDetails` and `outputTokenDetails`;
what a provider hands on has both as objects: `inputTokens: {total, noCache, cacheRead, cacheWrite}`. In version 5 the
prompt of Anthropic leaves the cached tokens out, and cached tokens of its models are refused where nothing tells which
version it is.
Reasoning stands beside the answer where the total is the sum of three.

Source: https://ai-sdk.dev/docs/reference/ai-sdk-core/generate-text
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def hold(usage: Usage, counted: AnswerCounts, models: Sequence[str]) -> None:
    """Refuse cached tokens of Anthropic's as version 5 has them: beside the prompt, and nothing says so."""
    told_apart = "inputTokenDetails" in usage or "raw" in usage or isinstance(usage.get("inputTokens"), Mapping)
    if counted["cache_read"] and not told_apart and any("claude" in name.lower() for name in models):
        message = "version 5 leaves the cached tokens of Anthropic's models out of `inputTokens`, and later ones do not"
        counted.refuse(
            "cachedInputTokens", message, "the answer of the vendor itself says it; version 6 has it in `raw`"
        )


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
    hold=hold,
)
