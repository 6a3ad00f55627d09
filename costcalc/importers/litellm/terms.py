"""What litellm's arithmetic makes of an entry: context tiers, services, hours and regions as a card says them.

litellm bills what has no price of its own as something else. That is written down here, meter by meter, as it is in
its `llm_cost_calc/utils.py` and in `batch_cost_calculator`, and nowhere guessed.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.files.exact import NotExactError, per_million, size, whole
from costcalc.importers.litellm.keys import TIERED, TOKENS, token_key
from costcalc.importers.reading.fields import amount, context_tier
from costcalc.importers.reading.neighbours import leave_strangers
from costcalc.importers.rules.parts import wholes
from costcalc.rules.form import STANDARD, UNPRICED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.importers.draft import Value
    from costcalc.importers.reading.fields import Leave

Sheet = dict[str, str]
"""Meter to price, or to the meter it is billed as."""

_AS_INPUT = ("cache_read", "cache_write_5m", "cache_write_1h", "audio_input", "image_input", "video_input")
_CACHED = ("cache_read", "cache_write_5m")
_ORDER = {meter: nth for nth, meter in enumerate(TOKENS.values())}


class Steps(NamedTuple):
    """Prices of a token by the size of the prompt above which they hold; 0 is always.

    Args:
        sheets: Threshold to prices.
    """

    sheets: dict[int, Sheet]

    @property
    def base(self) -> Sheet:
        """The prices of small requests."""
        return self.sheets.get(0, {})

    @property
    def above(self) -> dict[int, Sheet]:
        """The others, lowest threshold first; what one does not price has the price of the one before it."""
        passed: Sheet = {}
        tiers = {}
        for bound, sheet in sorted(self.sheets.items()):
            if bound:
                passed = passed | sheet
                tiers[bound] = passed
        return tiers


def is_meter(price: str) -> bool:
    """Whether what stands in a sheet is the name of another meter, and no number."""
    return price != UNPRICED and not price[0].isdigit()


def ordered(sheet: Sheet) -> Sheet:
    """Return the meters of tokens in the order of a card."""
    return dict(sorted(sheet.items(), key=lambda item: _ORDER.get(item[0], len(_ORDER))))


def changed(sheet: Sheet, base: Sheet) -> Sheet:
    """Return a sheet without what is billed as the same meter in both; it follows that meter's price anyway."""
    return {meter: price for meter, price in sheet.items() if not is_meter(price) or base.get(meter) != price}


def with_hour(sheet: Sheet, base: Sheet) -> Sheet:
    """Return a sheet in which an hour's writing goes with that of minutes, where only that has a price."""
    goes_along = "cache_write_5m" in sheet and "cache_write_1h" not in sheet and base.get("cache_write_1h") == "input"
    return {**sheet, "cache_write_1h": "cache_write_5m"} if goes_along else sheet


def context_tiers(above: Mapping[int, Sheet], operator: str) -> list[dict[str, Value]]:
    """Return the prices of large requests."""
    return [context_tier(size(bound), ordered(sheet), operator) for bound, sheet in sorted(above.items()) if sheet]


def billed_as(sheet: Sheet, hears: Sequence[str]) -> Sheet:
    """Return as what litellm bills the tokens of a chat that have no price of their own.

    Args:
        sheet: The prices of the model.
        hears: The meters of other media that the model is said to take or make.
    """
    billed: Sheet = {}
    if "input" in sheet:
        billed["cache_read"] = billed["cache_write_5m"] = "input"
        billed["cache_write_1h"] = "cache_write_5m" if "cache_write_5m" in sheet else "input"
        billed |= {meter: "input" for meter in hears if meter in _AS_INPUT}
        if "audio_input" in sheet:
            billed["audio_cache_read"] = "cache_read" if "cache_read" in sheet else "input"
    if "output" in sheet:
        billed["reasoning"] = "output"
        billed |= {meter: "output" for meter in hears if meter not in _AS_INPUT}
    rest = {meter: whole for meter, whole in billed.items() if meter not in sheet}
    return {meter: UNPRICED if sheet.get(whole) == UNPRICED else whole for meter, whole in rest.items()}


