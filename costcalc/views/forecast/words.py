"""Months, in words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.instant import Period


def span(months: Sequence[Period]) -> str:
    """Return months in one line, those that follow each other as one: 2026-04 to 2026-06, 2026-09."""
    runs: list[list[Period]] = [[months[0]]]
    for before, month in pairwise(months):
        if before.end == month.start:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(run[0].name if len(run) == 1 else f"{run[0].name} to {run[-1].name}" for run in runs)
