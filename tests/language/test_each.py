"""`each`: the call is made once for every k, and each of them is a request with a size of its own."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from costcalc.comparison import compare
from costcalc.project.load import load_scenario
from tests.inputs import scenario_yaml
from tests.language.asked import ask, charges, figures, option, priced, problems, refused, total, worth

if TYPE_CHECKING:
    from costcalc.comparison import Comparison
    from costcalc.ratecard import Catalogue

TURNS = """\
assumptions: {conversations: 1000, turns: 20, step: 20K}
workload: [{call: chat, requests: conversations, each: {k: 1..turns}, input: step * k, output: 500}]
options: {pro: {model: google/gemini-2.5-pro}}
"""


def on_shipped_cards(cards: Catalogue, body: str, **settings: str) -> Comparison:
    written = load_scenario(text=scenario_yaml(body))
    return compare(written, cards, as_of="2026-04-28", settings=settings)


def test_twenty_growing_turns_pay_the_price_of_their_own_size(cards: Catalogue) -> None:
    # gemini-2.5-pro: up to 200K of prompt 1.25 and 10 USD per 1M, above it 2.50 and 15 for the whole request.
    # Turns 1 to 10, of 20K to 200K, are 1.1M tokens of prompt: 1.375. Turns 11 to 20 are 3.1M: 7.75.
    # Each ten answers are 5,000 tokens: 0.05 and 0.075. Together 9.25 a conversation, and there are 1,000.
    by_hand = (
        sum(
            Decimal(20_000 * k) * (Decimal("1.25") if k <= 10 else Decimal("2.50")) + 500 * (10 if k <= 10 else 15)
            for k in range(1, 21)
        )
        / 1000
    )  # 1,000 conversations, and prices are for 1M
    assert by_hand == Decimal("9250.00")
    result = on_shipped_cards(cards, TURNS)
    assert total(result) == by_hand
    assert charges(result) == {
        "chat.input": 1_375,
        "chat.input.tier_1": 7_750,
        "chat.output": 50,
        "chat.output.tier_1": 75,
    }
    assert option(result).flags == ()


def test_the_sum_stands_in_the_formula_with_its_condition(cards: Catalogue) -> None:
    result = on_shipped_cards(cards, TURNS)
    above = next(charge for charge in priced(result).charges if charge.key == "chat.input.tier_1")
    assert above.quantity.formula == "sum(k=1..turns, conversations * (step * k) where step * k > 200K)"
    assert above.quantity.value == 3_100_000_000
    assert (above.unit_price.value, above.per.value) == (Decimal("2.50"), 1_000_000)


def test_a_window_is_asked_for_every_turn(cards: Catalogue) -> None:
    # The window is 1,048,576: 13 * 80K + 500 = 1,040,500 fits, 14 * 80K + 500 = 1,120,500 does not.
    (flag,) = option(on_shipped_cards(cards, TURNS, step="80K")).flags
    assert flag.code == "context-window-exceeded"
    assert "in 7 of 20 turns, the first k=14" in flag.message


def test_an_option_whose_last_turns_do_not_fit_is_never_the_cheapest(cards: Catalogue) -> None:
    assert on_shipped_cards(cards, TURNS).cheapest == ("pro",)
    assert on_shipped_cards(cards, TURNS, step="80K").cheapest == ()


def test_the_longest_answer_is_asked_for_every_turn() -> None:
    # The longest answer of small is 10,000: 2,500 * 4 is one, 2,500 * 5 is not.
    result = ask("""\
workload: [{call: c, requests: 1, each: {k: 1..6}, input: 1, output: 2500 * k}]
options: {small: {model: acme/small}}
""")
    (flag,) = option(result).flags
    assert flag.code == "max-output-exceeded"
    assert "in 2 of 6 turns, the first k=5" in flag.message


def test_a_bound_belongs_to_the_lower_price() -> None:
    # Of 199,999, 200,000 and 200,001 tokens at 10, 10 and 20 USD per 1M: 1.99999 + 2 + 4.00002.
    body = "workload: [{call: c, requests: 1, each: {k: -1..1}, input: 200K + k}]\noptions: {l: {model: acme/large}}\n"
    assert total(ask(body)) == Decimal("8.00001")


def test_requests_may_be_fewer_from_turn_to_turn() -> None:
    # 900 * 1,000 + 800 * 2,000 + 700 * 3,000 = 4.6M tokens at 1 USD per 1M.
    body = """\
