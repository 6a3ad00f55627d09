"""Names that nobody gave: what options and prices are called after their models, apart from all that has a name."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING

from costcalc.expr import RESERVED
from costcalc.scenario.namespace import RESERVED_NAMES
from costcalc.spelling import in_formulas

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from costcalc.scenario.document import Scenario


def free_name(names: Sequence[str], taken: Collection[str]) -> str:
    """Return the first of some names that formulas can have and nothing else has; else the last with a number.

    Args:
        names: The names, as `in_formulas` gives them, the best first.
        taken: What something else is called.
    """
    able = [name for name in names if name[:1].isalpha()] or [f"model_{names[-1]}".rstrip("_")]
    numbered = (f"{able[-1]}_{nth}" for nth in count(2))
    return next(name for name in chain(able, numbered) if name not in taken and name not in RESERVED | RESERVED_NAMES)


def option_name(card: str, model: str, taken: Collection[str]) -> str:
    """Return what an option is called after its model: gpt_4o for openai/gpt-4o.

    Args:
        card: The id of the card.
        model: The name of the model.
        taken: What something else is called.
    """
    return free_name([in_formulas(model), in_formulas(f"{card}/{model}")], taken)


def names_taken(scenario: Scenario) -> set[str]:
    """Return what something in a scenario is called that formulas could name, its prices aside."""
    entries = (str(entry.name) for entry in scenario.workload)
    kinds = (scenario.options, scenario.assumptions, scenario.figures)
    return {*entries, *(str(name) for kind in kinds for name in kind)}
