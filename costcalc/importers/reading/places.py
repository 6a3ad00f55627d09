"""The prices of one model at several places and times, put together: by time, by service, and by region."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.draft import DraftRate
from costcalc.importers.reading.contest import KeyPrice, settled
from costcalc.importers.reading.fields import has_price, with_reasoning
from costcalc.importers.reading.succession import succession
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from costcalc.importers.draft import Value
    from costcalc.importers.reading.fields import Leave

APART = ("usgov", "us-gov-", "cn-", "eusc-")
"""How the regions of clouds begin that are apart, in which others have no part: governments', China's."""

MOST_LOOKS = 1_000_000
"""Prices of a model, times the instants at which one of them begins or ends."""

IN_ONE_REGION = "a card cannot say what a service costs in one region, and that is left out"
"""The note on prices of a service that other regions have not got."""

Sheets = dict[str, dict[str, "Value"]]
"""Service to the prices in it; "" is the usual one."""


class Placed(NamedTuple):
    """A price at one place, which no other price should have at the same time.

    Args:
        region: "" where it is not said.
        service: "" for the usual one.
        meter: In our words.
        price: As a card has it.
        key: What notes name.
        start: Since when; "" where it is not said.
        end: Until when.
    """

    region: str
    service: str
    meter: str
    price: Value
    key: str
    start: str = ""
    end: str | None = None


def rates_of(found: Sequence[Placed], effective: str, source: str, leave: Leave) -> list[DraftRate]:
    """Return the rates of a model, oldest first.

    A rate begins wherever a price begins or ends, with all that holds then. Reasoning is billed as output: these are
    the lists of those who send the bill, and they have no other meter for it.

    Args:
        found: The prices.
        effective: Since when those hold that do not say.
        source: Where they were read.
        leave: Takes the notes.
    """
    dated = [placed._replace(start=placed.start or effective) for placed in found]
    moments = {placed.start for placed in dated} | {placed.end for placed in dated if placed.end}
    if len(moments) * len(dated) > MOST_LOOKS:
        leave("prices", "they change more often than a card can hold, and are left out")
        return []
    return succession({when: _rate(when, _in_force(dated, when), source, leave) for when in sorted(moments)})


def _in_force(found: Iterable[Placed], when: str) -> list[Placed]:
    """Return the prices that hold: of one place, those that began last."""
    last: dict[tuple[str, str, str], list[Placed]] = {}
    for placed in sorted(found, key=lambda placed: placed.start):
        if placed.start <= when and not (placed.end and placed.end <= when):
            place = placed.region, placed.service, placed.meter
            last[place] = [*(other for other in last.get(place, []) if other.start == placed.start), placed]
    return [placed for same in last.values() for placed in same]


def _rate(when: str, found: Sequence[Placed], source: str, leave: Leave) -> DraftRate | None:
    """Return all that holds from an instant on; None where nothing has a price.

    A region where all is as usual changes nothing. One where anything is not has all its prices, and beside these no
    service has one, so that none is taken for another region's.
    """
    offers: dict[str, dict[str, list[KeyPrice]]] = {}
    for placed in found:
        here = offers.setdefault(placed.region, {}).setdefault(placed.service, [])
        here.append(KeyPrice(placed.meter, placed.key, placed.price))
    places = {
        region: {service: settled(given, leave) for service, given in sorted(services.items())}
        for region, services in sorted(offers.items())
    }
    usual = _usual(places)
    if not any(has_price(sheet) for sheets in places.values() for sheet in sheets.values()):
        return None
    services = {service: sheet for service, sheet in usual.items() if service}
    meters = (meter for sheet in services.values() for meter in sheet)
    base = with_reasoning(usual.get("") or dict.fromkeys(meters, UNPRICED))
    regions: dict[str, dict[str, Value]] = {}
    for region, sheets in places.items():
        own = sheets.get("", {})
        as_usual = sheets == usual
        prices = with_reasoning({meter: own.get(meter, UNPRICED) for meter in {**usual.get("", base), **own}})
        regions[region] = {"multiplier": "1"} if as_usual else prices
        if region and not as_usual and set(sheets) - {""}:
            leave("region", IN_ONE_REGION)
    regions.pop("", None)
    return DraftRate(
        effective=when,
        source=source,
        sheet=base,
        services={service: with_reasoning(sheet) for service, sheet in services.items() if has_price(sheet)},
        regions=regions,
    )


def _usual(places: Mapping[str, Sheets]) -> Sheets:
    """Return the prices without a region: those on which all regions agree that are not apart.

    Where they do not agree on everything, the place decides, and the price of some regions is nobody else's.
    """
    everywhere = [sheets for region, sheets in places.items() if not region.startswith(APART)] or [*places.values()]
    found: dict[str, dict[str, list[Value]]] = {}
    for sheets in everywhere:
        for service, sheet in sheets.items():
            for meter, price in sheet.items():
                found.setdefault(service, {}).setdefault(meter, []).append(price)
    agree = all(_is_one(prices) for sheet in found.values() for prices in sheet.values())
    return {
        service: {
            meter: prices[0] if _is_one(prices) and (agree or len(prices) == len(everywhere)) else UNPRICED
            for meter, prices in sheet.items()
        }
        for service, sheet in found.items()
    }


def _is_one(prices: Sequence[Value]) -> bool:
    return all(price == prices[0] for price in prices)