prices: {p: {input: 1}}
workload: [{call: c, model: p, requests: 1000 - 100 * k, each: {k: 1..3}, input: 1000 * k}]
"""
    assert total(ask(body)) == Decimal("4.6")
    assert worth("c.requests", body) == 900 + 800 + 700
    assert worth("c.input.quantity", body) == 4_600_000


def test_the_ends_are_formulas_and_the_first_need_not_be_one() -> None:
    # k = 2, 3, 4, 5: 14 times 1M tokens at 1 USD.
    body = """\
assumptions: {n: 4}
prices: {p: {input: 1}}
workload: [{call: c, model: p, requests: 1, each: {k: n / 2..n + 1}, input: k * 1M}]
"""
    assert total(ask(body)) == 14
    assert total(ask(body, settings={"n": "2"})) == 1 + 2 + 3
    assert total(ask(body, settings={"n": "-4"})) == 0  # from -2 to -3 there is none


def test_one_option_may_take_more_turns_than_another() -> None:
    result = ask("""\
assumptions: {n: 3}
prices: {p: {input: 1}}
workload: [{call: c, requests: 1, each: {k: 1..n}, input: k * 1M}]
options: {short: {model: p}, long: {model: p, with: {n: n + 1}}}
""")
    assert (total(result, "short"), total(result, "long")) == (6, 10)


def test_a_prompt_is_written_to_the_cache_once_and_read_by_all_later_turns() -> None:
    # Prompts of 1K, 2K, 3K, of which 0, 1K, 2K are read from the cache: 3K at 1 USD, 3K at 0.10 per 1M, 1,000 times.
    body = """\
prices: {p: {input: 1, cache_read: 0.1}}
workload: [{call: c, model: p, requests: 1000, each: {k: 1..3}, input: 1K * k, cache_read: 1K * (k - 1)}]
"""
    assert charges(ask(body)) == {"c.input": 3, "c.cache_read": Decimal("0.3")}
    assert worth("c.input.quantity", body) == 3_000_000
    assert worth("c.input.whole", body) == 6_000_000


def test_turns_may_be_made_at_other_hours() -> None:
    # Twice as much in peak hours: half of the first turn is, and all of the second: 1.5 + 2 USD.
    body = """\
prices: {p: {input: 1, peak: {multiplier: 2, hours: ["01:00-04:00"], tz: UTC}}}
workload: [{call: c, model: p, requests: 1, each: {k: 1..2}, input: 1M, peak_share: k / 2}]
"""
    assert refused(body) == ["2 unknown-name: k"] or total(ask(body)) == Decimal("3.5")


def test_named_parts_may_grow() -> None:
    # 300 and 100, 300 and 200: 900 tokens, a million times.
    body = """\
prices: {p: {input: 1}}
workload: [{call: c, model: p, requests: 1M, each: {k: 1..2}, input: {system: 300, history: 100 * k}}]
"""
    assert total(ask(body)) == 900


def test_a_minimum_is_asked_for_every_turn() -> None:
    # At least 1,000 tokens a request: 1,000, 1,000, 1,500 are charged of 500, 1,000, 1,500.
    body = """\
prices: {p: {input: {price: 1, minimum: 1000}}}
workload: [{call: c, model: p, requests: 1M, each: {k: 1..3}, input: 500 * k}]
"""
    assert total(ask(body)) == 3_500


def test_the_least_charge_of_a_request_is_asked_for_every_turn() -> None:
    # 0.001, 0.002 and 0.003 USD of tokens, of which the first is 0.001 short: 0.007, a thousand times.
    body = """\
