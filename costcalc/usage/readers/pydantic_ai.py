"""Pydantic AI, which reports for all vendors in words of its own.

`input_tokens` is the whole prompt, what was read from a cache and written to one included, and `output_tokens` the
whole answer. `details` is what the vendor says beside that, by names of its own; of these, reasoning is counted here.
`tool_calls` are those of the user's own functions.

Source: https://ai.pydantic.dev/api/usage/
"""

from __future__ import annotations

from costcalc.usage.answer_counts import WRITES
from costcalc.usage.fields import WITHIN, again, counts, remark
from costcalc.usage.readers import openai_responses
from costcalc.usage.readers.reader import UsageReader

_SAID_ABOVE = (
    *("input_tokens", "output_tokens", "cached_tokens", "cache_read_input_tokens", "cache_creation_input_tokens"),
    *("text_prompt_tokens", "text_candidates_tokens", "cached_content_tokens", "accepted_prediction_tokens"),
)

READER = UsageReader(
    title="Pydantic AI",
    family=openai_responses.FAMILY,
    main=openai_responses.READER.main,
    marks=frozenset({"cache_read_tokens", "cache_write_tokens", "input_audio_tokens", "details"}),
    fields={
        "cache_read_tokens": again("cache_read"),
        "cache_write_tokens": again(WRITES),
        "input_audio_tokens": counts("audio_input"),
        "cache_audio_read_tokens": counts("audio_cache_read"),
        "output_audio_tokens": counts("audio_output"),
        "details.reasoning_tokens": again("reasoning"),
        "details.thoughts_tokens": again("reasoning"),
        **dict.fromkeys((f"details.{key}" for key in _SAID_ABOVE), WITHIN),
        "tool_calls": remark,
    },
)
