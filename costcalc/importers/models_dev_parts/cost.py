"""`cost` of a model as a rate: prices per 1M tokens, context tiers, and modes as services."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from costcalc.importers.exact import NotExactError, price, whole
from costcalc.importers.fields import amount

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.importers.draft import Value
    from costcalc.importers.fields import Leave

METERS: Mapping[str, str] = {
    "input": "input",
    "cache_read": "cache_read",
    "cache_write": "cache_write_5m",
    "input_audio": "audio_input",
    "output": "output",
    "reasoning": "reasoning",
    "output_audio": "audio_output",
}
LONG = "context_over_200k"
UNPRICED = "unpriced"

_SERVICE = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)

Sheet = dict[str, str]


def read_sheet(cost: Mapping[str, Any], leave: Leave, within: str = "cost") -> Sheet:
    """Read the prices of one table."""
    sheet: Sheet = {}
    for key, value in cost.items():
        if key in {"tiers", "tier", LONG}:
            continue
        if key not in METERS:
            leave(f"{within}.{key}", "a card has no word for it, and it is left out")
        elif (written := amount(f"{within}.{key}", value, leave)) is not None:
            sheet[METERS[key]] = written
    return {meter: sheet[meter] for meter in METERS.values() if meter in sheet}


def context_tiers(cost: Mapping[str, Any], base: Sheet, leave: Leave, within: str = "cost") -> list[dict[str, Value]]:
    """Read the prices of large requests; what the sheet prices and a tier does not is `unpriced` in it."""
    table = cost.get("tiers")
    if table is None and LONG in cost:
        table = [{**cost[LONG], "tier": {"size": 200_000}}] if isinstance(cost[LONG], dict) else None
    if table is None:
        return []
    tiers: dict[int, dict[str, Value]] = {}
    for item in table if isinstance(table, list) else [{}]:
        try:
            bound = int(whole(_size(item)))
        except NotExactError:
            leave(f"{within}.tiers", "not all of it goes by the size of a request, and what does not is left out")
            continue
        own = read_sheet(item, leave, f"{within}.tiers")
        rest = dict.fromkeys((meter for meter in base if meter not in own), UNPRICED)
        size = f"{bound // 1000}K" if bound % 1000 == 0 else str(bound)
        tiers[bound] = {"when": f"input > {size}", "mode": "whole_request", **own, **rest}
    return [tier for _, tier in sorted(tiers.items())]


def _size(item: Any) -> Any:
    tier = item.get("tier") if isinstance(item, dict) else None
    if not isinstance(tier, dict) or tier.get("type", "context") != "context":
        raise NotExactError("no size")
    return tier.get("size")


def services(modes: Any, leave: Leave) -> dict[str, dict[str, Value]]:
    """Read `experimental.modes`: a mode with a cost is a service."""
    found: dict[str, dict[str, Value]] = {}
    for name, mode in modes.items() if isinstance(modes, dict) else ():
        cost = mode.get("cost") if isinstance(mode, dict) else None
        if not isinstance(cost, dict):
            continue
        service = name.lower().replace("-", "_")
        if not _SERVICE.fullmatch(service):
            leave(f"experimental.modes.{name}", "no service can be called so, and it is left out")
            continue
        within = f"experimental.modes.{name}.cost"
        sheet = read_sheet(cost, leave, within)
        tiers = context_tiers(cost, sheet, leave, within)
        if sheet:
            found[service] = {**with_reasoning(sheet), **({"context_tiers": tiers} if tiers else {})}
    return found


def with_reasoning(sheet: Sheet) -> Sheet:
    """Say that reasoning without a price of its own is billed as output."""
    return {**sheet, "reasoning": "output"} if "output" in sheet and "reasoning" not in sheet else sheet


def is_zero(sheet: Sheet) -> bool:
    """Say whether nothing in it costs anything."""
    return bool(sheet) and all(price(value) == "0" for value in sheet.values())
