"""Mistral: OpenAI's chat, with the cached tokens and the seconds of audio in keys of its own.

`num_cached_tokens` are part of the prompt. Seconds of audio in the prompt are billed beside its tokens.

Source: https://docs.mistral.ai/api/
"""

from __future__ import annotations

from costcalc.usage.fields import again, seconds
from costcalc.usage.readers.openai_chat import FAMILY, MAIN
from costcalc.usage.readers.reader import UsageReader

READER = UsageReader(
    title="Mistral",
    family=FAMILY,
    main=MAIN,
    marks=frozenset({"num_cached_tokens", "prompt_audio_seconds"}),
    fields={
        "num_cached_tokens": again("cache_read"),
        "prompt_token_details.cached_tokens": again("cache_read"),
        "prompt_audio_seconds": seconds("audio_second"),
    },
)
