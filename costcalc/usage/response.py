"""Read the `usage` object of an API response, and bring it into our words.

Vendors count differently. OpenAI's prompt tokens include the cached ones; Anthropic's `input_tokens` leave
them out, so they are added up here. What a vendor counted and we cannot price is refused, never dropped.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from costcalc.arguments import argument, not_empty, path_argument
from costcalc.problem import MAX_SHOWN, InputError, Place, Problem, Source
from costcalc.shown import cut
from costcalc.source import MIB, read_bytes, read_stdin
from costcalc.usage.shapes import TOTAL, is_around, leaves, shape_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

MAX_BYTES = 4 * MIB
MAX_DIGITS = 17

_ALWAYS = {"input", "output", "cache_read", "reasoning"}
STANDARD = "standard"
_MAIN = {"prompt_tokens", "completion_tokens", "input_tokens", "output_tokens"}
_USUAL = {
    "service_tier": {"default", "standard", "auto"},
    "speed": {"standard"},
    "inference_geo": {"global", "not_available"},
}
"""Words beside the counts that mean the price is the usual one; any other may mean that it is not."""


def read_usage(path: PathLike[str] | str, service: str = "standard", region: str | None = None) -> dict[str, Decimal]:
    """Read the usage of one request.

    Args:
        path: A JSON file, or `-` for standard input: a whole response, or its `usage` object alone.
        service: The service tier it is to be priced in; a response that names another one is refused.
        region: The region it is to be priced in.

    Returns:
        Meter to tokens, as `costcalc.price` takes it.

    Raises:
        InputError: for what is no usage object, and for tokens that have no meter.
        TypeError: for an argument of another type.
    """
    path = path_argument(path, "path", "the path of a JSON file, or -")
    not_empty(argument(service, str, "service", "a text such as batch"), "service", "a text such as batch")
    wanted = "a text such as eu, or None"
    not_empty(argument(region, (str, type(None)), "region", wanted), "region", wanted)
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
    said = {key: value for key, value in usage.items() if key not in beside or value is not None}
    return _meters({**beside, **said}, source, _asked(service, region))


def _asked(service: str, region: str | None) -> Mapping[str, set[str]]:
    """Return the words that a response may have beside its counts: the usual ones, or those of the service."""
    asked = dict(_USUAL)
    if service != STANDARD:
        # OpenAI's batches say that their tier is the default one.
        asked["service_tier"] = {service, *({"default"} if service == "batch" else ())}
        asked["speed"] = {*_USUAL["speed"], service}
    if region:
        asked["inference_geo"] = {region}
    return asked


def _text(path: str, name: str) -> str:
    place = Place.start_of(name)
    data = read_stdin(MAX_BYTES, place) if path == "-" else read_bytes(path, MAX_BYTES, place)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError.of(place, "not-utf-8", "this is not UTF-8 text") from None


def _parse(text: str, source: Source) -> dict[str, Any]:
    def no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        seen = dict(pairs)
        if len(seen) < len(pairs):
            raise InputError.of(Place(source, 1, 1), "duplicate-key", "a key stands twice in one object")
        return seen

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


def _meters(usage: dict[str, Any], source: Source, asked: Mapping[str, set[str]]) -> dict[str, Decimal]:
    text = "\n".join(source.lines)
    shape = shape_of(usage)
    meters: dict[str, Decimal] = {}
    problems: list[Problem] = []
    for path, value in leaves(usage, {*shape, TOTAL}):
        if wrong := _wrong(path, value, shape, asked):
            problems.append(Problem(_place_of(path, source, text), *wrong))
        elif isinstance(value, Decimal):
            for meter in shape.get(path, ()):
                meters[meter] = meters.get(meter, Decimal(0)) + value
        if len(problems) == MAX_SHOWN:
            break
    writes = meters.pop("cache_writes", None)
    if writes is not None and not _split(meters, writes):
        message = "`cache_creation_input_tokens` is not what its parts add up to"
        problems.append(Problem(_place_of("cache_creation_input_tokens", source, text), "unknown-usage", message))
    hits = meters.pop("cache_hits", None)
    if hits is not None and meters.setdefault("cache_read", hits) != hits:
        message = "`prompt_cache_hit_tokens` and `cached_tokens` do not agree"
        problems.append(Problem(_place_of("prompt_cache_hit_tokens", source, text), "unknown-usage", message))
    total = usage.get(TOTAL)
    if isinstance(total, Decimal) and total != meters.get("input", Decimal(0)) + meters.get("output", Decimal(0)):
        message = f"`{TOTAL}` is not input plus output: some tokens are counted nowhere else"
        problems.append(Problem(_place_of(TOTAL, source, text), "unknown-usage", message))
    if problems:
        raise InputError(problems)
    # Vendors list what did not happen, too, and a model without a price for audio has no need of one for none of it.
    return {meter: count for meter, count in meters.items() if count or meter in _ALWAYS}


def _split(meters: dict[str, Decimal], writes: Decimal) -> bool:
    """Whether the tokens written to a cache add up; where nothing else is said, all are kept for five minutes."""
    parts = [meters[meter] for meter in ("cache_write_5m", "cache_write_1h") if meter in meters]
    if not parts:
        meters["cache_write_5m"] = writes
    return not parts or sum(parts) == writes


def _wrong(
    path: str, value: Any, shape: Mapping[str, tuple[str, ...]], asked: Mapping[str, set[str]]
) -> tuple[str, str, str | None] | None:
    """Return code, message and hint of what keeps a leaf from being priced; None where nothing does."""
    if value is None and path not in _MAIN:  # nothing is said of a part, and it is not told apart
        return None
    if path in shape or path == TOTAL or isinstance(value, Decimal) or is_around(path, shape):
        return None if value == {} and path not in {*shape, TOTAL} else _wrong_count(path, value, shape)
    word = path.rpartition(".")[2]
    usual = asked.get(word, set())
    if isinstance(value, bool) or (isinstance(value, str) and (not value or value in usual)):
        return None
    what = f"`{cut(value)}`" if isinstance(value, str) else "something that is no count"
    hint = "only what the usual price covers can be priced"
    if word in asked and isinstance(value, str):
        hint = f"price it with --{'region' if word == 'inference_geo' else 'service'} {cut(value)}, if the card has it"
    return "unknown-usage", f"`{cut(path, 60)}` is {what}, and what that does to the price is not known here", hint


def _wrong_count(path: str, value: Any, shape: Mapping[str, tuple[str, ...]]) -> tuple[str, str, str | None] | None:
    whole = isinstance(value, Decimal) and value.is_finite() and value >= 0 and value.adjusted() <= MAX_DIGITS
    if not whole or value != value.to_integral_value():
        return "bad-number", f"`{cut(path, 60)}` is no number of tokens", None
    if value and path not in shape and path != TOTAL:
        message = f"`{cut(path, 60)}` counts {value:f}, and there is no meter for it yet"
        return "unknown-usage", message, "its price is not known here, and leaving it out would make the bill too small"
    return None