prices: {p: {input: 1, minimum_charge: {amount: 0.002, per: request}}}
workload: [{call: c, model: p, requests: 1000, each: {k: 1..3}, input: 1000 * k}]
"""
    assert total(ask(body)) == 7


def test_what_is_rounded_up_is_rounded_in_every_turn() -> None:
    # Blocks of 15 seconds: 10, 20 and 30 seconds are 1, 2 and 2 blocks, five times 0.006.
    body = """\
prices: {p: {audio_second: {package: 0.006, per: 15 seconds, rounded: request}}}
workload: [{call: c, model: p, requests: 1, each: {k: 1..3}, audio_second: 10 * k}]
"""
    assert total(ask(body)) == Decimal("0.03")


def test_the_price_of_a_request_is_paid_for_each_turn() -> None:
    # 10 conversations of 3 turns: 30 requests at 5 USD per 1K.
    result = ask("""\
workload: [{call: c, requests: 10, each: {k: 1..3}, input: 0}]
options: {s: {model: acme/small}}
""")
    assert charges(result) == {"c.input": 0, "c.request": Decimal("0.15")}


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ("each: {k: 1..3, j: 1..2}, requests: 1, input: k", ["2 bad-range: {"]),
        ("each: {}, requests: 1, input: 1", ["2 bad-range: {"]),
        ("each: {k: 3}, requests: 1, input: 1", ["2 bad-formula: }"]),
        ("each: {k: 1.. }, requests: 1, input: 1", ["2 bad-formula:  "]),
        ("each: {K: 1..3}, requests: 1, input: 1", ["2 bad-name: K"]),
        ("each: {n: 1..3}, requests: 1, input: 1", ["2 duplicate-name: n"]),
        ("each: {k: 1..m}, requests: 1, input: 1", ["2 unknown-name: m"]),
        ("each: {k: 1..k}, requests: 1, input: 1", ["2 unknown-name: k"]),
        ("each: {k: 1..3}, totals: {input: 1}", ["2 totals-and-requests: k"]),
        ("each: {k: 1..3}, requests: 1, input: 2000 - 1000 * k", ["2 negative-number: 2000"]),
        ("each: {k: 1..3}, requests: 2 - k, input: 1", ["2 negative-number: 2"]),
        ("each: {k: 1..3}, requests: 1, input: 1000 * k, cache_read: 2000 * (k - 1)", ["2 part-exceeds-whole: 2000"]),
        ("each: {k: 1..3}, requests: 1, input: 1 / (k - 2)", ["2 undefined: k"]),
    ],
)
def test_a_loop_that_cannot_be_is_refused_where_it_is_written(call: str, expected: list[str]) -> None:
    body = f"assumptions: {{n: 1}}\nworkload: [{{call: c, {call}}}]\noptions: {{s: {{model: acme/large}}}}\n"
    assert refused(body) == expected


@pytest.mark.parametrize("ends", ["1..2.5", "0.5..3", "1..n / 2"])
def test_a_loop_counts_in_whole_numbers(ends: str) -> None:
    body = f"""\
assumptions: {{n: 5}}
workload: [{{call: c, requests: 1, each: {{k: "{ends}"}}, input: k}}]
options: {{s: {{model: acme/large}}}}
"""
    assert refused(body) == [f"2 bad-range: {ends.split(maxsplit=1)[0]}"]


@pytest.mark.parametrize("ends", ["3..1", "n..1", "1..n - 9"])
def test_a_loop_ends_after_it_begins(ends: str) -> None:
    call = f"{{call: c, requests: 1, each: {{k: {ends}}}, input: k}}"
    body = f"assumptions: {{n: 5}}\nworkload: [{call}]\noptions: {{s: {{model: acme/large}}}}\n"
    assert refused(body) == [f"2 bad-range: {ends.split(maxsplit=1)[0]}"]
    assert refused(body.replace(ends, "1..n - 5")) == []  # none at all: nobody asks


def test_a_turn_that_cannot_be_is_named() -> None:
    body = "workload: [{call: c, requests: 1, each: {k: 1..9}, input: 4 - k}]\noptions: {s: {model: acme/large}}\n"
    ((_, code, message, _),) = problems(body)
    assert code == "negative-number"
    assert "k=5" in message


def test_an_index_is_known_in_its_call_and_nowhere_else() -> None:
    body = """\
