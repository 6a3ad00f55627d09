"""What every explanation says and what it leaves alone; scenarios here stand beside what their claims look like."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison.audit.explanations import EXPLANATIONS
from costcalc.expr import decimal_text

from .cases import HERE, cases, verdict_of

if TYPE_CHECKING:
    from .cases import ExplanationCase

PACKAGE = Path("costcalc/comparison/audit/explanations")
NO_EXPLANATIONS = {"__init__", "candidate", "at_prices"}
CASES = list(cases())


def test_every_explanation_is_a_file_registered_documented_and_tested() -> None:
    files = {path.stem for path in PACKAGE.glob("*.py")} - NO_EXPLANATIONS
    assert {name.replace("-", "_") for name in EXPLANATIONS} == files == {path.stem for path in HERE.glob("*.yaml")}
    page = Path("docs/claims.md").read_text(encoding="utf-8")
    for name, explanation in EXPLANATIONS.items():
        assert f"### {name}\n" in page
        assert explanation.BITS > 0
        assert "claim: " in (explanation.__doc__ or "")


def test_every_explanation_has_a_case_in_which_it_comes_first_and_one_in_which_it_is_quiet() -> None:
    for name in EXPLANATIONS:
        assert {case.speaks for case in CASES if case.kind == name} == {True, False}
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case(case: ExplanationCase, tmp_path: Path) -> None:
    verdict = verdict_of(case, tmp_path)
    assert verdict.is_false
    shown = verdict.looks_like.shown
    if not case.speaks:
        assert case.kind not in {one.kind for one in shown}
        return
    first = shown[0]
    assert (first.kind, decimal_text(first.figure.value)) == (case.kind, case.given["value"])
    if not case.given.get("kind_only"):
        assert first.text == case.given["text"]


@pytest.mark.parametrize("case", [case for case in CASES if case.speaks], ids=lambda case: case.name)
def test_a_hypothesis_prints_what_is_printed(case: ExplanationCase, tmp_path: Path) -> None:
    verdict = verdict_of(case, tmp_path)
    assert verdict.printing
    for one in verdict.looks_like.shown:
        relation, _ = verdict.printing.low.relation(one.figure.value)
        assert relation.value == one.rounding
        assert relation.value in {"agrees", "rounded", "cut", "raised"}
    bits = [one.bits for one in verdict.looks_like.shown]
    assert bits == sorted(bits)
