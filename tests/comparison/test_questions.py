"""What the heart has to carry before the language has words for it: turns, layers, instants, hours, mixes and lines."""

from __future__ import annotations

import copy
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.comparison import evaluate, plan
from costcalc.comparison.beside import beside
from costcalc.comparison.bought import Bought
from costcalc.comparison.currency import CurrencyExchange
from costcalc.comparison.option_plan import OptionName, PricedIn, option_plan
from costcalc.expr import (
    Case,
    Choice,
    Compare,
    Figure,
    Frame,
    Name,
    Node,
    Product,
    SumOver,
    Symbol,
    Values,
    Where,
    define,
    number,
    parse,
)
from costcalc.instant import Period, parse_instant, parse_period
from costcalc.pricing import ChargePlan, EstimatePlan, PriceOrigin, evaluate_estimate, line_charge
from costcalc.pricing.query import PriceQuery
from costcalc.pricing.quote import quote
from costcalc.pricing.segments import portions
from costcalc.problem import Place, Source
from costcalc.project.load import load_fx, load_scenario
from costcalc.ratecard import conversion
from costcalc.rules import Line
from costcalc.scenario import LineEntry
from costcalc.source import bind, read_tree
from costcalc.workload import RequestGroup
from tests.inputs import card_yaml, cards_in, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from costcalc.ratecard import Catalogue

HERE = Place(Source("asked"), 1, 1)
MONTH = Period("month")
ASSUMED = scenario_yaml("""\
assumptions: {n: 100, m: n * 2}
workload: [{call: ask, requests: m, input: 100, output: 10}]
options: {flash: {model: deepseek/deepseek-v4-flash}}
""")
D = Decimal


def read(text: str) -> Node:
    return parse(text, Place(Source("with", text), 1, 1))


def turns(cards: Catalogue, sizes: Mapping[str, Node]) -> Iterator[ChargePlan]:
    """Price the turns k of conversations on gemini-2.5-pro: a charge for every branch of a price."""
    offer, moment = cards.find("google/gemini-2.5-pro", HERE), parse_instant("2026-04-28")
    (portion,) = portions(offer, moment, MONTH, None, HERE)
    for meter, size in sizes.items():
        found = quote(PriceQuery(offer, portion.segment, moment), meter)
        ((tier, long_price),) = found.tiers
        large = Compare(sizes["input"], tier.when.operator, tier.when.bound)
        small = Compare(sizes["input"], "<=", tier.when.bound)
        branches = (("", small, found.price), ("tier_1", large, long_price))
        for part, condition, price in branches:
            counted = SumOver("k", number(1), Name("turns"), Where(Product((Name("talks"), size)), condition))
            yield ChargePlan(
                key=".".join(filter(None, ("talk", meter, part))),
                entry="talk",
                meter=meter,
                unit="token",
                line=Line(counted, Symbol(found.symbol, price.price), offer.prices.card.per.count, part),
                currency="USD",
                origin=PriceOrigin(offer, portion, quote=found, part=part),
            )


def test_later_turns_of_a_call_cross_a_context_tier_each_by_itself(cards: Catalogue) -> None:
    planned = EstimatePlan((), MONTH, lines=tuple(turns(cards, {"input": read("k * 20K"), "output": number(500)})))
    frame = Frame.resolved(define({"talks": number(1000), "turns": number(20)}))
    result = evaluate_estimate(planned, frame, parse_instant("2026-04-28"), HERE)
    # A conversation: turns 1 to 10 are 1.1M tokens in and 5,000 out, 11 to 20 are 3.1M and 5,000. A mean says 10,650.
    assert [str(charge.figure) for charge in result.charges] == ["1375", "7750", "50", "75"]
    assert result.total == 9250
    assert result.charges[1].figure.formula == (
        "sum(k=1..turns, talks * (k * 20K) where k * 20K > 200K) * price.input / 1M"
    )
    assert result.charges[1].figure.substituted() == (
        "sum(k=1..20, 1000 * (k * 20000) where k * 20000 > 200000) * 2.5 / 1000000"
    )
    # With 12 turns only the last two are long: 460,000 tokens in, 1,000 out.
    assert result.figure.given({"turns": 12}).value == 1375 + 50 + 1150 + 15


