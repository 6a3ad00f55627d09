"""OpenAI's transcriptions that are billed by the second: `{"type": "duration", "seconds": 27}`.

The seconds of audio that were heard are `audio_second`. Nothing else is counted.

Source: https://platform.openai.com/docs/api-reference/audio/json-object
"""

from __future__ import annotations

from costcalc.usage.fields import remark, seconds
from costcalc.usage.readers.reader import UsageReader

READER = UsageReader(
    title="OpenAI audio by the second",
    family="seconds",
    main=frozenset({"seconds"}),
    marks=frozenset({"type"}),
    fields={"type": remark, "seconds": seconds("audio_second")},
)
