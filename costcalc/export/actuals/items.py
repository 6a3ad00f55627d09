"""What is compared with a bill: items, each with what was estimated of it, and what bills may call it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from costcalc.export.actuals.rows import BilledRow


class Item(NamedTuple):
    """What is compared: a line of a bill.

    Args:
        month: The month: 2026-07.
        scenario: The scenario; empty where a bill names none.
        option: The option; empty where there is none.
        model: The model; empty of what is no model's.
        meter: What is counted; the entry, of what is no model's.
        allocated_to: Whose part it is, as in `team: search`; empty of what is not divided.
    """

    month: str
    scenario: str
    option: str
    model: str
    meter: str
    allocated_to: str = ""

    @property
    def whole(self) -> Item:
        """What it is a part of; itself, where it is not divided."""
        return self._replace(allocated_to="")


class Side(NamedTuple):
    """What was estimated of an item, or billed.

    Args:
        cost: What it costs.
        quantity: How much of it there is; None where nobody says, or not in one unit.
        unit: What one of it is.
        rows: How many rows it is the sum of.
    """

    cost: Fraction
    quantity: Fraction | None
    unit: str
    rows: int = 1

    def plus(self, other: Side) -> Side:
        """Return both together."""
        known = self.quantity is not None and other.quantity is not None and self.unit == other.unit
        quantity = (self.quantity or Fraction(0)) + (other.quantity or Fraction(0)) if known else None
        return Side(self.cost + other.cost, quantity, self.unit, self.rows + other.rows)


class EstimatedItem(NamedTuple):
    """An item that was estimated.

    Args:
        side: What it comes to.
        per: How many units a price of it buys.
        units: What bills may call one of it, in small letters.
    """

    side: Side
    per: Fraction
    units: frozenset[str]

    def plus(self, other: EstimatedItem) -> EstimatedItem:
        """Return both together."""
        return EstimatedItem(self.side.plus(other.side), self.per, self.units | other.units)


class EstimatedItems(NamedTuple):
    """Everything that was estimated.

    Args:
        items: What every item comes to.
        currency: In what.
        skus: The items that one text of a bill names, in small letters: a SKU, a line. They are not divided.
        names: The items that a model and a meter of a bill name, not divided.
        wholes: What every item comes to that is not divided, or is again.
        tags: The tags by which scenarios are divided, by their ids.
        labels: The tags that scenarios have as a whole, by their ids.
    """

    items: dict[Item, EstimatedItem]
    currency: str
    skus: dict[tuple[str, str], set[Item]]
    names: dict[tuple[str, str, str], set[Item]]
    wholes: dict[Item, EstimatedItem]
    tags: dict[str, str]
    labels: dict[str, dict[str, str]]

    def of(self, item: Item) -> EstimatedItem | None:
        """Return what was estimated of an item, or of what it is a part of; None where nothing was."""
        return self.wholes.get(item.whole)

    def divided(self, whole: Item, tags: Mapping[str, str]) -> Item:
        """Return the part of an item that these tags say; all of it where they say none."""
        tag = self.tags.get(whole.scenario)
        return whole._replace(allocated_to=part_name(tag, tags[tag])) if tag in tags and tag else whole

    def beside(self, billed: Iterable[Item]) -> dict[Item, EstimatedItem]:
        """Return what is compared with the items of a bill: parts, where the bill has some of it, else all of it.

        Args:
            billed: The items of the bill.
        """
        apart = {item.whole for item in billed if item.allocated_to}
        found: dict[Item, EstimatedItem] = {}
        for item, one in self.items.items():
            own = item if item.whole in apart else item.whole
            found[own] = found[own].plus(one) if own in found else one
        return found

    def matched(self, row: BilledRow) -> Item | None:
        """Return the one item that the texts of a row name and its tags do not contradict; None of none or several.

        Args:
            row: A row of a bill.
        """
        month, meters = row.month, row.meters
        items: set[Item] = set()
        for model in filter(None, map(str.casefold, row.models)):
            items |= self.skus.get((month, model), set())
            for meter in map(str.casefold, meters):
                items |= self.names.get((month, model, meter), set())
        own = [item for item in items if _is_tagged_alike(self.labels[item.scenario], row.tags)]
        agreeing = [item for item in own if self.labels[item.scenario].items() & row.tags.items()]
        own = agreeing or own  # what says the same tag comes before what says none
        return own[0] if len(own) == 1 else None


def _is_tagged_alike(ours: Mapping[str, str], theirs: Mapping[str, str]) -> bool:
    """Return whether no tag that both have is another one; what only one of them says contradicts nothing."""
    return all(theirs.get(name, value) == value for name, value in ours.items())


def part_name(tag: str, value: str) -> str:
    """Return whose part of an item it is: `team: search`."""
    return f"{tag}: {value}"
