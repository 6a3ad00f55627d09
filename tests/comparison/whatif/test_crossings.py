"""Where options cost the same along an assumption: worked out by hand, and put in."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costcalc.comparison.whatif import WhatIf, crossings, what_if
from costcalc.comparison.whatif.crossing import Crossing
from costcalc.project.load import load_scenario
from costcalc.ratecard import Catalogue
from tests.inputs import card_yaml, cards_in, scenario_yaml

AS_OF = "2026-04-28"
TIER = "context_tiers: [{when: input > 200, mode: whole_request, input: 6}]"
CARD = card_yaml(f"""\
models:
  flat: {{rates: [{{effective: 2026-01-01, source: s, input: 4}}]}}
  two: {{rates: [{{effective: 2026-01-01, source: s, input: 2}}]}}
  tiered: {{context_window: 500, rates: [{{effective: 2026-01-01, source: s, input: 2, {TIER}}}]}}
  from_200: {{rates: [{{effective: 2026-01-01, source: s, input: 2, {TIER.replace(">", ">=")}}}]}}
  unsaid: {{rates: [{{effective: 2026-01-01, source: s, input: 1, {TIER.replace("6", "unpriced")}}}]}}
""")
BODY = """\
assumptions: {n: 1M, tokens: 100, fee: 50, turns: 3}
workload:
  - {call: ask, requests: n, input: tokens}
  - {line: seats, unit_price: fee}
  - {line: square, quantity: tokens ^ 2, unit_price: 1}
  - {line: cube, quantity: tokens ^ 3, unit_price: 1}
  - {line: steps, quantity: ceil(tokens / 100), unit_price: 10}
  - {line: talk, quantity: "sum(k=1..turns, k)", unit_price: 1}
options:
  flat: {model: acme/flat, use: [ask]}
  two: {model: acme/two, use: [ask]}
  tiered: {model: acme/tiered, use: [ask]}
  from_200: {model: acme/from_200, use: [ask]}
  unsaid: {model: acme/unsaid, use: [ask]}
  seat: {use: [seats]}
  square_and_seat: {use: [square, seats]}
  cubed: {use: [cube]}
  stepped: {use: [steps]}
  talked: {use: [talk]}
