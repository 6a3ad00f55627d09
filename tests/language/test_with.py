"""`with` replaces assumptions: the file, `--set`, an option's `with` and a claim's are one stack (decision 1)."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language.asked import ask, claimed, figures, problems, refused, total, totals

# As many dollars as tokens.
TOKENS = """\
assumptions:
  tokens: 1000
  twice: tokens * 2
workload:
- {line: a, quantity: tokens, unit_price: 1}
- {line: b, quantity: twice, unit_price: 1}
options:
  plain: {}
  longer: {with: {tokens: tokens * 1.35}}
"""


def test_a_name_in_a_with_means_what_it_means_without_it() -> None:
    # tokens: 1,350, and twice of it; no circle.
    assert totals(ask(TOKENS)) == {"plain": 3000, "longer": 4050}


def test_what_is_set_is_below_what_an_option_says() -> None:
    # --set tokens=500 and tokens * 1.35 are 675, of which there are three.
    assert totals(ask(TOKENS, settings={"tokens": "500"})) == {"plain": 1500, "longer": 2025}


def test_what_depends_on_a_replaced_assumption_follows_it() -> None:
    result = ask(f"{TOKENS}figures: {{t: twice}}\n")
    assert (figures(result, "longer"), figures(result, "plain")) == ({"t": 2700}, {"t": 2000})
    assert claimed(ask(f"{TOKENS}claims: [{{claim: c, of: longer.twice}}, {{claim: d, of: plain.twice}}]\n")) == {
        "c": 2700,
        "d": 2000,
    }


def test_an_assumption_set_to_a_formula_is_resolved_in_the_file() -> None:
    # twice is set to tokens + 1, below the option's with: 1,000 + 1,001, and 1,350 + 1,351.
    assert totals(ask(TOKENS, settings={"twice": "tokens + 1"})) == {"plain": 2001, "longer": 2701}


def test_two_names_of_one_with_do_not_see_each_other() -> None:
    # a and b change places.
    result = ask("""\
assumptions: {a: 3, b: 4}
workload: [{line: x, quantity: 10 * a + b, unit_price: 1}]
options: {as_it_is: {}, swapped: {with: {a: b, b: a}}}
""")
    assert totals(result) == {"as_it_is": 34, "swapped": 43}


def test_a_with_may_name_what_depends_on_what_it_replaces() -> None:
    # twice is 2,000 in the layer below: tokens become 2,001, and twice 4,002.
    result = ask(TOKENS.replace("tokens * 1.35", "twice + 1"))
    assert total(result, "longer") == 2001 + 4002


def test_a_claim_beats_an_option_and_an_option_what_is_set() -> None:
    # A claim's `with: {tokens: 10}` is 10 in every option; tokens * 2 is twice what the option says.
    body = f"""\
{TOKENS}claims:
- {{claim: plain_at_10, of: plain.total, with: {{tokens: 10}}}}
- {{claim: longer_at_10, of: longer.total, with: {{tokens: 10}}}}
- {{claim: longer_doubled, of: longer.total, with: {{tokens: tokens * 2}}}}
- {{claim: not_replaced, of: longer.total}}
- {{claim: of_two, of: longer.total / plain.total, with: {{twice: 0}}}}
"""
    assert claimed(ask(body)) == {
        "plain_at_10": 30,
        "longer_at_10": 30,
        "longer_doubled": 3 * 2700,
        "not_replaced": 4050,
        "of_two": Decimal("1.35"),
    }
    assert claimed(ask(body, settings={"tokens": "500"})) == {
        "plain_at_10": 30,
        "longer_at_10": 30,
        "longer_doubled": 3 * 1350,
        "not_replaced": 2025,
        "of_two": Decimal("1.35"),
    }


def test_what_a_claim_says_reaches_what_an_option_makes_of_it() -> None:
    # The option has 1.35 tokens a word; a claim of 2,000 words means 2,700 tokens in it.
    body = """\
assumptions: {words: 1000, tokens: words}
workload: [{line: a, quantity: tokens, unit_price: 1}]
options: {other: {with: {tokens: words * 1.35}}}
claims:
- {claim: a, of: total, with: {words: 2000}}
- {claim: b, of: total, with: {words: words * 3}}
- {claim: c, of: total, with: {words: 2000, tokens: tokens + 1}}
"""
    # In c tokens mean what they are below the claim: 1,350, and one more.
    assert claimed(ask(body)) == {"a": 2700, "b": 4050, "c": 1351}


def test_figures_in_a_claim_follow_its_with() -> None:
    claims = "claims: [{claim: c, of: longer.per_token, with: {twice: 0}}]\n"
    body = f"{TOKENS}figures: {{per_token: total / tokens}}\n{claims}"
    assert claimed(ask(body)) == {"c": 1}


def test_a_with_may_change_prices_and_turns() -> None:
    result = ask("""\
assumptions: {price: 2, turns: 2}
prices: {p: {input: price}}
workload: [{call: c, model: p, requests: 1, each: {k: 1..turns}, input: 1M}]
options: {a: {}, b: {with: {price: price / 2, turns: 5}}}
""")
    assert totals(result) == {"a": 4, "b": 5}


def test_a_with_may_turn_the_cache_off() -> None:
    # 0.9M at 0.10 and 0.1M at 1.00 USD per 1M, against 1M at 1.00.
    result = ask("""\
assumptions: {cached: 90%}
prices: {p: {input: 1, cache_read: 0.1}}
workload: [{call: c, model: p, requests: 1, input: 1M, cache_read: cached * 1M}]
options: {with_cache: {}, without: {with: {cached: 0}}}
""")
    assert totals(result) == {"with_cache": Decimal("0.19"), "without": 1}


@pytest.mark.parametrize(
    ("with_", "expected"),
    [
        ("{tokns: 1}", ["9 unknown-name: tokns"]),
        ("{tokens: tokns}", ["9 unknown-name: tokns"]),
        ("{tokens: total}", ["9 unknown-name: total"]),
        ("{tokens: longer.total}", ["9 bad-name: longer.total"]),
        ("{a: 1}", ["9 unknown-name: a"]),
        ("{tokens: 0 - 1}", ["5 negative-number: tokens", "6 negative-number: twice"]),
        ("{tokens: 1 / 0}", ["9 undefined: 0"]),
        ("{tokens: {value: 1}}", ["9 wrong-type: {"]),
        ("{tokens: }", ["9 empty-value: tokens"]),
        ("[tokens]", ["9 wrong-type: ["]),
    ],
)
def test_a_with_that_cannot_be_is_refused_where_it_is_written(with_: str, expected: list[str]) -> None:
    assert refused(
        TOKENS.replace("{tokens: tokens * 1.35}", with_).replace("options:\n  plain: {}\n", "options:\n")
    ) == [one.replace("9 ", "8 ") for one in expected]


def test_a_claim_that_replaces_what_there_is_not_is_refused() -> None:
    body = f"{TOKENS}claims: [{{claim: c, of: plain.total, with: {{tokns: 1}}}}]\n"
    assert refused(body) == ["10 unknown-name: tokns"]
    assert problems(body)[0][3] == "did you mean `tokens`?"


def test_a_circle_of_assumptions_that_an_option_breaks_is_still_one_in_the_file() -> None:
    body = (
        "assumptions: {a: b, b: a}\nworkload: [{line: x, quantity: a, unit_price: 1}]\noptions: {o: {with: {a: 1}}}\n"
    )
    assert [found.partition(":")[0] for found in refused(body)] == ["1 assumption-cycle"]
