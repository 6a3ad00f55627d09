"""Whether the numbers of a row agree with each other: a price that moved explains none that never did."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from costcalc.export.allocation import minor_digits
from costcalc.export.table import exact_of, number_of
from costcalc.expr import UndefinedError, evaluate, parse
from costcalc.problem import InputError, Place
from costcalc.records.digits import DECIMALS

if TYPE_CHECKING:
    from costcalc.export.table import Cells, Columns
    from costcalc.expr import Exact

LONGEST = 2_000
"""Characters of a formula that is computed again."""


def disagreeing(columns: Columns, cells: Cells) -> set[str]:
    """Return the columns of a row that are not what its own formula, or the amount beside them, comes to."""
    found: set[str] = set()
    computed = _computed(cells.get(columns.substituted, ""))
    amount = exact_of(cells, columns.computed)
    if computed is not None and (amount is None or not _is_near(amount, computed, Fraction(1, 10**DECIMALS))):
        found.add(columns.computed)
    cost = exact_of(cells, columns.cost)
    if (converted := _converted(columns, cells)) is not None and cost is not None:
        found |= set() if _is_near(cost, converted, (1 + abs(converted)) / 10**DECIMALS) else {columns.cost}
    roundings = (
        (columns.amount, columns.rounded, columns.currency),
        (columns.cost, columns.cost_rounded, columns.cost_currency),
    )
    for exact, rounded, currency in roundings:
        value, shown = exact_of(cells, exact), number_of(cells.get(rounded or "", ""))
        if rounded and value is not None and shown is not None:
            unit = Fraction(1, 10 ** minor_digits(cells.get(currency, "")))
            found |= set() if _is_near(shown, value, unit) else {rounded}
    return found


def _converted(columns: Columns, cells: Cells) -> Fraction | None:
    """Return what the amount of a row costs in the currency of its scenario; None where its row says no rate."""
    amount, rate = exact_of(cells, columns.amount), exact_of(cells, columns.exchange)
    if rate is None and cells.get(columns.currency) == cells.get(columns.cost_currency):
        rate = Decimal(1)
    return None if amount is None or rate is None else Fraction(amount) * Fraction(rate)


def _is_near(one: Exact, other: Exact, most: Fraction) -> bool:
    return abs(Fraction(one) - Fraction(other)) <= most


def _computed(formula: str) -> Exact | None:
    """Return what a formula with its numbers put in comes to; None where it has more in it than numbers."""
    if not formula or len(formula) > LONGEST:
        return None
    try:
        return evaluate(parse(formula, Place.start_of("formula", quotable=False)), {})
    except (InputError, UndefinedError, LookupError):
        return None
