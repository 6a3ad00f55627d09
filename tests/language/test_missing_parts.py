"""`workload`, `options`, `period` and `as_of` may be missing where nothing needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import compare
from costcalc.project.load import load_scenario
from tests.language.asked import AS_OF, ask, cards, claimed, figures, option, problems, refused, total, worth

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

HEAD = "schema: costcalc/scenario/v1\nid: s\ntitle: T\n"


def test_without_a_workload_there_are_figures_and_claims_and_no_total() -> None:
    result = ask("assumptions: {a: 2}\nfigures: {f: a * 3}\nclaims: [{claim: c, of: f + 1}]\n")
    assert (figures(result), claimed(result), result.cheapest) == ({"f": 6}, {"c": 7}, ())
    assert refused("figures: {f: total}\n") == ["1 unknown-name: total"]
    assert refused("claims: [{claim: c, of: upfront}]\n") == ["1 unknown-name: upfront"]


def test_without_a_workload_prices_can_be_compared() -> None:
    result = ask("prices: {a: {output: 30}, b: {output: 0.60}}\nfigures: {f: a.price.output / b.price.output}\n")
    assert figures(result) == {"f": 50}


WITHOUT_WORKLOAD = "options: {a: {model: acme/large}, b: {model: acme/small}}\n"


def test_without_a_workload_options_have_prices_and_limits() -> None:
    result = ask(
        f"{WITHOUT_WORKLOAD}figures: {{f: a.context_window / b.context_window, g: b.price.output / b.price.input}}\n"
    )
    assert figures(result) == {"f": 10, "g": 2}


def test_without_a_workload_options_have_no_total() -> None:
    body = WITHOUT_WORKLOAD
    assert refused(f"{body}figures: {{f: a.total}}\n") == ["2 unknown-name: a.total"]


def test_without_options_there_is_one_that_has_no_name() -> None:
    result = ask("workload: [{line: a, unit_price: 5}]\nfigures: {f: total * 2, g: a.total}\n")
    assert [each.id for each in result.outcomes] == [""]
    assert total(result) == 5
    assert figures(result, "") | figures(result) == {"f": 10, "g": 5}


def test_with_one_option_the_prefix_may_be_left_out() -> None:
    body = "workload: [{line: a, unit_price: 5}]\noptions: {only: {}}\n"
    assert (
        worth("total", body) == worth("only.total", body) == worth("a.total", body) == worth("only.a.total", body) == 5
    )


def test_a_file_of_nothing_is_refused() -> None:
    assert [found[1] for found in problems("assumptions: {a: 1}\n")] == ["missing-key"]
    assert [found[1] for found in problems("options: {a: {model: acme/flat}}\n")] == ["missing-key"]
    assert refused("workload: []\n") == ["1 empty-list: ["]
    assert refused("workload: [{line: a, unit_price: 5}]\noptions: {}\n") == ["2 empty-list: {"]


def test_a_period_may_be_missing() -> None:
    text = f"{HEAD}workload: [{{line: a, unit_price: 5}}]\n"
    result = compare(load_scenario(text=text), cards(), as_of=AS_OF)
    assert total(result) == 5


@pytest.mark.parametrize("command", ["compare"])
def test_a_file_whose_prices_are_its_own_needs_no_date(
    costcalc: Callable[..., Answer], tmp_path: Path, command: str
) -> None:
    file = tmp_path / "s.yaml"
    file.write_text(
        f"{HEAD}prices: {{p: {{input: 2}}}}\nworkload: [{{call: c, model: p, requests: 1, input: 1M}}]\n",
        encoding="utf-8",
    )
    code, out, err = costcalc(command, file)
    assert (code, err) == (0, "")
    assert "2.00" in out


def test_a_baseline_needs_options() -> None:
    assert refused("workload: [{line: a, unit_price: 5}]\nbaseline: x\n") == ["2 unknown-option: x"]


def test_a_budget_of_an_option_needs_options_and_one_of_a_figure_does_not() -> None:
    assert refused("workload: [{line: a, unit_price: 5}]\nbudgets: [{option: x, max: 1 USD}]\n") == [
        "2 unknown-option: x"
    ]
    (budget,) = ask("workload: [{line: a, unit_price: 5}]\nbudgets: [{of: total, max: 7 USD}]\n").budgets
    assert budget.headroom is not None
    assert budget.headroom.value == 2
    assert refused("workload: [{line: a, unit_price: 5}]\nbudgets: [{max: 7 USD}]\n") == ["2 missing-key: 7"]
    assert refused(
        "workload: [{line: a, unit_price: 5}]\noptions: {x: {}}\nbudgets: [{option: x, of: total, max: 7 USD}]\n"
    ) == ["3 two-kinds: x"]


def test_an_option_of_no_call_has_no_limits() -> None:
    result = ask("workload: [{line: a, unit_price: 5}]\n")
    assert option(result).flags == ()
    assert refused("workload: [{line: a, unit_price: 5}]\nfigures: {f: context_window}\n") == [
        "2 unknown-name: context_window"
    ]
