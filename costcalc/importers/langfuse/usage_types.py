"""Langfuse's usage types as meters. Several are spellings of one: those of OpenAI, Anthropic, Google and Langfuse."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.files.exact import shifted
from costcalc.importers.reading.contest import KeyPrice, settled
from costcalc.importers.reading.fields import amount
from costcalc.importers.reading.neighbours import leave_strangers
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.importers.draft import Value
    from costcalc.importers.reading.fields import Leave

SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "input": (
        "input",
        "input_tokens",
        "prompt_token_count",
        "promptTokenCount",
        "input_text",
        "input_text_tokens",
        "input_modality_1",
    ),
    "cache_read": (
        "input_cached_tokens",
        "input_cache_read",
        "cache_read_input_tokens",
        "cached_content_token_count",
        "cachedContentTokenCount",
        "input_cached_text_tokens",
    ),
    "cache_write_5m": (
        "input_cache_creation",
        "cache_creation_input_tokens",
        "input_cache_creation_5m",
        "input_cache_write",
        "cache_write_tokens",
    ),
    "cache_write_1h": ("input_cache_creation_1h",),
    "audio_input": ("input_audio", "input_audio_tokens"),
    "audio_cache_read": ("input_cached_audio_tokens",),
    "output": (
        "output",
        "output_tokens",
        "candidates_token_count",
        "candidatesTokenCount",
        "output_text",
        "output_text_tokens",
        "output_modality_1",
    ),
    "reasoning": (
        "output_reasoning_tokens",
        "output_reasoning",
        "reasoning_tokens",
        "thoughts_token_count",
        "thoughtsTokenCount",
    ),
    "audio_output": ("output_audio", "output_audio_tokens"),
    "web_search": ("web_search_queries", "webSearchQueries", "grounding_queries", "groundingQueries"),
}
METERS: Mapping[str, str] = {spelling: meter for meter, spellings in SPELLINGS.items() for spelling in spellings}

PROMPT = {"input", "cache_read", "cache_write_5m", "cache_write_1h", "audio_input", "audio_cache_read"}
"""The meters whose buckets together are the prompt."""

TOTAL = "total"


class UsageMeaning(NamedTuple):
    """What a price is for: a meter, what the price in the card buys ("" for 1M tokens), and how far the point moves."""

    meter: str
    per: str
    places: int


SEARCH = UsageMeaning("web_search", "1K searches", 3)
TOKENS = "TOKENS"
UNITS: Mapping[str, Mapping[str, UsageMeaning]] = {
    "CHARACTERS": {
        "input": UsageMeaning("character", "1M characters", 6),
        "output": UsageMeaning("character_output", "1M characters", 6),
    },
    "IMAGES": {"input": UsageMeaning("image_read", "1 image", 0), "output": UsageMeaning("image", "1 image", 0)},
    "REQUESTS": {"total": UsageMeaning("request", "1K requests", 3)},
}
"""Units of older definitions, and what a price of each usage type is then for."""


def read_sheet(prices: Mapping[str, Any], unit: str, leave: Leave, within: str = "") -> dict[str, Value]:
    """Return the prices of one tier by meter, in the order of a card.

    Args:
        prices: UsageMeaning type to price.
        unit: `TOKENS`, or a key of `UNITS`.
        leave: Takes the notes.
        within: What stands before a usage type in notes.
    """
    offers: list[KeyPrice] = []
    known = {usage for usage in prices if _meaning(usage, unit)}
    stands = leave_strangers(prices, known, leave, within, table=True)
    for usage, value in prices.items():
        price = value.get("price") if isinstance(value, dict) and set(value) == {"price"} else value
        key = f"{within}{usage}"
        piece = _meaning(usage, unit)
        if piece and (written := amount(key, price, leave, partial(shifted, places=piece.places))) is not None:
            own = piece.per and written != UNPRICED
            offers.append(KeyPrice(piece.meter, key, {"price": written, "per": piece.per} if own else written))
    if not stands:
        offers = [offer._replace(price=UNPRICED) for offer in offers]
    sheet = settled(offers, leave)
    return _of_all(sheet, leave, within) if TOTAL in sheet else sheet


def _meaning(usage: str, unit: str) -> UsageMeaning | None:
    """Return what a price of a usage type is for."""
    if unit != TOKENS:
        return UNITS[unit].get(usage)
    meter = TOTAL if usage == TOTAL else METERS.get(usage)
    if meter is None or meter == SEARCH.meter:
        return SEARCH if meter else None
    return UsageMeaning(meter, "", 6)


def _of_all(sheet: Mapping[str, Value], leave: Leave, within: str) -> dict[str, Value]:
    """Return the price of a token wherever it stands."""
    others = [meter for meter in sheet if meter != TOTAL]
    if not others:
        return {"input": sheet[TOTAL], "output": UNPRICED if sheet[TOTAL] == UNPRICED else "input"}
    leave(f"{within}{TOTAL}", "it stands beside prices of parts, and nobody says which count, so nothing is priced")
    return dict.fromkeys(["input", "output", *others], UNPRICED)
