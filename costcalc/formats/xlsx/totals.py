"""The sheet of totals: formulas over the charges, and a check against what the manifest says."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from costcalc.formats.xlsx.book import Live, Number
from costcalc.formats.xlsx.cells import field_cell, money, names, row_cells
from costcalc.records import FLAG, Field, long_number
from costcalc.views.ledger.totals import groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.export import Ledger, Total
    from costcalc.formats.xlsx.book import Book, Cell
    from costcalc.formats.xlsx.formulas import ChargeFormulas
    from costcalc.views.ledger.totals import Group

FOOTS, DIFFERS = "foots", "differs"
COMPUTED = ("rows", "amount", "amount_rounded")
CONTROL = ("currency", *COMPUTED, "in_manifest", "check")
CHOSEN: Field[Group] = Field("chosen", FLAG, lambda group: group.chosen)
"""Beside the sums, and not what they are asked by: where nobody says, its cell is empty."""
SLACK = "1E-13"
"""Of a total too large for its cents to be in 15 digits: what may differ without anything being wrong."""


def write_totals(book: Book, ledger: Ledger, formulas: ChargeFormulas) -> None:
    """Add the sheet.

    Args:
        book: The workbook.
        ledger: What is in it.
        formulas: What adds up its charges.
    """
    sheet = book.sheet("Totals")
    book.table(sheet, 0, CONTROL, [_control(formulas, total, row) for row, total in enumerate(ledger.totals, 2)])
    top = len(ledger.totals) + 2
    by_group = groups(ledger)
    keys = names(by_group)
    found: list[list[Cell]] = []
    for row, group in enumerate(by_group.of, top + 2):  # from 1, as in a formula
        cells = row_cells(by_group, group)
        # An empty cell would be asked for as 0: the rows of a scenario without options have no other option.
        criteria = [(name, f"{chr(ord('A') + nth)}{row}") for nth, name in enumerate(keys) if cells[nth] != ""]
        found.append([*cells, *_sums(formulas, criteria, group.total), field_cell(CHOSEN, group)])
    book.table(sheet, top, [*keys, *COMPUTED, CHOSEN.name], found)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + len(found), len(keys) + len(COMPUTED))
    book.printed(sheet, top + len(found), len(keys) + len(COMPUTED))


def _sums(formulas: ChargeFormulas, criteria: Sequence[tuple[str, str]], total: Total) -> list[Cell]:
    """Return formulas that count and add up some of the charges, with what comes of them."""
    return [
        Live(formulas.count(criteria), Number("0", Decimal(total.rows))),
        Live(formulas.total("amount", criteria), Number("General", long_number(total.exact))),
        Live(formulas.total("amount_rounded", criteria), money(total.rounded)),
    ]


def _control(formulas: ChargeFormulas, total: Total, row: int) -> list[Cell]:
    """Return the cells of a currency: what its rows add up to, beside what the manifest says that it is."""
    in_manifest = money(total.rounded)
    unit = Decimal((0, (1,), int(total.rounded.as_tuple().exponent))) / 2
    check = f'=IF(ABS(D{row}-E{row})<MAX({unit:f},ABS(E{row})*{SLACK}),"{FOOTS}","{DIFFERS}")'
    sums = _sums(formulas, [("currency", f"A{row}")], total)
    return [total.currency, *sums, in_manifest, Live(check, FOOTS)]
