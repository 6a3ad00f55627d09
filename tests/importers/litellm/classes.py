"""What costcalc says that a request costs, and the classes of differences from what litellm says."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc import price
from costcalc.importers.draft import card_id
from costcalc.importers.reading.names import card_name
from costcalc.problem import InputError

from .requests import AS_OF, BATCH, FAST, STANDARD, Request, theirs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.ratecard import Catalogue


def ours(asked: Request, cards: Catalogue) -> Fraction | None:
    """Ask costcalc; None where it says that something has no price."""
    name = asked.key.removeprefix(f"{asked.provider}/")
    ref = f"{card_id(asked.provider)}/{card_name(name)}"
    try:
        found = price(cards, ref, asked.usage, as_of=AS_OF, service=asked.service, region=asked.region)
    except InputError as error:
        if {problem.code for problem in error.problems} <= {"no-price", "unknown-model", "unknown-card"}:
            return None
        raise
    return Fraction(found.figure.value)


def without(asked: Request, *meters: str, **more: int) -> Request:
    counts = {meter: count for meter, count in asked.usage.items() if meter not in meters}
    return asked._replace(usage={**counts, **more})


def number(asked: Request, key: str) -> Fraction:
    value = asked.entry.get(key)
    return Fraction(str(value)) if value is not None else Fraction(0)


# What is not priced here at all.


def has_no_price(asked: Request, _: object) -> bool:
    return not any(re.search("cost|pricing", key) for key in asked.entry)


def has_no_name(asked: Request, _: object) -> bool:
    return "*" in asked.key


def lacks_a_token(asked: Request, _: object) -> bool:
    used = [side for side in ("input", "output") if asked.usage[side]]
    lacking = [side for side in used if f"{side}_cost_per_token" not in asked.entry]
    return bool(lacking) and "tiered_pricing" not in asked.entry


def nothing(asked: Request, _: Catalogue) -> Fraction:
    del asked
    return Fraction(0)


def only_the_answer(asked: Request, _: Catalogue) -> Fraction:
    return asked.usage["output"] * number(asked, "output_cost_per_token")


# Batches.


def lacks_output_in_a_batch(asked: Request, _: object) -> bool:
    used = asked.usage["output"] or not asked.usage["input"]
    return asked.service == BATCH and "output_cost_per_token_batches" not in asked.entry and bool(used)


def half_for_output(asked: Request, cards: Catalogue) -> Fraction:
    rest = ours(without(asked, "reasoning", output=0), cards) if asked.usage["input"] else Fraction(0)
    assert rest is not None
    return rest + asked.usage["output"] * number(asked, "output_cost_per_token") / 2


def writes_for_an_hour_in_a_batch(asked: Request, _: object) -> bool:
    own = "cache_creation_input_token_cost_above_1hr" in asked.entry
    return asked.service == BATCH and own and "cache_write_1h" in asked.usage


def all_for_minutes(asked: Request, cards: Catalogue) -> Fraction:
    written = asked.usage.get("cache_write_5m", 0) + asked.usage["cache_write_1h"]
    found = ours(without(asked, "cache_write_1h", cache_write_5m=written), cards)
    assert found is not None
    return found


# A 0 beside prices, and a price that a service has not got.


KEYS = {
    "input": "input_cost_per_token",
    "output": "output_cost_per_token",
    "reasoning": "output_cost_per_token",
    "cache_read": "cache_read_input_token_cost",
}
WRITES = ("cache_write_5m", "cache_write_1h")
WRITE = "cache_creation_input_token_cost"


def is_at_zero(asked: Request, _: object) -> bool:
    costs = any(isinstance(value, float) and value > 0 for key, value in asked.entry.items() if "cost" in key)
    used = [key for meter, key in KEYS.items() if asked.usage.get(meter)]
    return costs and any(asked.entry.get(key) == 0 for key in used)


def writes_at_zero(asked: Request, _: object) -> bool:
    paid = number(asked, "input_cost_per_token") > 0
    return paid and asked.entry.get(WRITE) == 0 and any(asked.usage.get(meter) for meter in WRITES)


def nothing_for_writing(asked: Request, cards: Catalogue) -> Fraction:
    found = ours(asked, cards)
    assert found is not None
    return found - sum(asked.usage.get(meter, 0) for meter in WRITES) * number(asked, "input_cost_per_token")


def keeps_its_price(asked: Request, _: object) -> bool:
    moved = number(asked, f"input_cost_per_token_{asked.service}") not in (0, number(asked, "input_cost_per_token"))
    cached = number(asked, KEYS["cache_read"]) > 0 and asked.usage.get("cache_read")
    return bool(moved and cached and f"{KEYS['cache_read']}_{asked.service}" not in asked.entry) and (
        asked.service != BATCH
    )


def what_litellm_says(asked: Request, _: Catalogue) -> Fraction:
    return theirs(asked)


# Calculators of their own.


CACHED = [("cache_read", "cache_read"), ("cache_write_5m", "cache_creation"), ("cache_write_1h", "cache_creation")]


def is_perplexitys(asked: Request, _: object) -> bool:
    cached = any(meter in asked.usage and f"{key}_input_token_cost" in asked.entry for meter, key in CACHED)
    bounds = [int(found[1]) * 1000 for key in asked.entry if (found := re.search(r"_above_(\d+)k_tokens$", key))]
    large = any(asked.usage["input"] > bound for bound in bounds)
    return asked.provider == "perplexity" and (cached or large or "input_cost_per_request" in asked.entry)


def flat_prices(asked: Request, _: Catalogue) -> Fraction:
    thought = asked.usage.get("reasoning", 0) if "output_cost_per_reasoning_token" in asked.entry else 0
    spoken = (asked.usage["output"] - thought) * number(asked, "output_cost_per_token")
    prompt = asked.usage["input"] * number(asked, "input_cost_per_token")
    return prompt + spoken + thought * number(asked, "output_cost_per_reasoning_token")


def is_a_service_at_fireworks(asked: Request, _: object) -> bool:
    return asked.provider == "fireworks_ai" and asked.service not in {STANDARD, BATCH, FAST}


def standard(asked: Request, cards: Catalogue) -> Fraction:
    found = ours(asked._replace(service=STANDARD), cards)
    assert found is not None
    return found


def has_tiers_and_no_prompt(asked: Request, _: object) -> bool:
    return "tiered_pricing" in asked.entry and not asked.usage["input"]


def flat_answer(asked: Request, _: Catalogue) -> Fraction:
    thought = asked.usage.get("reasoning", 0) if "output_cost_per_reasoning_token" in asked.entry else 0
    spoken = (asked.usage["output"] - thought) * number(asked, "output_cost_per_token")
    return spoken + thought * number(asked, "output_cost_per_reasoning_token")


def other_key(asked: Request) -> str:
    """Give the key under which litellm looks first: that with the provider before it, once."""
    prefix = f"{asked.asked_of}/"
    if asked.key.startswith(f"{prefix}{prefix}"):
        return asked.key.removeprefix(prefix)
    return asked.key if asked.key.startswith(prefix) else f"{prefix}{asked.key}"


def is_another_key(asked: Request, entries: Mapping[str, object]) -> bool:
    return other_key(asked) != asked.key and other_key(asked) in entries


def as_the_other_key(asked: Request, _: Catalogue) -> Fraction:
    return theirs(asked, other_key(asked))


CLASSES: Mapping[str, tuple[Callable[..., bool], Callable[[Request, Catalogue], Fraction]]] = {
    "other-key": (is_another_key, as_the_other_key),
    "no-price": (has_no_price, nothing),
    "no-name": (has_no_name, nothing),
    "no-token-price": (lacks_a_token, only_the_answer),
    "zero": (is_at_zero, what_litellm_says),
    "zero-write": (writes_at_zero, nothing_for_writing),
    "service-part": (keeps_its_price, what_litellm_says),
    "batch-output": (lacks_output_in_a_batch, half_for_output),
    "batch-hour": (writes_for_an_hour_in_a_batch, all_for_minutes),
    "perplexity": (is_perplexitys, flat_prices),
    "fireworks-service": (is_a_service_at_fireworks, standard),
    "empty-prompt": (has_tiers_and_no_prompt, flat_answer),
}
REFUSED = {"no-price", "no-name", "no-token-price", "zero", "service-part", "batch-output", "batch-hour"}
"""The classes in which costcalc gives no price."""
