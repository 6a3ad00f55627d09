"""Quotas that several models of an option share, and those of which nobody says whether they are shared."""

from __future__ import annotations

from decimal import Decimal
from textwrap import dedent, indent
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import compare, plan
from costcalc.comparison import evaluate as ask
from costcalc.problem import InputError
from costcalc.project.load import load_cards, load_scenario
from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.comparison import Comparison
    from costcalc.ratecard import Catalogue
    from costcalc.scenario import ScenarioFile

AS_OF = "2026-04-28"
RATE = "{{rates: [{{effective: 2026-01-01, source: s, input: {}, output: 10}}]}}\n".format
POOLED = "{price: %s, free: {quantity: 1M, per: month, pool: tokens}}"
OWN = "{price: %s, free: {quantity: 1M, per: month}}"
MODELS = {
    "small": POOLED % 1,
    "large": POOLED % 4,
    "own_small": OWN % 1,
    "own_large": OWN % 4,
    "sliced": "{graduated: [{up_to: 1M, price: 2}, {price: 1}], period: month}",
    "stepped": "{volume: [{up_to: 1M, price: 2}, {price: 1}], period: month}",
    "packed": "{package: 2, per: 1M tokens, rounded: period}",
    "cut": "{package: 0.002, per: 1K tokens, rounded: request}",
    "plain": "1",
    "steps": "{volume: [{up_to: 1M, price: 2}, {price: 1}], period: month, pool: steps}",
    "large_steps": "{volume: [{up_to: 1M, price: 4}, {price: 3}], period: month, pool: steps}",
}
SEARCHES = "web_search: {price: 10, per: 1K searches, free: {quantity: 1K, per: month}}"


@pytest.fixture
def cards(tmp_path: Path) -> Catalogue:
    folder = tmp_path / "cards"
    folder.mkdir()
    models = "".join(f"  {name}: {RATE(price)}" for name, price in MODELS.items())
    searching = f"  searching: {{rates: [{{effective: 2026-01-01, source: s, input: 1, {SEARCHES}}}]}}\n"
    for card in ("acme", "apex"):
        text = card_yaml(f"id: {card}\nmodels:\n{models}{searching}")
        (folder / f"{card}.yaml").write_text(text, encoding="utf-8")
    return load_cards(folder)


@pytest.fixture
def scenario(tmp_path: Path) -> Callable[[str], ScenarioFile]:
    def load(body: str) -> ScenarioFile:
        path = tmp_path / "s.yaml"
        path.write_text(scenario_yaml(body), encoding="utf-8")
        return load_scenario(path)

    return load


@pytest.fixture
def run(cards: Catalogue, scenario: Callable[[str], ScenarioFile]) -> Callable[[str], Comparison]:
    return lambda body: compare(scenario(body), cards, as_of=AS_OF)


def two_calls(options: str, first: str = "", second: str = "") -> str:
    """Write 800K tokens of `sort` and 500K of `answer`."""
    return (
        "workload:\n"
        f"  - {{call: sort, requests: 800, input: 1K{first}}}\n"
        f"  - {{call: answer, requests: 500, input: 1K{second}}}\n"
        f"options:\n{indent(dedent(options), '  ')}"
    )


def routed(sort: str, answer: str) -> str:
    return f"it: {{models: {{sort: {sort}, answer: {answer}}}}}\n"


def flags(result: Comparison, option: str = "it") -> list[str]:
    return [flag.code for flag in result[option].flags]


def total(result: Comparison, option: str = "it") -> Decimal:
    estimate = result[option].estimate
    assert estimate is not None
    return estimate.total


def test_the_first_call_of_an_option_uses_a_shared_quota_first(run: Callable[[str], Comparison]) -> None:
    result = run(two_calls(routed("acme/small", "acme/large")))
    estimate = result["it"].estimate
    assert estimate is not None
    # of 1M free tokens, 800K are used by the first: 0.3M × 4
    assert {charge.key: charge.amount for charge in estimate.charges} == {
        "sort.input.free": 0,
        "sort.input": 0,
        "answer.input.free": 0,
        "answer.input": Decimal("1.2"),
    }
    # 0.3M × 1
    assert total(run(two_calls(routed("acme/large", "acme/small")))) == Decimal("0.3")


def test_a_quota_is_shared_inside_an_option_and_not_between_options(run: Callable[[str], Comparison]) -> None:
    options = (
        "one: {model: acme/small}\ntwo: {model: acme/large}\nmixed: {models: {sort: acme/large, answer: acme/small}}"
    )
    result = run(two_calls(options))
    # 1.3M on each: 0.3M × 1, 0.3M × 4; mixed 0.3M × 1
    assert [total(result, option) for option in ("one", "two", "mixed")] == [
        Decimal("0.3"),
        Decimal("1.2"),
        Decimal("0.3"),
    ]


