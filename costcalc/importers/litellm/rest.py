"""What is left of an entry of litellm's map: regions, the fast mode, and word of what a card cannot say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from costcalc.importers.litellm.keys import BY_SIZE, LEFT_OUT, is_price, piece_key, sized_key, token_key
from costcalc.importers.litellm.pieces import SECONDS, second_of_hosting
from costcalc.importers.reading.neighbours import NO_WORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.importers.draft import Value
    from costcalc.importers.litellm.entry import LitellmEntry

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
    """Return the regions: their names are those of litellm, and `regional` is every endpoint that is not global."""
    written: dict[str, dict[str, Value]] = {}
    for key, region in REGIONS.items():
        if (factor := entry.number(key, entry.keys.get(key))) is not None:
            written[region] = {"multiplier": factor}
    if (factor := entry.number("provider_specific_entry.us", _special(entry).get("us"))) is not None:
        written["us"] = {"multiplier": factor}
    return written


def fast(entry: LitellmEntry) -> dict[str, dict[str, Value]]:
    """Return the fast mode, which is a factor."""
    factor = entry.number("provider_specific_entry.fast", _special(entry).get("fast"))
    return {} if factor is None else {"fast": {"multiplier": factor}}


def _special(entry: LitellmEntry) -> Mapping[str, Any]:
    block = entry.keys.get("provider_specific_entry")
    return block if isinstance(block, dict) else {}


def leave_the_rest(entry: LitellmEntry) -> None:
    """Note every key that has to do with money and has no place in the card."""
    for key, value in entry.keys.items():
        known = key in _DONE or key in REGIONS or token_key(key) or piece_key(key.removesuffix("_batches"), entry.mode)
        if value is None or known or (key in SECONDS and second_of_hosting(entry) is not None):
            continue
        if is_price(key):
            why = BY_SIZE if sized_key(key, entry.mode) else LEFT_OUT.get(key, NO_WORD)
            for path in _leaves(key, value):
                entry.leave(path, why)
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
