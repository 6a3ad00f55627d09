"""The sheet of months: what each option costs in each time, what that comes to, and a picture of both."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from costcalc.export.allocation import minor_digits
from costcalc.expr import round_half_up
from costcalc.formats.xlsx.book import ChartSeries, Live, Month
from costcalc.formats.xlsx.cells import money
from costcalc.formats.xlsx.columns import OptionColumn, column_sums, option_columns
from costcalc.formats.xlsx.limits import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from costcalc.export import Ledger
    from costcalc.formats.xlsx.book import Book, Cell, Number
    from costcalc.formats.xlsx.formulas import ChargeFormulas
    from costcalc.formats.xlsx.limits import Limits

MONTHS = "Months"
TOP = 4
"""The rows of a heading: scenario, option, currency, and what is added up."""
TOTAL, SO_FAR = "in all", "so far"
BUDGET, LEFT = "budget of the month", "left of the budget"
HEADINGS = ("scenario", "option", "currency", "sum of")
MOST_SERIES = 24
"""Options in one picture."""
CHART_ROWS, WIDEST_CHART, NARROWEST = 14, 6, 14
"""The rows of a sheet that a picture covers, and the columns, if they are at least so wide."""


def write_months(book: Book, ledger: Ledger, formulas: ChargeFormulas) -> None:
    """Add the sheet.

    Args:
        book: The workbook.
        ledger: What is in it.
        formulas: What adds up its charges.
    """
    sheet = book.sheet(MONTHS)
    columns = option_columns(ledger)
    _Months(book, sheet, columns, column_sums(ledger)).write(formulas, limits(ledger, columns))


def _time(start: datetime) -> Month | datetime:
    """Return the cell of a time: a month, where it begins with one."""
    return Month(start) if (start.day, start.hour, start.minute, start.second) == (1, 0, 0, 0) else start


class _Months:
    """Writes the sheet: months, below them what they come to, and then what was paid until each.

    Args:
        book: The workbook.
        sheet: The sheet.
        columns: What the columns add up.
        sums: What comes of that in each time.
    """

    def __init__(
        self,
        book: Book,
        sheet: Any,
        columns: Sequence[OptionColumn],
        sums: dict[datetime, dict[OptionColumn, Fraction]],
    ) -> None:
        from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # it has no types

        self._book = book
        self._sheet = sheet
        self._columns = columns
        self._sums = sums
        self._starts = list(sums)
        self._names: list[str] = [xl_col_to_name(nth) for nth, _ in enumerate(columns, 1)]
        self._last = TOP + len(sums)
        """The last row of the months, from 1, as in a formula."""
        self._so_far = self._last + 4
        """The first row of what was paid until each, below the total, an empty row and a heading."""

    def write(self, formulas: ChargeFormulas, limits: Limits) -> None:
        """Write all of it.

        Args:
            formulas: What adds up charges.
            limits: The budgets of columns, by time.
        """
        headings = [[title, *(column.heading[nth] for column in self._columns)] for nth, title in enumerate(HEADINGS)]
        for row, heading in enumerate(headings[:-1]):
            self._book.heading(self._sheet, row, heading)
        self._book.table(self._sheet, TOP - 1, headings[-1], self._month_rows(formulas))
        self._book.table(self._sheet, self._so_far - 2, [SO_FAR], self._rows(self._cumulative))
        for column in range(1, 1 + max(len(self._columns), WIDEST_CHART)):
            self._book.widen(self._sheet, column, NARROWEST)
        self._sheet.freeze_panes(TOP, 1)
        last = self._so_far + len(self._starts) - 1
        last = self._charts(1 + (self._budgets(last, formulas, limits) if limits else last))
        self._book.printed(self._sheet, last, max(len(self._columns), WIDEST_CHART), TOP)

    def _month_rows(self, formulas: ChargeFormulas) -> list[list[Cell]]:
        def month(nth: int, name: str, column: OptionColumn) -> str:
            return formulas.total(column.added, [("period_start", f"$A{TOP + nth + 1}"), *column.criteria(name)])

        rows = self._rows(lambda nth, name, column: Live(month(nth, name, column), self._amount(column, nth, nth + 1)))
        total: list[Cell] = [TOTAL]
        for name, column in zip(self._names, self._columns, strict=True):
            value = self._amount(column, 0, len(self._starts))
            total.append(Live(f"=SUM({name}{TOP + 1}:{name}{self._last})", value))
        return [*rows, total]

    def _cumulative(self, nth: int, name: str, column: OptionColumn) -> Live:
        before = f"{name}{self._so_far + nth - 1}+" if nth else ""
        return Live(f"={before}{name}{TOP + nth + 1}", self._amount(column, 0, nth + 1))

    def _budgets(self, top: int, formulas: ChargeFormulas, limits: Limits) -> int:
        """Write the budgets of months, and below them what is left; give the row after, from 0.

        Args:
            top: The row after the last one, from 0; one is left empty.
            formulas: What adds up charges.
            limits: The budgets of columns, by time.
        """

        def limit(nth: int, name: str, column: OptionColumn) -> Cell:
            del name
            found = limits.get((self._starts[nth], column))
            return found.budget if found else ""

        def left(nth: int, name: str, column: OptionColumn) -> Cell:
            found = limits.get((self._starts[nth], column))
            if not found or not found.is_computed:
                return found.left if found else ""
            criteria = [("period_start", f"$A{TOP + nth + 1}"), *column.criteria(name), ("one_time", '"no"')]
            spent = formulas.total("cost", criteria).removeprefix("=")
            return Live(f"={name}{top + nth + 3}-{spent}", found.left)

        for title, cell in ((BUDGET, limit), (LEFT, left)):
            start = top + 1 + (0 if title == BUDGET else len(self._starts) + 2)
            self._book.table(self._sheet, start, [title], self._rows(cell))
        return top + 2 * (len(self._starts) + 2)

    def _rows(self, cell: Callable[[int, str, OptionColumn], Cell]) -> list[list[Cell]]:
        """Return a row for each time."""
        pairs = list(zip(self._names, self._columns, strict=True))
        return [
            [_time(start), *(cell(nth, name, column) for name, column in pairs)]
            for nth, start in enumerate(self._starts)
        ]

    def _amount(self, column: OptionColumn, first: int, after: int) -> Number:
        """Return what a column comes to in some of its times."""
        times = self._starts[first:after]
        value = sum((self._sums[start].get(column, Fraction(0)) for start in times), Fraction(0))
        return money(round_half_up(value, minor_digits(column.currency)))

    def _charts(self, top: int) -> int:
        """Draw what each month costs and what was paid until it, by currency; give the last row that is covered."""
        breaks = []
        for currency in dict.fromkeys(column.currency for column in self._columns):
            breaks.append(top + 1)
            for kind, title, first in (("column", "each month", TOP + 1), ("line", SO_FAR, self._so_far)):
                chart = self._book.chart(kind, f"{currency}, {title}", self._series(currency, first - 1))
                self._sheet.insert_chart(top + 1, 0, chart, {"y_offset": 4})
                top += CHART_ROWS
        self._sheet.set_h_pagebreaks(breaks)
        return top

    def _series(self, currency: str, first: int) -> list[ChartSeries]:
        """Return what is drawn of a currency, from a row on that is counted from 0."""
        last = first + len(self._starts) - 1
        costs = {column.heading[:3] for column in self._columns if column.is_cost}
        one = len({column.scenario for column in self._columns if column.scenario}) == 1
        return [
            ChartSeries(
                column.option if one and column.option else " ".join(filter(None, column.heading[:2])),
                [MONTHS, first, 0, last, 0],
                [MONTHS, first, nth, last, nth],
            )
            for nth, column in enumerate(self._columns, 1)
            if column.currency == currency and column.scenario is not None
            if column.is_cost or column.heading[:3] not in costs
        ][:MOST_SERIES]
