"""The sheet of tags: what each value of a tag pays in each time, and what that comes to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.allocation import minor_digits
from costcalc.export.row_tags import PREFIX
from costcalc.expr import round_half_up
from costcalc.formats.xlsx.book import SheetTable
from costcalc.formats.xlsx.cells import coin, money
from costcalc.formats.xlsx.formulas import COSTS, FOOTS, NOTHING, foots
from costcalc.formats.xlsx.months import TOTAL, time_cell
from costcalc.formats.xlsx.values import Live

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from costcalc.export import Ledger, LedgerEntry
    from costcalc.formats.xlsx.book import Book
    from costcalc.formats.xlsx.formulas import ChargeFormulas, Criteria
    from costcalc.formats.xlsx.values import Cell, Number

TAGS = "Tags"
KEYS = ("tag", "value", COSTS.currency)
WITHOUT = "(without)"
"""What stands for the rows that do not have the tag."""


class TagRow(NamedTuple):
    """What is added up: the charges with one value of a tag, in one currency.

    Args:
        tag: The tag.
        value: Its value; None of the charges that do not have it.
        currency: The currency.
    """

    tag: str
    value: str | None
    currency: str


def write_tags(book: Book, ledger: Ledger, formulas: ChargeFormulas) -> None:
    """Add the sheet, where any row that is added up has a tag.

    Args:
        book: The workbook.
        ledger: What is in it.
        formulas: What adds up its charges.
    """
    is_comparison = any(entry.is_comparison for entry in ledger.entries)
    added = [entry for entry in ledger.entries if entry.is_chosen or not is_comparison]
    if any(entry.tags for entry in added):
        _Tags(added, formulas, [("chosen", '"yes"')] if is_comparison else []).write(book)


class _Tags:
    """Writes the sheet: a block of rows for each tag and currency, the last of which adds up those above it.

    Args:
        entries: What is added up: of a comparison what is chosen, as nobody pays for two alternatives.
        formulas: What adds up charges.
        among: By which columns of the charges these are found.
    """

    def __init__(self, entries: Sequence[LedgerEntry], formulas: ChargeFormulas, among: Criteria) -> None:
        self._formulas = formulas
        self._among = among
        self._names = sorted({name for entry in entries for name in entry.tags})
        self._starts = sorted({entry.span.start for entry in entries})
        self._sums = self._added(entries)

    def write(self, book: Book) -> None:
        """Write all of it."""
        columns: list[Cell] = [*KEYS, *map(time_cell, self._starts), TOTAL, "check"]
        rows: list[list[Cell]] = []
        for name in self._names:
            own = sorted({one for one in self._sums if one.tag == name}, key=self._order)
            for currency in dict.fromkeys(one.currency for one in own):
                rows += self._block(2 + len(rows), [one for one in own if one.currency == currency])
        book.listing(TAGS, SheetTable(columns, rows, keys=len(KEYS)))

    def _added(self, entries: Iterable[LedgerEntry]) -> dict[TagRow, dict[datetime, Fraction]]:
        """Return what comes of every row of the sheet, by time."""
        found: dict[TagRow, dict[datetime, Fraction]] = {}
        for entry in entries:
            tags, start = entry.tags, entry.span.start
            for name in self._names:
                own = found.setdefault(TagRow(name, tags.get(name), entry.cost_currency), {})
                own[start] = own.get(start, Fraction(0)) + Fraction(entry.rounded_cost)
        return found

    def _order(self, one: TagRow) -> tuple[str, bool, str]:
        return one.currency, one.value is None, one.value or ""

    def _block(self, top: int, sums: Sequence[TagRow]) -> Iterator[list[Cell]]:
        """Yield the rows of a tag in a currency, from row `top` on, from 1, and one that adds them up."""
        from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # it has no types

        letters = [xl_col_to_name(nth) for nth in range(len(KEYS), len(KEYS) + len(self._starts) + 1)]
        *months, last = letters
        for row, one in enumerate(sums, top):
            in_all = Live(f"=SUM({months[0]}{row}:{months[-1]}{row})", self._amount([one], self._starts))
            cells = [self._cell(one, row, letter, start) for letter, start in zip(months, self._starts, strict=True)]
            yield [one.tag, WITHOUT if one.value is None else one.value, one.currency, *cells, in_all, ""]
        row, currency = top + len(sums), sums[0].currency
        totals = [
            Live(f"=SUM({letter}{top}:{letter}{row - 1})", self._amount(sums, starts))
            for letter, starts in zip(letters, [*([start] for start in self._starts), self._starts], strict=True)
        ]
        # What has a value that is in no row here, or another time, is missing in the sum.
        everything = self._formulas.total(COSTS.rounded, [(COSTS.currency, f"$C{row}"), *self._among])
        check = foots((f"{last}{row}", everything.removeprefix("="), coin(currency, Fraction(1, 2))))
        yield [sums[0].tag, TOTAL, currency, *totals, Live(check, FOOTS)]

    def _cell(self, one: TagRow, row: int, letter: str, start: datetime) -> Live:
        value = NOTHING if one.value is None else f"$B{row}"
        asked = [
            (f"{PREFIX}{one.tag}", value),
            (COSTS.currency, f"$C{row}"),
            ("period_start", f"{letter}$1"),
            *self._among,
        ]
        return Live(self._formulas.total(COSTS.rounded, asked), self._amount([one], [start]))

    def _amount(self, sums: Sequence[TagRow], starts: Sequence[datetime]) -> Number:
        value = sum((self._sums[one].get(start, Fraction(0)) for one in sums for start in starts), Fraction(0))
        return money(round_half_up(value, minor_digits(sums[0].currency)))
