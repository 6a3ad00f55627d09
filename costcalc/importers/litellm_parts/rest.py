"""What is left of an entry of litellm's map: regions, the fast mode, and word of what a card cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from costcalc.importers.exact import NotExactError, price
from costcalc.importers.litellm_parts.keys import LEFT_OUT, is_price, piece_key, token_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.importers.draft import Value
    from costcalc.importers.litellm_parts.entry import LitellmEntry

REGIONS: Mapping[str, str] = {
    "regional_processing_uplift_multiplier_eu": "eu",
    "regional_processing_uplift_multiplier_us": "us",
    "regional_endpoint_uplift_multiplier": "regional",
}
FREE_IMAGES = "minimax_free_input_images"

_DONE = {
    "cost_per_second",
    "off_peak_pricing",
    "search_context_cost_per_query",
    "search_free_requests",
    "tiered_pricing",
}


def regions(entry: LitellmEntry) -> dict[str, dict[str, Value]]:
    """Write the regions: their names are those of litellm, and `regional` is every endpoint that is not global."""
    written: dict[str, dict[str, Value]] = {}
    for key, region in REGIONS.items():
        if (factor := _factor(entry, key, entry.keys.get(key))) is not None:
            written[region] = {"multiplier": factor}
    geo = _special(entry).get("us")
    if geo is not None and (factor := _factor(entry, "provider_specific_entry.us", geo)) is not None:
        written["us"] = {"multiplier": factor}
    return written


def fast(entry: LitellmEntry) -> dict[str, dict[str, Value]]:
    """Write the fast mode, which is a factor."""
    speed = _special(entry).get("fast")
    factor = None if speed is None else _factor(entry, "provider_specific_entry.fast", speed)
    return {} if factor is None else {"fast": {"multiplier": factor}}


def _special(entry: LitellmEntry) -> Mapping[str, Any]:
    block = entry.keys.get("provider_specific_entry")
    return block if isinstance(block, dict) else {}


def _factor(entry: LitellmEntry, key: str, value: Any) -> str | None:
    if value is None:
        return None
    try:
        return price(value)
    except NotExactError as error:
        entry.leave(key, str(error))
        return None


def leave_the_rest(entry: LitellmEntry) -> None:
    """Note every key that has to do with money and has no place in the card."""
    for key, value in entry.keys.items():
        known = key in _DONE or key in REGIONS or token_key(key) or piece_key(key.removesuffix("_batches"), entry.mode)
        if value is None or known or (key == "input_cost_per_second" and "cost_per_second" in entry.keys):
            continue
        if is_price(key):
            for path in _leaves(key, value):
                entry.leave(path, LEFT_OUT.get(key, "a card has no word for it, and it is left out"))
    hit = entry.keys.get("input_cost_per_token_cache_hit")
    if hit is not None and hit != entry.keys.get("cache_read_input_token_cost"):
        entry.leave("input_cost_per_token_cache_hit", "an old key that litellm no longer reads, and is left out")
    if FREE_IMAGES in _special(entry):
        entry.leave(
            f"provider_specific_entry.{FREE_IMAGES}", "what is free in each request cannot be said, and has its price"
        )


def _leaves(key: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(f"{key}.{name}", inner)
    else:
        yield key
