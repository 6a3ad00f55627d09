"""litellm's proxy: any vendor's answer in the words of OpenAI's chat, with some of the vendor's own left beside them.

`prompt_tokens` is the whole prompt for every vendor: what was read from a cache and what was written to one are part of
it, and stand in the details and beside them, with the same numbers. Where they stand beside it alone, nobody can tell
whether they are in the prompt, and the answer is refused.

Source: https://docs.litellm.ai/docs/completion/prompt_caching
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.usage.answer_counts import WRITES
from costcalc.usage.fields import REGION, SPEED, WITHIN, again
from costcalc.usage.readers.openai_chat import FAMILY, MAIN
from costcalc.usage.readers.reader import Usage, UsageReader

if TYPE_CHECKING:
    from costcalc.usage.answer_counts import AnswerCounts

READ, WRITTEN = "cache_read_input_tokens", "cache_creation_input_tokens"
DETAILS = "prompt_tokens_details"


def finish(usage: Usage, counted: AnswerCounts) -> None:
    """Refuse cached tokens that stand beside the prompt alone, and those that cannot be in it."""
    cached = sum(counted[meter] for meter in ("cache_read", "cache_write_5m", "cache_write_1h"))
    details = usage.get(DETAILS)
    for key in (READ, WRITTEN):
        alone = not isinstance(details, dict) or details.get("cached_tokens") is None
        if usage.get(key) and (alone or cached > counted["input"]):
            message = f"nobody can tell whether `prompt_tokens` counts the `{key}`"
            counted.refuse(key, message, f"`{DETAILS}.cached_tokens` would say so; or give the vendor's own answer")


READER = UsageReader(
    title="litellm's proxy",
    family=FAMILY,
    main=MAIN,
    marks=frozenset({READ, WRITTEN}),
    fields={
        READ: again("cache_read"),
        WRITTEN: again(WRITES),
        f"{DETAILS}.web_search_requests": again("web_search"),
        "server_tool_use.web_search_requests": again("web_search"),
        "server_tool_use.web_fetch_requests": WITHIN,
        "speed": SPEED,
        "inference_geo": REGION,
    },
    finish=finish,
)
