"""What litellm prices by the piece: searches, pages, seconds, images, hours of hosting."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.files.exact import NotExactError, exact, price, shifted
from costcalc.importers.litellm.keys import own_meter, piece_key
from costcalc.importers.reading.contest import KeyPrice, settled
from costcalc.importers.reading.fields import amount
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.importers.draft import Value
    from costcalc.importers.litellm.entry import LitellmEntry
    from costcalc.importers.litellm.keys import Piece

PER_PROMPT = ("gemini", "vertex_ai-language-models")
"""Providers at which litellm counts the prompts that search, where the entry does not say that it is each search."""

SECONDS_OF_AN_HOUR = 3600

COMMITTED = "-commitment/"
"""In the keys of units of Bedrock that are reserved for months."""

SECONDS = ("output_cost_per_second", "input_cost_per_second")
BATCHES = "_batches"
BY_CONTEXT = "a search costs more with more context, and nobody says with how much, so nothing is priced by it"
MEDIUM = "medium"
SIZES = ("low", MEDIUM, "high")
SEARCH = "search_context_cost_per_query"
_SIZES = "search_context_size_"


class Pieces(NamedTuple):
    """Prices by meter.

    Args:
        ours: Of the meters that every card knows.
        own: Of those that the card names itself.
        batch: Of ours, in a batch.
    """

    ours: dict[str, Value]
    own: dict[str, Value]
    batch: dict[str, Value]


def pieces_of(entry: LitellmEntry) -> Pieces:
    """Return the prices of what is no token."""
    prices = list(_prices(entry))
    batch = settled((price for price in prices if price.key.endswith(BATCHES)), entry.leave)
    usual = settled((price for price in prices if not price.key.endswith(BATCHES)), entry.leave)
    own = {meter: price for meter, price in usual.items() if own_meter(meter)}
    found = Pieces({meter: price for meter, price in usual.items() if meter not in own}, own, batch)
    if web := _web_search(entry):
        found.ours["web_search"] = web
    if hosting := _hosting(entry):
        found.ours["hosting_hour"] = hosting
    return found


def _prices(entry: LitellmEntry) -> Iterator[KeyPrice]:
    makes = "output_cost_per_image" in entry.keys
    for key, value in entry.keys.items():
        piece = piece_key(key.removesuffix(BATCHES), entry.mode)
        if piece is None or value is None or (key in SECONDS and key != _second(entry)):
            continue
        meter = piece.meter
        if key == "input_cost_per_image" and entry.mode == "image_generation" and not makes:
            meter = "image"  # litellm multiplies it by the images that were made
        if meter == "image" and entry.mode == "audio_speech":
            entry.leave(key, "the price of a piece of music, which has no meter, and is left out")
            continue
        if meter == "annotated_page":
            entry.leave(key, "taken for the whole price of an annotated page, while litellm adds it to that of a page")
        if bought := _bought(entry, key, piece):
            yield KeyPrice(meter, key, bought)


def _second(entry: LitellmEntry) -> str | None:
    """Return which key is the price of a second; one of the two is often 0 where the other has the price."""
    here = [key for key in SECONDS if entry.keys.get(key) is not None]
    return next((key for key in here if any(digit in "123456789" for digit in str(entry.keys[key]))), None) or next(
        iter(here), None
    )


def _bought(entry: LitellmEntry, key: str, piece: Piece) -> dict[str, Value] | None:
    """Return a price with what it buys: a thousand, where the price of one has more decimals than a card can hold."""
    value = entry.keys[key]
    try:
        return {"price": shifted(value, piece.places), "per": piece.per}
    except NotExactError as error:
        why = str(error)
    if piece.places == 0:
        with suppress(NotExactError):
            return {"price": shifted(value, 3), "per": f"{piece.per.replace('1 ', '1K ')}s"}
    entry.leave(key, why)
    return None


def _web_search(entry: LitellmEntry) -> Value | None:
    sizes = _by_size(entry)
    if not sizes:
        return None
    if searches_by_size(entry) or UNPRICED in sizes.values():
        entry.leave(SEARCH, BY_CONTEXT)
        return UNPRICED
    if entry.provider in PER_PROMPT and "web_search_billing_unit" not in entry.keys:
        entry.leave(
            "web_search_billing_unit", "it is missing, so a search here is a prompt that searches, however often"
        )
    return {"price": sizes[MEDIUM], "per": "1K searches", **_free(entry)}


def _by_size(entry: LitellmEntry) -> dict[str, str]:
    """Return what a thousand searches cost by the size of their context; that of no size is as good as unreadable."""
    written = entry.keys.get(SEARCH)
    sizes = written if isinstance(written, dict) else {"": None if written is None else UNPRICED}
    prices = {key: amount(SEARCH, value, _nowhere, lambda each: shifted(each, 3)) for key, value in sizes.items()}
    return {key.removeprefix(_SIZES): price for key, price in prices.items() if price is not None}


def _nowhere(_key: str, _why: str) -> None:
    """Note nothing: whoever takes the price has the note."""


def searches_by_size(entry: LitellmEntry) -> str | None:
    """Return what a search costs in each size, in words, where not all cost what one of medium size does."""
    sizes = _by_size(entry)
    if not sizes or set(sizes.values()) == {sizes.get(MEDIUM)}:
        return None
    said = ", ".join(f"{size} {sizes[size]}" for size in (*SIZES, "") if size in sizes)
    return f"web_search by the size of its context: {said} per 1K searches"


def _free(entry: LitellmEntry) -> dict[str, Value]:
    block = entry.keys.get("search_free_requests")
    if not isinstance(block, dict):
        return {}
    quantity = entry.number("search_free_requests", block.get("count", ""))
    if quantity is None:
        return {}
    if block.get("period") not in {"hour", "day", "week", "month", "year"}:
        entry.leave("search_free_requests", "its period is none of ours, and nothing is free")
        return {}
    if "shared_group" in block:
        entry.leave("search_free_requests.shared_group", "models of a group share what is free; here each has it alone")
    return {"free": {"quantity": quantity, "per": block["period"]}}


def second_of_hosting(entry: LitellmEntry) -> Any:
    """Return the price of a second of hosting; older maps say that of a commitment as input and as output."""
    sides = [entry.keys.get(key) for key in SECONDS]
    committed = sides[0] if COMMITTED in entry.key and sides[0] == sides[1] else None
    return entry.keys.get("cost_per_second", committed)


def _hosting(entry: LitellmEntry) -> dict[str, Value] | None:
    hour = entry.number(
        "cost_per_second", second_of_hosting(entry), lambda each: price(exact(each) * SECONDS_OF_AN_HOUR)
    )
    return None if hour is None else {"price": hour, "per": "1 hour"}
