"""OpenRouter: OpenAI's chat, with what it cost.

`cost` is what OpenRouter takes from the account, in US dollars. With a key of one's own (`is_byok`) it takes a fee
alone, and the vendor bills `cost_details.upstream_inference_cost`: then what was paid is both. Tools that OpenRouter
runs are calls of a tool.

Source: https://openrouter.ai/docs/use-cases/usage-accounting
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.usage.fields import WITHIN, counts, money, part_of_money, remark
from costcalc.usage.readers.openai_chat import FAMILY, MAIN
from costcalc.usage.readers.reader import Usage, UsageReader

if TYPE_CHECKING:
    from costcalc.usage.answer_counts import AnswerCounts
    from costcalc.usage.fields import Fields

COST = "cost"
UPSTREAM = "cost_details.upstream_inference_cost"
MONEY: Fields = {
    COST: money(),
    "is_byok": remark,
    UPSTREAM: money(),
    "cost_details.upstream_inference_prompt_cost": part_of_money,
    "cost_details.upstream_inference_completions_cost": part_of_money,
    "cost_details.upstream_inference_input_cost": part_of_money,
    "cost_details.upstream_inference_output_cost": part_of_money,
    "cost_details.server_tool_cost": part_of_money,
}
"""What both of its APIs say of money."""


def finish(usage: Usage, counted: AnswerCounts) -> None:
    """Keep what was paid: to OpenRouter, or with a key of one's own to the vendor and to OpenRouter."""
    said = {one.key: one for one in counted.money}
    if COST not in said or UPSTREAM not in said:
        return
    cost, upstream = said[COST], said[UPSTREAM]
    if usage.get("is_byok") is True:
        key = f"{UPSTREAM} + {COST}" if cost.amount else UPSTREAM
        counted.money = [upstream._replace(amount=upstream.amount + cost.amount, key=key)]
    else:
        counted.money = [cost]


READER = UsageReader(
    title="OpenRouter",
    family=FAMILY,
    main=MAIN,
    marks=frozenset({"cost", "cost_details", "is_byok"}),
    fields={
        **MONEY,
        "server_tool_use_details.tool_calls_executed": counts("tool_call"),
        "server_tool_use_details.tool_calls_requested": WITHIN,
    },
    finish=finish,
)
