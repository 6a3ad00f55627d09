"""Random requests to the models of litellm's map, in its words and in ours, and what litellm says that they cost."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator, Mapping

MODES = {"chat", "completion", "responses"}
AS_OF = datetime(2026, 11, 24, 2, tzinfo=UTC)
"""A Tuesday, ten in the morning in Shanghai: in the peak of the models that have one."""

BOUNDS = (32_000, 100_000, 128_000, 200_000, 256_000, 272_000, 512_000)
STANDARD, BATCH, FAST = "standard", "batch", "fast"
SERVICES = {"flex": "flex", "priority": "priority", "ultrafast": "ultrafast", "balanced": "balanced", "batches": BATCH}
NOT_MODELS = {"sample_spec", "fallback_generalizations"}


class Request(NamedTuple):
    """A request.

    Args:
        key: Of the map.
        entry: What the map says of it.
        usage: Meter to quantity.
        service: As costcalc calls it.
        region: The same.
    """

    key: str
    entry: Mapping[str, Any]
    usage: Mapping[str, int]
    service: str = STANDARD
    region: str | None = None

    @property
    def provider(self) -> str:
        return str(self.entry["litellm_provider"])

    @property
    def asked_of(self) -> str:
        """The provider as a caller of litellm names it; the map has finer ones."""
        for word in ("vertex_ai", "bedrock_converse"):
            if self.provider.startswith(word):
                return word.removesuffix("_converse")
        return self.provider


def requests(rng: random.Random, models: Mapping[str, Mapping[str, Any]]) -> Iterator[Request]:
    """Yield requests to every chat model: two plain ones, and one for each service and region that it has."""
    for key, entry in models.items():
        if key in NOT_MODELS or entry.get("mode") not in MODES:
            continue
        for _ in range(2):
            yield Request(key, entry, usage(rng))
        for word, service in SERVICES.items():
            if f"input_cost_per_token_{word}" in entry:
                yield Request(key, entry, usage(rng), service)
        special = entry.get("provider_specific_entry", {})
        if entry["litellm_provider"] == "anthropic" and "fast" in special:
            yield Request(key, entry, usage(rng), FAST)
        for region in regions(entry, special):
            yield Request(key, entry, usage(rng), STANDARD, region)


def regions(entry: Mapping[str, Any], special: Mapping[str, Any]) -> Iterator[str]:
    provider = entry["litellm_provider"]
    if provider == "openai":
        yield from (place for place in ("eu", "us") if f"regional_processing_uplift_multiplier_{place}" in entry)
    elif provider.startswith("vertex_ai") and "regional_endpoint_uplift_multiplier" in entry:
        yield "regional"
    elif provider == "anthropic" and "us" in special:
        yield "us"


def usage(rng: random.Random) -> dict[str, int]:
    """Make up a request: sizes of all orders, often near a bound; parts of it read from a cache or written to it."""
    prompt, answer = size(rng), size(rng)
    found = {"input": prompt, "output": answer}
    cuts = sorted(rng.randint(0, prompt) for _ in range(3))
    parts = {"cache_read": cuts[0], "cache_write_5m": cuts[1] - cuts[0], "cache_write_1h": cuts[2] - cuts[1]}
    for meter in list(parts)[: rng.choice((0, 0, 1, 2, 3))]:
        found[meter] = parts[meter]
    if rng.random() < 0.5:
        found["reasoning"] = rng.randint(0, answer)
    return {meter: count for meter, count in found.items() if count or meter in {"input", "output"}}


def size(rng: random.Random) -> int:
    close = rng.choice(BOUNDS) + rng.choice((-1, 0, 1))
    return rng.choice(
        (0, 1, 1000, rng.randint(1, 5_000), rng.randint(1, 500_000), close, rng.randint(10**5, 1_200_000))
    )


def theirs(asked: Request, key: str | None = None) -> Fraction:
    """Ask litellm what a request costs.

    Args:
        asked: The request.
        key: Another key to ask for, instead of its own.
    """
    import litellm

    prompt, answer = litellm.cost_per_token(
        model=key or asked.key,
        custom_llm_provider=asked.asked_of,
        usage_object=their_usage(asked),
        service_tier=asked.service if asked.service not in {STANDARD, BATCH, FAST} else None,
        call_type="retrieve_batch" if asked.service == BATCH else "completion",
        data_residency=asked.region if asked.provider == "openai" else None,
        vertex_location="us-east5" if asked.region == "regional" else None,
    )
    return Fraction(prompt) + Fraction(answer)


def their_usage(asked: Request) -> Any:
    from litellm.types import utils

    counts = asked.usage
    read, minutes, hour = (counts.get(meter, 0) for meter in ("cache_read", "cache_write_5m", "cache_write_1h"))
    split = utils.CacheCreationTokenDetails(ephemeral_5m_input_tokens=minutes, ephemeral_1h_input_tokens=hour)
    prompt = utils.PromptTokensDetailsWrapper(
        cached_tokens=read,
        cache_creation_tokens=minutes + hour,
        **({"cache_creation_token_details": split} if hour else {}),
    )
    answer = utils.CompletionTokensDetailsWrapper(reasoning_tokens=counts.get("reasoning", 0))
    words = {"speed": "fast"} if asked.service == FAST else {}
    words |= {"inference_geo": asked.region} if asked.provider == "anthropic" and asked.region else {}
    return utils.Usage(
        prompt_tokens=counts["input"],
        completion_tokens=counts["output"],
        total_tokens=counts["input"] + counts["output"],
        prompt_tokens_details=prompt if read + minutes + hour else None,
        completion_tokens_details=answer if "reasoning" in counts else None,
        **words,
    )
