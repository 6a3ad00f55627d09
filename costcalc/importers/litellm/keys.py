"""What the keys of litellm's price map mean: which meter, which service, above how many tokens, per what."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.reading.neighbours import MOST_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from costcalc.importers.draft import DraftModel, Value

TOKENS: Mapping[str, str] = {
    "input_cost_per_token": "input",
    "cache_read_input_token_cost": "cache_read",
    "cache_creation_input_token_cost": "cache_write_5m",
    "cache_creation_input_token_cost_above_1hr": "cache_write_1h",
    "input_cost_per_audio_token": "audio_input",
    "cache_read_input_audio_token_cost": "audio_cache_read",
    "input_cost_per_image_token": "image_input",
    "cache_read_input_image_token_cost": "image_cache_read",
    "input_cost_per_video_token": "video_input",
    "output_cost_per_token": "output",
    "output_cost_per_reasoning_token": "reasoning",
    "output_cost_per_audio_token": "audio_output",
    "output_cost_per_image_token": "image_output",
    "output_cost_per_video_token": "video_output",
}
"""Prices of a token, in the order of the card's meters."""

TIERED = ("input", "cache_read", "cache_write_5m", "cache_write_1h", "output")
"""The meters whose prices above a threshold litellm reads."""

SERVICES = ("batches", "flex", "balanced", "priority", "fast", "ultrafast", "decisions")
BATCH = "batches"


class TokenKey(NamedTuple):
    """What a key prices.

    Args:
        meter: In our words.
        threshold: The size of the prompt above which it holds; 0 where it always does.
        service: As the key ends; "" for the standard one.
    """

    meter: str
    threshold: int
    service: str


class Piece(NamedTuple):
    """A price that is not per token.

    Args:
        meter: In our words; one of `OWN` where a card must name it itself.
        per: What the price in the card buys.
        places: By how many places the point moves for that.
    """

    meter: str
    per: str
    places: int = 0


PIECES: Mapping[str, Piece] = {
    "input_cost_per_character": Piece("character", "1M characters", 6),
    "output_cost_per_character": Piece("character_output", "1M characters", 6),
    "input_cost_per_audio_per_second": Piece("audio_second", "1 second"),
    "input_cost_per_video_per_second": Piece("video_read_second", "1 second"),
    "output_cost_per_video_per_second": Piece("video_second", "1 second"),
    "input_cost_per_image": Piece("image_read", "1 image"),
    "output_cost_per_image": Piece("image", "1 image"),
    "input_cost_per_request": Piece("request", "1K requests", 3),
    "input_cost_per_text_message": Piece("message", "1K messages", 3),
    "input_cost_per_query": Piece("query", "1K calls", 3),
    "ocr_cost_per_page": Piece("page", "1K pages", 3),
    "annotation_cost_per_page": Piece("annotated_page", "1K pages", 3),
    "citation_cost_per_token": Piece("citation", "1M tokens", 6),
    "code_interpreter_cost_per_session": Piece("code_session", "1 session"),
    "google_maps_grounding_cost_per_query": Piece("maps_search", "1K searches", 3),
    "input_cost_per_pixel": Piece("pixel", "1M pixels", 6),
    "output_cost_per_pixel": Piece("pixel_output", "1M pixels", 6),
    "ocr_cost_per_credit": Piece("credit", "1 credit"),
}

BY_MODE: Mapping[tuple[str, str], Piece] = {
    ("input_cost_per_second", "audio_transcription"): Piece("audio_second", "1 second"),
    ("input_cost_per_second", "realtime"): Piece("audio_second", "1 second"),
    ("output_cost_per_second", "audio_transcription"): Piece("audio_second", "1 second"),
    ("output_cost_per_second", "audio_speech"): Piece("speech_second", "1 second"),
    ("output_cost_per_second", "video_generation"): Piece("video_second", "1 second"),
    ("input_cost_per_query", "rerank"): Piece("rerank", "1K searches", 3),
    ("input_cost_per_query", "search"): Piece("web_search", "1K searches", 3),
}
"""What the same key prices in models of one kind."""

OWN: Mapping[str, Mapping[str, Value]] = {
    "query": {"unit": "call", "summary": "Queries, counted by the piece"},
    "citation": {"unit": "token", "summary": "Tokens of citations, counted beside the prompt"},
    "code_session": {"unit": "session", "summary": "Sessions of a code interpreter"},
    "maps_search": {"unit": "search", "summary": "Searches of a map"},
    "pixel": {"unit": "pixel", "summary": "Pixels of the images that are made"},
    "pixel_output": {"unit": "pixel", "summary": "Pixels of the images that are made"},
    "credit": {"unit": "credit", "summary": "Credits of the vendor"},
}
"""Meters that a card must name itself."""

