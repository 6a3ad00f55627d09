"""The definitions of one name as dated rates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import DraftRate
from costcalc.importers.langfuse.tiers import Tiers, read_tiers
from costcalc.importers.langfuse.usage_types import TOKENS, UNITS, read_sheet
from costcalc.importers.reading.contest import merged
from costcalc.importers.reading.fields import has_price, moment
from costcalc.importers.reading.neighbours import NOT_UNDERSTOOD, leave_strangers
from costcalc.importers.reading.succession import succession

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.importers.reading.fields import Leave

Definition = Mapping[str, Any]

HOME = "https://github.com/langfuse/langfuse/blob/main/worker/src/constants/default-model-prices.json"
OWN = "Langfuse, a definition of a project"

OLDER = {"inputPrice": "input", "outputPrice": "output", "totalPrice": "total"}
KEYS = {
    *OLDER,
    *("id", "projectId", "modelName", "matchPattern", "startDate", "unit", "prices", "pricingTiers"),
    *("tokenizerId", "tokenizerConfig", "isLangfuseManaged", "createdAt", "updatedAt"),
}


def rates_of(definitions: Sequence[Definition], effective: str, leave: Leave) -> list[DraftRate]:
    """Return the rates of a model, oldest first."""
    own = [definition for definition in definitions if _is_own(definition)]
    if own and len(own) < len(definitions):
        leave("isLangfuseManaged", "a definition of a project comes before Langfuse's own, which is left out")
    dated: dict[str, list[DraftRate | None]] = {}
    for definition in own or definitions:
        start = moment("startDate", definition.get("startDate"), leave)
        if start is None and definition.get("startDate") is not None:
            leave("startDate", "nobody knows which of its prices holds when, and the model is left out")
            return []
        dated.setdefault(start or "", []).append(_rate(definition, start or effective, leave))
    return _in_order(dated, effective, leave)


def _is_own(definition: Definition) -> bool:
    return definition.get("isLangfuseManaged") is False or definition.get("projectId") is not None


def _in_order(dated: Mapping[str, Sequence[DraftRate | None]], effective: str, leave: Leave) -> list[DraftRate]:
    """Return the rates of which nobody doubts from when on they hold; a start of "" is not known."""
    first = min((start for start in dated if start), default=None)
    taken: dict[str, DraftRate | None] = {}
    for start, found in dated.items():
        if not start and first and effective >= first:
            leave("startDate", "it is null, and this price has ended; name a day before that with --effective")
            continue
        contested = any(rate != found[0] for rate in found)
        if contested:
            leave("startDate", "definitions with the same one have other prices, and none is taken")
        taken[start or effective] = None if contested else found[0]
    return succession(taken)


def _rate(definition: Definition, effective: str, leave: Leave) -> DraftRate | None:
    unit = TOKENS if definition.get("unit") is None else str(definition["unit"])
    if unit != TOKENS and unit not in UNITS:
        leave("unit", NOT_UNDERSTOOD)
        return None
    stands = leave_strangers(definition, KEYS, leave)
    tiers = _tiers(definition, unit, leave)
    if tiers is None or not stands or not has_price(tiers.sheet):
        return None
    return DraftRate(
        effective=effective,
        source=OWN if _is_own(definition) else HOME,
        sheet=tiers.sheet,
        context_tiers=tiers.above,
        services=tiers.services,
    )


def _tiers(definition: Definition, unit: str, leave: Leave) -> Tiers | None:
    """Return the prices of a definition: its tiers, or the keys that were before there were any."""
    written, prices = definition.get("pricingTiers"), definition.get("prices")
    if prices is not None and not isinstance(prices, dict):
        leave("prices", NOT_UNDERSTOOD)
        return None
    older = {usage: definition[key] for key, usage in OLDER.items() if definition.get(key) is not None}
    if not written:
        first, second = read_sheet(prices or {}, unit, leave), read_sheet(older, unit, leave)
        return Tiers(merged(first, second, "prices", leave))
    tiers = read_tiers(written, unit, leave)
    before = read_sheet({**older, **(prices or {})}, unit, lambda _key, _why: None)
    if tiers and any(tiers.sheet.get(meter, price) != price for meter, price in before.items()):
        leave("prices", "pricingTiers has other prices, and these count, as in Langfuse")
    return tiers
