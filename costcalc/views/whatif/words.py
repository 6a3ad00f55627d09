"""Values of what is varied, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from costcalc.comparison.whatif import WhatIf, WhatIfPoint
    from costcalc.expr import Exact

MOST_FIRST = 3
"""Values of the first of two assumptions that are listed with those of the second; more are counted."""


def values_text(names: Iterable[str], values: Iterable[Exact]) -> str:
    """Return assumptions with their values: queries = 100,000, prompt_tokens = 200."""
    return ", ".join(f"{name} = {money.count(value)}" for name, value in zip(names, values, strict=True))


def point_text(result: WhatIf, point: WhatIfPoint) -> str:
    """Return the values of a point."""
    return values_text((one.name for one in result.varied), point.values)


def where(result: WhatIf, points: Sequence[WhatIfPoint], among: Collection[WhatIfPoint] = ()) -> str:
    """Return at which values something is so; nothing where it is so at all of them.

    Args:
        result: What was asked.
        points: Where it is so.
        among: Where it could be; at all values where left out.
    """
    among = among or result.points
    if len(points) == len(among):
        return ""
    if len(result.varied) == 1:
        return f"at {result.varied[0].name} = {', '.join(runs(result, points))}"
    by_first: dict[Exact, list[WhatIfPoint]] = {}
    for point in points:
        by_first.setdefault(point.values[0], []).append(point)
    if len(by_first) <= MOST_FIRST:
        outer, inner = (one.name for one in result.varied)
        said = [
            f"{outer} = {money.count(value)}, {inner} = {', '.join(runs(result, own))}"
            for value, own in by_first.items()
        ]
        return f"at {' and '.join(said)}"
    first = f"the first {point_text(result, points[0])}" if len(points) > 1 else point_text(result, points[0])
    return f"at {len(points)} of {counted(len(among), 'pair')} of values, {first}"


def runs(result: WhatIf, points: Sequence[WhatIfPoint]) -> list[str]:
    """List the values of the last assumption, those that follow each other in the table as one: 200 to 600, 1,000."""
    nths = {id(point): nth for nth, point in enumerate(result.points)}
    found: list[list[WhatIfPoint]] = []
    for point in points:
        if found and nths[id(found[-1][-1])] + 1 == nths[id(point)]:
            found[-1].append(point)
        else:
            found.append([point])
    return [_run(each) for each in found]


def _run(points: Sequence[WhatIfPoint]) -> str:
    first, last = (money.count(point.values[-1]) for point in (points[0], points[-1]))
    return first if len(points) == 1 else f"{first} to {last}"
