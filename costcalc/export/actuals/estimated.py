"""What was estimated by month, option, model and meter, and what bills may call it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.actuals.bill import Basis
from costcalc.export.units import consumed_unit, sku_meter
from costcalc.instant import next_month
from costcalc.problem import InputError, Place
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from costcalc.export.entry import LedgerEntry
    from costcalc.export.ledger import Ledger
    from costcalc.pricing import Charge


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
    """

    items: dict[Item, EstimatedItem]
    currency: str
    skus: dict[tuple[str, str], set[Item]]
    names: dict[tuple[str, str, str], set[Item]]
    wholes: dict[Item, EstimatedItem]
    tags: dict[str, str]

    def of(self, item: Item) -> EstimatedItem | None:
        """Return what was estimated of an item, or of what it is a part of; None where nothing was."""
        return self.wholes.get(item.whole)

    def divided(self, whole: Item, tags: Mapping[str, str]) -> Item:
        """Return the part of an item that these tags say; all of it where they say none."""
        tag = self.tags.get(whole.scenario)
        return whole._replace(allocated_to=_part(tag, tags[tag])) if tag in tags and tag else whole

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


def estimated(ledger: Ledger, basis: Basis) -> EstimatedItems:
    """Return what was estimated, of the option of each scenario that is used.

    Args:
        ledger: The rows.
        basis: Which of their amounts is meant.

    Raises:
        InputError: for rows that are not of months of the calendar, of several options of which none is chosen, or in
            several currencies.
    """
    found = EstimatedItems({}, "", {}, {}, {}, {})
    currencies: dict[str, LedgerEntry] = {}
    for entry in _of_one_option(ledger):
        _refuse_other_times(entry)
        charge = entry.charge
        cost, currency = (
            (charge.amount, charge.currency) if basis is Basis.AMOUNT else (charge.cost.value, entry.estimate.currency)
        )
        currencies.setdefault(currency, entry)
        scenario = entry.result.scenario.scenario
        whole = Item(
            f"{entry.span.start:%Y-%m}",
            str(scenario.id),
            entry.option,
            charge.model or "",
            charge.meter or charge.entry,
        )
        item = whole
        if entry.share:
            item = whole._replace(allocated_to=_part(entry.share.tag, entry.share.value))
            found.tags[item.scenario] = entry.share.tag
        side = Side(Fraction(cost), Fraction(charge.quantity.value), charge.unit)
        units = frozenset({charge.unit.casefold(), consumed_unit(charge).casefold()})
        one = EstimatedItem(side, Fraction(charge.per.value), units)
        for of, known in ((item, found.items), (whole, found.wholes)):
            known[of] = known[of].plus(one) if of in known else one
        _name(found, whole, charge)
    if len(currencies) > 1:
        scenario = [*currencies.values()][1].result.scenario.scenario
        message = f"amounts in {' and '.join(currencies)} are not added up"
        hint = "say `currency:` in the scenarios, and give exchange rates with --fx; compare one scenario at a time"
        raise InputError.of(place_of(scenario.id), "currency-mismatch", message, hint)
    return found._replace(currency=next(iter(currencies)))


def _of_one_option(ledger: Ledger) -> Iterator[LedgerEntry]:
    """Yield the rows of one option of each scenario: others are alternatives, and nobody is billed for two."""
    options: dict[str, dict[str, LedgerEntry]] = {}
    for entry in ledger.entries:
        options.setdefault(str(entry.result.scenario.scenario.id), {}).setdefault(entry.option, entry)
    for entry in ledger.entries:
        own = options[str(entry.result.scenario.scenario.id)]
        if len(own) > 1 and not any(one.is_chosen for one in own.values()):
            scenario = entry.result.scenario.scenario
            message = f"{len(own)} options of `{scenario.id}` are alternatives, and a bill is of one of them"
            hint = f"--option {entry.option}, or `chosen: {entry.option}` in the scenario"
            raise InputError.of(place_of(next(iter(scenario.options))), "no-chosen-option", message, hint)
        if len(own) == 1 or entry.is_chosen:
            yield entry


def _part(tag: str, value: str) -> str:
    return f"{tag}: {value}"


def _refuse_other_times(entry: LedgerEntry) -> None:
    """Refuse to compare anything but a month of the calendar with the months of a bill."""
    start, end = entry.span.start, entry.span.end
    if not entry.one_time and (start.day, start.hour, end) != (1, 0, next_month(start)):
        message = "a bill is of months of the calendar, and this is not"
        raise InputError.of(Place.start_of("--actuals"), "bad-setting", message, "--months 1 --as-of 2026-07-01")


def _name(found: EstimatedItems, item: Item, charge: Charge) -> None:
    """Note what bills may call an item."""
    month = item.month
    if not charge.price:
        found.skus.setdefault((month, charge.entry.casefold()), set()).add(item)
        return
    offer = charge.price.offer
    models = {offer.ref, f"{charge.price.card.card.id}/{offer.name}", offer.name, *offer.model.aliases}
    for model in map(str.casefold, map(str, models)):
        found.skus.setdefault((month, f"{model}/{item.meter.casefold()}"), set()).add(item)
        for meter in {item.meter.casefold(), sku_meter(charge).casefold()}:
            found.names.setdefault((month, model, meter), set()).add(item)


def matched(found: EstimatedItems, month: str, models: Iterable[str], meters: Sequence[str]) -> Item | None:
    """Return the one item that the texts of a bill name; None where they name none, or several.

    Args:
        found: What was estimated.
        month: The month.
        models: What may be the name of its model, or of a SKU.
        meters: What may be the name of its meter.
    """
    items: set[Item] = set()
    for model in filter(None, map(str.casefold, models)):
        items |= found.skus.get((month, model), set())
        for meter in map(str.casefold, meters):
            items |= found.names.get((month, model, meter), set())
    return items.pop() if len(items) == 1 else None
