"""xAI: OpenAI's chat, with what it cost, and with reasoning beside the answer.

`completion_tokens` leaves the reasoning out, and the total is the sum of three; where there is no total, nobody can
tell, and the answer is refused. `cost_in_usd_ticks` is what it cost: 10,000,000,000 of them are a US dollar. Sources
that were searched have no meter.

Source: https://docs.x.ai/developers/cost-tracking.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.usage.fields import money
from costcalc.usage.readers.openai_chat import FAMILY, MAIN
from costcalc.usage.readers.reader import Usage, UsageReader

if TYPE_CHECKING:
    from costcalc.usage.answer_counts import AnswerCounts

TICKS = 10
"""The decimals of a tick."""


def finish(_usage: Usage, counted: AnswerCounts) -> None:
    """Refuse reasoning of which nobody says whether it is in the answer."""
    if counted["reasoning"] and counted.total is None:
        message = "xAI counts reasoning beside the answer, others in it, and there is no `total_tokens` to tell by"
        counted.refuse("completion_tokens_details.reasoning_tokens", message, "give the whole `usage` of the answer")


READER = UsageReader(
    title="xAI",
    family=FAMILY,
    main=MAIN,
    marks=frozenset({"num_sources_used", "cost_in_usd_ticks"}),
    fields={"cost_in_usd_ticks": money(TICKS)},
    finish=finish,
)
