"""Groq: OpenAI's chat, with the seconds that it took.

Times are no counts, and cost nothing.

Source: https://console.groq.com/docs/api-reference#chat-create
"""

from __future__ import annotations

from costcalc.usage.fields import time
from costcalc.usage.readers.openai_chat import FAMILY, MAIN
from costcalc.usage.readers.reader import UsageReader

READER = UsageReader(
    title="Groq",
    family=FAMILY,
    main=MAIN,
    marks=frozenset({"queue_time", "prompt_time", "completion_time", "total_time"}),
    fields={
        "queue_time": time,
        "prompt_time": time,
        "completion_time": time,
        "total_time": time,
    },
)
