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

from decimal import Decimal
from typing import TYPE_CHECKING

from costcalc.formats.export.plain import COLUMNS, NUMBERS, row
from costcalc.formats.export.xlsx_background import ABOUT, ASSUMPTIONS, SOURCES, about, assumptions, sources
from costcalc.formats.export.xlsx_book import MOST_ROWS, Book, Cell, Number
from costcalc.formats.export.xlsx_totals import CHARGES, money_form, write_totals
from costcalc.instant import parse_instant
from costcalc.problem import InputError
from costcalc.source import place_of

if TYPE_CHECKING:
    from costcalc.export import Ledger, LedgerEntry

FULL = "full_digits"
DIGITS = 15
INSTANTS = frozenset(
    {
        "period_start",
        "period_end",
        "as_of",
        "priced_from",
        "priced_until",
        "exchange_effective",
        "rate_effective",
        "verified",
    }
)


def write(rows: Ledger, version: str | None) -> bytes:
    """Write a ledger.

    Raises:
        InputError: for more rows than a sheet has, and where XlsxWriter is not installed.
    """
    del version
    first = rows.entries[0].result
    if len(rows.entries) > MOST_ROWS:
        message = f"a sheet has {MOST_ROWS:,} rows, and {len(rows.entries):,} are needed"
        raise InputError.of(place_of(first.scenario.scenario.id), "too-many", message, "--format csv has no end")
    book = Book(created=first.as_of)
    book.listing(CHARGES, (*COLUMNS, FULL), [_cells(entry) for entry in rows.entries])
    write_totals(book, rows, (*COLUMNS, FULL))
    book.listing("Assumptions", ASSUMPTIONS, assumptions(rows))
    book.listing("Sources", SOURCES, sources(rows))
    book.listing("About", ABOUT, about(rows))
    return book.data()


def _cells(entry: LedgerEntry) -> list[Cell]:
    texts = row(entry)
    money = money_form(entry.charge.currency)
    full = [f"{name}={texts[name]}" for name in COLUMNS if name in NUMBERS and _is_long(texts[name])]
    return [*(_cell(name, texts[name], money) for name in COLUMNS), " ".join(full)]


def _cell(name: str, text: str, money: str) -> Cell:
    if text and name in INSTANTS:
        return parse_instant(text)
    if text and name in NUMBERS:
        return Number(money if name == "amount_rounded" else "General", Decimal(text))
    return text


def _is_long(text: str) -> bool:
    return len(text.replace("-", "").replace(".", "").strip("0")) > DIGITS
