"""What the names in formulas over results are of: an assumption, an option, a price, a claim, a figure."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import define
from costcalc.scenario import PRICE, PRINTED
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from costcalc.comparison.option_plan import OptionPlan
    from costcalc.scenario import Scenario


class NameKind(Enum):
    """What a name is of."""

    ASSUMPTION = "assumption"
    CLAIM = "claim"
    """What a claim prints: `printed.saving`."""
    OPTION = "option"
    """A result of an option that is named: `flash.total`."""
    LIST_PRICE = "list price"
    """A price that the scenario gives itself: `printed_price.price.input`."""
    FIGURE = "figure"
    RESULT = "result"
    """A result of whichever option is asked: `total`."""


class ResultName(NamedTuple):
    """A name, read.

    Args:
        kind: What it is of.
        owner: The option, price or claim; empty where it is of none.
        result: What of it: `total`, a meter of a price; the name itself where it has no owner.
    """

    kind: NameKind
    owner: str
    result: str


def read_name(name: str, scenario: Scenario, options: Collection[str]) -> ResultName:
    """Return what a name in a formula over results is of; nothing says yet that there is such a result.

    Args:
        name: The name.
        scenario: Whose assumptions, prices and figures it may be.
        options: The ids of all options, those that somebody added among them.
    """
    first, _, rest = name.partition(".")
    if name in scenario.assumptions:
        return ResultName(NameKind.ASSUMPTION, "", name)
    if first == PRINTED:
        return ResultName(NameKind.CLAIM, rest, rest)
    if rest and first in options:
        return ResultName(NameKind.OPTION, first, rest)
    if first in scenario.prices and rest.startswith(f"{PRICE}."):
        return ResultName(NameKind.LIST_PRICE, first, rest.removeprefix(f"{PRICE}."))
    if name in scenario.figures:
        return ResultName(NameKind.FIGURE, "", name)
    return ResultName(NameKind.RESULT, "", name)


def varying_assumptions(scenario: Scenario, options: Iterable[OptionPlan]) -> set[str]:
    """Return the assumptions that are not the same in every option."""
    replaced = {name for option in options for name in option.layer}
    if not replaced:
        return set()
    formulas = {str(name): one.formula(str(name), place_of(name)) for name, one in scenario.assumptions.items()}
    return replaced | set(define(formulas).resting_on(replaced))