def test_what_a_claim_says_lies_over_an_option_over_set(cards: Catalogue) -> None:
    scenario = load_scenario("scenarios/chatbot.yaml")
    planned = plan(scenario, cards, as_of="2026-04-28")
    set_to = planned.frame({"queries": 2_000_000})
    frame = Frame.resolved(set_to.definitions, {"flash": {"prompt_tokens": read("prompt_tokens * 1.35")}})
    result = evaluate(planned, frame)
    # 2M × (270 × 0.014 + 500 × 0.28) and 2M × (200 × 10 + 500 × 30), per million
    assert {outcome.id: outcome.estimate and outcome.estimate.total for outcome in result} | {} == {
        "turbo": 34_000,
        "flash": D("287.56"),
        "turbo_published": 34_000,
        "flash_published": 336,
    }
    assert result["flash"].saving == 1 - Fraction(28756, 3_400_000)
    claimed = frame.under({"queries": read("500K"), "prompt_tokens": read("prompt_tokens + 30")})
    result = evaluate(planned, claimed)
    # In the claim a prompt is 30 tokens longer than in each option. That of flash: 0.5M × (300 × 0.014 + 140)
    totals = {outcome.id: outcome.estimate.total for outcome in result if outcome.estimate}
    assert totals["flash"] == D("72.1")
    assert totals["turbo"] == 8650  # 0.5M × (230 × 10 + 500 × 30), per million


def test_one_option_at_two_instants(cards: Catalogue) -> None:
    offer = cards.find("deepseek/deepseek-v4-flash", HERE)
    group = RequestGroup("answer", Name("queries"), {"input": number(200), "output": number(500)})
    exchange = CurrencyExchange("USD", {})
    spring, summer = (
        option_plan(
            OptionName(name, HERE),
            [Bought(offer, HERE, (group,))],
            [],
            PricedIn(parse_instant(moment), MONTH, exchange),
            {},
        )
        for name, moment in (("spring", "2026-04-28"), ("summer", "2026-08-16T20:00:00Z"))
    )
    assert spring.estimate
    assert summer.estimate
    saving = beside(spring.totals, summer.totals, None, "month").saving
    assert saving
    figure = Figure(saving, Frame.resolved(define({"queries": number(1_000_000)})))
    # 200 × 0.14 + 500 × 0.28 before the prices rose, 200 × 0.22 + 500 × 0.66 after
    assert (figure.value, figure.formula) == (1 - Fraction(168, 374), "1 - spring.total / summer.total")
    assert figure.substituted() == "1 - 168 / 374"
    assert figure.given({"queries": 500_000}).substituted() == "1 - 84 / 187"


CARD = card_yaml("""\
id: {id}
currency: {currency}
models:
  one: {{rates: [{{effective: 2026-01-01, source: s, {rate}}}]}}
""")
FX = """\
schema: costcalc/fx/v1
id: fx
title: T
rates: [{effective: 2026-01-01, from: USD, to: CNY, rate: 7, source: s}]
"""


@pytest.fixture
def ours(tmp_path: Path) -> Catalogue:
    peak = 'input: 1, peak: {multiplier: 2, hours: ["00:00-06:00"], tz: UTC}'
    least = "input: {}, minimum_charge: {{amount: {}, per: month}}"
    cards = (
        ("peaks", "USD", peak),
        ("dollars", "USD", least.format(1, 250)),
        ("yuan", "CNY", least.format(7, 1)),
    )
    (tmp_path / "fx.yml").write_text(FX, encoding="utf-8")
    return cards_in(tmp_path, *(CARD.format(id=name, currency=money, rate=rate) for name, money, rate in cards))


def test_a_calendar_month_with_peak_hours_is_asked_again(ours: Catalogue) -> None:
    period = parse_period("2026-09")
    assert period.start
    group = RequestGroup("ask", Name("n"), {"input": Name("size")})
    offer = ours.find("peaks/one", HERE)
    priced = PricedIn(period.start, period, CurrencyExchange("USD", {}))
    option = option_plan(OptionName("o", HERE), [Bought(offer, HERE, (group,))], [], priced, {})
    assert option.estimate
    frame = Frame.resolved(define({"n": number(1_000_000), "size": number(200)}))
    result = evaluate_estimate(option.estimate, frame, period.start, HERE)
    # A quarter of every day is twice as dear: 50 × 2 + 150
    assert [(charge.key, str(charge.figure)) for charge in result.charges] == [
        ("ask.input.peak", "100"),
        ("ask.input.off_peak", "150"),
    ]
    assert result.figure.given({"size": 400}).value == 500


