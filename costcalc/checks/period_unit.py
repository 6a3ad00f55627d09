"""A quantity per day in a scenario of a month, and nothing that makes one of the other.

Units are text, and nothing is computed from them. So 1,000 requests a day that stand where the requests of a month are
meant are 1,000 requests a month, and cost a thirtieth.

    period: month
    assumptions:
      queries: {value: 1000, unit: requests/day}
    workload:
      - {call: answer, requests: queries, input: 200, output: 500}              # bad

    period: month
    assumptions:
      queries: {value: 1000, unit: requests/day}
      days: {value: 30, unit: days/month}
    workload:
      - {call: answer, requests: queries * days, input: 200, output: 500}       # good

What is looked at is `requests`, `totals`, the quantity and the price of a line, and the formulas of the assumptions in
them. An assumption whose unit ends in a time (`/day`, `per hour`, `a week`) that is not the period's has to be
multiplied or divided by something that could convert it: an assumption whose unit names a time, or that has no unit, or
a number on the right side of 1. Everything else that could is left alone, too: sums over an index, powers, calls with
`each`, assumptions that an option or a claim replaces, and what is paid once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level
from costcalc.scenario.paces import unconverted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject

LEVEL = Level.WARNING


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each assumption that is counted in another time than the period, and not converted."""
    for file in subject.head.scenarios:
        said: set[str] = set()
        for found in unconverted(file.scenario):
            if found.name not in said:
                said.add(found.name)
                key = f"{file.scenario.id}/{found.name}"
                yield Finding("period-unit", LEVEL, found.place, found.message, found.hint, key)
