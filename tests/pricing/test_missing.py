"""A price that nobody gave costs the answer where some of it is asked for, and nowhere else."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

import costcalc
from costcalc.comparison import Comparison, evaluate, plan
from costcalc.problem import InputError
from costcalc.project.load import load_scenario
from tests.inputs import card_yaml, cards_in, scenario_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.ratecard import Catalogue

CARD = card_yaml("""\
models:
  plain: {rates: [{effective: 2026-01-01, source: s, input: 1, output: 2}]}
  parts: {rates: [{effective: 2026-01-01, source: s, cache_read: 1, output: 2}]}
  half: {rates: [{effective: 2026-01-01, source: s, input: 1, output: 2, services: {batch: {input: 0.5}}}]}
""")
SCENARIO = scenario_yaml("""\
assumptions: {n: 1M, cached: 0, searches: 0, hours: 30%}
workload:
- {call: ask, requests: n, input: 100, cache_read: cached, output: 10, web_search: searches}
options:
  one: {model: acme/plain}
""")


@pytest.fixture
def cards(tmp_path: Path) -> Catalogue:
    return cards_in(tmp_path, CARD)


def compared(cards: Catalogue, folder: Path, settings: dict[str, int], text: str = SCENARIO) -> Comparison:
    file = folder / "s.yml"
    file.write_text(text, encoding="utf-8")
    return costcalc.compare(load_scenario(file), cards, as_of="2026-04-28", settings=settings)


def test_nothing_of_what_has_no_price_costs_nothing(cards: Catalogue, tmp_path: Path) -> None:
    option = compared(cards, tmp_path, {})["one"]
    # 100M at 1, 10M at 2; neither cached tokens nor searches have a price, and there are none
    assert option.estimate
    assert option.estimate.total == 120
    assert [charge.key for charge in option.estimate.charges] == ["ask.input", "ask.output"]
    assert option.estimate.figure.formula == "ask.input + ask.output"


def test_some_of_it_costs_the_option_its_answer_with_every_reason(cards: Catalogue, tmp_path: Path) -> None:
    option = compared(cards, tmp_path, {"cached": 50, "searches": 1})["one"]
    assert option.estimate is None
    assert sorted(problem.message for problem in option.not_priced) == [
        "acme/plain has no price for `cache_read` in its rate of 2026-01-01",
        "acme/plain has no price for `web_search` in its rate of 2026-01-01",
    ]
    # without any request nothing is asked at all
    nobody = compared(cards, tmp_path, {"cached": 50, "searches": 1, "n": 0})["one"]
    assert nobody.estimate
    assert nobody.estimate.total == 0


def test_price_and_compare_say_the_same(cards: Catalogue) -> None:
    usage = {"input": 100, "cache_read": 0, "output": 10, "web_search": 0}
    assert costcalc.price(cards, "acme/plain", usage, 1_000_000, as_of="2026-04-28").total == 120
    with pytest.raises(InputError, match="no price for `cache_read`"):
        costcalc.price(cards, "acme/plain", usage | {"cache_read": 50}, 1_000_000, as_of="2026-04-28")
    assert costcalc.price(cards, "acme/plain", usage | {"cache_read": 50}, 0, as_of="2026-04-28").total == 0


def test_the_rest_of_a_whole_needs_no_price_where_nothing_is_left(cards: Catalogue) -> None:
    all_of_it = costcalc.price(cards, "acme/parts", {"input": 100, "cache_read": 100}, 1000, as_of="2026-04-28")
    assert [(charge.key, str(charge.figure)) for charge in all_of_it.charges] == [
        ("request.input", "0"),
        ("request.cache_read", "0.1"),
    ]
    assert all_of_it.charges[0].figure.substituted() == "1000 * (100 - 100) * 0 [100 - 100 <= 0] / 1000000"
    with pytest.raises(InputError, match="no price for `input`"):
        costcalc.price(cards, "acme/parts", {"input": 101, "cache_read": 100}, as_of="2026-04-28")


def test_a_service_that_is_not_to_be_had_is_no_obstacle_to_who_asks_for_nothing(
    cards: Catalogue, tmp_path: Path
) -> None:
    text = SCENARIO.replace("model: acme/plain", "model: acme/half, service: batch").replace("output: 10", "output: n")
    assert compared(cards, tmp_path, {}, text)["one"].not_priced[0].message == (
        "acme/half has no price for `output` in `batch` in its rate of 2026-01-01"
    )
    nothing = compared(cards, tmp_path, {"n": 0}, text.replace("requests: n", "requests: 1M"))["one"]
    assert nothing.estimate
    assert nothing.estimate.total == 50
    unknown = text.replace("service: batch", "service: overnight")
    reasons = compared(cards, tmp_path, {}, unknown)["one"].not_priced
    assert [problem.message for problem in reasons] == [
        "acme/half has no prices for the service `overnight` in its rate of 2026-01-01"
    ]


def test_the_same_plan_has_a_price_in_one_frame_and_none_in_another(cards: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "s.yml"
    file.write_text(SCENARIO, encoding="utf-8")
    planned = plan(load_scenario(file), cards, as_of="2026-04-28")
    frame = planned.frame()
    assert evaluate(planned, frame.given({"searches": 1}))["one"].estimate is None
    again = evaluate(planned, frame.given({"n": 2_000_000}))["one"].estimate
    assert again
    assert again.total == Decimal(240)


EURO = card_yaml("""\
id: euro
currency: EUR
models:
  tiered:
    rates:
      - effective: 2026-01-01
        source: s
        input: 3
        output: 15
        context_tiers: [{when: input > 700, mode: whole_request, input: unpriced, output: 20}]
  answers: {rates: [{effective: 2026-01-01, source: s, output: 15}]}
