"""What is said beside a relation: tags from dated cards, what would make a claim true, ratios of one pair."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.audit.audited import audit, verdicts

# 1M * 200 * 0.014 / 1M + 1M * 500 * 0.28 / 1M = 2.80 + 140; 1M * 200 * 10 / 1M + 1M * 500 * 30 / 1M = 2,000 + 15,000
CHATBOT = """\
prices: {flash: {input: 0.014, output: 0.28}, turbo: {input: 10, output: 30}}
assumptions: {queries: 1M, tokens: 200}
workload: [{call: answer, requests: queries, input: tokens, output: 500}]
options: {flash: {model: flash}, turbo: {model: turbo}}
"""


def needed(body: str) -> dict[tuple[str, str], list[tuple[object, ...]]]:
    """Return the intervals of each assumption of each claim: ends, and whether they are values themselves."""
    return {
        (verdict.name, need.assumption): [(one.low, one.high, one.low_closed, one.high_closed) for one in need.values]
        for verdict in audit(body).verdicts
        for need in verdict.needs
    }


def test_what_would_make_a_claim_true_is_all_that_prints_the_same() -> None:
    found = needed(f"{CHATBOT}claims: [{{claim: a, printed: ~$154/month, of: flash.total}}]\n")
    # (153.5 - 140) / 0.014 = 964.285…; (154.5 - 140) / 0.014 = 1,035.714…, which is 154 where a tie goes to the even
    assert found["a", "tokens"] == [(Fraction(13500, 14), Fraction(14500, 14), True, True)]
    # 153.5 / 142.80 and 154.5 / 142.80 million
    assert found["a", "queries"] == [(Fraction(153_500_000 * 10, 1428), Fraction(154_500_000 * 10, 1428), True, True)]


def test_one_value_that_makes_several_failing_claims_true_is_said_first() -> None:
    result = audit(f"""\
{CHATBOT}claims:
- {{claim: a, printed: ~$154/month, of: flash.total}}
- {{claim: b, printed: "~$25,000/month", to: 1K, of: turbo.total}}
- {{claim: fine, printed: "$17,000/month", of: turbo.total - 0}}
""")
    first = result.shared[0]
    assert (first.assumption, first.roundest, first.claims) == ("tokens", 1000, ("a", "b"))
    # [964.3, 1,035.7) and (24,500 - 15,000) / 10 = 950 to (25,500 - 15,000) / 10 = 1,050: the narrower one
    assert (first.values.low, first.values.high) == (Fraction(13500, 14), Fraction(14500, 14))


def test_at_another_price_another_value_is_needed() -> None:
    body = CHATBOT.replace("0.014", "0.14")
    result = verdicts(f"{body}claims: [{{claim: a, printed: ~$154/month, of: flash.total}}]\n")
    assert {need.assumption: need.roundest for need in result["a"].needs}["tokens"] == 100


def test_a_claim_that_holds_needs_nothing() -> None:
    assert needed(f"{CHATBOT}claims: [{{claim: a, printed: $142.80, of: flash.total}}]\n") == {}


def test_a_value_outside_of_what_somebody_says_of_it_is_no_answer() -> None:
    claims = "[{claim: a, printed: '2', of: open}, {claim: b, printed: '9', of: open}]"
    found = needed(f"assumptions: {{open: {{between: 1 to 3}}}}\nclaims: {claims}\n")
    assert found == {("a", "open"): [(Fraction(3, 2), Fraction(5, 2), True, True)]}


def test_a_negative_quantity_is_no_answer() -> None:
    # 142.80 - 140 at no tokens at all is 140: $100 would take fewer than none.
    found = needed(f"{CHATBOT}claims: [{{claim: a, printed: $100, of: flash.total}}]\n")
    assert ("a", "tokens") not in found
    assert ("a", "queries") in found


def test_turns_are_whole() -> None:
    # sum(k=1..n, 100 * k) = 50 * n * (n + 1): 2,100 of 6 turns
    body = "assumptions: {turns: 5}\nclaims: [{claim: a, printed: '2100', of: 'sum(k=1..turns, 100 * k)'}]\n"
    ((one,),) = [need.values for need in verdicts(body)["a"].needs]
    assert (one.low, one.high, one.whole) == (6, 6, True)


STANDS_FOR = """\
prices: {ours: {input: INPUT, output: 2, stands_for: acme/small}}
workload: [{call: c, model: ours, requests: 1M, input: 200, output: 500}]
claims: [{claim: a, printed: $1, of: total}, {claim: b, printed: $1, of: c.output}]
"""


def tags(body: str, claim: str = "a", as_of: str = "2026-04-28") -> dict[str, str]:
    """Return the tags of a claim with what they say."""
    return {tag.name: tag.text for tag in verdicts(body, as_of=as_of)[claim].tags}


def test_a_price_that_is_not_the_published_one_is_said_with_both_numbers() -> None:
    body = STANDS_FOR.replace("INPUT", "1.5")
    assert tags(body) == {"wrong-price": "acme/small at 2026-04-28: input 1.5, published 1"}
    (tag,) = verdicts(body)["a"].tags
    assert tag.figure
    assert tag.figure.value == 1200  # 200M at 1.00, and 500M at 2.00
    assert tags(body, "b") == {}  # the price of its output is the published one


def test_a_price_that_was_published_once_is_stale() -> None:
    # 1.00 until the first of July, then 3.00; 2.00 for the output, then 4.00
    found = tags(STANDS_FOR.replace("INPUT", "1"), as_of="2026-08-01")
    assert found["wrong-price"] == "acme/small at 2026-08-01: input 1, published 3, output 2, published 4"
    assert found["stale-price"] == "acme/small: output 2 was published from 2026-01-01 until 2026-07-01"


def test_the_published_price_has_no_tag() -> None:
    assert tags(STANDS_FOR.replace("INPUT", "1")) == {}


def test_a_request_that_does_not_fit_is_infeasible_where_the_claim_is_of_it() -> None:
    body = """\
