"""Charges before and after, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.rules import plural
from costcalc.views.bill import per_text
from costcalc.views.check.words import turned
from costcalc.views.words import NOTHING

if TYPE_CHECKING:
    from costcalc.pricing import Charge
    from costcalc.review import ChargeMove


def called(move: ChargeMove) -> str:
    """Return what a charge is called, beside what is paid in every period."""
    return f"{move.key}{', paid once' if move.once else ''}"


def is_paid(move: ChargeMove) -> bool:
    """Whether something is paid for it, before or after."""
    return any(side.amount for side in (move.before, move.after) if side)


def charge_in_short(move: ChargeMove) -> str:
    """Return what became of a charge: price, quantity and cost."""
    old, new = move.before, move.after
    known = new or old
    if known is None:
        return NOTHING
    if old is None or new is None:
        word = "gone" if new is None else "new"
        return f"{word}: {_price(known)} × {_quantity(known)} = {money.amount(known.amount)}"
    price = f"{_price(old)} → {_price(new)}"
    if unit_of(old) == unit_of(new):
        prices = turned(old.unit_price.value, new.unit_price.value, money.count_digits)
        price = f"{prices}{unit_of(new)}"
    quantity = f"{_quantity(old)} → {_quantity(new)}"
    if old.unit == new.unit and old.quantity.value == new.quantity.value:
        quantity = _quantity(new)
    return f"{price} × {quantity} = {turned(old.amount, new.amount, money.amount_digits)}"


def unit_of(charge: Charge) -> str:
    """Return what stands behind a price: ` USD / 1M tokens`."""
    per = per_text(charge) if charge.unit else "1" if charge.per.value == 1 else money.count(charge.per.value)
    return f" {charge.currency}" if per == "1" else f" {charge.currency} / {per}"


def _price(charge: Charge) -> str:
    return f"{money.count(charge.unit_price.value)}{unit_of(charge)}"


def _quantity(charge: Charge) -> str:
    unit = f" {plural(charge.unit)}" if charge.unit else ""
    return f"{money.count(charge.quantity.value)}{unit}"
