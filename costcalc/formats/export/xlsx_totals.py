"""The sheet of totals: formulas over the charges, and a check against what the manifest says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.export.allocation import minor_digits
from costcalc.expr import round_half_up, simplest
from costcalc.formats.export.plain import digits
from costcalc.formats.export.xlsx_book import Live, Number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from costcalc.export import Ledger, LedgerEntry
    from costcalc.formats.export.xlsx_book import Book, Cell

CHARGES = "Charges"
FOOTS, DIFFERS = "foots", "differs"
CONTROL = ("currency", "rows", "amount", "amount_rounded", "in_manifest", "check")
GROUPS = ("scenario", "option", "period_start", "period_end", "currency", "rows", "amount", "amount_rounded")
KEYS = GROUPS[:5]
SLACK = "1E-13"
"""Of a total too large for its cents to be in 15 digits: what may differ without anything being wrong."""


def write_totals(book: Book, rows: Ledger, columns: Sequence[str]) -> None:
    """Add the sheet.

    Args:
        book: The workbook.
        rows: What is in it.
        columns: Those of the charges.
    """
    sheet = book.sheet("Totals")
    formulas = _Formulas(columns, len(rows.entries))
    book.table(sheet, 0, CONTROL, [_control(formulas, rows, nth) for nth in range(len(rows.totals))])
    top = len(rows.totals) + 2
    groups: dict[tuple[Cell, ...], list[LedgerEntry]] = {}
    for entry in rows.entries:
        groups.setdefault(_key(entry), []).append(entry)
    found = [_group(formulas, key, own, top + 2 + nth) for nth, (key, own) in enumerate(groups.items())]
    book.table(sheet, top, GROUPS, found)
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + len(found), len(GROUPS) - 1)


class _Formulas:
    """Formulas over the columns of the charges."""

    def __init__(self, columns: Sequence[str], rows: int) -> None:
        from xlsxwriter.utility import xl_range_abs  # type: ignore[import-untyped]  # it has no types

        self._ranges = {name: f"{CHARGES}!{xl_range_abs(1, nth, rows, nth)}" for nth, name in enumerate(columns)}

    def count(self, criteria: Iterable[tuple[str, str]]) -> str:
        """Count the charges whose columns are what is in these cells."""
        return f"=COUNTIFS({','.join(f'{self._ranges[name]},{cell}' for name, cell in criteria)})"

    def total(self, column: str, criteria: Iterable[tuple[str, str]]) -> str:
        """Add up a column of these charges."""
        inside = ",".join(f"{self._ranges[name]},{cell}" for name, cell in criteria)
        return f"=SUMIFS({self._ranges[column]},{inside})"


def money_form(currency: str) -> str:
    """Show amounts of a currency with all its decimals."""
    decimals = minor_digits(currency)
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _key(entry: LedgerEntry) -> tuple[Cell, ...]:
    scenario = str(entry.result.scenario.scenario.id)
    return scenario, entry.option, entry.span.start, entry.span.end, entry.charge.currency


def _group(formulas: _Formulas, key: tuple[Cell, ...], own: Sequence[LedgerEntry], row: int) -> list[Cell]:
    """Give the cells of what an option costs in a time; `row` counts from 1, as in a formula."""
    criteria = [(name, f"{letter}{row}") for name, letter in zip(KEYS, "ABCDE", strict=True)]
    return [*key, *_sums(formulas, criteria, own)]


def _sums(formulas: _Formulas, criteria: Sequence[tuple[str, str]], own: Sequence[LedgerEntry]) -> list[Cell]:
    currency = own[0].charge.currency
    exact = simplest(sum((Fraction(entry.charge.amount) for entry in own), Fraction(0)))
    rounded = round_half_up(sum((Fraction(entry.rounded) for entry in own), Fraction(0)), minor_digits(currency))
    return [
        Live(formulas.count(criteria), Number("0", Decimal(len(own)))),
        Live(formulas.total("amount", criteria), Number("General", Decimal(digits(exact)))),
        Live(formulas.total("amount_rounded", criteria), Number(money_form(currency), rounded)),
    ]


def _control(formulas: _Formulas, rows: Ledger, nth: int) -> list[Cell]:
    """Give the cells of a currency: what its rows add up to, beside what the manifest says that it is."""
    total, row = rows.totals[nth], nth + 2
    own = [entry for entry in rows.entries if entry.charge.currency == total.currency]
    unit = Decimal(f"1E-{minor_digits(total.currency)}") / 2
    check = f'=IF(ABS(D{row}-E{row})<MAX({unit:f},ABS(E{row})*{SLACK}),"{FOOTS}","{DIFFERS}")'
    return [
        total.currency,
        *_sums(formulas, [("currency", f"A{row}")], own),
        Number(money_form(total.currency), total.rounded),
        Live(check, FOOTS),
    ]