prices: {ours: {input: 1, output: 2, stands_for: acme/small}}
workload:
- {call: large, model: ours, requests: 1, input: 200K, output: 500}
- {call: little, model: ours, requests: 1, input: 200, output: 500}
claims: [{claim: a, printed: $1, of: total}, {claim: b, printed: $1, of: little.total}]
"""
    assert tags(body) == {"infeasible": "large: 200,500 tokens in one request; ours's context window is 100,000"}
    assert tags(body, "b") == {}


def test_several_ratios_of_one_pair_are_said() -> None:
    result = audit(f"""\
{CHATBOT}claims:
- {{claim: prices, printed: 107x, of: turbo.price.output / flash.price.output}}
- {{claim: a, printed: ~$154/month, of: flash.total}}
- {{claim: b, printed: "~$25,000/month", to: 1K, of: turbo.total}}
- {{claim: bills, of: printed.b / printed.a}}
- {{claim: totals, of: turbo.total / flash.total}}
- {{claim: alone, printed: 1x, of: flash.total / flash.total}}
""")
    ((over, under, claims),) = result.pairs
    assert (over, under) == ("turbo", "flash")
    assert [claim.name for claim in claims] == ["prices", "bills", "totals"]


def test_a_scenario_of_very_many_wrong_claims_is_not_explained_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    count = 30
    monkeypatch.setattr("costcalc.comparison.audit.audit.MOST_TO_EXPLAIN", 100_000)
    claims = "".join(f"- {{claim: c{n}, printed: ${n + 1000}.37, of: flash.total + {n}}}\n" for n in range(count))
    found = audit(f"{CHATBOT}claims:\n{claims}")
    assert len(found.false) == count
    assert found.verdicts[-1].looks_like.is_cut_short


def test_what_decides_a_price_is_no_part_of_a_figure() -> None:
    # 1M requests at 5 per 1,000 cost 5,000; whether there are any decides whether that is asked for.
    body = """\
