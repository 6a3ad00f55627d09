"""`cost` of a model as a rate: prices per 1M tokens, context tiers, and modes as services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import is_service
from costcalc.importers.exact import NotExactError, size, whole
from costcalc.importers.fields import amount, context_tier, has_price, with_reasoning
from costcalc.rules.form import UNPRICED

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


def context_tiers(
    cost: Mapping[str, Any], base: Sheet, leave: Leave, within: str = "cost"
) -> tuple[Sheet, list[dict[str, Value]]]:
    """Read the prices of large requests; what the sheet prices and a tier does not is `unpriced` in it.

    Returns:
        The sheet and its tiers. Where a bound cannot be read, nobody knows for which requests the sheet holds, and all
        of it is `unpriced`.
    """
    table = cost.get("tiers")
    if table is None and cost.get(LONG) is not None:
        if not isinstance(cost[LONG], dict):
            leave(f"{within}.{LONG}", "this is no list of prices, so nothing is priced by it")
        table = [{**(cost[LONG] if isinstance(cost[LONG], dict) else {}), "tier": {"size": 200_000}}]
    if table is None:
        return base, []
    tiers: dict[int, dict[str, Value]] = {}
    for item in table if isinstance(table, list) else [{}]:
        try:
            bound = int(whole(_size(item)))
        except NotExactError:
            leave(f"{within}.tiers", "not all of it goes by the size of a request, so nothing is priced by this cost")
            return dict.fromkeys(base, UNPRICED), []
        own = read_sheet(item, leave, f"{within}.tiers")
        rest = dict.fromkeys((meter for meter in base if meter not in own), UNPRICED)
        tiers[bound] = context_tier(size(bound), {**own, **rest})
    return base, [tier for _, tier in sorted(tiers.items())]


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
        if not is_service(service):
            leave(f"experimental.modes.{name}", "no service can be called so, and it is left out")
            continue
        within = f"experimental.modes.{name}.cost"
        sheet, tiers = context_tiers(cost, read_sheet(cost, leave, within), leave, within)
        if has_price(sheet):
            found[service] = {**with_reasoning(sheet), **({"context_tiers": tiers} if tiers else {})}
    return found
