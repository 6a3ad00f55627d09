"""Some options of a scenario alone: the baseline stays, and figures may rest on what is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import Comparison, compare
from costcalc.problem import InputError
from costcalc.project.load import load_scenario
from tests.inputs import card_yaml, cards_in, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CARD = card_yaml("""\
models:
  one: {rates: [{effective: 2026-01-01, source: s, input: 1}]}
  two: {rates: [{effective: 2026-01-01, source: s, input: 2}]}
  none: {rates: [{effective: 2027-01-01, source: s, input: 3}]}
""")
SCENARIO = scenario_yaml("""\
assumptions: {size: 1M}
workload: [{call: ask, requests: 1, input: size}]
options:
  base: {model: acme/two}
  cheap: {model: acme/one}
  double: {model: acme/one, with: {size: size * 3}}
  late: {model: acme/none}
baseline: base
figures: {more: double.total - base.total}
budgets:
  - {option: double, max: 1 USD}
  - {option: cheap, max: 1 USD}
""")


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Comparison]:
    (tmp_path / "cards").mkdir()
    cards = cards_in(tmp_path / "cards", CARD)
    path = tmp_path / "s.yaml"
    path.write_text(SCENARIO, encoding="utf-8")
    return lambda *only, **others: compare(load_scenario(path), cards, as_of="2026-05-01", only=only, **others)


def test_only_what_is_named_is_shown_beside_the_baseline(run: Callable[..., Comparison]) -> None:
    result = run("cheap")
    assert [outcome.id for outcome in result.outcomes] == ["base", "cheap"]
    assert result["cheap"].saving is not None
    assert result["cheap"].saving.value * 2 == 1  # 1 USD in place of 2
    assert result.problems == ()  # `late` has no price, and nobody asks
    assert {budget.option: budget.broken for budget in result.budgets} == {"double": True, "cheap": False}


def test_a_figure_over_what_is_not_shown_has_its_value(run: Callable[..., Comparison]) -> None:
    # 3M tokens at 1 less 1M at 2
    assert [figure.value for figure in run("cheap").figures] == [figure.value for figure in run().figures] == [1]


def test_an_added_option_can_be_named(run: Callable[..., Comparison]) -> None:
    assert [outcome.id for outcome in run("one", models=["acme/one"]).outcomes] == ["base", "one"]
    assert [outcome.id for outcome in run("cheap", models=["acme/one"]).outcomes] == ["base", "cheap", "one"]


@pytest.mark.parametrize(
    ("name", "hint"), [("chep", "did you mean `cheap`?"), ("x", "there are base, cheap, double, late")]
)
def test_an_option_that_there_is_not_is_a_problem(run: Callable[..., Comparison], name: str, hint: str) -> None:
    with pytest.raises(InputError) as refused:
        run(name)
    (problem,) = refused.value.problems
    assert (str(problem.place), problem.code, problem.hint) == ("--option:1:1", "unknown-option", hint)
