"""The budgets of options in months, and what is left of them."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.allocation import minor_digits
from costcalc.formats.xlsx.columns import OptionColumn
from costcalc.formats.xlsx.values import Number
from costcalc.records import long_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.export import Ledger
    from costcalc.expr import Exact

    Limits = Mapping[tuple[datetime, OptionColumn], "MonthLimit"]


class MonthLimit(NamedTuple):
    """A budget in a month.

    Args:
        budget: The most that the option may cost in it.
        left: What is left of that.
        is_computed: Whether that is the budget less what is not paid once, as a formula can say it.
    """

    budget: Number
    left: Number
    is_computed: bool


def limits(ledger: Ledger) -> Limits:
    """Return the budgets of options, by the time and the column of costs that they are of."""
    spent: dict[tuple[str, str, str], Fraction] = {}
    starts: dict[str, datetime] = {}
    for entry in ledger.entries:
        if entry.span.month is not None:
            starts[entry.span.month] = entry.span.start
            of = (str(entry.result.scenario.scenario.id), entry.option, entry.span.month)
            spent[of] = spent.get(of, Fraction(0)) + (0 if entry.one_time else Fraction(entry.cost))
    found: dict[tuple[datetime, OptionColumn], MonthLimit] = {}
    for one in ledger.by_month:
        if one.budget is None or one.left is None:
            continue
        currency = one.total.currency
        is_computed = Fraction(one.budget) - spent[one.scenario, one.option, one.month] == one.left
        budget, left = (_amount(value, currency) for value in (one.budget, one.left))
        column = OptionColumn(one.scenario, one.option, currency)
        found[starts[one.month], column] = MonthLimit(budget, left, is_computed)
    return found


def _amount(value: Exact, currency: str) -> Number:
    """Return an amount with all its digits, of which those of coins are shown."""
    decimals = minor_digits(currency)
    return Number(f"#,##0.{'0' * decimals}" if decimals else "#,##0", long_number(value))
