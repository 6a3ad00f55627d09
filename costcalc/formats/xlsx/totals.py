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

    Criteria = Sequence[tuple[str, str]]

FOOTS, DIFFERS = "foots", "differs"
COMPUTED = ("amount", "amount_rounded")
COSTS = ("cost", "cost_rounded")
CONTROL = ("in_manifest", "check")
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
    is_converted = any(entry.charge.currency != entry.cost_currency for entry in ledger.entries)
    top = 0
    for column, totals, sums in (("currency", ledger.totals, COMPUTED), ("cost_currency", ledger.cost_totals, COSTS)):
        if column == "currency" or is_converted:
            rows = [_control(formulas, total, row, column, sums) for row, total in enumerate(totals, top + 2)]
            book.table(sheet, top, [column, "rows", *sums, *CONTROL], rows)
            top += len(rows) + 2
    by_group = groups(ledger)
    keys = names(by_group)
    columns = [*keys, "rows", *COMPUTED, *(("cost_currency", *COSTS) if is_converted else ()), CHOSEN.name]
    found: list[list[Cell]] = []
    for row, group in enumerate(by_group.of, top + 2):  # from 1, as in a formula
        cells = row_cells(by_group, group)
        # An empty cell would be asked for as 0: the rows of a scenario without options have no other option.
        criteria = [(name, f"{chr(ord('A') + nth)}{row}") for nth, name in enumerate(keys) if cells[nth] != ""]
        added = [_count(formulas, criteria, group.total), *_sums(formulas, criteria, group.total, COMPUTED)]
        if is_converted:
            added += [group.cost.currency, *_sums(formulas, criteria, group.cost, COSTS)]
        found.append([*cells, *added, field_cell(CHOSEN, group)])
    book.table(sheet, top, columns, found)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + len(found), len(columns) - 1)
    book.printed(sheet, top + len(found), len(columns) - 1)


def _count(formulas: ChargeFormulas, criteria: Criteria, total: Total) -> Cell:
    """Return a formula that counts some of the charges, with what comes of it."""
    return Live(formulas.count(criteria), Number("0", Decimal(total.rows)))


def _sums(formulas: ChargeFormulas, criteria: Criteria, total: Total, columns: tuple[str, str]) -> list[Cell]:
    """Return formulas that add up two columns of these charges, exact and rounded, with what comes of them."""
    exact, rounded = (formulas.total(column, criteria) for column in columns)
    return [Live(exact, Number("General", long_number(total.exact))), Live(rounded, money(total.rounded))]


def _control(formulas: ChargeFormulas, total: Total, row: int, column: str, columns: tuple[str, str]) -> list[Cell]:
    """Return the cells of a currency: what its rows add up to, beside what the manifest says that it is."""
    unit = Decimal((0, (1,), int(total.rounded.as_tuple().exponent))) / 2
    check = f'=IF(ABS(D{row}-E{row})<MAX({unit:f},ABS(E{row})*{SLACK}),"{FOOTS}","{DIFFERS}")'
    criteria = [(column, f"A{row}")]
    sums = [_count(formulas, criteria, total), *_sums(formulas, criteria, total, columns)]
    return [total.currency, *sums, money(total.rounded), Live(check, FOOTS)]
