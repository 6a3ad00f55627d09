"""docs/python.md: every public name, argument and attribute is in its tables."""

from __future__ import annotations

import re
from inspect import Parameter, signature
from itertools import takewhile
from typing import Any

import pytest

import costcalc
from costcalc.comparison import AssumptionValue, BudgetStatus, ClaimValue, Comparison, FigureValue, Outcome
from costcalc.comparison.forecast import Forecast
from costcalc.comparison.of_months import OfMonths
from costcalc.comparison.option_forecast import OptionForecast, YearTotal
from costcalc.comparison.price_steps import OfferBreak
from costcalc.comparison.ranges import RangedValue
from costcalc.comparison.solved import Solved, SolvedRange, SolvedValue
from costcalc.diff import diff_cards
from costcalc.export import ledger
from costcalc.expr.ranges.span import Swing
from costcalc.review import review
from tests.conftest import ROOT

PAGE = (ROOT / "docs/python.md").read_text(encoding="utf-8")
FORMULAS = {"plan", "planned", "cost", "baseline_cost", "alike", "ranges"}
"""What outcomes are made of, which may change."""

MODULES = {"review.review": review, "export.ledger": ledger, "diff.diff_cards": diff_cards}
OF_COMMANDS = {"places", "work"}
"""Arguments that only commands give."""


def cells(begin: str) -> list[list[str]]:
    """Return the rows of the first table after a text."""
    lines = PAGE.partition(begin)[2].split("\n")
    begins = next(nth for nth, line in enumerate(lines) if line.startswith("| "))
    table = list(takewhile(lambda line: line.startswith("|"), lines[begins:]))[2:]
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table]


def named(cell: str) -> list[str]:
    """Return the names in a cell, without arguments: `to_dict()`."""
    return [name.partition("(")[0] for name in re.findall("`([^`]+)`", cell)]


def members(kind: Any) -> set[str]:
    """Return the public attributes of a class, those that it is made with among them."""
    return {name for name in (*dir(kind), *kind.__annotations__) if not name.startswith("_")} - {"count", "index"}


def test_every_public_name_is_in_the_table() -> None:
    found = {name for first, *_ in cells("may change.") for name in named(first)}
    assert found - MODULES.keys() == set(costcalc.__all__) - {"__version__"}
    assert found >= MODULES.keys()


def as_written(name: str, function: Any) -> str:
    """Return a call with all arguments, as the page writes it."""
    words: list[str] = []
    for each in signature(function).parameters.values():
        if each.name not in OF_COMMANDS:
            if each.kind is Parameter.KEYWORD_ONLY and "*" not in words:
                words.append("*")
            words.append(each.name if each.default is each.empty else f"{each.name}={each.default!r}")
    return f"{name}({', '.join(words)})".replace("'", '"')


@pytest.mark.parametrize(
    "name", [*(name for name in costcalc.__all__ if name.islower() and name != "__version__"), *MODULES]
)
def test_every_argument_is_in_the_table(name: str) -> None:
    function = MODULES.get(name) or getattr(costcalc, name)
    assert f"| `{as_written(name, function)}` |" in PAGE


@pytest.mark.parametrize(
    ("begin", "kind", "made_of"),
    [
        ("\n## What a comparison has\n", Comparison, {"ranges"}),
        ("\nAn `Outcome` has:\n", Outcome, FORMULAS),
        ("\nA `Forecast` has:\n", Forecast, set()),
        ("\nEach of its `options` has:\n", OptionForecast, set()),
        ("\nA `Solved` has:\n", Solved, set()),
    ],
)
def test_every_attribute_is_in_a_table(begin: str, kind: Any, made_of: set[str]) -> None:
    found = [name for first, *_ in cells(begin) for name in named(first)]
    assert sorted(found) == sorted(members(kind) - made_of)


def test_what_outcomes_are_made_of_is_said() -> None:
    (said,) = re.findall(r"^\((.*?) are what these are made of, and may change\.\)$", PAGE, re.MULTILINE)
    assert set(named(said)) == FORMULAS
    assert members(Outcome) >= FORMULAS


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ("| a figure |", FigureValue),
        ("| a budget |", BudgetStatus),
        ("| a claim |", ClaimValue),
        ("| `assumptions`, `overridden` |", AssumptionValue),
        ("`ranged_total`, `ranged_upfront`, `ranged_saving` and `ranged` of a figure have", RangedValue),
        ("Each of `swings` has", Swing),
        ("Each of its `values` has", SolvedValue),
        ("| `ranged` | None, or", SolvedRange),
        ("| `years` |", YearTotal),
        ("| `steps` |", OfferBreak),
        ("| `flags`, `not_priced` | for each", OfMonths),
    ],
)
def test_every_attribute_of_a_smaller_value_is_said(row: str, kind: Any) -> None:
    said = PAGE[PAGE.index(row) :].partition("\n\n" if not row.startswith("|") else "\n")[0]
    assert members(kind) - {"to_dict"} <= set(named(said))
