"""OpenAI's Codex, in the logs of its sessions: Responses, with the parts beside the wholes they are of.

`cached_input_tokens` are part of `input_tokens`, and `reasoning_output_tokens` of `output_tokens`.

Source: https://developers.openai.com/codex/noninteractive
"""

from __future__ import annotations

from costcalc.usage.fields import again
from costcalc.usage.readers import openai_responses
from costcalc.usage.readers.reader import UsageReader

READER = UsageReader(
    title="OpenAI Codex",
    family=openai_responses.FAMILY,
    main=openai_responses.READER.main,
    marks=frozenset({"cached_input_tokens", "reasoning_output_tokens"}),
    fields={
        "cached_input_tokens": again("cache_read"),
        "reasoning_output_tokens": again("reasoning"),
    },
)
