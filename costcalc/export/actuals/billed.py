"""What the rows of a bill come to, item by item, as far as they name what was estimated."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.export.actuals.items import EstimatedItem, Item, Side
from costcalc.instant import next_month
from costcalc.shown import cut

if TYPE_CHECKING:
    from costcalc.export.actuals.bill import ActualsFile
    from costcalc.export.actuals.items import EstimatedItems
    from costcalc.export.actuals.rows import BilledRow

MOST_ITEMS = 100_000
LONGEST_NAME = 100
LONGER = "in more than one month"


def billed_items(bill: ActualsFile, before: EstimatedItems) -> dict[Item, Side]:
    """Return what was billed of each item, in the unit of the estimate where there is one.

    Args:
        bill: The rows.
        before: What was estimated.

    Raises:
        InputError: for what cannot be read, for an amount in another currency, and for too many items.
    """
    billed: dict[Item, Side] = {}
    used: dict[str, str] = {}
    for row in bill.rows:
        if row.option and used.setdefault(row.scenario or "", row.option) != row.option:
            message = "this is another option of the scenario than before, and nobody is billed for alternatives"
            raise row.record.refused(bill.cost, "no-chosen-option", message, "keep the rows of one of them")
        if row.currency != before.currency:
            message = f"the estimate is in {before.currency}, and this is in another currency: they are not added up"
            hint = "`currency:` in the scenario says in which its costs are; --fx gives the exchange rate"
            raise row.record.refused(bill.currency, "currency-mismatch", message, hint)
        item = _item(row, before, names_options=bill.names_options)
        side = Side(Fraction(row.cost), None if row.quantity is None else Fraction(row.quantity), row.unit)
        side = _in_our_unit(side, before.of(item))
        billed[item] = billed[item].plus(side) if item in billed else side
        if len(billed) > MOST_ITEMS:
            message = f"there are more than {MOST_ITEMS:,} different items"
            raise row.record.refused(bill.cost, "too-many", message, "compare fewer months at a time")
    return billed


def _item(row: BilledRow, before: EstimatedItems, *, names_options: bool) -> Item:
    """Return which item a row of a bill is of; of what was not estimated, one of its own. Nothing is guessed."""
    if row.end is not None and row.end > next_month(row.start):
        return _unmatched(row, LONGER)
    if names_options:
        model = row.models[0] if row.models else ""
        found: Item | None = Item(row.month, row.scenario or "", row.option or "", model, row.meters[0])
    else:
        found = before.matched(row)
    return before.divided(found, row.tags) if found else _unmatched(row, "")


def _unmatched(row: BilledRow, why: str) -> Item:
    model = cut(", ".join(dict.fromkeys(filter(None, row.models))), LONGEST_NAME)
    meter = cut(", ".join(filter(None, (row.meters[0], why))), LONGEST_NAME)
    return Item(row.month, row.scenario or "", row.option or "", model, meter)


def _in_our_unit(side: Side, one: EstimatedItem | None) -> Side:
    """Return what was billed in the unit of the estimate; without a quantity, where it is counted in another."""
    if one is None:
        return side
    if side.unit.casefold() in one.units:
        return side._replace(unit=one.side.unit)
    return side._replace(quantity=None)
