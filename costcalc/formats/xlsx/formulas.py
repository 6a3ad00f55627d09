"""Formulas over the columns of the charges, which other sheets add up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from costcalc.formats.xlsx.values import Cell

    Criteria = Sequence[tuple[str, str]]

CHARGES = "Charges"
NOTHING = '"="'
"""What is asked for where a cell must be empty."""
FOOTS, DIFFERS = "foots", "differs"
SLACK = "1E-13"
"""Of a sum too large for its cents to be in 15 digits: what may differ without anything being wrong."""
LONGEST_CRITERION = 255
_PLAIN = re.compile(r"(?!true$|false$)[^\W\d_][^*?~]*|[1-9][0-9]{0,14}", re.IGNORECASE)


class SummedColumns(NamedTuple):
    """The columns of the charges that are added up together.

    Args:
        currency: What says in what they are.
        exact: The exact amounts.
        rounded: The rounded ones.
    """

    currency: str
    exact: str
    rounded: str


COSTS = SummedColumns("cost_currency", "cost", "cost_rounded")
"""In the currency of the scenario: what can be added up, whatever the currency of the prices."""
AMOUNTS = SummedColumns("currency", "amount", "amount_rounded")
"""In the currency of the prices, as the vendor bills it."""


class ChargeFormulas:
    """Formulas over the columns of the charges.

    Args:
        columns: What they are called.
        rows: Their cells.
    """

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        from xlsxwriter.utility import xl_range_abs  # type: ignore[import-untyped]  # it has no types

        last = len(rows)
        self._ranges = {name: f"{CHARGES}!{xl_range_abs(1, nth, last, nth)}" for nth, name in enumerate(columns)}
        self._columns = columns
        self._rows = rows
        self._told_apart: dict[str, bool] = {}

    def count(self, criteria: Criteria) -> str:
        """Return what counts the charges whose columns are what is in these cells."""
        if self._is_certain(criteria):
            return f"=COUNTIFS({self._asked(criteria)})"
        return f"=SUMPRODUCT({self._compared(criteria)}*1)"

    def total(self, column: str, criteria: Criteria) -> str:
        """Return what adds up a column of these charges."""
        if self._is_certain(criteria):
            return f"=SUMIFS({self._ranges[column]},{self._asked(criteria)})"
        return f"=SUMPRODUCT({self._compared(criteria)}*1,{self._ranges[column]})"

    def _is_certain(self, criteria: Criteria) -> bool:
        """Whether SUMIFS finds what is asked for and nothing else."""
        return all(self._is_told_apart(name) for name, cell in criteria if cell != NOTHING)

    def _is_told_apart(self, name: str) -> bool:
        """Whether criteria tell the texts of a column apart."""
        if name not in self._told_apart:
            nth = [*self._columns].index(name)
            self._told_apart[name] = _are_told_apart(cell for row in self._rows if isinstance(cell := row[nth], str))
        return self._told_apart[name]

    def _asked(self, criteria: Criteria) -> str:
        return ",".join(f"{self._ranges[name]},{cell}" for name, cell in criteria)

    def _compared(self, criteria: Criteria) -> str:
        """Return a product that is 1 of the charges that are asked for, letter by letter where that matters."""
        return "*".join(self._test(name, cell) for name, cell in criteria)

    def _test(self, name: str, cell: str) -> str:
        if cell == NOTHING:
            return f'({self._ranges[name]}="")'
        its = self._ranges[name]
        return f"({its}={cell})" if self._is_told_apart(name) else f"EXACT({its},{cell})"


def foots(*pairs: tuple[str, str, str]) -> str:
    """Return a formula that says whether sums are what they must be.

    Args:
        pairs: The cell of a sum, what it must be, and the most that it may be off.
    """
    tests = ",".join(f"ABS({cell}-{other})<MAX({most},ABS({other})*{SLACK})" for cell, other, most in pairs)
    return f'=IF(AND({tests}),"{FOOTS}","{DIFFERS}")'


def _are_told_apart(texts: Iterable[str]) -> bool:
    """Whether each of these texts, as a criterion, finds itself and no other.

    Criteria know no capitals, take 0815 and 815 for one number and 1/2 for a day, and read `*`, `?`, `~`, `<` and `=`.
    """
    found = set(texts)
    plain = (_PLAIN.fullmatch(text) and len(text) <= LONGEST_CRITERION for text in found if text)
    return all(plain) and len({text.casefold() for text in found}) == len(found)
