"""One object of Portkey's prices as meters: `pay_as_you_go`, `batch_config`, and what `custom_pricing` holds."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.files.exact import NotExactError, exact, shifted
from costcalc.importers.portkey.units import IMAGE, LEFT_OUT, TOKENS, Unit, additional, own_meter
from costcalc.importers.reading.contest import KeyPrice, merged, settled
from costcalc.importers.reading.fields import amount
from costcalc.importers.reading.neighbours import NO_WORD, NOT_UNDERSTOOD, leave_strangers
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from costcalc.importers.draft import Sheet, Value
    from costcalc.importers.reading.fields import Leave

DEAREST = Decimal("0.1")
"""Cents. The dearest token anybody sells costs 0.06 of them; what costs so much is a page, a search or a minute."""

TOO_DEAR = "no token costs so much: it is the price of something else, so nothing is priced by it"

DEFAULT = "default"

_QUALITY = re.compile(r"[a-z]+", re.ASCII)
_SIZE = re.compile(r"\d{1,5}x\d{1,5}", re.ASCII)


class Prices(NamedTuple):
    """The prices of one object.

    Args:
        ours: Those of meters that every card has.
        own: Those of meters that the card names itself.
    """

    ours: Sheet
    own: Sheet = MappingProxyType({})

    @property
    def variant(self) -> dict[str, Value]:
        """The prices as a service or a region has them."""
        return {**self.ours, **({"other": self.own} if self.own else {})}

    def and_also(self, other: Prices, key: str, leave: Leave) -> Prices:
        """Return what two places say together."""
        return Prices(merged(self.ours, other.ours, key, leave), merged(self.own, other.own, key, leave))

    def without_any(self) -> Prices:
        """Return the same meters, none of them priced."""
        return Prices(dict.fromkeys(self.ours, UNPRICED), dict.fromkeys(self.own, UNPRICED))


def read_prices(written: Any, leave: Leave, within: str) -> Prices:
    """Read an object of prices; `within` is what stands before a key in notes."""
    if not isinstance(written, dict):
        if written is not None:
            leave(within.rstrip("."), "it holds no prices, and is left out")
        return Prices({})
    stands = leave_strangers(written, {*TOKENS, "additional_units", "image"}, leave, within, table=True)
    offers = list(_offers(written, leave, within))
    if not stands:
        offers = [offer._replace(price=UNPRICED) for offer in offers]
    sheet = settled(offers, leave)
    own = {meter for meter in sheet if own_meter(meter)}
    ours = {meter: price for meter, price in sheet.items() if meter not in own}
    return Prices(ours, {meter: price for meter, price in sheet.items() if meter in own})


def _offers(written: Mapping[str, Any], leave: Leave, within: str) -> Iterator[KeyPrice]:
    for key, item in written.items():
        if key in TOKENS:
            yield from offered(TOKENS[key], f"{within}{key}", item, leave)
    yield from _additional(written.get("additional_units"), leave, f"{within}additional_units")
    yield from _images(written.get("image"), leave, f"{within}image")


def _additional(written: Any, leave: Leave, key: str) -> Iterator[KeyPrice]:
    if written is not None and not isinstance(written, dict):
        leave(key, NOT_UNDERSTOOD)
        return
    items: Mapping[str, Any] = written or {}
    # What is no object with a price says something of those that are.
    words = {name: item for name, item in items.items() if not isinstance(item, dict) and name not in LEFT_OUT}
    stands = leave_strangers(words, {name for name in words if additional(name)}, leave, f"{key}.", table=True)
    for name, item in items.items():
        if unit := additional(name):
            for offer in offered(unit, f"{key}.{name}", item, leave):
                yield offer if stands else offer._replace(price=UNPRICED)
        elif name not in words:
            leave(f"{key}.{name}", LEFT_OUT.get(name, NO_WORD))


def _images(written: Any, leave: Leave, key: str) -> Iterator[KeyPrice]:
    """Yield the prices of images by quality and size; that of no quality and no size is the usual one."""
    for quality, sizes in written.items() if isinstance(written, dict) else ():
        for size, item in sizes.items() if isinstance(sizes, dict) else ():
            place = f"{key}.{quality}.{size}"
            if _QUALITY.fullmatch(quality) and (size == DEFAULT or _SIZE.fullmatch(size)):
                words = [word for word in (quality, size.replace("x", "_")) if word != DEFAULT]
                yield from offered(IMAGE._replace(meter="_".join([IMAGE.meter, *words])), place, item, leave)
            else:
                leave(place, NO_WORD)


def offered(unit: Unit, key: str, item: Any, leave: Leave) -> Iterator[KeyPrice]:
    """Yield the price of a key, where there is one."""
    price = item.get("price") if isinstance(item, dict) else item
    strangers = [name for name in item if name != "price" and item[name] is not None] if isinstance(item, dict) else []
    for name in strangers:
        leave(f"{key}.{name}", NOT_UNDERSTOOD)
    written = UNPRICED if strangers or (price is not None and item is price) else _written(unit, key, price, leave)
    if item is price and price is not None:
        leave(key, NOT_UNDERSTOOD)
    if written is not None:
        per = unit.per if written != UNPRICED else ""
        yield KeyPrice(unit.meter, key, {"price": written, "per": per} if per else written)


def _written(unit: Unit, key: str, price: Any, leave: Leave) -> str | None:
    if not unit.per and _is_too_much(price):
        leave(key, TOO_DEAR)
        return UNPRICED
    write: Callable[[Any], str] = partial(shifted, places=unit.places)
    return amount(key, price, leave, write)


def _is_too_much(price: Any) -> bool:
    try:
        return price is not None and exact(price) >= DEAREST
    except NotExactError:
        return False
