"""Every answer that rests on a doubtful price says so, once, whatever it answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

GOOD = "good: {rates: [{effective: 2026-01-01, source: a, verified: 2026-11-20, input: 2}]}"
FREE = "{rates: [{effective: 2026-01-01, source: a, input: 0, doubts: [plan]}]}"
SCENARIO = """\
assumptions: {n: 1M}
workload: [{call: ask, requests: n, input: 1000}]
options: {good: {model: acme/good}, dealt: {model: acme/dealt}, given: {model: acme/given}}
claims: [{claim: bill, printed: "$0", of: dealt.total}]
"""
SAYS = "the price is 0: free, or part of a subscription, and nobody says which"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pricing").mkdir()
    card = card_yaml(f"models: {{{GOOD}, dealt: {FREE}, given: {FREE}}}\n")
    (tmp_path / "pricing" / "acme.yaml").write_text(card, encoding="utf-8")
    (tmp_path / "s.yaml").write_text(scenario_yaml(SCENARIO), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


AUDIT = ("audit", "s.yaml", "--as-of", "2026-11-23")
SOLVE = ("solve", "s.yaml", "--for", "n", "--break-even", "good", "dealt", "--as-of", "2026-11-23")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("asked", "of"), [(AUDIT, ["dealt", "given"]), (SOLVE, ["dealt"])])
def test_an_answer_that_is_no_bill_says_what_is_doubtful(
    costcalc: Callable[..., Answer], asked: tuple[str, ...], of: list[str]
) -> None:
    assert f"plan-price ({', '.join(of)}):" in costcalc(*asked, "--brief").out
    found = json.loads(costcalc(*asked, "--format", "json").out)
    assert [(flag["option"], flag["code"], flag["bars_cheapest"]) for flag in found["flags"]] == [
        (option, "plan-price", True) for option in of
    ]


@pytest.mark.usefixtures("folder")
def test_a_doubt_of_several_models_is_said_once(costcalc: Callable[..., Answer]) -> None:
    shown = " ".join(costcalc("compare", "s.yaml", "--as-of", "2026-11-23", "--brief").out.split())
    assert f"plan-price (dealt, given): {SAYS}" in shown
    alone = " ".join(
        costcalc("compare", "s.yaml", "--option", "good", "--option", "given", "--as-of", "2026-11-23").out.split()
    )
    assert f"plan-price (given): acme/given: {SAYS}" in alone