""")
FX = """\
schema: costcalc/fx/v1
id: fx
title: T
rates: [{effective: 2026-01-01, from: EUR, to: USD, rate: 1.17, source: s}]
"""
DOLLARS = scenario_yaml("""\
currency: USD
workload: [{call: ask, requests: 1M, input: 100, output: 10}]
options: {one: {model: euro/tiered}}
""")


def test_what_may_have_no_price_keeps_its_exchange_rate_in_the_formula(tmp_path: Path) -> None:
    (tmp_path / "fx.yml").write_text(FX, encoding="utf-8")
    cards, fx = cards_in(tmp_path, EURO), costcalc.load_fx(tmp_path / "fx.yml")
    found = costcalc.compare(costcalc.load_scenario(text=DOLLARS), cards, as_of="2026-04-28", fx=fx)["one"].estimate
    assert found
    # 100M at 3 EUR and 10M at 15 EUR: 300 and 150, at 1.17
    assert [str(charge.amount) for charge in found] == ["300", "150"]
    assert found.figure.formula == "(ask.input + ask.output) * fx.eur_usd"
    assert found.figure.substituted() == "(300 + 150) * 1.17"
    assert str(found.total) == "526.5"


def test_a_total_of_nothing_names_no_charge_that_is_not_there(tmp_path: Path) -> None:
    found = costcalc.price(cards_in(tmp_path, EURO), "euro/answers", {"input": 0}, 3, as_of="2026-04-28")
    assert (found.charges, found.figure.formula, found.figure.substituted(), found.total) == ((), "0", "0", 0)


@pytest.mark.parametrize(
    "price",
    [
        "{price: 1, free: {quantity: 100K, per: month}}",
        "{graduated: [{up_to: 1M, price: 2}, {price: 1}], period: month}",
    ],
)
@pytest.mark.parametrize("loop", ["", "each: {k: 1..4}, "])
def test_a_minimum_of_each_request_is_not_known_where_its_price_is_one_of_the_period(
    tmp_path: Path, price: str, loop: str
) -> None:
    # 50 cheap requests of 200 and 150 dear ones would be topped up apart, and nobody says which are the free ones
    minimum = "minimum_charge: {amount: 0.001, per: request}"
    rate = f"{{effective: 2026-01-01, source: s, input: {price}, output: 1, {minimum}}}"
    cards = cards_in(tmp_path, card_yaml(f"models: {{plain: {{rates: [{rate}]}}}}\n"))
    calls = f"workload: [{{call: ask, {loop}requests: 200, input: SIZE, output: 10}}]\n"
    text = f"{calls}options: {{one: {{model: acme/plain}}}}\n"
    asked = scenario_yaml(text.replace("SIZE", "1K"))
    option = compared(cards, tmp_path, {}, asked)["one"]
    assert [problem.message for problem in option.not_priced] == [
        "a minimum is paid for each request, and nobody says what one costs where a price depends on all of the period"
    ]
    # what is not asked has no price that could depend on anything
    without = compared(cards, tmp_path, {}, scenario_yaml(text.replace("input: SIZE, ", "")))["one"]
    requests = 800 if loop else 200
    assert without.total is not None
    assert without.total.value == Decimal("0.001") * requests