workload:
- {call: a, requests: 1, each: {k: 1..2}, input: k}
- {call: b, requests: 1, input: k}
- {line: c, quantity: k, unit_price: 1}
options: {s: {model: acme/large}}
"""
    assert refused(body) == ["3 unknown-name: k", "4 unknown-name: k"]
    assert refused(
        "workload: [{call: a, requests: 1, each: {k: 1..2}, input: k}]\noptions: {s: {model: acme/large}}\n"
        "figures: {f: total * k}\n"
    ) == ["3 unknown-name: k"]


def test_two_calls_may_have_the_same_index() -> None:
    body = """\
prices: {p: {input: 1}}
workload:
- {call: a, model: p, requests: 1, each: {k: 1..2}, input: k * 1M}
- {call: b, model: p, requests: 1, each: {k: 1..3}, input: k * 1M}
figures: {tokens: a.input.quantity + b.input.quantity}
"""
    result = ask(body)
    assert total(result) == 3 + 6
    assert figures(result, "") == {"tokens": 9_000_000}


def test_a_line_is_made_once() -> None:
    assert refused("workload: [{line: a, unit_price: 1, each: {k: 1..2}}]\n") == ["1 unknown-key: each"]


def test_amounts_are_rounded_up_in_every_turn() -> None:
    # 0.4, 0.8 and 1.2 USD a request are 1, 1 and 2: ten times 4; together they are 24, and 24 is whole.
    body = """\
prices: {{p: {{input: 1, round_up: {{to: 1, each: {}}}}}}}
workload: [{{call: c, model: p, requests: 10, each: {{k: 1..3}}, input: 400K * k}}]
"""
    assert total(ask(body.format("request"))) == 40
    assert total(ask(body.format("whole_request"))) == 40
    assert total(ask(body.format("line"))) == 24


def test_a_fee_is_of_all_turns_together() -> None:
    # 0.4, 0.8 and 1.2 USD, ten times, are 24; 10 % of it are 2.40, and 3 is the least.
    body = """\
prices: {p: {input: 1, markup: {percent: 10%, minimum: 3}}}
workload: [{call: c, model: p, requests: 10, each: {k: 1..3}, input: 400K * k}]
"""
    assert total(ask(body)) == 27


def test_a_least_of_every_turn_counts_the_line_that_is_charged() -> None:
    # 0.8, 1.6 and 2.4 USD are a line of 4.8, which is 5. Each turn costs 2 at least: 2 + 2 + 2.4 = 6.4.
    # Of the 1.6 that are missing rounding up has charged 0.2; the other 1.4 are a line of 2.
    body = """\
prices: {p: {input: 1, round_up: {to: 1, each: line}, minimum_charge: {amount: 2, per: request}}}
workload: [{call: c, model: p, requests: 1, each: {k: 1..3}, input: 800K * k}]
"""
    assert total(ask(body)) == 7


def test_a_tier_that_no_turn_reaches_is_no_line_that_could_be_rounded_up() -> None:
    # 0.4 and 0.8 USD are 1.2, which is 2; a third turn of 1.2M would cost 2 per million, 2.4 → 3.
    body = """\
prices:
  p: {{input: 1, context_tiers: [{{when: input > 1M, mode: whole_request, input: 2}}], round_up: {{to: 1, each: line}}}}
workload: [{{call: c, model: p, requests: 1, each: {{k: 1..{}}}, input: 400K * k}}]
"""
    assert charges(ask(body.format(2))) == {"c.input": Decimal("1.2"), "c.input.round_up": Decimal("0.8")}
    assert charges(ask(body.format(3))) == {
        "c.input": Decimal("1.2"),
        "c.input.round_up": Decimal("0.8"),
        "c.input.tier_1": Decimal("2.4"),
        "c.input.tier_1.round_up": Decimal("0.6"),
    }
