"""What is added up in columns side by side: each option in the currencies that it has, and those that are chosen."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

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
        is_cost: Whether that is what prices of any currency come to in that of the scenario.
    """

    scenario: str | None
    option: str
    currency: str
    is_cost: bool = False

    @property
    def added(self) -> str:
        """The column of the charges that is added up."""
        return "cost_rounded" if self.is_cost else "amount_rounded"

    @property
    def heading(self) -> tuple[str, str, str, str]:
        """What stands above it."""
        return self.scenario or CHOSEN, self.option, self.currency, self.added

    def criteria(self, name: str) -> list[tuple[str, str]]:
        """Return by which columns of the charges its rows are found, and the cells that say what they must be.

        Args:
            name: The letters of the column.
        """
        found = [("cost_currency" if self.is_cost else "currency", f"{name}$3")]
        if self.scenario is None:
            return [*found, ("chosen", '"yes"')]
        # An empty cell would be asked for as 0: a scenario without options has no other.
        return [*found, ("scenario", f"{name}$1"), *([("option", f"{name}$2")] if self.option else [])]


def _columns_of(entry: LedgerEntry) -> list[OptionColumn]:
    """Return the columns that a row may be in."""
    own = [(str(entry.result.scenario.scenario.id), entry.option), *([(None, "")] if entry.is_chosen else [])]
    return [
        column
        for scenario, option in own
        for column in (
            OptionColumn(scenario, option, entry.charge.currency),
            OptionColumn(scenario, option, entry.cost_currency, is_cost=True),
        )
    ]


def option_columns(ledger: Ledger) -> list[OptionColumn]:
    """Return the options in the order of the rows, each with its costs where these are in another currency.

    Behind them, by currency, are those that are chosen together.
    """
    found = list(dict.fromkeys(column for entry in ledger.entries for column in _columns_of(entry)))
    converted = {
        column
        for entry in ledger.entries
        if entry.charge.currency != entry.cost_currency
        for column in _columns_of(entry)
    }
    order = {of: nth for nth, of in enumerate(dict.fromkeys(column[:2] for column in found))}
    kept = [column for column in found if not column.is_cost or column in converted]
    return sorted(kept, key=lambda column: (column.scenario is None, order[column[:2]], column.is_cost))


def column_sums(ledger: Ledger) -> dict[datetime, dict[OptionColumn, Fraction]]:
    """Return what each option costs in each time, as the rounded amounts add up."""
    found: dict[datetime, dict[OptionColumn, Fraction]] = {}
    for entry in sorted(ledger.entries, key=lambda entry: entry.span.start):
        own = found.setdefault(entry.span.start, {})
        for column in _columns_of(entry):
            rounded = entry.rounded_cost if column.is_cost else entry.rounded
            own[column] = own.get(column, Fraction(0)) + Fraction(rounded)
    return found
