"""OpenAI's Responses, Images, Realtime and audio transcriptions that are counted in tokens.

`input_tokens` is the whole prompt, cached tokens included, and `output_tokens` the whole answer, reasoning included.
Realtime and transcriptions write `input_token_details`, in the singular; Realtime tells there as well how many of the
cached tokens are audio and how many are images. `type: tokens` says that nothing is billed by the second. LangChain's
`usage_metadata` counts the same way for every vendor, with shorter names in the details: `cache_read`, `reasoning`.

Source: https://platform.openai.com/docs/api-reference/responses/object
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.usage.details import of_answer, of_prompt
from costcalc.usage.fields import SERVICE, WITHIN, Fields, again, counts, remark, total
from costcalc.usage.readers.reader import Usage, UsageReader

if TYPE_CHECKING:
    from costcalc.usage.answer_counts import AnswerCounts

FAMILY = "responses"
DETAILS = ("input_tokens_details", "input_token_details")
ANSWER_DETAILS = ("output_tokens_details", "output_token_details")


def finish(_usage: Usage, counted: AnswerCounts) -> None:
    """Hold the total against the two that it is the sum of."""
    counted.hold_total()


def _prompt(details: str) -> Fields:
    return {
        **of_prompt(details),
        f"{details}.cached_tokens_details.text_tokens": WITHIN,
        f"{details}.cached_tokens_details.audio_tokens": counts("audio_cache_read"),
        f"{details}.cached_tokens_details.image_tokens": counts("image_cache_read"),
    }


READER = UsageReader(
    title="OpenAI Responses, Images and Realtime",
    family=FAMILY,
    main=frozenset({"input_tokens"}),
    marks=frozenset({*DETAILS, "output_token_details"}),
    fields={
        "input_tokens": counts("input"),
        "output_tokens": counts("output"),
        "total_tokens": total,
        "type": remark,
        **_prompt(DETAILS[0]),
        **_prompt(DETAILS[1]),
        **_prompt("prompt_tokens_details"),
        **of_answer(ANSWER_DETAILS[0]),
        **of_answer(ANSWER_DETAILS[1]),
        "reasoning_tokens": again("reasoning"),
        "image_tokens": again("image_input"),
        "service_tier": SERVICE,
    },
    finish=finish,
)
