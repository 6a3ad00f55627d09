"""A workbook for Excel and LibreOffice, which adds itself up: charges, totals, assumptions, sources.

    costcalc export scenarios/chatbot.yaml --format xlsx -o chatbot.xlsx

- `Charges` has the columns of the plain CSV, those first that are printed. Numbers are numbers, and instants are dates.
  A spreadsheet keeps 15 digits of a number: one that has more is in the cell as near as that comes, and all its digits
  are in `full_digits`, as `amount=0.123456789012345678`. A cell for adding up must be a number; a column of texts would
  sum to nothing. An amount is the formula quantity * unit_price / per, where that comes to the same coin from 15 digits
  of each, and a cost is the formula amount * exchange_rate.
- `Months` has a row for each time and a column for each option, what they come to, what was paid until then and in each
  year, with pictures: costs in the currency of the scenario, and behind them, where prices are in another one, amounts.
  Where a scenario says which option is `chosen`, those are added up in a column of their own. Below it are the budget
  of each month and what is left of it.
- `Tags` has a row for each value of a tag, and a column for each time.
- `Totals` has formulas over it, with what comes of them, so that programs that compute nothing show the same. Where
  prices are in another currency than the scenario, `Totals of prices` has the same of them.
- `Control` holds what the charges come to against what the manifest says, which stands there as numbers.
- `Assumptions`, `Sources` and `About` say what it rests on.

The same inputs give the same bytes with the same XlsxWriter and zlib; `--verify` looks at the rows, which depend on
neither. It needs an extra: `pip install 'costcalc[xlsx]'`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.formats.xlsx.amounts import live_amount, live_cost
from costcalc.formats.xlsx.book import MOST_ROWS, Book, SheetTable
from costcalc.formats.xlsx.cells import full_digits, names, row_cells
from costcalc.formats.xlsx.formulas import CHARGES, ChargeFormulas
from costcalc.formats.xlsx.months import write_months
from costcalc.formats.xlsx.tags import write_tags
from costcalc.formats.xlsx.totals import write_totals
from costcalc.problem import InputError
from costcalc.records import Rows
from costcalc.source import place_of
from costcalc.views.ledger.background import about, assumptions, sources
from costcalc.views.ledger.plain import plain_rows

if TYPE_CHECKING:
    from costcalc.export import Ledger
    from costcalc.formats.xlsx.values import Cell

KEYS = ("period_start", "scenario", "option", "charge")
"""The columns of the charges that say what a row is."""
PRINTED = (
    *("model", "quantity", "unit", "unit_price", "per", "currency", "amount", "amount_rounded"),
    *("cost", "cost_rounded", "cost_currency", "one_time"),
)
"""What else is printed of a charge: what is added up, and not where it comes from."""


def workbook(ledger: Ledger) -> bytes:
    """Return the workbook of a ledger.

    Raises:
        InputError: for more rows than a sheet has, and where XlsxWriter is not installed.
    """
    first = ledger.entries[0].result
    if len(ledger.entries) > MOST_ROWS:
        message = f"a sheet has {MOST_ROWS:,} rows, and {len(ledger.entries):,} are needed"
        raise InputError.of(place_of(first.scenario.scenario.id), "too-many", message, "--format csv has no end")
    book = Book(created=first.as_of)
    charges = plain_rows(ledger)
    divided = {f"tag_{entry.share.tag}" for entry in ledger.entries if entry.share}
    printed = [*KEYS, *PRINTED, *(name for name in names(charges) if name in divided)]
    fields = {field.name: field for field in charges.fields}
    charges = Rows([fields[name] for name in dict.fromkeys([*printed, *fields])], charges.of)
    columns = [*names(charges), "full_digits"]
    found: list[list[Cell]] = []
    for nth, entry in enumerate(charges.of, 2):  # from 1, below the heading, as in a formula
        cells = row_cells(charges, entry)
        digits = full_digits(columns, cells)
        cells[columns.index("amount")] = live_amount(entry, columns, nth)
        cells[columns.index("cost")] = live_cost(entry, columns, nth)
        found.append([*cells, digits])
    book.listing(CHARGES, SheetTable(columns, found, keys=len(KEYS), printed=len(printed)))
    formulas = ChargeFormulas(columns, found)
    write_months(book, ledger, formulas)
    write_tags(book, ledger, formulas)
    write_totals(book, ledger, formulas)
    background: dict[str, tuple[Rows[Any], int]] = {
        "Assumptions": (assumptions(ledger), 2),
        "Sources": (sources(ledger), 3),
        "About": (about(ledger), 1),
    }
    for sheet, (rows, keys) in background.items():
        told = [row_cells(rows, one) for one in rows.of]
        book.listing(sheet, SheetTable(names(rows), told, keys, is_wrapped=True))
    return book.data()