LEFT_OUT: Mapping[str, str] = {
    "cache_creation_input_audio_token_cost": "audio written to a cache has no meter, and the price is left out",
    "explicit_cache_read_input_token_cost": "a second price of cached tokens, which is left out",
    "input_dbu_cost_per_token": "the price in Databricks units; the price in dollars is taken",
    "output_dbu_cost_per_token": "the price in Databricks units; the price in dollars is taken",
}

BLOCKS = ("tiered_pricing", "off_peak_pricing", "search_context_cost_per_query", "provider_specific_entry", "metadata")
"""Blocks that are looked into where they are read."""

_BASE = "|".join(sorted(TOKENS, key=len, reverse=True))
_TOKEN_KEY = re.compile(rf"({_BASE})(?:_above_(\d{{1,9}})([km]?)_tokens)?(?:_({'|'.join(SERVICES)}))?")
_COUNTS = {"": 1, "k": 1_000, "m": 1_000_000}
_SIZED_KEY = re.compile(r"(.+?)_(?:(?:above|over)_(?!\d+hr)(?:(\d{1,9})([km]?)_tokens)?|below_|under_|up_to_).*")
_SIZED = re.compile(r"output_cost_per_(second|image)_(\d[0-9A-Za-z.]*)")
_READ = re.compile(
    rf"\w+_cost_per_[\w.]+|cost_per_second|\w+_token_cost(?:_above_\w+)?(?:_(?:{'|'.join(SERVICES)}))?"
    rf"|\w*uplift_multiplier\w*|web_search_billing_unit|search_free_requests|prompt_cache_min_tokens|(?:{'|'.join(BLOCKS)})"
)
_PRICE = re.compile(r"cost|pricing|uplift|price")
_NOT_PRICES = {"input_cost_per_token_cache_hit", "metadata"}
BY_SIZE = "a card cannot say what it costs from there on, so nothing is priced by it"


@lru_cache(maxsize=4_096)
def token_key(key: str) -> TokenKey | None:
    """Read a key that prices a token; None for any other."""
    match = _TOKEN_KEY.fullmatch(key)
    if not match:
        return None
    base, count, letter, service = match.groups()
    return TokenKey(TOKENS[base], int(count or 0) * _COUNTS[letter or ""], service or "")


def sized_key(key: str, mode: str) -> TokenKey | None:
    """Read a key that says what something costs from a size on, where no card can say that price.

    Returns:
        The meter, and above how many tokens its usual price does not hold; 0 where that cannot be read. None for any
        other key.
    """
    match = _SIZED_KEY.fullmatch(key)
    if not match or token_key(key):
        return None
    base, count, letter = match.groups()
    piece = piece_key(base, mode)
    meter = TOKENS.get(base) or (piece.meter if piece else None)
    return TokenKey(meter, int(count or 0) * _COUNTS[letter or ""], "") if meter else None


@lru_cache(maxsize=4_096)
def piece_key(key: str, mode: str) -> Piece | None:
    """Read a key that prices something else; None for any other."""
    if sized := _SIZED.fullmatch(key):
        unit, size = sized[1], sized[2].lower().replace(".", "_")
        return Piece(f"video_second_{size}" if unit == "second" else f"image_{size}", f"1 {unit}")
    return BY_MODE.get((key, mode)) or PIECES.get(key)


def own_meter(name: str) -> Mapping[str, Value] | None:
    """Return what a card says of a meter that it must name itself; None for ours."""
    for prefix, unit, what in (
        ("video_second_", "second", "Seconds of video made"),
        ("image_", "image", "Images made"),
    ):
        size = name.removeprefix(prefix)
        if size != name and size[0].isdigit():
            return {"unit": unit, "summary": f"{what} in {size.replace('_', '.')}"}
    return OWN.get(name)


def own_meters(models: Iterable[DraftModel]) -> dict[str, Mapping[str, Value]]:
    """Return the meters that a card of these models must name itself."""
    used = {name for model in models for rate in model.rates for name in rate.other}
    return {name: meter for name in sorted(used) if (meter := own_meter(name)) is not None}


@lru_cache(maxsize=4_096)
def says_what_it_prices(key: str) -> bool:
    """Whether a key has a price of its own, or is read, so that it says nothing of what stands beside it."""
    return len(key) <= MOST_CHARACTERS and _READ.fullmatch(key) is not None


@lru_cache(maxsize=4_096)
def is_price(key: str) -> bool:
    """Whether a key has to do with money, so that it must not be passed over in silence."""
    return _PRICE.search(key) is not None and key not in _NOT_PRICES and not key.startswith("supports_")
