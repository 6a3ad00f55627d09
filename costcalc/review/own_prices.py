"""The prices that a scenario gives itself: they are prices as those of cards are, and no volume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.scenario import LineEntry

if TYPE_CHECKING:
    from costcalc.scenario import Entry, Scenario


def at_prices_of(old: Scenario, new: Scenario) -> Scenario:
    """Return what a scenario asks for, at the prices that another state of it gives itself.

    Prices that have another name are taken in the order in which they stand; a line has the price of its name.

    Args:
        old: Whose workload it is.
        new: Whose prices are taken: inline ones, and those of lines.
    """
    lost = [name for name in old.prices if name not in new.prices]
    added = [name for name in new.prices if name not in old.prices]
    called = dict(zip(lost, added, strict=False))
    prices = {name: new.prices.get(called.get(name, name), price) for name, price in old.prices.items()}
    lines = {str(line.line): line for line in new.lines}
    workload = tuple(_at_price_of(entry, lines) for entry in old.workload)
    # A price may be a formula over what only the other state assumes.
    assumptions = {
        **old.assumptions,
        **{name: one for name, one in new.assumptions.items() if name not in old.assumptions},
    }
    return old.model_copy(update={"prices": prices, "workload": workload, "assumptions": assumptions})


def _at_price_of(entry: Entry, lines: dict[str, LineEntry]) -> Entry:
    if not isinstance(entry, LineEntry) or (line := lines.get(str(entry.line))) is None:
        return entry
    return entry.model_copy(update={"unit_price": line.unit_price, "per": line.per, "currency": line.currency})
