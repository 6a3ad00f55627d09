"""OpenRouter's Responses: OpenAI's, with what it cost, as in its chat.

Source: https://openrouter.ai/docs/api-reference/responses/overview
"""

from __future__ import annotations

from costcalc.usage.readers import openai_responses, openrouter
from costcalc.usage.readers.reader import UsageReader

READER = UsageReader(
    title="OpenRouter Responses",
    family=openai_responses.FAMILY,
    main=openai_responses.READER.main,
    marks=openrouter.READER.marks,
    fields=openrouter.MONEY,
    finish=openrouter.finish,
)
