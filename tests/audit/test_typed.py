"""What is printed of a hypothesis, typed into a calculator, gives its number, and that prints the figure."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import ScenarioQuestion
from costcalc.comparison.audit.audit import audit_of
from costcalc.comparison.audit.relation import Relation
from costcalc.project.load import load_scenario
from tests.expr.calculator import calculate

if TYPE_CHECKING:
    from costcalc.ratecard import Catalogue

FILES = [*sorted(Path("tests/cases").glob("*-*.yaml")), Path("scenarios/deepseek-v4-claims.yaml")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_hypothesis_typed_into_a_calculator_gives_the_printed_figure(cards: Catalogue, path: Path) -> None:
    for verdict in audit_of(ScenarioQuestion.of(load_scenario(path), cards, as_of="2026-04-28T12:00:00Z")).verdicts:
        for one in verdict.looks_like.shown:
            assert verdict.printing
            assert calculate(one.figure.substituted()) == Fraction(one.figure.value)
            assert verdict.printing.low.relation(one.figure.value)[0] is not Relation.DIFFERS
        for tag in verdict.tags:
            if tag.figure:
                assert calculate(tag.figure.substituted()) == Fraction(tag.figure.value)
