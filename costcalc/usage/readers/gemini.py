"""Google's Gemini and Vertex: `usageMetadata`.

`promptTokenCount` is the prompt, cached tokens included; what a tool of Google's brought in stands beside it in
`toolUsePromptTokenCount`, and both are billed as the prompt. `thoughtsTokenCount` stands beside `candidatesTokenCount`,
and the answer is both. The total is the sum of the four. Live sessions call the candidates `responseTokenCount`.

The lists of details tell text, images, audio, video and documents apart; of what is in none of them nothing is
said. Pages of documents are read as images. Of cached tokens, video has no meter of its own, and is priced as what is
cached. Words for how it was served are `serviceTier`, and on Vertex `trafficType`. Google's library for Python writes
the same keys with underscores: `prompt_token_count`.

Source: https://ai.google.dev/api/generate-content#UsageMetadata
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from costcalc.usage.fields import Fields, counts, modalities, total, word
from costcalc.usage.readers.reader import Usage, UsageReader
from costcalc.usage.words import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.usage.answer_counts import AnswerCounts

PROMPT = {"TEXT": "", "IMAGE": "image_input", "DOCUMENT": "image_input", "AUDIO": "audio_input", "VIDEO": "video_input"}
CACHED = {
    "TEXT": "",
    "IMAGE": "image_cache_read",
    "DOCUMENT": "image_cache_read",
    "AUDIO": "audio_cache_read",
    "VIDEO": "_cached_video",
}
ANSWER = {"TEXT": "", "IMAGE": "image_output", "AUDIO": "audio_output", "VIDEO": "video_output"}
TRAFFIC = {
    "TRAFFIC_TYPE_UNSPECIFIED": "",
    "ON_DEMAND": "standard",
    "ON_DEMAND_FLEX": "flex",
    "ON_DEMAND_PRIORITY": "priority",
    "PROVISIONED_THROUGHPUT": "provisioned",
}
_CACHED_DETAILS = {"cacheTokensDetails", "cache_tokens_details"}
_PARTS = {"_prompt_parts": ("input", "promptTokensDetails"), "_cached_parts": ("cache_read", "cacheTokensDetails")}


def finish(usage: Usage, counted: AnswerCounts) -> None:
    """Add what a tool brought in to the prompt, unless the total says that it is in there."""
    tool = counted.meters.pop("_tool", Decimal(0))
    whole = counted["input"] + counted["output"]
    if tool and not (counted.total and counted.total[1] == whole):
        counted.add("input", tool, "toolUsePromptTokenCount")
    answered = counted["output"] - counted["reasoning"]
    _leave_unsaid(ANSWER, counted.meters.pop("_answer_parts", answered), answered, counted)
    _leave_unsaid(PROMPT, counted.meters.get("_prompt_parts", counted["input"]), counted["input"], counted)
    for parts, (meter, key) in _PARTS.items():
        if counted.meters.pop(parts, Decimal(0)) > counted[meter]:
            counted.refuse(key, f"`{key}` counts more tokens than there are")
    video = counted.meters.pop("_cached_video", Decimal(0))
    if video:
        counted.meters["video_input"] = max(counted["video_input"] - video, Decimal(0))
    if counted["cache_read"] and not _CACHED_DETAILS.isdisjoint(usage):
        for meter in ("image_cache_read", "audio_cache_read"):  # they are told apart: of the others there is none
            counted.meters.setdefault(meter, Decimal(0))
    counted.hold_total()


def _leave_unsaid(kinds: Mapping[str, str], parts: Decimal, whole: Decimal, counted: AnswerCounts) -> None:
    """Say nothing of the kinds that are not in a list which does not have all: the others may be of any of them."""
    for meter in set(kinds.values()) if parts < whole else ():
        if not counted[meter]:
            counted.meters.pop(meter, None)


def _spelled_twice(fields: Fields) -> Fields:
    return {**{plain(key): kind for key, kind in fields.items()}, **fields}


READER = UsageReader(
    title="Google Gemini and Vertex",
    family="gemini",
    main=frozenset({"promptTokenCount", "totalTokenCount", "prompt_token_count", "total_token_count"}),
    marks=frozenset(),
    fields=_spelled_twice(
        {
            "promptTokenCount": counts("input"),
            "cachedContentTokenCount": counts("cache_read"),
            "toolUsePromptTokenCount": counts("_tool"),
            "candidatesTokenCount": counts("output"),
            "responseTokenCount": counts("output"),
            "thoughtsTokenCount": counts("output", "reasoning"),
            "totalTokenCount": total,
            "promptTokensDetails": modalities(PROMPT, "_prompt_parts"),
            "promptTokenDetails": modalities(PROMPT, "_prompt_parts"),
            "toolUsePromptTokensDetails": modalities(PROMPT, "_prompt_parts"),
            "cacheTokensDetails": modalities(CACHED, "_cached_parts"),
            "candidatesTokensDetails": modalities(ANSWER, "_answer_parts"),
            "responseTokensDetails": modalities(ANSWER, "_answer_parts"),
            "serviceTier": word("service", {"SERVICE_TIER_UNSPECIFIED": "", "default": "standard"}),
            "trafficType": word("service", TRAFFIC),
        }
    ),
    finish=finish,
)
