"""Read the `usage` object of an API response, and bring it into our words.

Vendors count differently. OpenAI's prompt tokens include the cached ones; Anthropic's `input_tokens` leave
them out, so they are added up here. What a vendor counted and we cannot price is refused, never dropped.
"""

from __future__ import annotations

import json
import re
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from costcalc.problem import InputError, Place, Problem, Source
from costcalc.source import MIB, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_BYTES = 4 * MIB
MAX_DEPTH = 8
MAX_DIGITS = 17

OPENAI_CHAT: Mapping[str, tuple[str, ...]] = {
    "prompt_tokens": ("input",),
    "completion_tokens": ("output",),
    "prompt_tokens_details.cached_tokens": ("cache_read",),
    "completion_tokens_details.reasoning_tokens": ("reasoning",),
    # Parts of what is counted above, at the same price.
    "completion_tokens_details.accepted_prediction_tokens": (),
    "completion_tokens_details.rejected_prediction_tokens": (),
    "prompt_tokens_details.text_tokens": (),
    "completion_tokens_details.text_tokens": (),
    # DeepSeek says twice how many tokens were cached.
    "prompt_cache_hit_tokens": (),
    "prompt_cache_miss_tokens": (),
}
OPENAI_RESPONSES: Mapping[str, tuple[str, ...]] = {
    "input_tokens": ("input",),
    "output_tokens": ("output",),
    "input_tokens_details.cached_tokens": ("cache_read",),
    "output_tokens_details.reasoning_tokens": ("reasoning",),
}
ANTHROPIC: Mapping[str, tuple[str, ...]] = {
    "input_tokens": ("input",),
    "cache_read_input_tokens": ("input", "cache_read"),
    "output_tokens": ("output",),
}
_TOTAL = "total_tokens"
_ONLY_ANTHROPIC = {"cache_read_input_tokens", "cache_creation_input_tokens", "cache_creation"}
_USUAL_SERVICE = {None, "default", "standard", "auto"}


def read_usage(path: str) -> dict[str, Decimal]:
    """Read the usage of one request.

    Args:
        path: A JSON file, or `-` for standard input: a whole response, or its `usage` object alone.

    Returns:
        Meter to tokens, as `costcalc.price` takes it.

    Raises:
        InputError: for what is no usage object, and for tokens that have no meter.
    """
    name = "standard input" if path == "-" else path
    text = _text(path, name)
    source = Source(name, text, quotable=False)  # a response holds more than its usage
    document = _parse(text, source)
    usage = document.get("usage", document)
    if not isinstance(usage, dict) or not {"prompt_tokens", "input_tokens"} & set(usage):
        hint = "a response of the OpenAI or Anthropic API has a `usage` object with prompt_tokens or input_tokens"
        raise InputError.of(Place(source, 1, 1), "no-usage", "there is no `usage` object here", hint)
    # OpenAI writes the tier beside `usage`, Anthropic inside it.
    beside = {"service_tier": document.get("service_tier")} if usage is not document else {}
    return _meters({**beside, **usage}, source)


def _text(path: str, name: str) -> str:
    place = Place(Source(name), 1, 1)
    data = sys.stdin.buffer.read(MAX_BYTES + 1) if path == "-" else read_bytes(path, MAX_BYTES, place)
    if len(data) > MAX_BYTES:
        raise InputError.of(place, "file-too-large", f"there are more than {MAX_BYTES // MIB} MiB")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError.of(place, "not-utf-8", "this is not UTF-8 text") from None


def _parse(text: str, source: Source) -> dict[str, Any]:
    def no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        if twice := next((key for key in keys if keys.count(key) > 1), None):
            raise InputError.of(_place_of(twice, source, text), "duplicate-key", f"`{twice[:40]}` stands here twice")
        return dict(pairs)

    def no_number(word: str) -> None:
        raise ValueError(word)

    try:
        document = json.loads(
            text, parse_float=Decimal, parse_int=Decimal, parse_constant=no_number, object_pairs_hook=no_twins
        )
    except json.JSONDecodeError as error:
        place = Place(source, error.lineno, error.colno)
        raise InputError.of(place, "bad-json", f"this is not JSON: {error.msg.lower()}") from None
    except (RecursionError, ValueError, ArithmeticError):
        raise InputError.of(Place(source, 1, 1), "bad-json", "this is not JSON that can be read") from None
    if not isinstance(document, dict):
        raise InputError.of(Place(source, 1, 1), "no-usage", "there is no `usage` object here")
    return document


def _place_of(key: str, source: Source, text: str) -> Place:
    match = re.search(rf'"{re.escape(key.rpartition(".")[2])}"\s*:', text)
    start = match.start() if match else 0
    return Place(source, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def _meters(usage: dict[str, Any], source: Source) -> dict[str, Decimal]:
    text = "\n".join(source.lines)
    shape = _shape(usage)
    meters: dict[str, Decimal] = {}
    problems = []
    for path, value in _leaves(usage):
        if wrong := _wrong(path, value, shape):
            problems.append(Problem(_place_of(path, source, text), *wrong))
        elif isinstance(value, Decimal):
            for meter in shape.get(path, ()):
                meters[meter] = meters.get(meter, Decimal(0)) + value
    total = usage.get(_TOTAL)
    if not problems and total not in {None, meters.get("input", Decimal(0)) + meters.get("output", Decimal(0))}:
        message = f"`{_TOTAL}` is {total}, which is not input plus output: some tokens are counted nowhere else"
        problems.append(Problem(_place_of(_TOTAL, source, text), "unknown-usage", message))
    if problems:
        raise InputError(problems)
    return meters


def _wrong(path: str, value: Any, shape: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str | None] | None:
    if path.endswith("service_tier") and value not in _USUAL_SERVICE:
        hint = "only the standard tier has prices here; another would make the bill wrong"
        return "unknown-usage", f"the service tier `{str(value)[:40]}` cannot be priced yet", hint
    if not isinstance(value, Decimal):
        return None
    if not value.is_finite() or value < 0 or value != value.to_integral_value() or value.adjusted() > MAX_DIGITS:
        return "bad-number", f"`{path[:60]}` is no number of tokens", None
    if value and path not in shape and path != _TOTAL:
        message = f"`{path[:60]}` counts {value:f}, and there is no meter for it yet"
        return "unknown-usage", message, "its price is not known here, and leaving it out would make the bill too small"
    return None


def _shape(usage: dict[str, Any]) -> Mapping[str, tuple[str, ...]]:
    if "prompt_tokens" in usage:
        return OPENAI_CHAT
    return ANTHROPIC if _ONLY_ANTHROPIC & set(usage) else OPENAI_RESPONSES


def _leaves(node: Any, path: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict) and depth < MAX_DEPTH:
        for key, value in node.items():
            yield from _leaves(value, f"{path}.{key}" if path else key, depth + 1)
    elif isinstance(node, list) and depth < MAX_DEPTH:
        for value in node:
            yield from _leaves(value, path, depth + 1)
    else:
        yield path, node
