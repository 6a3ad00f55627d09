"""The sheets of totals, formulas over the charges, and one that holds them against what the manifest says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.formats.xlsx.book import SheetTable
from costcalc.formats.xlsx.cells import coin, field_cell, money, names, row_cells
from costcalc.formats.xlsx.columns import is_converted
from costcalc.formats.xlsx.formulas import AMOUNTS, COSTS, FOOTS, foots
from costcalc.formats.xlsx.values import Live, Number
from costcalc.records import FLAG, Field, long_number
from costcalc.views.ledger.totals import groups

if TYPE_CHECKING:
    from costcalc.export import Ledger, Total
    from costcalc.formats.xlsx.book import Book
    from costcalc.formats.xlsx.formulas import ChargeFormulas, Criteria, SummedColumns
    from costcalc.formats.xlsx.values import Cell
    from costcalc.views.ledger.totals import Group

SHEETS = {COSTS: "Totals", AMOUNTS: "Totals of prices"}
CONTROL = "Control"
CONTROL_COLUMNS = (
    *("sum_of", "currency", "rows", "exact", "rounded"),
    *("rows_in_manifest", "exact_in_manifest", "rounded_in_manifest", "check"),
)
CHOSEN: Field[Group] = Field("chosen", FLAG, lambda group: group.chosen)
"""Beside the sums, and not what they are asked by: where nobody says, its cell is empty."""


def write_totals(book: Book, ledger: Ledger, formulas: ChargeFormulas) -> None:
    """Add the sheets: of costs, of amounts where they are in another currency than the scenario, and the control.

    Args:
        book: The workbook.
        ledger: What is in it.
        formulas: What adds up its charges.
    """
    kinds = [(COSTS, ledger.cost_totals), *([(AMOUNTS, ledger.totals)] if is_converted(ledger) else [])]
    for sums, _ in kinds:
        _write_groups(book, ledger, formulas, sums)
    wanted = [(sums, total) for sums, totals in kinds for total in totals]
    rows = [_control(formulas, sums, total, row) for row, (sums, total) in enumerate(wanted, 2)]
    book.listing(CONTROL, SheetTable(CONTROL_COLUMNS, rows, keys=2))


def _write_groups(book: Book, ledger: Ledger, formulas: ChargeFormulas, sums: SummedColumns) -> None:
    """Add the sheet of one kind of sums: a row for each option, time and currency."""
    by_group = groups(ledger, sums.currency, is_cost=sums == COSTS)
    keys = names(by_group)
    found: list[list[Cell]] = []
    for row, group in enumerate(by_group.of, 2):  # from 1, as in a formula
        cells = row_cells(by_group, group)
        # An empty cell would be asked for as 0: the rows of a scenario without options have no other option.
        criteria = [(name, f"{chr(ord('A') + nth)}{row}") for nth, name in enumerate(keys) if cells[nth] != ""]
        found.append([*cells, *_sums(formulas, criteria, group.total, sums), field_cell(CHOSEN, group)])
    columns = [*keys, "rows", sums.exact, sums.rounded, CHOSEN.name]
    book.listing(SHEETS[sums], SheetTable(columns, found, keys=3))


def _sums(formulas: ChargeFormulas, criteria: Criteria, total: Total, sums: SummedColumns) -> list[Cell]:
    """Return formulas that count some of the charges and add them up, exact and rounded, with what comes of them."""
    exact, rounded = (formulas.total(column, criteria) for column in (sums.exact, sums.rounded))
    return [
        Live(formulas.count(criteria), Number("0", Decimal(total.rows))),
        Live(exact, Number("General", long_number(total.exact))),
        Live(rounded, money(total.rounded)),
    ]


def _control(formulas: ChargeFormulas, sums: SummedColumns, total: Total, row: int) -> list[Cell]:
    """Return the cells of a currency: what its rows add up to, beside what the manifest says that it is.

    What the manifest says is written as numbers, so that it does not move with the charges; and the exact sum is held
    against it as well as the rounded one, which is not computed anew where a quantity is changed.
    """
    half = coin(total.currency, Fraction(1, 2))
    check = foots((f"C{row}", f"F{row}", half), (f"D{row}", f"G{row}", half), (f"E{row}", f"H{row}", half))
    said = [Number("0", Decimal(total.rows)), Number("General", long_number(total.exact)), money(total.rounded)]
    computed = _sums(formulas, [(sums.currency, f"B{row}")], total, sums)
    return [sums.exact, total.currency, *computed, *said, Live(check, FOOTS)]
