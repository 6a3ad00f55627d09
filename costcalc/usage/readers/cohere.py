"""Cohere's Chat, Embed, Rerank and Classify.

`billed_units` are what is billed: tokens, or searches of a reranker. `tokens` count what was really processed, with
Cohere's own instructions around the prompt, and `cached_tokens` are of these; neither is billed. Without `billed_units`
nobody knows what is.

Source: https://docs.cohere.com/v2/reference/chat
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.usage.fields import WITHIN, counts
from costcalc.usage.readers.reader import Usage, UsageReader

if TYPE_CHECKING:
    from costcalc.usage.answer_counts import AnswerCounts


def finish(_usage: Usage, counted: AnswerCounts) -> None:
    """Tell whether tokens of images are all of the prompt."""
    images = counted["image_input"]
    if images and counted["input"]:
        message = "nobody says whether `image_tokens` are among the `input_tokens`"
        counted.refuse("billed_units.image_tokens", message, "price each of the two by itself")
    elif images:
        counted.add("input", images, "billed_units.image_tokens")


READER = UsageReader(
    title="Cohere",
    family="cohere",
    main=frozenset({"billed_units"}),
    marks=frozenset(),
    fields={
        "billed_units.input_tokens": counts("input"),
        "billed_units.output_tokens": counts("output"),
        "billed_units.image_tokens": counts("image_input"),
        "billed_units.images": counts("image_read"),
        "billed_units.search_units": counts("rerank"),
        "tokens.input_tokens": WITHIN,
        "tokens.output_tokens": WITHIN,
        "cached_tokens": WITHIN,
    },
    finish=finish,
)
