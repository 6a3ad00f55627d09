"""What an export adds up to, as its manifest says it.

The types here are what is written, what is read and what the JSON Schema says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field
from typing_extensions import TypedDict  # of Python itself, pydantic takes those from 3.12 on

from costcalc.export.inputs import strict
from costcalc.expr import decimal_text, fraction_text

if TYPE_CHECKING:
    from costcalc.export.by_month import OptionMonth, OptionYear
    from costcalc.export.entry import Total

Count = Annotated[int, Field(ge=0)]
Digits = Annotated[str, Field(description="15 significant digits where it has no last digit")]
Fraction = Annotated[str | None, Field(description="its fraction where it has no last digit")]
OptionId = Annotated[str, Field(description="empty where a scenario has none")]


@strict
class TotalEntry(TypedDict):
    """The sums of the rows in one currency."""

    currency: str
    rows: Count
    exact: Digits
    exact_fraction: Fraction
    rounded: Annotated[str, Field(description="what the column of rounded amounts adds up to")]


@strict
class MonthEntry(TypedDict):
    """What an option costs in a month of the calendar, in the currency of its scenario."""

    scenario: str
    option: OptionId
    month: Annotated[str, Field(description="as in 2026-05")]
    currency: str
    rows: Count
    exact: Digits
    exact_fraction: Fraction
    rounded: Annotated[str, Field(description="what the column `cost_rounded` adds up to")]
    once: Annotated[str, Field(description="what of that is paid once, or is spread over months")]
    once_fraction: Fraction
    cumulative: Annotated[str, Field(description="of all months up to this one, from the first that is exported")]
    cumulative_fraction: Fraction
    cumulative_rounded: str
    budget: Annotated[
        str | None, Field(description="the most that it may cost without what is paid once; null where nobody says")
    ]
    budget_fraction: Fraction
    left: Annotated[str | None, Field(description="what is left of the budget, negative where it is broken")]
    left_fraction: Fraction


@strict
class YearEntry(TypedDict):
    """What an option costs in a year of the calendar, in the currency of its scenario."""

    scenario: str
    option: OptionId
    year: Annotated[str, Field(description="as in 2026")]
    months: Annotated[int, Field(ge=1, le=12, description="how many of its months are exported")]
    currency: str
    rows: Count
    exact: Digits
    exact_fraction: Fraction
    rounded: Annotated[str, Field(description="what the column `cost_rounded` adds up to")]


def total_entry(total: Total) -> TotalEntry:
    """Return sums as a manifest has them."""
    return {
        "currency": total.currency,
        "rows": total.rows,
        "exact": decimal_text(total.exact),
        "exact_fraction": fraction_text(total.exact),
        "rounded": format(total.rounded, "f"),
    }


def month_entry(month: OptionMonth) -> MonthEntry:
    """Return what an option costs in a month as a manifest has it."""
    budget, left = month.budget, month.left
    return {
        "scenario": month.scenario,
        "option": month.option,
        "month": month.month,
        **total_entry(month.total),
        "once": decimal_text(month.once),
        "once_fraction": fraction_text(month.once),
        "cumulative": decimal_text(month.so_far.exact),
        "cumulative_fraction": fraction_text(month.so_far.exact),
        "cumulative_rounded": format(month.so_far.rounded, "f"),
        "budget": None if budget is None else decimal_text(budget),
        "budget_fraction": None if budget is None else fraction_text(budget),
        "left": None if left is None else decimal_text(left),
        "left_fraction": None if left is None else fraction_text(left),
    }


def year_entry(year: OptionYear) -> YearEntry:
    """Return what an option costs in a year as a manifest has it."""
    return {
        "scenario": year.scenario,
        "option": year.option,
        "year": year.year,
        "months": year.months,
        **total_entry(year.total),
    }
