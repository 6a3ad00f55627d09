"""The prices of one deployment of a model, put together: by time, by service, and by region."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.contest import Offer, settled
from costcalc.importers.draft import DraftRate
from costcalc.importers.fields import has_price
from costcalc.importers.succession import succession
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from costcalc.importers.azure_retail.items import Priced
    from costcalc.importers.draft import Value
    from costcalc.importers.fields import Leave

HOME = "https://prices.azure.com/api/retail/prices"
GOVERNMENT = "usgov"
"""How the regions of a cloud of its own begin, in which others have no part."""

NOWHERE = ""
Sheets = dict[str, dict[str, "Value"]]
"""Service to the prices in it; "" is the usual one."""


class Where(NamedTuple):
    """A place that a price can be for, which no other price should be for at the same time."""

    region: str
    service: str
    meter: str


def rates_of(found: Sequence[Priced], effective: str, leave: Leave) -> list[DraftRate]:
    """Return the rates of a model, oldest first.

    A rate begins wherever a price begins or ends, with all that holds then.
    """
    dated = [priced._replace(start=priced.start or effective) for priced in found]
    moments = {priced.start for priced in dated} | {priced.end for priced in dated if priced.end}
    return succession({when: _rate(when, _in_force(dated, when), leave) for when in sorted(moments)})


def _in_force(found: Iterable[Priced], when: str) -> list[Priced]:
    """Return the prices that hold: of one place, those that began last."""
    last: dict[Where, list[Priced]] = {}
    for priced in sorted(found, key=lambda priced: priced.start):
        if priced.start <= when and not (priced.end and priced.end <= when):
            where = Where(priced.region, priced.name.service, priced.name.meter)
            same = [other for other in last.get(where, []) if other.start == priced.start]
            last[where] = [*same, priced]
    return [priced for same in last.values() for priced in same]


def _rate(when: str, found: Sequence[Priced], leave: Leave) -> DraftRate | None:
    places: dict[str, Sheets] = {}
    for region in sorted({priced.region for priced in found}):
        here = [priced for priced in found if priced.region == region]
        places[region] = {
            service: settled(
                (Offer(p.name.meter, "retailPrice", p.price) for p in here if p.name.service == service), leave
            )
            for service in sorted({priced.name.service for priced in here})
        }
    usual = _usual(places)
    base = usual.pop("", {})
    regions = {region: _region(base, usual, sheets) for region, sheets in places.items() if region}
    if not has_price(base) and not any(has_price(sheets.get("", {})) for sheets in places.values()):
        return None
    return DraftRate(
        effective=when,
        source=HOME,
        sheet=base,
        services={service: sheet for service, sheet in usual.items() if has_price(sheet)},
        regions=regions,
    )


def _usual(places: Mapping[str, Sheets]) -> Sheets:
    """Return the prices without a region: those on which all regions agree, the government's apart."""
    open_to_all = [sheets for region, sheets in places.items() if not region.startswith(GOVERNMENT)]
    usual: Sheets = {}
    for sheets in open_to_all or places.values():
        for service, sheet in sheets.items():
            known = usual.setdefault(service, {})
            for meter, price in sheet.items():
                known[meter] = price if known.get(meter, price) == price else UNPRICED
    return usual


def _region(base: Mapping[str, Value], services: Sheets, sheets: Sheets) -> dict[str, Value]:
    """Return what a region changes: nothing, where all is as usual; all prices, where anything is not.

    Beside prices of a region those of services do not stand, so that none is taken for another's.
    """
    if sheets == {**({"": base} if base else {}), **services}:
        return {"multiplier": "1"}
    return {meter: sheets.get("", {}).get(meter, UNPRICED) for meter in base}
