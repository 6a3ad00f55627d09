"""Portkey's `calculate`: what a request costs, as a tree. It is never run, only compared with what a card reckons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.importers.portkey.units import TOKENS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

QUANTITIES: Mapping[str, str] = {
    "input_tokens": "input",
    "output_tokens": "output",
    "cache_read_tokens": "cache_read",
    "cache_write_tokens": "cache_write_5m",
    "audio_input_tokens": "audio_input",
    "request_audio_tokens": "audio_input",
    "cache_read_audio_tokens": "audio_cache_read",
    "audio_output_tokens": "audio_output",
    "response_audio_tokens": "audio_output",
}
"""What is counted, as one of our meters."""

RATES: Mapping[str, str] = {
    **{f"rates.{key}": unit.meter for key, unit in TOKENS.items()},
    "rates.cache_read_token": "cache_read",
    "rates.cache_write_token": "cache_write_5m",
}
"""By which price, as that of one of our meters."""

NOTHING, AN_IMAGE = ["0", "input_tokens"], ["1", "rates.image"]
PAIR = 2


def is_plain(calculate: Any, priced: Collection[str]) -> bool:
    """Whether a request costs the sum of its quantities, each times its own price and once, as in a card.

    Args:
        calculate: What is written.
        priced: The meters that have a price: `0` times the tokens of the prompt says that they cost nothing.
    """
    if calculate is None:
        return True
    if not isinstance(calculate, dict) or not set(calculate) <= {"request", "response"}:
        return False
    meters = [meter for tree in calculate.values() for meter in _meters(tree, priced)]
    return None not in meters and len(set(meters)) == len(meters)


def _meters(tree: Any, priced: Collection[str]) -> Iterator[str | None]:
    """Yield what is charged for; None for what is not understood."""
    if not isinstance(tree, dict) or set(tree) != {"operation", "operands"} or not isinstance(tree["operands"], list):
        yield None
    elif tree["operation"] == "sum":
        for operand in tree["operands"]:
            yield from _meters(operand, priced)
    else:
        yield _meter(tree["operands"], priced) if tree["operation"] == "multiply" else None


def _meter(operands: list[Any], priced: Collection[str]) -> str | None:
    values = [operand.get("value") for operand in operands if isinstance(operand, dict) and set(operand) == {"value"}]
    words = [value for value in values if isinstance(value, str)]
    if len(operands) != PAIR or len(words) != PAIR:
        return None
    if words in (NOTHING, AN_IMAGE):
        return words[1] if words == AN_IMAGE or "input" not in priced else None
    meter = QUANTITIES.get(words[0])
    return meter if meter == RATES.get(words[1]) else None
