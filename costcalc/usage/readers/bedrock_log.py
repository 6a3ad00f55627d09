"""Amazon Bedrock's log of invocations: one line for each, `schemaType: ModelInvocationLog`.

`input.inputTokenCount` leaves out what was read from a cache and what was written to one, as in Converse. For how long
was written is read from the body of the answer, if it is there. Bodies of requests are not read.

Source: https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html
"""

from __future__ import annotations

from costcalc.usage.answer_counts import WRITES
from costcalc.usage.fields import again, counts
from costcalc.usage.readers import bedrock_converse
from costcalc.usage.readers.reader import UsageReader

READER = UsageReader(
    title="Amazon Bedrock invocation log",
    family="bedrock_log",
    main=frozenset({"inputTokenCount"}),
    marks=frozenset(),
    fields={
        "inputTokenCount": counts("input"),
        "outputTokenCount": counts("output"),
        "cacheReadInputTokenCount": again("cache_read"),
        "cacheWriteInputTokenCount": again(WRITES),
    },
    finish=bedrock_converse.finish,
)
