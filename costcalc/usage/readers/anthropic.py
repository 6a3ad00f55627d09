"""Anthropic's Messages.

`input_tokens` leaves out what was read from a cache and what was written to one; here all three are the prompt. What
is written says for how long it is kept: five minutes or an hour; where it does not, it is five minutes. Thinking is
part of `output_tokens`. `speed` says how it was served, and decides over `service_tier`, which stands beside it.
Searches of the web have a price, fetching pages has none.

`iterations` are the requests that were made for the answer, each with a size of its own, and decide about prices by
size. The sum of the messages is what stands above them; a `compaction` stands in them alone, and is billed as well. An
iteration of another model (`advisor_message`) is billed at that one's prices, and such an answer is refused.

Source: https://docs.anthropic.com/en/api/messages, https://docs.anthropic.com/en/docs/build-with-claude/compaction
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.usage.answer_counts import NOTHING, PARTS, WRITES, AnswerCounts
from costcalc.usage.fields import MODEL, REGION, SERVICE, SPEED, WITHIN, counts, remark, total
from costcalc.usage.leaves import KnownPaths
from costcalc.usage.readers.reader import Usage, UsageReader

if TYPE_CHECKING:
    from costcalc.usage.fields import FieldReader
    from costcalc.usage.reported import Meters

TOKENS: dict[str, FieldReader] = {
    "input_tokens": counts("input"),
    "cache_read_input_tokens": counts("input", "cache_read"),
    "cache_creation_input_tokens": counts(WRITES),
    "cache_creation.ephemeral_5m_input_tokens": counts("cache_write_5m"),
    "cache_creation.ephemeral_1h_input_tokens": counts("cache_write_1h"),
    "output_tokens": counts("output"),
    "output_tokens_details.thinking_tokens": counts("reasoning"),
}
_ITERATION = TOKENS | {"type": remark, "model": MODEL}
_PATHS = KnownPaths(_ITERATION)
SAME = "message"
APART = "compaction"


def finish(usage: Usage, counted: AnswerCounts) -> None:
    """Take an answer that was made in several requests apart, each with the size it had."""
    add_written(counted)
    iterations = usage.get("iterations")
    if isinstance(iterations, list):
        if iterations:
            _take_apart(iterations, counted)
    elif iterations is not None:
        counted.refuse("iterations", "`iterations` is no list of them")
    counted.hold_total()


def add_written(counted: AnswerCounts) -> None:
    """Add what was written to a cache to the prompt: the two lives, whether their sum stands beside them or not."""
    counted.add("input", counted["cache_write_5m"] + counted["cache_write_1h"], "input_tokens")


def _take_apart(iterations: list[Any], counted: AnswerCounts) -> None:
    found: list[tuple[str, Meters]] = []
    for nth, one in enumerate(iterations):
        path = f"iterations[{nth}]"
        kind = one.get("type") if isinstance(one, dict) else None
        if kind in (SAME, APART):  # anything may stand there, also what is in no set
            found.append((kind, _one(one, path, counted)))
        else:
            message = f"`{path}` is no message of this model: it is billed at the prices of another, or in another way"
            counted.refuse(path, message, "price it by itself, with what it counts")
    if not counted.problems and _add_up(found, counted):
        requests = [meters for _, meters in found]
        _think(requests, counted)
        requests[0].update({meter: count for meter, count in counted.meters.items() if meter not in PARTS})
        counted.requests = requests


def _add_up(found: list[tuple[str, Meters]], counted: AnswerCounts) -> bool:
    """Whether the messages add up to what stands above them."""
    messages = [meters for kind, meters in found if kind == SAME]
    for meter in (part for part in PARTS if part != "reasoning"):
        if sum((meters.get(meter, NOTHING) for meters in messages), NOTHING) != counted[meter]:
            message = f"the `iterations` do not add up to the `{meter}` that stands above them"
            counted.refuse("iterations", message, "nobody can tell which of the two is billed")
            return False
    return True


def _think(requests: list[Meters], counted: AnswerCounts) -> None:
    """Put what was thought into the answers, from the first one on: who thought how much is not said."""
    left = counted["reasoning"]
    for meters in requests if left else ():
        meters["reasoning"] = min(left, meters.get("output", NOTHING))
        left -= meters["reasoning"]
    if left:
        counted.refuse("output_tokens_details.thinking_tokens", "more was thought than the `iterations` answered")


def _one(iteration: dict[str, Any], path: str, counted: AnswerCounts) -> Meters:
    own = AnswerCounts(lambda key: counted.where(f"{path}.{key}"))
    for key, value in _PATHS.leaves(iteration):
        if value is not None and key in _ITERATION:
            _ITERATION[key](own, key, value)
        elif value is not None:
            own.unknown(key, value)
    own.settle()
    add_written(own)
    counted.problems += own.problems
    counted.words.setdefault("model", []).extend(own.words.get("model", ()))
    return own.meters


READER = UsageReader(
    title="Anthropic Messages",
    family="anthropic",
    main=frozenset({"input_tokens"}),
    marks=frozenset(
        {
            "cache_read_input_tokens",
            "cache_creation_input_tokens",
            "cache_creation",
            "server_tool_use",
            "iterations",
            "inference_geo",
            "speed",
        }
    ),
    fields={
        **TOKENS,
        "total_tokens": total,
        "server_tool_use.web_search_requests": counts("web_search"),
        "server_tool_use.web_fetch_requests": WITHIN,
        "server_tool_use.tool_search_requests": WITHIN,
        "iterations": remark,
        "service_tier": SERVICE,
        "speed": SPEED,
        "inference_geo": REGION,
    },
    finish=finish,
)
