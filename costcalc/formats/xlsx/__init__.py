"""A workbook for Excel and LibreOffice, which adds itself up: charges, totals, assumptions, sources.

    costcalc export scenarios/chatbot.yaml --format xlsx -o chatbot.xlsx

- `Charges` has the columns of the plain CSV. Numbers are numbers, and instants are dates. A spreadsheet keeps 15 digits
  of a number: one that has more is in the cell as near as that comes, and all its digits are in `full_digits`, as
  `amount=0.123456789012345678`. A cell for adding up must be a number; a column of texts would sum to nothing. An
  amount is the formula quantity * unit_price / per, where that comes to the same coin from 15 digits of each, and a
  cost is the formula amount * exchange_rate.
- `Months` has a row for each time and a column for each option, what they come to and what was paid until then, with
  pictures; where prices are in another currency than the scenario, a column of costs beside that of amounts. Where a
  scenario says which option is `chosen`, those are added up in a column of their own. Below it are the budget of each
  month and what is left of it.
- `Totals` has formulas over it, with what comes of them, so that programs that compute nothing show the same.
- `Assumptions`, `Sources` and `About` say what it rests on.

The same inputs give the same bytes with the same XlsxWriter and zlib; `--verify` looks at the rows, which depend on
neither. It needs an extra: `pip install 'costcalc[xlsx]'`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.formats.xlsx.amounts import live_amount, live_cost
from costcalc.formats.xlsx.book import MOST_ROWS, Book
from costcalc.formats.xlsx.cells import full_digits, names, row_cells
from costcalc.formats.xlsx.formulas import CHARGES, ChargeFormulas
from costcalc.formats.xlsx.months import write_months
from costcalc.formats.xlsx.totals import write_totals
from costcalc.problem import InputError
from costcalc.source import place_of
from costcalc.views.ledger.background import about, assumptions, sources
from costcalc.views.ledger.plain import plain_rows

if TYPE_CHECKING:
    from costcalc.export import Ledger
    from costcalc.formats.xlsx.book import Cell
    from costcalc.records import Rows


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
    columns = [*names(charges), "full_digits"]
    found: list[list[Cell]] = []
    for nth, entry in enumerate(charges.of, 2):  # from 1, below the heading, as in a formula
        cells = row_cells(charges, entry)
        digits = full_digits(columns, cells)
        cells[columns.index("amount")] = live_amount(entry, columns, nth)
        cells[columns.index("cost")] = live_cost(entry, columns, nth)
        found.append([*cells, digits])
    book.listing(CHARGES, columns, found, printed=columns.index("one_time") + 1)
    formulas = ChargeFormulas(columns, len(ledger.entries))
    write_months(book, ledger, formulas)
    write_totals(book, ledger, formulas)
    background: dict[str, Rows[Any]] = {
        "Assumptions": assumptions(ledger),
        "Sources": sources(ledger),
        "About": about(ledger),
    }
    for sheet, rows in background.items():
        book.listing(sheet, names(rows), [row_cells(rows, one) for one in rows.of])
    return book.data()
