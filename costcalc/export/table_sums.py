"""What the rows of a file add up to, to be held against what its manifest says."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.months import ExportPeriod
from costcalc.export.sum_names import (
    COSTS,
    EXACT,
    MONTH,
    MONTHS,
    ROUNDED,
    ROWS,
    SO_FAR,
    SO_FAR_ROUNDED,
    TOTALS,
    YEAR,
    SumName,
)
from costcalc.export.table import exact_of, number_of
from costcalc.expr import decimal_text, fraction_text, simplest
from costcalc.instant import MONTHS as MONTHS_OF_A_YEAR
from costcalc.instant import parse_instant
from costcalc.records.digits import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.export.table import Cells, Columns
    from costcalc.expr import Exact

_SAID = re.compile(r"(?P<exact>[^ (),]+)(?: \((?P<exact_exact>[^ (),]+)\))?")


class TableSum(NamedTuple):
    """What rows of a file add up to.

    Args:
        value: Their sum, as far as their digits go.
        slack: How much of it may be missing, because amounts without a last digit have 18 decimals.
    """

    value: Fraction
    slack: Fraction = Fraction(0)

    def plus(self, other: TableSum) -> TableSum:
        """Return both together."""
        return TableSum(self.value + other.value, self.slack + other.slack)

    def is_said(self, text: str) -> bool:
        """Whether a manifest says this sum: a number, and its fraction where it has no last digit."""
        said = value_of(text)
        is_one = not isinstance(said, Fraction) or text.startswith(f"{decimal_text(said)} ")
        return said is not None and is_one and abs(Fraction(said) - self.value) <= self.slack

    def __str__(self) -> str:
        found: Exact = simplest(self.value)
        fraction = fraction_text(found)
        return decimal_text(found) + (f" ({fraction})" if fraction else "")


def value_of(text: str) -> Exact | None:
    """Return the number of a sum as a manifest says it: its fraction, where one stands behind it; None of any other."""
    match = _SAID.fullmatch(text)
    return exact_of({name: found or "" for name, found in match.groupdict().items()}, EXACT) if match else None


def sums_of(rows: Iterable[Cells], columns: Columns, *, costs: bool) -> dict[SumName, TableSum]:
    """Return what rows add up to: by currency, and by option in months and years. What is no number adds nothing.

    Args:
        rows: The cells of each.
        columns: What the columns are called.
        costs: Whether what they cost in the currency of their scenarios is asked for as well.
    """
    found: dict[SumName, TableSum] = {}
    months: dict[SumName, set[str | None]] = {}
    for cells in rows:
        own = (columns.amount, columns.rounded)
        _add(found, SumName(TOTALS, "", "", "", cells.get(columns.currency, ""), EXACT), cells, own)
        if not costs:
            continue
        currency, own = cells.get(columns.cost_currency, ""), (columns.cost, columns.cost_rounded)
        _add(found, SumName(COSTS, "", "", "", currency, EXACT), cells, own)
        month, year = _times(cells, columns)
        scenario, option = cells[columns.scenario], cells[columns.option]
        if month:
            _add(found, SumName(MONTH, scenario, option, month, currency, EXACT), cells, own)
        if year:
            of = SumName(YEAR, scenario, option, year, currency, EXACT)
            _add(found, of, cells, own)
            months.setdefault(of._replace(number=MONTHS), set()).add(month)
    for name, known in months.items():
        found[name] = TableSum(Fraction(MONTHS_OF_A_YEAR if None in known else len(known)))
    return found | _so_far(found)


def _add(found: dict[SumName, TableSum], name: SumName, cells: Cells, own: tuple[str, str | None]) -> None:
    """Add a row to the sums of a name: exact, rounded where there is such a column, and counted."""
    amount, rounded = own
    exact = exact_of(cells, amount)
    is_cut = not isinstance(exact, Fraction) and len(cells.get(amount, "").partition(".")[2]) >= DECIMALS
    more = {
        EXACT: TableSum(Fraction(exact or 0), Fraction(1, 10**DECIMALS) if is_cut else Fraction(0)),
        ROWS: TableSum(Fraction(1)),
    }
    if rounded is not None:
        more[ROUNDED] = TableSum(Fraction(number_of(cells.get(rounded, "")) or 0))
    for number, value in more.items():
        of = name._replace(number=number)
        found[of] = found[of].plus(value) if of in found else value


def _times(cells: Cells, columns: Columns) -> tuple[str | None, str | None]:
    """Return the month and the year of the calendar that a row is for; None where it is for another time."""
    try:
        start, end = (parse_instant(cells.get(name, "")) for name in (columns.key[0], columns.period_end))
    except ValueError:
        return None, None
    span = ExportPeriod(start, end, None)
    return span.month, span.year


def _so_far(found: dict[SumName, TableSum]) -> dict[SumName, TableSum]:
    """Return what the months of each option come to up to each of them."""
    kinds = {EXACT: SO_FAR, ROUNDED: SO_FAR_ROUNDED}
    reached: dict[SumName, TableSum] = {}
    sums: dict[SumName, TableSum] = {}
    for name in sorted(name for name in found if name.part == MONTH and name.number in kinds):
        of = name._replace(time="")
        reached[of] = reached[of].plus(found[name]) if of in reached else found[name]
        sums[name._replace(number=kinds[name.number])] = reached[of]
    return sums