def test_another_card_shares_nothing(run: Callable[[str], Comparison]) -> None:
    result = run(two_calls(routed("acme/small", "apex/large")))
    assert total(result) == 0
    assert flags(result) == []


def test_what_is_paid_once_has_a_quota_of_its_own(run: Callable[[str], Comparison]) -> None:
    result = run(two_calls(routed("acme/small", "acme/large"), first=", once: true"))
    assert total(result) == 0
    upfront = result["it"].upfront
    assert upfront is not None
    assert upfront.value == 0


def test_a_plan_is_asked_again_with_another_number(cards: Catalogue, scenario: Callable[[str], ScenarioFile]) -> None:
    body = two_calls(routed("acme/small", "acme/large")).replace("800", "n")
    planned = plan(scenario(f"assumptions: {{n: 800}}\n{body}"), cards, as_of=AS_OF)
    # of 1M, 0.8M leave 0.2M, so that 0.3M × 4 are paid; 1.2M leave nothing, 0.2M × 1 + 0.5M × 4; 0.4M leave 0.6M
    for n, cost in ((800, "1.2"), (1200, "2.2"), (400, "0"), (800, "1.2")):
        assert total(ask(planned, planned.frame({"n": n}))) == Decimal(cost)


def test_every_turn_of_a_conversation_counts_into_what_is_shared(run: Callable[[str], Comparison]) -> None:
    body = """\
        workload:
          - {call: talk, each: {k: 1..4}, requests: 100, input: k * 1K}
          - {call: answer, requests: 500, input: 1K}
        options:
          it: {models: {talk: acme/small, answer: acme/large}}
        """
    # 100 × (1 + 2 + 3 + 4)K = 1M, so nothing is left for the other: 0.5M × 4
    assert total(run(dedent(body))) == 2


def test_the_total_of_all_models_decides_and_is_named_for_the_pool(run: Callable[[str], Comparison]) -> None:
    result = run(two_calls(routed("acme/steps", "acme/large_steps")))
    estimate = result["it"].estimate
    assert estimate is not None
    assert total(result) == Decimal("2.3")  # 1.3M > 1M: 0.8M × 1 + 0.5M × 3
    assert estimate["sort.input"].figure.formula == "800 * 1K * steps.price.input [total.pool_steps > 1M] / 1M"


def test_what_each_model_has_for_itself_is_flagged(run: Callable[[str], Comparison]) -> None:
    result = run(two_calls(routed("acme/own_small", "acme/own_large")))
    (flag,) = result["it"].flags
    assert total(result) == 0  # 0.8M and 0.5M of 1M each
    assert flag == (
        "quota-shared",
        "own_small and own_large each have a quota of their own here; acme does not say whether they share it",
        False,
    )
    assert result["it"].may_win
    assert result.cheapest == ("it",)


@pytest.mark.parametrize(
    ("first", "second"),
    [("own_small", "sliced"), ("sliced", "stepped"), ("stepped", "packed"), ("packed", "own_large")],
)
def test_slices_steps_and_packages_are_quotas_as_well(
    run: Callable[[str], Comparison], first: str, second: str
) -> None:
    assert flags(run(two_calls(routed(f"acme/{first}", f"acme/{second}")))) == ["quota-shared"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("acme/own_small", "acme/own_small"),  # one model
        ("acme/own_small", "acme/plain"),
        ("acme/own_small", "acme/cut"),  # each request by itself
        ("acme/own_small", "acme/small"),  # one of them says what it shares
        ("acme/small", "acme/large"),
        ("acme/own_small", "apex/own_large"),  # two cards
    ],
)
def test_what_leaves_no_doubt_is_not_flagged(run: Callable[[str], Comparison], first: str, second: str) -> None:
    assert flags(run(two_calls(routed(first, second)))) == []


def test_searches_and_tokens_are_no_one_quota(run: Callable[[str], Comparison]) -> None:
    searching = run(two_calls(routed("acme/searching", "acme/own_large"), first=", web_search: 1"))
    assert flags(searching) == []


def test_a_quota_of_what_nobody_asks_for_is_not_flagged(run: Callable[[str], Comparison]) -> None:
    body = two_calls(routed("acme/own_small", "acme/own_large")).replace(
        "requests: 500, input", "requests: 500, output"
    )
    assert flags(run(body)) == []


def test_prices_of_a_scenario_share_what_they_name(
    run: Callable[[str], Comparison], scenario: Callable[[str], ScenarioFile]
) -> None:
    prices = f"prices:\n  a: {{input: {POOLED % 1}}}\n  b: {{input: {POOLED % 4}}}\n"
    assert total(run(prices + two_calls(routed("a", "b")))) == Decimal("1.2")
    other = prices.replace("quantity: 1M", "quantity: 2M", 1)
    with pytest.raises(InputError) as refused:
        scenario(other + two_calls(routed("a", "b")))
    assert [problem.code for problem in refused.value.problems] == ["bad-pool"]
