"""Random requests of the models of genai-prices, and their usage in its words and in ours."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from genai_prices.data import providers
from genai_prices.types import StartDateConstraint, TieredPrices, TimeOfDateConstraint, Usage
from genai_prices.units import _get_registry

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from genai_prices.types import ModelInfo, Provider

UNITS = _get_registry()
USAGE_KEYS = {
    "input": ("input_tokens",),
    "cache_read": ("cache_read_tokens",),
    "cache_write_5m": ("cache_write_tokens", "cache_write_5m_tokens"),
    "cache_write_1h": ("cache_write_tokens", "cache_write_1h_tokens"),
    "audio_input": ("input_audio_tokens",),
    "image_input": ("input_image_tokens",),
    "video_input": ("input_video_tokens",),
    "audio_cache_read": ("cache_audio_read_tokens",),
    "image_cache_read": ("cache_image_read_tokens",),
    "output": ("output_tokens",),
    "reasoning": ("output_reasoning_tokens",),
    "audio_output": ("output_audio_tokens",),
    "image_output": ("output_image_tokens",),
    "video_output": ("output_video_tokens",),
    "citation": ("output_citation_tokens",),
    "web_search": ("web_searches",),
    "file_search": ("storage_searches",),
    "character": ("input_characters",),
    "page": ("input_document_pages",),
    "annotated_page": ("input_annotated_document_pages",),
    "message": ("input_text_messages",),
    "audio_second": ("audio_seconds", "input_audio_seconds"),
}
PIECES = {
    "web_searches_kcount": "web_search",
    "storage_searches_kcount": "file_search",
    "input_mchars": "character",
    "input_document_kpages": "page",
    "input_text_messages_kcount": "message",
    "audio_hours": "audio_second",
}


class Request(NamedTuple):
    """One request of one model."""

    provider: Provider
    model: ModelInfo
    usage: dict[str, int]
    at: datetime
    context: dict[str, str]

    def __str__(self) -> str:
        return f"{self.provider.id}/{self.model.id} {self.usage} at {self.at.isoformat()} {self.context}"


def conditions(model: ModelInfo) -> list[tuple[Any, Any]]:
    if not isinstance(model.prices, list):
        return [(None, model.prices)]
    return [(item.constraint, item.prices) for item in model.prices]


@cache
def price_keys(model: str, provider: str) -> frozenset[str]:
    found = next(m for p in providers if p.id == provider for m in p.models if m.id == model)
    return frozenset(key for _, prices in conditions(found) for key, value in vars(prices).items() if value is not None)


def request(rng: random.Random, provider: Provider, model: ModelInfo) -> Request:
    context: dict[str, str] = {}
    variants = [variant for variant in model.price_variants or () if vars(variant.prices)]
    if variants and rng.random() < 0.6:
        context = dict(rng.choice(variants).when)
    return Request(provider, model, usage(rng, provider, model), instant(rng, model), context)


def instant(rng: random.Random, model: ModelInfo) -> datetime:
    constraints = [c for c, _ in conditions(model)] + [v.constraint for v in model.price_variants or ()]
    dates = [c.start_date for c in constraints if isinstance(c, StartDateConstraint)]
    times = [t for c in constraints if isinstance(c, TimeOfDateConstraint) for t in (c.start_time, c.end_time)]
    day = rng.choice(dates) if dates and rng.random() < 0.5 else date(2024, 1, 1) + timedelta(rng.randrange(1200))
    second = rng.choice([0, 0, rng.randrange(86_400)])
    if times and rng.random() < 0.7:
        edge = rng.choice(times)
        second = edge.hour * 3600 + edge.minute * 60
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(seconds=second + rng.choice([-1, 0, 1]))


def usage(rng: random.Random, provider: Provider, model: ModelInfo) -> dict[str, int]:
    keys = price_keys(model.id, provider.id)
    found: Counter[str] = Counter()
    seldom = 0.03  # what the model has no price for
    if "input_mtok" in keys or rng.random() < seldom:
        found["input"] = prompt(rng, model)
        prompt_parts(rng, found)
    if "output_mtok" in keys or rng.random() < seldom:
        found["output"] = rng.randint(1, 100_000)
        parts = ["reasoning", "audio_output", "image_output", "video_output"]
        parts += ["citation"] if "output_citation_mtok" in keys else []
        split(rng, found, "output", [(part,) for part in parts])
    for key, meter in PIECES.items():
        if rng.random() < (0.7 if key in keys else seldom / len(PIECES)):
            found[meter] = rng.choice([1, 7, 9, 10, 11, rng.randint(1, 100_000)])
    if "input_annotated_document_kpages" in keys and found["page"]:
        found["annotated_page"] = rng.randint(0, found["page"])
    return {meter: count for meter, count in found.items() if count} or {"input": 1}


def prompt(rng: random.Random, model: ModelInfo) -> int:
    variants = [variant.prices for variant in model.price_variants or ()]
    prices = [value for sheet in [*(p for _, p in conditions(model)), *variants] for value in vars(sheet).values()]
    starts = [tier.start for value in prices if isinstance(value, TieredPrices) for tier in value.tiers]
    if starts and rng.random() < 0.6:
        return rng.choice(starts) + rng.choice([-1, 0, 1, 1000])
    return rng.randint(1, rng.choice([5_000, 200_000, 2_000_000]))


def prompt_parts(rng: random.Random, found: Counter[str]) -> None:
    single = ["cache_read", "cache_write_5m", "cache_write_1h", "audio_input", "image_input", "video_input"]
    double = [("audio_cache_read", "audio_input", "cache_read"), ("image_cache_read", "image_input", "cache_read")]
    split(rng, found, "input", [*((part,) for part in single), *double])


def split(rng: random.Random, found: Counter[str], whole: str, parts: list[tuple[str, ...]]) -> None:
    if rng.random() < 0.3:
        return
    cuts = sorted(rng.randint(0, found[whole]) for _ in parts)
    sizes = [last - first for first, last in pairwise([0, *cuts])]
    rng.shuffle(sizes)
    for size, meters in zip(sizes, parts, strict=True):
        if size and rng.random() < 0.5:
            for meter in meters:
                found[meter] += size


def their_usage(counts: Mapping[str, int]) -> Usage:
    # Zero is said as well: what is not said may be inferred, and is then an error.
    keys = dict.fromkeys((key for key in UNITS.units if key != "requests"), 0)
    for meter, count in counts.items():
        for key in USAGE_KEYS[meter]:
            keys[key] += count
    return Usage(**keys)
