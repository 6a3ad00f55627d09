"""What was estimated by month, option, model and meter, of the one option that is used."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.export.actuals.bill import Basis
from costcalc.export.actuals.items import EstimatedItem, EstimatedItems, Item, Side, part_name
from costcalc.export.units import consumed_unit, sku_meter
from costcalc.instant import next_month
from costcalc.problem import InputError, Place
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.export.actuals.bill import ActualsFile
    from costcalc.export.entry import LedgerEntry
    from costcalc.export.ledger import Ledger
    from costcalc.expr import Exact
    from costcalc.pricing import Charge


def estimated(ledger: Ledger, bill: ActualsFile) -> EstimatedItems:
    """Return what was estimated, of the option of each scenario that is used.

    Args:
        ledger: The rows.
        bill: What they are compared with: it decides which of their amounts is meant.

    Raises:
        InputError: for rows that are not of months of the calendar, of several options of a scenario, or in several
            currencies.
    """
    _refuse_alternatives(ledger.entries)
    found = EstimatedItems({}, "", {}, {}, {}, {}, {})
    currencies: dict[str, LedgerEntry] = {}
    basis = _basis(ledger.entries, bill)
    for entry in ledger.entries:
        _refuse_other_times(entry)
        charge = entry.charge
        cost, currency = _amount(entry, basis)
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
            item = whole._replace(allocated_to=part_name(entry.share.tag, entry.share.value))
            found.tags[item.scenario] = entry.share.tag
        divided = found.tags.get(item.scenario)
        found.labels[item.scenario] = {
            str(name): str(value) for name, value in scenario.tags.items() if name != divided
        }
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


def _refuse_alternatives(entries: Sequence[LedgerEntry]) -> None:
    """Refuse to compare several options of a scenario with a bill: they are alternatives, and nobody pays for two."""
    options: dict[str, dict[str, LedgerEntry]] = {}
    for entry in entries:
        options.setdefault(str(entry.result.scenario.scenario.id), {}).setdefault(entry.option, entry)
    for own in options.values():
        if len(own) > 1:
            entry = next(iter(own.values()))
            scenario = entry.result.scenario.scenario
            message = f"{len(own)} options of `{scenario.id}` are alternatives, and a bill is of one of them"
            hint = f"--option {scenario.chosen or entry.option}, without --all-options and --with"
            raise InputError.of(place_of(next(iter(scenario.options))), "no-chosen-option", message, hint)


def _basis(entries: Sequence[LedgerEntry], bill: ActualsFile) -> Basis:
    """Return which amounts a bill is compared with: those that are all in its currency, where some are."""
    for basis in bill.bases:
        if {_amount(entry, basis)[1] for entry in entries} == {bill.paid_in}:
            return basis
    return bill.bases[0]


def _amount(entry: LedgerEntry, basis: Basis) -> tuple[Exact, str]:
    """Return an amount with its currency."""
    charge = entry.charge
    if basis is Basis.AMOUNT:
        return charge.amount, charge.currency
    return charge.cost.value, entry.estimate.currency


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
        for name in (charge.entry, f"{item.scenario}/{charge.entry}"):  # alone, and as FOCUS has it of ours
            found.skus.setdefault((month, name.casefold()), set()).add(item)
        return
    offer = charge.price.offer
    models = {offer.ref, f"{charge.price.card.card.id}/{offer.name}", offer.name, *offer.model.aliases}
    for model in map(str.casefold, map(str, models)):
        found.skus.setdefault((month, f"{model}/{item.meter.casefold()}"), set()).add(item)
        for meter in {item.meter.casefold(), sku_meter(charge).casefold()}:
            found.names.setdefault((month, model, meter), set()).add(item)
