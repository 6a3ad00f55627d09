"""xAI's Responses: OpenAI's, with what it cost in ticks of a US dollar.

Source: https://docs.x.ai/developers/cost-tracking.md
"""

from __future__ import annotations

from costcalc.usage.fields import money
from costcalc.usage.readers import openai_responses, xai
from costcalc.usage.readers.reader import UsageReader

READER = UsageReader(
    title="xAI Responses",
    family=openai_responses.FAMILY,
    main=openai_responses.READER.main,
    marks=frozenset({"cost_in_usd_ticks"}),
    fields={"cost_in_usd_ticks": money(xai.TICKS)},
)
