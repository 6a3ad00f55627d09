"""DeepSeek: OpenAI's chat, with the cached tokens in words of its own, and sometimes in OpenAI's as well.

Hits are what was read from the cache, misses the rest of the prompt.

Source: https://api-docs.deepseek.com/guides/kv_cache
"""

from __future__ import annotations

from costcalc.usage.fields import WITHIN, again
from costcalc.usage.readers.openai_chat import FAMILY, MAIN
from costcalc.usage.readers.reader import UsageReader

READER = UsageReader(
    title="DeepSeek",
    family=FAMILY,
    main=MAIN,
    marks=frozenset({"prompt_cache_hit_tokens"}),
    fields={
        "prompt_cache_hit_tokens": again("cache_read"),
        "prompt_cache_miss_tokens": WITHIN,
    },
)
