"""A row for each value and option, as `compare --vary` gives them to spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import decimal_text
from costcalc.records import FLAG, PLACE, TEXT, Field, Many, Part, Rows, figure, number

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from costcalc.comparison import Outcome
    from costcalc.comparison.whatif import WhatIf, WhatIfPoint
    from costcalc.expr import Exact


class WhatIfRow(NamedTuple):
    """What a row is taken from.

    Args:
        result: What was asked.
        point: The value, or the pair of values.
        option: The option.
        outcome: What it costs; None where the workload cannot be with these values.
    """

    result: WhatIf
    point: WhatIfPoint
    option: str
    outcome: Outcome | None

    def name(self, nth: int) -> str | None:
        """Return the name of an assumption that is varied; None where there are not so many."""
        return self.result.varied[nth].name if nth < len(self.result.varied) else None

    def value(self, nth: int) -> Exact | None:
        """Return its value."""
        return self.point.values[nth] if nth < len(self.point.values) else None

    def end(self, which: str) -> Exact | None:
        """Return the lowest or the highest total; None where it is one number, or not known."""
        ranged = self.outcome.ranged_total if self.outcome else None
        return getattr(ranged, which) if ranged else None

    @property
    def why(self) -> list[str]:
        """Why there is no total."""
        problems = self.outcome.not_priced if self.outcome else self.point.problems
        return [problem.message for problem in problems]


_MEMBERS: tuple[Field[WhatIfRow] | Part[WhatIfRow, Any], ...] = (
    Field("scenario", TEXT, lambda row: row.result.scenario.scenario.id),
    Field("varied", TEXT, lambda row: row.name(0)),
    number("value", lambda row: row.value(0)),
    Field("varied_2", TEXT, lambda row: row.name(1), null=True),
    number("value_2", lambda row: row.value(1), null=True),
    Field("option", TEXT, lambda row: row.option),
    Field("model", TEXT, lambda row: row.outcome.models if row.outcome else None, null=True),
    Field("currency", TEXT, lambda row: row.result.currency),
    Field("period", TEXT, lambda row: row.result.plan.period.name or None, null=True),
    figure("total", lambda row: row.outcome.total if row.outcome else None, null=True),
    number("low", lambda row: row.end("low"), null=True),
    number("high", lambda row: row.end("high"), null=True),
    figure("upfront", lambda row: row.outcome.upfront_total if row.outcome else None, null=True),
    Field("cheapest", FLAG, lambda row: row.option in row.point.cheapest),
    Field(
        "flags",
        Many(TEXT, " "),
        lambda row: list(dict.fromkeys(flag.code for flag in row.outcome.flags)) if row.outcome else [],
    ),
    Field("open", Many(TEXT, " "), lambda row: row.outcome.unknown if row.outcome else ()),
    Field("excluded", Many(TEXT), lambda row: row.outcome.excluded if row.outcome else ()),
    Field("not_priced", Many(TEXT), lambda row: row.why),
    Field(
        "overridden",
        Many(TEXT, " "),
        lambda row: [f"{one.name}={decimal_text(one.figure.value)}" for one in row.result.overridden if one.figure],
    ),
    Field("sources", Many(PLACE), lambda row: row.outcome.total.places() if row.outcome and row.outcome.total else ()),
)
FIELDS = tuple(field for member in _MEMBERS for field in member.fields())


def what_if_rows(results: Iterable[WhatIf]) -> Rows[WhatIfRow]:
    """Return a row for each value and option, one value after the other."""
    found = [
        WhatIfRow(result, point, option, point.outcome(nth))
        for result in results
        for point in result.points
        for nth, option in enumerate(result.options)
    ]
    return Rows(FIELDS, found)