def tree(text: str) -> Any:
    return read_tree(text, Source("scenario.yaml", text), 100)


def test_a_mix_of_two_models_in_two_currencies_and_a_line(ours: Catalogue, tmp_path: Path) -> None:
    rate = conversion(load_fx(tmp_path / "fx.yml").fx, "CNY", "USD", parse_instant("2026-04-28"), HERE)
    sort = RequestGroup("sort", Name("n"), {"input": number(100)})
    answer = RequestGroup("answer", Name("n"), {"input": number(200)})
    database = bind(LineEntry, *tree("line: database\nquantity: shards\nunit_price: 25\n"))
    option = option_plan(
        OptionName("mix", HERE),
        [Bought(ours.find("yuan/one", HERE), HERE, (sort,)), Bought(ours.find("dollars/one", HERE), HERE, (answer,))],
        [(database, line_charge(database, "USD"))],
        PricedIn(parse_instant("2026-04-28"), MONTH, CurrencyExchange("USD", {"CNY": rate, "USD": None})),
        {},
    )
    assert option.estimate
    frame = Frame.resolved(define({"n": number(1_000_000), "shards": number(3)}))
    result = evaluate_estimate(option.estimate, frame, parse_instant("2026-04-28"), HERE)
    # 100M tokens at 7 yuan are 700 yuan, 100 dollars; 200M at a dollar, and 50 more to a minimum of 250; 3 × 25
    assert [(charge.key, charge.currency, str(charge.figure), str(charge.cost)) for charge in result.charges] == [
        ("sort.input", "CNY", "700", "100"),
        ("minimum_charge.yuan_one", "CNY", "0", "0"),
        ("answer.input", "USD", "200", "200"),
        ("minimum_charge.dollars_one", "USD", "50", "50"),
        ("database", "USD", "75", "75"),
    ]
    assert (result.total, result.currency, result.model, result.basis) == (425, "USD", None, "published")
    assert result.figure.formula == (
        "(sort.input + minimum_charge.yuan_one) * (1 / fx.usd_cny)"
        " + answer.input + minimum_charge.dollars_one + database"
    )
    line = result.charges[-1]
    assert (line.model, line.meter, line.service, line.source) == (None, None, None, ())
    assert line.sources() == ["scenario.yaml:3:13", "scenario.yaml:1:7"]
    # ten shards, and half of the requests: 50 + (100 + 150) + 250
    assert result.figure.given({"shards": 10, "n": 500_000}).value == 550


def test_a_choice_that_costs_nothing_today_is_kept_for_another_frame() -> None:
    price = Choice((Case(Compare(Name("size"), ">", number(10)), number(3)),), number(0))
    figure = Figure(price, Frame.resolved(define({"size": number(5)})))
    assert (figure.value, figure.given({"size": 11}).value) == (0, 3)
    assert Figure(Name("size"), Values({"size": D(1)})).given({"size": 4}).value == 4


def test_an_assumption_is_asked_again_by_its_name(cards: Catalogue) -> None:
    scenario = load_scenario(text=ASSUMED)
    planned = plan(scenario, cards, as_of="2026-04-28")
    found = evaluate(planned, planned.frame())
    n, m = (assumption.figure for assumption in found.assumptions)
    assert (n.given({"n": 9}), m.given({"n": 9}), m.given({"m": 9})) == (9, 18, 9)
    assert m.given({"m": "m * 2"}).formula == "m * 2"
    # what was set before holds: twice the file's n * 2, whatever n is then
    doubled = evaluate(planned, planned.frame().given({"m": "m * 2"}))
    assert [str(assumption.figure) for assumption in doubled.assumptions] == ["100", "400"]
    again = doubled.frame.given({"n": 7})
    assert doubled.assumptions[1].figure.given({"n": 7}) == again["m"]
    assert copy.copy(m).given({"n": 9}) == 18
