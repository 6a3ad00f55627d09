"""The sheet of months: what each option costs in each time, what that comes to, and a picture of both."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from costcalc.export.allocation import minor_digits
from costcalc.expr import round_half_up
from costcalc.formats.xlsx.cells import money
from costcalc.formats.xlsx.chart import ChartSeries, Picture
from costcalc.formats.xlsx.columns import OptionColumn, column_sums, option_columns
from costcalc.formats.xlsx.formulas import COSTS
from costcalc.formats.xlsx.limits import limits
from costcalc.formats.xlsx.values import Live, Month
from costcalc.instant import MONTHS as MONTHS_OF_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from costcalc.export import Ledger
    from costcalc.formats.xlsx.book import Book
    from costcalc.formats.xlsx.formulas import ChargeFormulas
    from costcalc.formats.xlsx.limits import Limits
    from costcalc.formats.xlsx.values import Cell, Number

MONTHS = "Months"
TOP = 4
"""The rows of a heading: scenario, option, currency, and what is added up."""
TOTAL, SO_FAR, YEARS = "in all", "so far", "each year"
BUDGET, LEFT = "budget of the month, without what is paid once", "left of the budget, without what is paid once"
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
    _Months(book, option_columns(ledger), column_sums(ledger)).write(formulas, _years(ledger), limits(ledger))


def time_cell(start: datetime) -> Month | datetime:
    """Return the cell of a time: a month, where it begins with one."""
    return Month(start) if (start.day, start.hour, start.minute, start.second) == (1, 0, 0, 0) else start


def _years(ledger: Ledger) -> dict[str, list[datetime]]:
    """Return the times that are in each year of the calendar; none where any time is of another kind."""
    spans = {entry.span for entry in ledger.entries}
    if any(span.year is None for span in spans):
        return {}
    found: dict[str, list[datetime]] = {}
    for year in sorted({span.year or "" for span in spans}):
        own = [span for span in spans if span.year == year]
        months = {span.month for span in own}  # a whole year is none of them
        part = "" if None in months or len(months) == MONTHS_OF_YEAR else f", {len(months)} of {MONTHS_OF_YEAR} months"
        found[f"{year}{part}"] = sorted({span.start for span in own})
    return found


class _Months:
    """Writes the sheet: months, below them what they come to, what was paid until each, years, and budgets.

    Args:
        book: The workbook.
        columns: What the columns add up.
        sums: What comes of that in each time.
    """

    def __init__(
        self,
        book: Book,
        columns: Sequence[OptionColumn],
        sums: dict[datetime, dict[OptionColumn, Fraction]],
    ) -> None:
        from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # it has no types

        self._book = book
        self._sheet: Any = book.sheet(MONTHS)
        self._columns = columns
        self._sums = sums
        self._starts = list(sums)
        self._names: list[str] = [xl_col_to_name(nth) for nth, _ in enumerate(columns, 1)]
        self._last = TOP + len(sums)
        """The last row of the months, from 1, as in a formula."""

    def write(self, formulas: ChargeFormulas, years: Mapping[str, Sequence[datetime]], limits: Limits) -> None:
        """Write all of it.

        Args:
            formulas: What adds up charges.
            years: The times in each year.
            limits: The budgets of columns, by time.
        """
        for row, title in enumerate(HEADINGS):
            self._book.heading(self._sheet, row, [title, *(column.heading[row] for column in self._columns)])
        self._sheet.freeze_panes(TOP, 1)
        self._write(TOP, self._month_rows(formulas))
        so_far = self._last + 2
        top = self._block(so_far, SO_FAR, self._rows(self._cumulative(so_far)))
        if years:
            top = self._block(top, YEARS, self._year_rows(years))
        if limits:
            top = self._budgets(top, formulas, limits)
        last = self._charts(top, so_far + 1)
        for column in range(1, 1 + max(len(self._columns), WIDEST_CHART)):
            self._book.widen(self._sheet, column, NARROWEST)
        self._book.printed(self._sheet, last, max(len(self._columns), WIDEST_CHART), TOP, 1)

    def _block(self, top: int, title: str, rows: Sequence[Sequence[Cell]]) -> int:
        """Write rows with what they are above them, and an empty one below; give the row after, from 0."""
        self._book.title(self._sheet, top, title)
        return self._write(top + 1, rows)

    def _write(self, top: int, rows: Sequence[Sequence[Cell]]) -> int:
        self._book.cells(self._sheet, top, rows)
        for nth in range(len(self._columns) + 1):
            self._book.widen_to(self._sheet, nth, [row[nth] for row in rows])
        return top + len(rows) + 1

    def _month_rows(self, formulas: ChargeFormulas) -> list[list[Cell]]:
        def month(nth: int, name: str, column: OptionColumn) -> Cell:
            asked = [("period_start", f"$A{TOP + nth + 1}"), *column.criteria(name)]
            return Live(formulas.total(column.sums.rounded, asked), self._amount(column, self._starts[nth : nth + 1]))

        return [*self._rows(month), self._added(TOTAL, TOP, self._starts)]

    def _cumulative(self, top: int) -> Callable[[int, str, OptionColumn], Cell]:
        """Return what gives what was paid until a time, in rows below their title in row `top`, from 0."""

        def until(nth: int, name: str, column: OptionColumn) -> Cell:
            before = f"{name}{top + nth + 1}+" if nth else ""
            return Live(f"={before}{name}{TOP + nth + 1}", self._amount(column, self._starts[: nth + 1]))

        return until

    def _year_rows(self, years: Mapping[str, Sequence[datetime]]) -> list[list[Cell]]:
        found: list[list[Cell]] = []
        top = TOP
        for year, starts in years.items():
            found.append(self._added(year, top, starts))
            top += len(starts)
        return found

    def _added(self, title: str, top: int, starts: Sequence[datetime]) -> list[Cell]:
        """Return a row that adds up the months of some times, of which the first is in row `top`, from 0."""
        return [
            title,
            *(
                Live(f"=SUM({name}{top + 1}:{name}{top + len(starts)})", self._amount(column, starts))
                for name, column in zip(self._names, self._columns, strict=True)
            ),
        ]

    def _budgets(self, top: int, formulas: ChargeFormulas, limits: Limits) -> int:
        """Write the budgets of months, and below them what is left; give the row after, from 0.

        Args:
            top: The row that it begins in, from 0.
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
            spent = formulas.total(COSTS.exact, criteria).removeprefix("=")
            return Live(f"={name}{top + nth + 2}-{spent}", found.left)

        return self._block(self._block(top, BUDGET, self._rows(limit)), LEFT, self._rows(left))

    def _rows(self, cell: Callable[[int, str, OptionColumn], Cell]) -> list[list[Cell]]:
        """Return a row for each time."""
        pairs = list(zip(self._names, self._columns, strict=True))
        return [
            [time_cell(start), *(cell(nth, name, column) for name, column in pairs)]
            for nth, start in enumerate(self._starts)
        ]

    def _amount(self, column: OptionColumn, times: Sequence[datetime]) -> Number:
        """Return what a column comes to in some of its times."""
        value = sum((self._sums[start].get(column, Fraction(0)) for start in times), Fraction(0))
        return money(round_half_up(value, minor_digits(column.currency)))

    def _charts(self, top: int, so_far: int) -> int:
        """Draw what each month costs and what was paid until it, by currency; give the last row that is covered.

        Args:
            top: The row that it begins in, from 0.
            so_far: The first row of what was paid until each month, from 0.
        """
        breaks = []
        for currency in dict.fromkeys(column.currency for column in self._columns if column.sums == COSTS):
            breaks.append(top)
            for kind, title, first in (("column", "each month", TOP), ("line", SO_FAR, so_far)):
                series = self._series(currency, first)
                picture = Picture(kind, f"{currency}, {title}", series)
                self._sheet.insert_chart(top, 0, picture.of(self._book), {"y_offset": 4})
                top += CHART_ROWS
        self._sheet.set_h_pagebreaks(breaks)
        return top - 1

    def _series(self, currency: str, first: int) -> list[ChartSeries]:
        """Return what is drawn of a currency, from a row on that is counted from 0."""
        last = first + len(self._starts) - 1
        one = len({column.scenario for column in self._columns if column.scenario}) == 1
        return [
            ChartSeries(
                column.option if one and column.option else " ".join(filter(None, column.heading[:2])),
                [MONTHS, first, 0, last, 0],
                [MONTHS, first, nth, last, nth],
            )
            for nth, column in enumerate(self._columns, 1)
            if (column.currency, column.sums) == (currency, COSTS) and column.scenario is not None
        ][:MOST_SERIES]
