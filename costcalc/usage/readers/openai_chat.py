"""OpenAI's Chat Completions, Completions and Embeddings, and what speaks like them.

`prompt_tokens` is the whole prompt and `completion_tokens` the whole answer; the details are parts of them. Embeddings
have no `completion_tokens`. Reasoning is part of the answer, but for those who let it stand beside: then the total is
the sum of three, and it is added to the answer (xAI, and Google's and others' copies of this API). Where
`total_tokens` is neither, somebody counted what nobody shows, and the answer is refused.

Source: https://platform.openai.com/docs/api-reference/chat/object
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.usage.answer_counts import WRITES
from costcalc.usage.fields import SERVICE, WITHIN, again, counts, total
from costcalc.usage.readers.reader import Usage, UsageReader

if TYPE_CHECKING:
    from costcalc.usage.answer_counts import AnswerCounts

FAMILY = "chat"
MAIN = frozenset({"prompt_tokens"})


def finish(_usage: Usage, counted: AnswerCounts) -> None:
    """Tell by the total whether reasoning is part of the answer or stands beside it."""
    reasoning = counted["reasoning"]
    whole = counted["input"] + counted["output"]
    if reasoning and counted.total and counted.total[1] == whole + reasoning:
        counted.add("output", reasoning, "completion_tokens_details.reasoning_tokens")
    counted.hold_total()


READER = UsageReader(
    title="OpenAI Chat Completions and Embeddings",
    family=FAMILY,
    main=MAIN,
    marks=frozenset(),
    fields={
        "prompt_tokens": counts("input"),
        "completion_tokens": counts("output"),
        "total_tokens": total,
        "prompt_tokens_details.cached_tokens": counts("cache_read"),
        "prompt_tokens_details.cache_write_tokens": again(WRITES),
        "prompt_tokens_details.text_tokens": WITHIN,
        "prompt_tokens_details.audio_tokens": counts("audio_input"),
        "prompt_tokens_details.image_tokens": counts("image_input"),
        "prompt_tokens_details.video_tokens": counts("video_input"),
        "completion_tokens_details.reasoning_tokens": counts("reasoning"),
        "completion_tokens_details.text_tokens": WITHIN,
        "completion_tokens_details.audio_tokens": counts("audio_output"),
        "completion_tokens_details.image_tokens": counts("image_output"),
        "completion_tokens_details.accepted_prediction_tokens": WITHIN,
        "completion_tokens_details.rejected_prediction_tokens": WITHIN,
        "service_tier": SERVICE,
    },
    finish=finish,
)