def service(standard: Sheet, tiers: Mapping[int, Sheet], own: Steps, operator: str) -> dict[str, Value]:
    """Return a service: what it does not price has the standard price, above a threshold as well.

    Args:
        standard: The sheet of the standard service, with what is billed as something else.
        tiers: Its prices for large requests.
        own: The prices of the service.
        operator: How a threshold is passed.
    """
    sheet: Sheet = {}
    for meter, price in standard.items():
        # Reasoning goes with the service's own price of output, whatever it costs otherwise.
        whole = "output" if meter == "reasoning" and price != UNPRICED else price
        # What has a price of its own above a threshold only has the standard one, as a number, below it; beside another
        # price of what it is part of it has none, and `parts.py` says so.
        sized = any(meter in tier for tier in own.above.values())
        usual = price if sized and not is_meter(price) and own.base.keys().isdisjoint(wholes(meter)) else STANDARD
        sheet[meter] = own.base.get(meter) or (whole if whole in own.base else usual)
    sheet |= {meter: price for meter, price in own.base.items() if meter not in sheet}
    above: dict[int, Sheet] = {}
    for bound in sorted({*tiers, *own.above}):
        # What the service does not price above a threshold has the standard price above it, and not its own below.
        rest = {meter: price for meter, price in tiers.get(bound, {}).items() if sheet.get(meter) != STANDARD}
        above[bound] = rest | with_hour(own.above.get(bound, {}), sheet)
    written = context_tiers(above, operator)
    return {**ordered(sheet), **({"context_tiers": written} if written else {})}


def batch(standard: Sheet, own: Steps, operator: str) -> dict[str, Value]:
    """Return the batch service: cached tokens without a price in it are billed as its input, reasoning as its output.

    What litellm would bill there as cheaper tokens, or at half of the standard price, is not priced.
    """
    sheet: Sheet = {}
    for meter, price in standard.items():
        whole = "input" if meter in _AS_INPUT else "output" if meter == "reasoning" or price == "output" else ""
        if meter in own.base:
            sheet[meter] = own.base[meter]
        elif (
            whole in own.base
            and price != UNPRICED
            and (is_meter(price) or meter in _CACHED or price == standard.get(whole))
        ):
            sheet[meter] = price if is_meter(price) and price in own.base else whole
    sheet |= {meter: price for meter, price in own.base.items() if meter not in sheet}
    tiers = context_tiers(own.above, operator)
    return {**ordered(sheet), **({"context_tiers": tiers} if tiers else {})}


def tiered(table: Any, fallback: Sheet, leave: Leave) -> Steps | None:
    """Read `tiered_pricing`: the tier of the whole prompt prices every token of the request.

    Args:
        table: Items with a `range` of tokens, from which without and up to which with.
        fallback: The model's own prices; of these only that of output is used, where no tier has one.
        leave: Takes the notes.

    Returns:
        The prices, what a tier leaves out billed as litellm bills it; None for a table of another kind.
    """
    if not isinstance(table, list) or not all(isinstance(item, dict) for item in table):
        return None
    try:
        rows = sorted((_bounds(item), nth) for nth, item in enumerate(table))
        sheets = [_tier(table[nth], fallback, leave) for _, nth in rows]
    except NotExactError:
        return None
    bounds = [bound for bound, _ in rows]
    if not bounds or bounds[0][0] or any(first[1] != second[0] for first, second in pairwise(bounds)):
        return None
    return Steps({bound[0]: sheet for bound, sheet in zip(bounds, sheets, strict=True)})


def _bounds(item: Mapping[str, Any]) -> tuple[int, int]:
    edges = item.get("range")
    if not isinstance(edges, list) or len(edges) != 2 or "input_cost_per_token" not in item:  # noqa: PLR2004  # two ends
        raise NotExactError("no range of tokens")
    start = 0 if str(edges[0]) in {"0", "0.0"} else int(whole(edges[0]))
    return start, int(whole(edges[1]))


def _tier(item: Mapping[str, Any], fallback: Sheet, leave: Leave) -> Sheet:
    sheet: Sheet = {}
    found = {key: token for key in item if (token := token_key(key)) and not token.service and not token.threshold}
    if not leave_strangers(item, {*found, "range"}, leave, "tiered_pricing.", table=True):
        raise NotExactError("prices in another unit, or with a condition that is not understood")
    for key, token in found.items():
        if (written := amount(f"tiered_pricing.{key}", item[key], leave, per_million)) is not None:
            sheet[token.meter] = written
    if "output" not in sheet and "output" in fallback:
        sheet["output"] = fallback["output"]
    return sheet | {meter: price for meter, price in billed_as(sheet, ()).items() if meter in {*TIERED, "reasoning"}}
