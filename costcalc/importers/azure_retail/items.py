"""One item of Azure's retail prices: which model, deployment, service and region it is the price of, and since when."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.azure_retail.words import MeterName, read_name, with_others
from costcalc.importers.draft import is_id
from costcalc.importers.files.exact import price, shifted
from costcalc.importers.reading.fields import amount, moment
from costcalc.importers.reading.neighbours import NOT_UNDERSTOOD, leave_strangers
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.importers.draft import Value
    from costcalc.importers.reading.fields import Leave

KEYS = {
    *("currencyCode", "tierMinimumUnits", "retailPrice", "unitPrice", "armRegionName", "location", "type"),
    *("effectiveStartDate", "effectiveEndDate", "meterId", "meterName", "productId", "skuId", "productName", "skuName"),
    *("serviceName", "serviceId", "serviceFamily", "unitOfMeasure", "isPrimaryMeterRegion", "armSkuName"),
    *("reservationTerm", "savingsPlan", "availabilityId", "priceType"),
}
DATES = ("effectiveStartDate", "effectiveEndDate")
NAMES = ("skuName", "armSkuName", "productName")
"""What an item is called beside `meterName`."""
CONSUMPTION = "Consumption"

_UNIT = re.compile(
    r"(1|10|100|1K|1M)(?: (Tokens|Second|Hour|Images|Pages|Characters|Calls))?", re.ASCII | re.IGNORECASE
)
_PLACES = {"1": 6, "10": 5, "100": 4, "1K": 3, "1M": 0}
"""By how many places the point moves for the price of a million."""


class PricedItem(NamedTuple):
    """A price.

    Args:
        name: What is priced.
        region: Where; "" where it is not said.
        start: Since when; "" where it is not said.
        end: Until when.
        price: As a card has it.
    """

    name: MeterName
    region: str
    start: str
    end: str | None
    price: Value


def read_item(item: Mapping[str, Any], leave: Leave) -> PricedItem | None:
    """Read an item; None for what is left out, with a note."""
    if kind := next((key for key in ("type", "priceType") if item.get(key, CONSUMPTION) != CONSUMPTION), None):
        leave(kind, "it is no price by consumption, and is left out")
        return None
    if item.get("savingsPlan"):
        leave("savingsPlan", "it binds for a term, and is left out")
    name = read_name(item["meterName"])
    if name is None:
        leave("meterName", "it does not say in words that are known what is counted, and it is left out")
        return None
    name = with_others(name, [text for key in NAMES if isinstance(text := item.get(key), str)])
    if name is None:
        leave("skuName", "it says another deployment or service than `meterName`, and it is left out")
        return None
    start, end = (moment(key, item.get(key), leave) for key in DATES)
    if any(found is None and item.get(key) is not None for key, found in zip(DATES, (start, end), strict=True)):
        leave("effectiveStartDate", "nobody knows when this price holds, and it is left out")
        return None
    region = item.get("armRegionName") or ""
    if not isinstance(region, str) or (region and not is_id(region)):
        leave("armRegionName", "a card cannot call a region so, and it is left out")
        return None
    region = "" if region.lower() == "global" else region
    return PricedItem(name, region, start or "", end, _price(item, name, leave))


def _price(item: Mapping[str, Any], name: MeterName, leave: Leave) -> Value:
    """Return the price of an item, `unpriced` where what it is for is not understood."""
    stands = leave_strangers(item, KEYS, leave)
    of = _UNIT.fullmatch(str(item.get("unitOfMeasure")))
    if of is None or not _agree(of[1], of[2], name):
        leave("unitOfMeasure", NOT_UNDERSTOOD)
        return UNPRICED
    if str(item.get("tierMinimumUnits") or "0").strip("0.") or item.get("reservationTerm"):
        leave("tierMinimumUnits", "it depends on what is bought together, so nothing is priced by it")
        return UNPRICED
    if item.get("unitPrice", item.get("retailPrice")) != item.get("retailPrice"):
        leave("unitPrice", "it is another than retailPrice, so nothing is priced by them")
        return UNPRICED
    count = of[1].upper()
    write = price if name.unit else partial(shifted, places=_PLACES[count])
    written = amount("retailPrice", item.get("retailPrice"), leave, write)
    if written is None or written == UNPRICED or not stands:
        return UNPRICED
    unit = name.unit.removesuffix("s") if count == "1" else name.unit
    return {"price": written, "per": f"{count} {unit}"} if unit else written


def _agree(count: str, word: str | None, name: MeterName) -> bool:
    """Whether the unit of an item is that of which its meter's name speaks."""
    if name.per and name.per != count.lower():
        return False
    if name.unit == "hours":
        return (count, (word or "").lower()) == ("1", "hour")
    return word is None or word.lower() == (name.unit or "tokens")
