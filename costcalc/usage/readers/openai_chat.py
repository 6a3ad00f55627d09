"""OpenAI's Chat Completions, Completions and Embeddings, and what speaks like them.

`prompt_tokens` is the whole prompt and `completion_tokens` the whole answer; the details are parts of them. Embeddings
have no `completion_tokens`. Reasoning is part of the answer, but for those who let it stand beside: then the total is
the sum of three, and it is added to the answer (xAI, and Google's and others' copies of this API). Where
`total_tokens` is neither, somebody counted what nobody shows, and the answer is refused.

Source: https://platform.openai.com/docs/api-reference/chat/object
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.usage.details import of_answer, of_prompt
from costcalc.usage.fields import SERVICE, again, counts, total
from costcalc.usage.readers.reader import Usage, UsageReader

if TYPE_CHECKING:
    from costcalc.usage.answer_counts import AnswerCounts

FAMILY = "chat"
MAIN = frozenset({"prompt_tokens"})


def finish(_usage: Usage, counted: AnswerCounts) -> None:
    """Tell by the total whether reasoning is part of the answer or stands beside it."""
    reasoning = counted["reasoning"]
    whole = counted["input"] + counted["output"]
    if reasoning and counted.total and counted.total[1] == whole + reasoning:
        counted.add("output", reasoning, "completion_tokens_details.reasoning_tokens")
    counted.hold_total()


READER = UsageReader(
    title="OpenAI Chat Completions and Embeddings",
    family=FAMILY,
    main=MAIN,
    marks=frozenset(),
    fields={
        "prompt_tokens": counts("input"),
        "completion_tokens": counts("output"),
        "total_tokens": total,
        "reasoning_tokens": again("reasoning"),
        **of_prompt("prompt_tokens_details"),
        **of_answer("completion_tokens_details"),
        "service_tier": SERVICE,
    },
    finish=finish,
)
