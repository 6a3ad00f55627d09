"""How long the formulas of a scenario are together: reading, computing and printing them takes as long as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.problem import Problem
from costcalc.source import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_TOGETHER = 100_000
"""Characters; a thousand assumptions of a hundred each."""

KEYS = ("assumptions", "prices", "workload", "options", "figures", "budgets", "claims")
TEXTS = {"why", "unit", "printed", "source", "note", "disagreement", "model", "models", "use", "as_of"}


def validate_lengths(tree: Mapping) -> Iterator[Problem]:
    """Yield the formula with which a file has too many characters of formulas, before any of them is parsed.

    Args:
        tree: The scenario as it was read.
    """
    total = 0
    for value in _formulas([tree.get(key) for key in KEYS]):
        total += len(value)
        if total > MOST_TOGETHER:
            message = f"the formulas of a file have at most {MOST_TOGETHER:,} characters together"
            yield Problem(value.place, "formula-too-long", message, "name what repeats, or make two scenarios of it")
            return


def _formulas(node: Any) -> Iterator[Scalar]:
    if isinstance(node, Mapping):
        for key, value in node.items():
            if key not in TEXTS:
                yield from _formulas(value)
    elif isinstance(node, list):
        for value in node:
            yield from _formulas(value)
    elif isinstance(node, Scalar):
        yield node
