"""One entry of litellm's map as the rate of a model: what it prices, and word of everything else in it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from costcalc.importers.draft import DraftRate
from costcalc.importers.files.exact import exact, per_million, price
from costcalc.importers.litellm import terms
from costcalc.importers.litellm.hours import OffPeakHours, read_hours
from costcalc.importers.litellm.keys import BATCH, sized_key, token_key
from costcalc.importers.litellm.pieces import Pieces, pieces_of, searches_by_size
from costcalc.importers.litellm.rest import fast, leave_the_rest, regions
from costcalc.importers.litellm.terms import Sheet, Steps
from costcalc.importers.reading.fields import amount, has_price, prose
from costcalc.meters import METERS
from costcalc.rules.form import STANDARD, UNPRICED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from costcalc.importers.draft import Value
    from costcalc.importers.litellm.entry import LitellmEntry

HALF = Decimal("0.5")
MAP = "https://github.com/BerriAI/litellm/blob/main/model_prices_and_context_window.json"
TALKS = {"chat", "completion", "responses", "realtime"}
"""The modes whose tokens without a price litellm bills as others."""

MEDIA: Mapping[str, str] = {
    "supports_vision": "image_input",
    "supports_audio_input": "audio_input",
    "supports_video_input": "video_input",
    "supports_audio_output": "audio_output",
}
INCLUSIVE = {"xai"}
"""Providers at which a prompt of the threshold itself is a large one."""

HALF_FOR_CACHE = {"fireworks_ai"}
"""Providers at which litellm bills cached tokens without a price at half of the price of input."""

CACHED = ("cache_read", "cache_write_5m", "cache_write_1h", "audio_cache_read")
"""What a deployment of a proxy may be billed for by litellm's map, where it has no price of its own."""

NOT_IN_A_BATCH = "litellm takes the price of other tokens, or half of the standard one; it is not priced"


def rate_of(entry: LitellmEntry, effective: str) -> DraftRate | None:
    """Return the rate of a model; None where it has no price."""
    found = _tokens(entry)
    standard = found.get("", Steps({0: {}}))
    if "tiered_pricing" in entry.keys:
        standard = _tiered(entry, standard)
    operator = ">=" if entry.provider in INCLUSIVE else ">"
    base = _with_billed(entry, standard.base)
    above = _above(entry, standard, base)
    pieces = pieces_of(entry)
    services = {}
    for name, own in found.items():
        if name == BATCH:
            services["batch"] = terms.batch(base, own, operator)
            for meter in [meter for meter in base if meter not in services["batch"]]:
                if base[meter] != "0":
                    entry.leave(f"{meter} in a batch", NOT_IN_A_BATCH)
        elif name:
            services[name] = {**terms.service(base, above, own, operator), **_usual(pieces)}
    if pieces.batch:
        services["batch"] = {**services.get("batch", {}), **pieces.batch}
    hours = _hours(entry, base, plain=not above and not services)
    sheet = _without(_lost(entry), {**terms.ordered(hours.base), **pieces.ours})
    other = _without(_lost(entry), pieces.own)
    if not has_price({**sheet, **other}):
        return None
    leave_the_rest(entry)
    return DraftRate(
        effective=effective,
        source=prose(entry.keys.get("source")) or MAP,
        sheet=sheet,
        other=other,
        context_tiers=terms.context_tiers(above, operator),
        services={**services, **fast(entry)},
        regions=regions(entry),
        peak=hours.peak,
        off_peak=hours.off_peak,
        disagreement=searches_by_size(entry),
    )


def _above(entry: LitellmEntry, standard: Steps, base: Sheet) -> dict[int, Sheet]:
    """Return the prices of large requests, with what has none there that a card can say."""
    above = {bound: terms.with_hour(terms.changed(sheet, base), base) for bound, sheet in standard.above.items()}
    for name in entry.keys:
        if (key := sized_key(name, entry.mode)) and key.threshold and key.meter in METERS:
            above[key.threshold] = {**above.get(key.threshold, {}), key.meter: UNPRICED}
    return above


def _lost(entry: LitellmEntry) -> set[str]:
    """Return the meters whose price is another one from a size on that cannot be read, or be said of them."""
    keys = [key for name in entry.keys if (key := sized_key(name, entry.mode))]
    return {key.meter for key in keys if not key.threshold or key.meter not in METERS}


def _without(meters: Collection[str], sheet: Mapping[str, Value]) -> dict[str, Value]:
    return {meter: UNPRICED if meter in meters else price for meter, price in sheet.items()}


def _usual(pieces: Pieces) -> dict[str, Value]:
    """Return what is priced by the piece at its usual price, for a service: litellm adds it to any."""
    own = {"other": dict.fromkeys(pieces.own, STANDARD)} if pieces.own else {}
    return {**dict.fromkeys(pieces.ours, STANDARD), **own}


def _tokens(entry: LitellmEntry) -> dict[str, Steps]:
    """Return the prices of tokens: service, threshold, meter."""
    found: dict[str, dict[int, Sheet]] = {}
    for name, value in entry.keys.items():
        key = token_key(name)
        if key is None:
            continue
        if (written := amount(name, value, entry.leave, per_million)) is not None:
            found.setdefault(key.service, {}).setdefault(key.threshold, {})[key.meter] = written
    return {service: Steps(sheets) for service, sheets in found.items()}


def _tiered(entry: LitellmEntry, flat: Steps) -> Steps:
    table = entry.keys["tiered_pricing"]
    if steps := terms.tiered(table, flat.base, entry.leave):
        return Steps({bound: _as_stated(entry, sheet) for bound, sheet in steps.sheets.items()})
    entry.leave("tiered_pricing", "a table that is not by the size of the prompt, so no token is priced that it prices")
    items = [item for item in table if isinstance(item, dict)] if isinstance(table, list) else []
    named = {key.meter for item in items for name in item if (key := token_key(name))} if items else set(flat.base)
    return Steps({**flat.sheets, 0: {**flat.base, **dict.fromkeys(named, UNPRICED)}})


def _with_billed(entry: LitellmEntry, sheet: Sheet) -> Sheet:
    if entry.mode not in TALKS:
        return sheet
    if (
        not entry.inherits
        and entry.provider in HALF_FOR_CACHE
        and has_price(sheet, "input")
        and "cache_read" not in sheet
    ):
        entry.leave(
            "cache_read_input_token_cost", "it is missing, and half the price of input, as litellm takes it there"
        )
        sheet = {**sheet, "cache_read": price(exact(sheet["input"]) * HALF)}
    takes = [meter for key, meter in MEDIA.items() if entry.keys.get(key) is True]
    return {**sheet, **_as_stated(entry, terms.billed_as(sheet, takes))}


def _as_stated(entry: LitellmEntry, sheet: Sheet) -> Sheet:
    """Return a sheet without what is said of cached tokens where litellm may have another price for them."""
    if not entry.inherits:
        return sheet
    return {meter: price for meter, price in sheet.items() if meter not in CACHED or not terms.is_meter(price)}


def _hours(entry: LitellmEntry, base: Sheet, *, plain: bool) -> OffPeakHours:
    block = entry.keys.get("off_peak_pricing")
    if block is None:
        return OffPeakHours(base)
    # litellm's off-peak prices take the place of tiers and services as well; a card's windows would be on top of them.
    hours = read_hours(block, base, entry.leave) if plain else None
    if hours is None:
        entry.leave("off_peak_pricing", "these hours cannot be said in a card, and the standard prices are taken")
        return OffPeakHours(base)
    return hours
