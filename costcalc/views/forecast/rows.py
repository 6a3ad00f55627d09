"""A row for each option and month, as `forecast` gives them to spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.records import PLACE, TEXT, Field, Many, Part, Rows, figure, number
from costcalc.views.forecast.changes import ForecastChange, changes_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.comparison import Outcome
    from costcalc.comparison.forecast import Forecast
    from costcalc.comparison.ranges import RangedValue
    from costcalc.expr import Figure
    from costcalc.instant import Period


class ForecastRow(NamedTuple):
    """What a row is taken from.

    Args:
        result: The forecast.
        month: The month.
        outcome: What an option costs in it.
        cumulative: What it has cost at its end; None after a month without a price.
        changes: The changes of its prices in the month.
        upfront: What is paid once, in the first month; None in others.
        ranged_cumulative: The lowest and the highest of what it has cost; None where that is one number.
    """

    result: Forecast
    month: Period
    outcome: Outcome
    cumulative: Figure | None
    changes: tuple[ForecastChange, ...]
    upfront: Figure | None
    ranged_cumulative: RangedValue | None

    @property
    def ranged(self) -> RangedValue | None:
        """The lowest and the highest total of the month; None where it is one number."""
        return self.outcome.ranged_total


def _end(row: ForecastRow, end: str) -> Any:
    return getattr(row.ranged_cumulative, end) if row.ranged_cumulative else None


_MEMBERS: tuple[Field[ForecastRow] | Part[ForecastRow, Any], ...] = (
    Field("scenario", TEXT, lambda row: row.result.scenario.scenario.id),
    Field("option", TEXT, lambda row: row.outcome.id),
    Field("model", TEXT, lambda row: row.outcome.models),
    Field("month", TEXT, lambda row: row.month.name),
    Field("currency", TEXT, lambda row: row.result.currency),
    figure("total", lambda row: row.outcome.total, null=True),
    number("low", lambda row: row.ranged.low if row.ranged else None, null=True),
    number("high", lambda row: row.ranged.high if row.ranged else None, null=True),
    figure("upfront", lambda row: row.upfront, null=True),
    figure("cumulative", lambda row: row.cumulative, null=True),
    Field("sources", Many(PLACE), lambda row: row.outcome.total.places() if row.outcome.total else ()),
    Field(
        "price_changes", Many(TEXT), lambda row: [f"{one.at:%Y-%m-%d} {', '.join(one.words)}" for one in row.changes]
    ),
    Field("flags", Many(TEXT, " "), lambda row: list(dict.fromkeys(flag.code for flag in row.outcome.flags))),
    Field(
        "overridden",
        Many(TEXT, " "),
        lambda row: [f"{one.name}={one.figure.text}" for one in row.result.overridden if one.figure],
    ),
    Field("not_priced", Many(TEXT), lambda row: [why.message for why in row.outcome.not_priced]),
    number("cumulative_low", lambda row: _end(row, "low"), null=True),
    number("cumulative_high", lambda row: _end(row, "high"), null=True),
    Field("cumulative_bounds", TEXT, lambda row: _end(row, "bounds"), null=True),
)
FIELDS = tuple(field for member in _MEMBERS for field in member.fields())


def forecast_rows(results: Iterable[Forecast]) -> Rows[ForecastRow]:
    """Return a row for each option and month, one option after the other."""
    found: list[ForecastRow] = []
    for result in results:
        for option in result.options:
            changes = tuple(changes_of(option))
            for nth, (month, outcome) in enumerate(zip(option.months, option.outcomes, strict=True)):
                own = tuple(change for change in changes if change.within(month))
                upfront = None if nth else option.upfront_total
                sums = option.cumulative[nth], own, upfront, option.ranged_cumulative[nth]
                found.append(ForecastRow(result, month, outcome, *sums))
    return Rows(FIELDS, found)