assumptions: {n: 1M}
workload: [{call: c, model: acme/small, requests: n, input: 200, output: 500}]
claims: [{claim: a, printed: "$12,150", of: total}]
"""
    assert verdicts(body)["a"].relation


def test_a_claim_that_several_open_assumptions_decide_is_true_beside_a_value_of_the_others() -> None:
    # a * b = 12 with a in 1 to 5: at b = 3, the middle of 1 to 5, a is 4.
    body = "assumptions: {a: {between: 1 to 5}, b: {between: 1 to 5}}\nclaims: [{claim: c, printed: '12', of: a * b}]\n"
    first, second = verdicts(body)["c"].needs
    assert (first.assumption, first.roundest, dict(first.beside)) == ("a", 4, {"b": 3})
    assert (second.assumption, second.roundest, dict(second.beside)) == ("b", 4, {"a": 3})


def test_of_a_bound_the_values_that_make_it_true_have_no_end() -> None:
    ((one,),) = [
        need.values
        for need in verdicts(f"{CHATBOT}claims: [{{claim: a, printed: over $2000, of: flash.total}}]\n")["a"].needs
        if need.assumption == "queries"
    ]
    assert one.high is None
    assert one.low is not None


def test_a_tie_that_goes_to_an_odd_digit_prints_another_number() -> None:
    # 2.5 is 3 half-up and 2 half-even; 3.5 is 4 both ways.
    body = "assumptions: {open: {between: 1 to 5}}\nclaims: [{claim: a, printed: '3', of: open}]\n"
    assert needed(body) == {("a", "open"): [(Fraction(5, 2), Fraction(7, 2), True, False)]}


def test_a_fall_is_looked_for_where_a_share_is_meant() -> None:
    body = "assumptions: {g: 5%}\nclaims: [{claim: a, printed: '95', of: 100 * (1 + g)}]\n"
    (need,) = verdicts(body)["a"].needs
    assert need.roundest == Fraction(-1, 20)


@pytest.mark.parametrize(
    ("value", "of", "printed", "relation"),
    [
        ("value: 2, between: 2 to 8", "x * (10 - x)", "24", "possible"),  # 4 * 6; 16 at both ends
        ("between: 2 to 8", "x * (10 - x)", "24.5", "possible"),
        ("value: 2, between: 1 to 3", "ceil(x) * 10", "15", "impossible"),  # 10, 20, 30
        ("value: 2, between: 1 to 3", "ceil(x) * 10", "30", "possible"),
        ("value: 20, between: 9.6 to 30", "x", "9", "possible"),  # 9.6 cut
        ("between: 0 to 1", "4 * x * (1 - x) + x", "under $1.20", "possible"),  # 1.50 at a half
    ],
)
def test_what_lies_between_the_ends_of_a_range_is_looked_at(value: str, of: str, printed: str, relation: str) -> None:
    body = f"assumptions: {{x: {{{value}}}}}\nclaims: [{{claim: a, printed: '{printed}', of: '{of}'}}]\n"
    found = verdicts(body)["a"].relation
    assert found
    assert found.value == relation


def test_the_price_that_counts_is_that_of_the_options_own_day() -> None:
    # small: 1.00 until the first of July, then 3.00
    body = """\
prices: {old: {input: 1, stands_for: acme/small}, new: {input: 3, stands_for: acme/small}}
workload: [{call: ask, requests: 1M, input: 200}]
options: {a: {model: old, as_of: 2026-05-01}, b: {model: new, as_of: 2026-05-01}, c: {model: new}}
claims:
- {claim: a, printed: $200, of: a.total}
- {claim: b, printed: $600, of: b.total}
- {claim: c, printed: $600, of: c.total}
"""
    found = verdicts(body, as_of="2026-08-01")
    named = {name: [tag.name for tag in one.tags] for name, one in found.items()}
    assert named == {"a": [], "b": ["wrong-price"], "c": []}


def test_a_batch_price_is_held_against_the_batch_price() -> None:
    body = """\
prices: {ours: {input: 1, services: {batch: {input: PRICE}}, stands_for: acme/small}}
workload: [{call: c, model: ours, service: batch, requests: 1M, input: 200}]
claims: [{claim: a, printed: $1, of: total}]
"""
    assert tags(body.replace("PRICE", "0.5")) == {}
    assert tags(body.replace("PRICE", "0.4"))["wrong-price"] == "acme/small at 2026-04-28: input 0.4, published 0.5"


def test_a_size_that_is_left_open_and_may_not_fit_is_infeasible() -> None:
    body = """\
assumptions: {p: {between: 90K to 150K}}
workload: [{call: c, model: acme/small, requests: 100, input: p}]
claims: [{claim: a, printed: $11, of: total}]
"""
    assert "infeasible" in tags(body)


def test_a_part_does_not_follow_from_its_total_at_other_values_either() -> None:
    body = """\
assumptions: {x: 1}
workload: [{line: a, quantity: x, unit_price: 17.25}, {line: b, quantity: x, unit_price: 3.1}]
options: {o: {}}
claims:
- {claim: tot, printed: $45.75, of: o.total, with: {x: 2}}
- {claim: part, printed: $39.55, of: o.a.total, with: {x: 2}}
"""
    assert "follows" not in [one.kind for one in verdicts(body)["part"].looks_like.shown]
