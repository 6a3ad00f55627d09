"""Sums have an allowance for each question: what exceeds it is a problem with a place, in every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import compare
from costcalc.expr import values
from costcalc.formats import OutputFormat, Style, write
from costcalc.instant import as_instant
from costcalc.problem import InputError
from costcalc.project.load import load_scenario
from costcalc.views.comparison import ComparisonsView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.ratecard import Catalogue
    from tests.conftest import Answer

WHEN = as_instant("2026-09-28T02:00:00Z")  # hours of the peak, so that there are portions

# Sums in assumptions, requests, meters, parts and shares; inside of each other; in what decides a tier.
SCENARIO = """\
schema: costcalc/scenario/v1
id: sums
title: Sums everywhere
period: month
assumptions:
  turns: 10
  tickets: "sum(k=1..turns, k)"
  grown: "sum(k=1..turns, k * 1000)"
workload:
  - {call: a, requests: "sum(k=1..turns, sum(j=1..k, j))", input: "sum(k=1..turns, k * 25000) / turns", output: 10}
  - {call: b, requests: tickets, input: grown, output: "sum(k=1..turns, k)", cache_read: "sum(k=1..2, k)"}
  - {call: c, requests: 9, input: {old: "sum(k=1..2, k)", new: 4}, output: 1, peak_share: "sum(k=1..2, k) / 10"}
options:
  tiers: {model: google/gemini-2.5-pro}
  plain: {model: openai/gpt-4.1}
  hours: {model: deepseek/deepseek-v4-flash}
baseline: tiers
"""


@pytest.mark.slow
def test_an_allowance_that_is_used_up_is_a_problem_with_a_place_whoever_uses_it_up(
    cards: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = load_scenario(text=SCENARIO)
    refused: set[tuple[str, str]] = set()
    answered = 0
    for allowance in range(0, 600, 6):
        monkeypatch.setattr(values, "MAX_STEPS", allowance)
        try:
            result = compare(file, cards, as_of=WHEN)
        except InputError as error:
            refused |= {(problem.message, problem.place.source.name) for problem in error.problems}
            continue
        answered += 1
        assert all(write(ComparisonsView([result]), form, Style()) for form in OutputFormat)
    assert refused == {("this sums more terms than one file may have", "text")}
    assert answered, "no allowance was enough"


@pytest.mark.parametrize("form", [*OutputFormat, "export"])
def test_a_sum_of_40000_squares_is_answered_and_one_of_a_million_is_a_problem(
    costcalc: Callable[..., Answer], tmp_path: Path, form: str
) -> None:
    # 1² + … + 40,000² = 40,000 * 40,001 * 80,001 / 6 = 21,334,133,340,000 tokens, at 2 USD a million: 42,668,266.68 USD
    text = SCENARIO.partition("assumptions")[0] + (
        'workload: [{call: a, requests: 1, input: "sum(k=1..TOP, k * k)", output: 1}]\n'
        "options: {one: {model: openai/gpt-4o}, two: {model: openai/gpt-4.1}}\n"
    )
    words = ["export", "--all-options"] if form == "export" else ["compare", "--format", str(form)]
    file = tmp_path / "s.yaml"
    file.write_text(text.replace("TOP", "40000"))
    answer = costcalc(*words, file, "--as-of", "2026-09-28")
    assert (answer.code, answer.err) == (0, "")
    assert "42668266.68" in answer.out.replace(",", "").replace("_", "")
    file.write_text(text.replace("TOP", "1000000"))
    answer = costcalc(*words, file, "--as-of", "2026-09-28")
    assert (answer.code, answer.out) == (2, "")
    assert "more terms than one file may have" in answer.err
    assert "s.yaml:5:49: error[undefined]" in answer.err or '"line": 5' in answer.err
