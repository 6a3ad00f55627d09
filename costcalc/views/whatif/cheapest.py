"""Which option costs least at which values, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.whatif.words import where
from costcalc.views.words import counted

if TYPE_CHECKING:
    from costcalc.comparison.whatif import WhatIf, WhatIfPoint

_FEW = 4


def cheapest_text(result: WhatIf) -> str:
    """Return which option costs least at which values; nothing where one alone is asked."""
    found: dict[tuple[str, ...], list[WhatIfPoint]] = {}
    for point in result.points:
        found.setdefault(point.cheapest, []).append(point)
    if result.options == ("",):
        return ""
    if len(found) == 1:
        names = next(iter(found))
        return f"Cheapest: {_named(names)}{', at every value' if names else ', at any value'}."
    said = [f"{_named(names)} {where(result, points)}" for names, points in found.items()]
    left_out = len(said) - _FEW
    more = f"; and {counted(left_out, 'other')} elsewhere" if left_out > 0 else ""
    return f"Cheapest: {'; '.join(said[:_FEW])}{more}."


def _named(names: tuple[str, ...]) -> str:
    return " and ".join(names) or "none"
