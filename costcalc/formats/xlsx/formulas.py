"""Formulas over the columns of the charges, which other sheets add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CHARGES = "Charges"


class ChargeFormulas:
    """Formulas over the columns of the charges.

    Args:
        columns: What they are called.
        rows: How many charges there are.
    """

    def __init__(self, columns: Sequence[str], rows: int) -> None:
        from xlsxwriter.utility import xl_range_abs  # type: ignore[import-untyped]  # it has no types

        self._ranges = {name: f"{CHARGES}!{xl_range_abs(1, nth, rows, nth)}" for nth, name in enumerate(columns)}

    def count(self, criteria: Iterable[tuple[str, str]]) -> str:
        """Return what counts the charges whose columns are what is in these cells."""
        return f"=COUNTIFS({','.join(f'{self._ranges[name]},{cell}' for name, cell in criteria)})"

    def total(self, column: str, criteria: Iterable[tuple[str, str]]) -> str:
        """Return what adds up a column of these charges."""
        inside = ",".join(f"{self._ranges[name]},{cell}" for name, cell in criteria)
        return f"=SUMIFS({self._ranges[column]},{inside})"
