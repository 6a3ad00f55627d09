"""What several keys of a list say of one meter: none is picked where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.meters import METERS
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.importers.draft import Sheet, Value
    from costcalc.importers.reading.fields import Leave

CONTESTED = "other keys or entries give another price for the same, so nothing is priced by them"


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
