"""What several keys of a list say of one meter: none is picked where they differ, and no part is free by accident."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.meters import METERS
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from costcalc.importers.draft import Sheet, Value
    from costcalc.importers.fields import Leave

CONTESTED = "other keys or entries give another price for the same, so nothing is priced by them"
FREE_PART = "it is 0, which stands for `no price of its own` too, and is left out"


class KeyPrice(NamedTuple):
    """A price that somebody gives: of which meter, under which key of the list."""

    meter: str
    key: str
    price: Value


def settled(offers: Iterable[KeyPrice], leave: Leave, order: Iterable[str] = METERS) -> dict[str, Value]:
    """Return the price of every meter that is offered, in the order of a card; `unpriced` where offers differ."""
    sheet: dict[str, Value] = {}
    for offer in offers:
        if sheet.setdefault(offer.meter, offer.price) not in (offer.price, UNPRICED):
            sheet[offer.meter] = UNPRICED
            leave(offer.key, CONTESTED)
    ranks = {meter: nth for nth, meter in enumerate(order)}
    return dict(sorted(sheet.items(), key=lambda item: ranks.get(item[0], len(ranks))))


def merged(sheet: Sheet, other: Sheet, key: str, leave: Leave) -> dict[str, Value]:
    """Return what two places say together."""
    pairs = [*sheet.items(), *other.items()]
    return settled((KeyPrice(meter, key, price) for meter, price in pairs), leave)


def without_free_parts(sheet: Mapping[str, Value], keys: Mapping[str, str], leave: Leave) -> dict[str, Value]:
    """Return a sheet without parts that would cost nothing beside a whole that costs something.

    Args:
        sheet: Meter to price.
        keys: Meter to the key that notes name.
        leave: Takes the notes.
    """
    kept: dict[str, Value] = {}
    for meter, price in sheet.items():
        if price == "0" and any(sheet.get(whole, "0") != "0" for whole in _wholes(meter)):
            leave(keys[meter], FREE_PART)
        else:
            kept[meter] = price
    return kept


def _wholes(meter: str) -> Iterator[str]:
    for whole in METERS[meter].part_of if meter in METERS else ():
        yield whole
        yield from _wholes(whole)
