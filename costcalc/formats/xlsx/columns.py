"""What is added up in columns side by side: each option in the currencies that it has, and those that are chosen."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.formats.xlsx.formulas import AMOUNTS, COSTS, SummedColumns

if TYPE_CHECKING:
    from datetime import datetime

    from costcalc.export import Ledger, LedgerEntry

CHOSEN = "chosen"


class OptionColumn(NamedTuple):
    """What a column adds up: an option in a currency, or all options of that which are really used.

    Args:
        scenario: The scenario; None of all scenarios.
        option: The option; empty where a scenario has none.
        currency: Of what is added up.
        sums: Which amounts are added up.
    """

    scenario: str | None
    option: str
    currency: str
    sums: SummedColumns = COSTS

    @property
    def heading(self) -> tuple[str, str, str, str]:
        """What stands above it."""
        return self.scenario or CHOSEN, self.option, self.currency, self.sums.rounded

    def criteria(self, name: str) -> list[tuple[str, str]]:
        """Return by which columns of the charges its rows are found, and the cells that say what they must be.

        Args:
            name: The letters of the column.
        """
        found = [(self.sums.currency, f"{name}$3")]
        if self.scenario is None:
            return [*found, ("chosen", '"yes"')]
        # An empty cell would be asked for as 0: a scenario without options has no other.
        return [*found, ("scenario", f"{name}$1"), *([("option", f"{name}$2")] if self.option else [])]


def is_converted(ledger: Ledger) -> bool:
    """Whether any price is in another currency than its scenario."""
    return any(entry.charge.currency != entry.cost_currency for entry in ledger.entries)


def _columns_of(entry: LedgerEntry) -> list[OptionColumn]:
    """Return the columns that a row is in."""
    own = [(str(entry.result.scenario.scenario.id), entry.option), *([(None, "")] if entry.is_chosen else [])]
    return [
        column
        for scenario, option in own
        for column in (
            OptionColumn(scenario, option, entry.cost_currency, COSTS),
            OptionColumn(scenario, option, entry.charge.currency, AMOUNTS),
        )
    ]


def option_columns(ledger: Ledger) -> list[OptionColumn]:
    """Return the options in the order of the rows, and behind them, by currency, those that are chosen together.

    What all of them cost in the currencies of their scenarios comes first, and covers every row. Where prices are in
    another currency, what they are in their own stands behind that.
    """
    found = list(dict.fromkeys(column for entry in ledger.entries for column in _columns_of(entry)))
    order = {of: nth for nth, of in enumerate(dict.fromkeys(column[:2] for column in found))}
    kept = found if is_converted(ledger) else [column for column in found if column.sums == COSTS]
    return sorted(kept, key=lambda column: (column.sums != COSTS, column.scenario is None, order[column[:2]]))


def column_sums(ledger: Ledger) -> dict[datetime, dict[OptionColumn, Fraction]]:
    """Return what each option costs in each time, as the rounded amounts add up."""
    found: dict[datetime, dict[OptionColumn, Fraction]] = {}
    for entry in sorted(ledger.entries, key=lambda entry: entry.span.start):
        own = found.setdefault(entry.span.start, {})
        for column in _columns_of(entry):
            rounded = entry.rounded_cost if column.sums == COSTS else entry.rounded
            own[column] = own.get(column, Fraction(0)) + Fraction(rounded)
    return found
