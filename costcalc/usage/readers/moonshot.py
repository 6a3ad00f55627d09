"""Moonshot: OpenAI's chat, with the cached tokens beside the prompt they are part of.

Source: https://platform.moonshot.ai/docs/api/chat
"""

from __future__ import annotations

from costcalc.usage.fields import again
from costcalc.usage.readers.openai_chat import FAMILY, MAIN
from costcalc.usage.readers.reader import UsageReader

READER = UsageReader(
    title="Moonshot",
    family=FAMILY,
    main=MAIN,
    marks=frozenset({"cached_tokens"}),
    fields={
        "cached_tokens": again("cache_read"),
    },
)
