"""A workbook for Excel and LibreOffice, which adds itself up: charges, totals, assumptions, sources.

    costcalc export scenarios/chatbot.yaml --format xlsx -o chatbot.xlsx

- `Charges` has the columns of the plain CSV. Numbers are numbers, and instants are dates. A spreadsheet keeps 15 digits
  of a number: one that has more is in the cell as near as that comes, and all its digits are in `full_digits`, as
  `amount=0.123456789012345678`. A cell for adding up must be a number; a column of texts would sum to nothing.
- `Totals` has formulas over it, with what comes of them, so that programs that compute nothing show the same.
- `Assumptions`, `Sources` and `About` say what it rests on.

The same inputs give the same bytes with the same XlsxWriter and zlib; `--verify` looks at the rows, which depend on
neither. It needs an extra: `pip install 'costcalc[xlsx]'`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.formats.xlsx.book import MOST_ROWS, Book
from costcalc.formats.xlsx.cells import full_digits, names, row_cells
from costcalc.formats.xlsx.totals import CHARGES, write_totals
from costcalc.problem import InputError
from costcalc.source import place_of
from costcalc.views.ledger.background import about, assumptions, sources
from costcalc.views.ledger.plain import plain_rows

if TYPE_CHECKING:
    from costcalc.export import Ledger
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
    cells = [row_cells(charges, entry) for entry in charges.of]
    book.listing(CHARGES, columns, [[*row, full_digits(columns, row)] for row in cells])
    write_totals(book, ledger, columns)
    background: dict[str, Rows[Any]] = {
        "Assumptions": assumptions(ledger),
        "Sources": sources(ledger),
        "About": about(ledger),
    }
    for sheet, rows in background.items():
        book.listing(sheet, names(rows), [row_cells(rows, one) for one in rows.of])
    return book.data()
