"""A price before and after, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.cards.price import price_cell, price_words

if TYPE_CHECKING:
    from costcalc.diff import PriceChange
    from costcalc.views.blocks import Cell


def price_sides(price: PriceChange) -> tuple[str, str]:
    """Return a price before and after; with the unit, where the card now has another."""
    old, new = price_words(price.old, price.old_per), price_words(price.new, price.new_per)
    if _is_in_another_unit(price):
        return f"{old} (card: per {price.old_per})", f"{new} (card: per {price.new_per})"
    return old, new


def price_cells(price: PriceChange) -> tuple[Cell, Cell]:
    """Return the same as cells of a table."""
    if _is_in_another_unit(price):
        return price_sides(price)
    return price_cell(price.old, price.old_per), price_cell(price.new, price.new_per)


def _is_in_another_unit(price: PriceChange) -> bool:
    return bool(price.old and price.new) and str(price.old_per) != str(price.new_per)