"""
Ask = "Callable[..., WhatIf]"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    cards = cards_in(tmp_path_factory.mktemp("cards"), CARD)
    scenario = load_scenario(text=scenario_yaml(BODY))

    def asked(*options: str, **arguments: Any) -> WhatIf:
        return what_if(scenario, cards, as_of=AS_OF, only=options, **arguments)

    return asked


def said(one: Crossing) -> tuple[Any, ...]:
    low, high = (one.low, one.high) if one.low != one.high else (one.low, None)
    return (one.kind, low, high, one.cheaper.below, one.cheaper.at, one.cheaper.above)


def test_the_value_at_which_two_options_cost_the_same_is_exact(ask: Ask) -> None:
    # n * 100 * 4 / 1M = 50 where n = 50M / 400 = 125,000
    (found,) = ask("flat", "seat", vary={"n": "100K,200K"}).crossings.found
    assert said(found) == ("equal", 125_000, None, "flat", "", "seat")
    assert found.pair == ("flat", "seat")
    assert found.exact
    assert found.outcomes is not None
    assert [outcome.total for outcome in found.outcomes] == [50, 50]
    assert found.working is not None
    assert found.working.value == 125_000


def test_a_value_without_a_last_digit_is_a_fraction(ask: Ask) -> None:
    # n * 100 * 4 / 1M = 1 / 3 where n = 1M / 1,200 = 2,500 / 3
    (found,) = ask("flat", "seat", vary={"n": "1,1K"}, settings={"fee": Fraction(1, 3)}).crossings.found
    assert found.low == Fraction(2500, 3)
    assert found.outcomes is not None
    assert [outcome.total for outcome in found.outcomes] == [Fraction(1, 3)] * 2


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("130K,200K", []),
        ("1,124_999", []),
        ("125K,200K", [("equal", 125_000, None, None, "", "seat")]),
        ("100K,125K", [("equal", 125_000, None, "flat", "", None)]),
        ("200K,100K", [("equal", 125_000, None, "flat", "", "seat")]),  # in whatever order they are written
        ("125K", [("equal", 125_000, None, None, "", None)]),
    ],
)
def test_crossings_lie_between_the_least_and_the_most_of_the_values(
    ask: Ask, values: str, expected: list[object]
) -> None:
    assert [said(one) for one in ask("flat", "seat", vary={"n": values}).crossings.found] == expected


def test_a_tier_is_jumped_over(ask: Ask) -> None:
    # 1M requests: tiered costs 2 a token up to 200, then 6; flat 4 a token. They are equal at 0 alone.
    (found,) = ask("flat", "tiered", vary={"tokens": "100..300/100"}).crossings.found
    assert said(found) == ("jump", 200, None, "tiered", "tiered", "flat")
    assert found.outcomes is not None
    assert [outcome.total for outcome in found.outcomes] == [800, 400]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("100,300", [("jump", 200, None, "from_200", "flat", "flat")]),
        ("100,200", [("jump", 200, None, "from_200", "flat", None)]),
        ("200,300", []),
    ],
)
def test_a_bound_that_belongs_to_the_tier_is_jumped_over_below_it(ask: Ask, values: str, expected: list[Any]) -> None:
    assert [said(one) for one in ask("flat", "from_200", vary={"tokens": values}).crossings.found] == expected


def test_a_jump_beyond_the_last_value_is_none_of_these(ask: Ask) -> None:
    assert ask("flat", "tiered", vary={"tokens": "100,200"}).crossings.found == ()


def test_two_prices_can_be_equal_over_a_stretch(ask: Ask) -> None:
    (found,) = ask("two", "tiered", vary={"tokens": "100,300"}).crossings.found
    assert said(found) == ("stretch", 100, 200, None, "", "two")


def test_options_that_always_cost_the_same_say_so(ask: Ask) -> None:
    (found,) = ask("two", "tiered", vary={"n": "1,10"}).crossings.found
    assert said(found) == ("stretch", 1, 10, None, "", None)


def test_options_can_cross_twice_between_two_values(ask: Ask) -> None:
    # tokens ^ 2 + 3 = 4 * tokens at 1 and at 3; at both 0.5 and 5 the square costs more: 3.25 > 2 and 28 > 20
    result = ask("flat", "square_and_seat", vary={"tokens": "0.5,5"}, settings={"fee": 3})
    first, second = result.crossings.found
    assert said(first) == ("equal", 1, None, "flat", "", "square_and_seat")
    assert said(second) == ("equal", 3, None, "square_and_seat", "", "flat")
    assert [point.cheapest for point in result.points] == [("flat",), ("flat",)]


def test_options_can_cost_the_same_at_one_value_and_not_change_places(ask: Ask) -> None:
    # tokens ^ 2 + 4 = 4 * tokens at 2 alone
    (found,) = ask("flat", "square_and_seat", vary={"tokens": "1,5"}, settings={"fee": 4}).crossings.found
    assert said(found) == ("equal", 2, None, "flat", "", "flat")


def test_a_step_can_be_level_with_a_seat(ask: Ask) -> None:
    # the steps cost 10 up to 100 tokens, 20 up to 200: with a seat of 20 they are equal from above 100 to 200
    (found,) = ask("seat", "stepped", vary={"tokens": "50,250"}, settings={"fee": 20}).crossings.found
    assert said(found) == ("stretch", 100, 200, "stepped", "", "seat")


def test_a_root_that_no_digits_have_lies_between_two_values(ask: Ask) -> None:
    # tokens ^ 3 = 2: 1.2599210…
    (found,) = ask("seat", "cubed", vary={"tokens": "1,2"}, settings={"fee": 2}).crossings.found
    assert not found.exact
    assert Fraction(found.low) ** 3 < 2 < Fraction(found.high) ** 3
    assert found.high - found.low < Decimal("1e-9")
    assert (found.cheaper.below, found.cheaper.above) == ("cubed", "seat")
    assert found.outcomes is None


def test_what_counts_something_is_passed_between_two_whole_numbers(ask: Ask) -> None:
    # 1 + … + 9 = 45, 1 + … + 10 = 55: the seat of 50 lies between
    (found,) = ask("seat", "talked", vary={"turns": "1..20"}).crossings.found
    assert (found.kind, found.low, found.next) == ("jump", 9, 10)
    assert (found.cheaper.below, found.cheaper.at, found.cheaper.above) == ("talked", "talked", "seat")


def test_what_counts_something_can_be_equal_at_a_whole_number(ask: Ask) -> None:
    # 1 + … + 9 = 45
    (found,) = ask("seat", "talked", vary={"turns": "1..20"}, settings={"fee": 45}).crossings.found
    assert said(found) == ("equal", 9, None, "talked", "", "seat")


def test_of_two_assumptions_the_second_is_crossed_for_each_value_of_the_first(ask: Ask) -> None:
    # n * tokens * 4 / 1M = 50 where tokens = 12.5M / n
    result = ask("flat", "seat", vary={"n": "100K,1M,10M", "tokens": "5,50"})
    assert [(one.others, one.low) for one in result.crossings.found] == [((1_000_000,), Decimal("12.5"))]
    turned = ask("flat", "seat", vary={"tokens": "5,50", "n": "100K,1M,10M"})
    assert [(one.others, one.low) for one in turned.crossings.found] == [((5,), 2_500_000), ((50,), 250_000)]


def test_where_an_option_has_no_price_it_is_said(ask: Ask) -> None:
    result = ask("seat", "unsaid", vary={"tokens": "100,300"}, settings={"fee": 150})
    # 1M * tokens * 1 / 1M = 150 at 150; above 200 nobody knows
    assert [said(one) for one in result.crossings.found] == [("equal", 150, None, "unsaid", "", "seat")]
    (unsaid,) = result.crossings.unsaid
    assert unsaid.pair == ("unsaid", "seat")


def test_an_option_without_any_price_is_held_against_none(ask: Ask) -> None:
    result = ask("seat", "unsaid", vary={"tokens": "250,300"})
    assert result.crossings == ((), (), 0)


def test_too_many_pairs_are_counted_and_the_surest_are_looked_at(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossings, "MOST_SOLVED", 1)
    result = ask("two", "flat", "seat", vary={"n": "100K,200K"})
    # two costs 20 to 40, flat 40 to 80: flat and the seat change places, two is always cheaper
    assert [one.pair for one in result.crossings.found] == [("flat", "seat")]
    assert result.crossings.left_out == 2


def test_what_is_not_the_cheapest_there_is_seen_in_its_flags(ask: Ask) -> None:
    # 1M * tokens * 6 / 1M = 3,600 at 600 tokens, which do not fit a window of 500
    (found,) = ask("tiered", "seat", vary={"tokens": "550,650"}, settings={"fee": 3600}).crossings.found
    assert found.low == 600
    assert found.outcomes is not None
    assert [outcome.may_win for outcome in found.outcomes] == [False, True]


PRICES = st.integers(1, 400).map(lambda price: Fraction(price, 20))


@given(PRICES, PRICES, st.integers(0, 300), st.integers(100, 900), st.sampled_from(["n", "tokens"]))
def test_a_crossing_that_is_put_in_gives_equal_totals_and_the_order_around_it_holds(
    tmp_path_factory: pytest.TempPathFactory, low: Fraction, high: Fraction, fee: int, bound: int, name: str
) -> None:
    """Of a tiered price and a plain one with something paid beside it, against a grid that is computed here."""
    tier = f"context_tiers: [{{when: input > {bound}, mode: whole_request, input: {float(high):.2f}}}]"
    card = card_yaml(
        "models:\n"
        f"  tiered: {{rates: [{{effective: 2026-01-01, source: s, input: {float(low):.2f}, {tier}}}]}}\n"
        "  plain: {rates: [{effective: 2026-01-01, source: s, input: 5}]}\n"
    )
    cards: Catalogue = cards_in(tmp_path_factory.mktemp("cards"), card)
    body = BODY.partition("  - {line: square")[0] + (
        "options:\n  tiered: {model: acme/tiered, use: [ask]}\n  plain: {model: acme/plain, use: [ask, seats]}\n"
    )
    result = what_if(
        load_scenario(text=scenario_yaml(body)),
        cards,
        vary={name: "1..1001/100"},
        as_of=AS_OF,
        settings={"fee": fee, **({"tokens": 300} if name == "n" else {"n": 1000})},
    )

    def apart(value: Fraction) -> Fraction:
        n, tokens = (value, Fraction(300)) if name == "n" else (Fraction(1000), value)
        return n * tokens * (high if tokens > bound else low) / 10**6 - n * tokens * 5 / 10**6 - fee

    found = result.crossings.found
    assert result.crossings.unsaid == ()
    for one in found:
        if one.kind == "equal":
            assert one.exact
            assert apart(Fraction(one.low)) == 0
            assert one.outcomes is not None
            assert one.outcomes[0].total == one.outcomes[1].total
    edges = sorted({Fraction(1), Fraction(1001), *(Fraction(end) for one in found for end in (one.low, one.high))})
    for start, end in pairwise(edges):  # between crossings the order is one
        signs = {(apart(start + (end - start) * nth / 8) > 0) for nth in range(1, 8)}
        stretch = any(one.kind == "stretch" and (one.low, one.high) == (start, end) for one in found)
        assert stretch or len(signs) == 1
