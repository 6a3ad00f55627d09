"""Printed prices, held against the published ones: those of the size, the hours and the day that count."""

from __future__ import annotations

import pytest

from .audited import audit, verdicts

# large: 10 and 30, and 20 and 60 where a prompt has more than 200K tokens
LARGE = """\
assumptions: {p: PROMPT}
prices: {ours: {input: 10, output: 30, stands_for: acme/large}}
workload: [{call: c, model: ours, requests: 1K, input: p, output: 100}]
claims: [{claim: a, printed: $1, of: total}]
"""


@pytest.mark.parametrize(
    ("prompt", "wrong"),
    [
        ("1K", None),
        ("200K", None),
        ("300K", "acme/large at 2026-04-28: input 10, published 20, output 30, published 60"),
    ],
)
def test_the_published_price_is_that_of_requests_of_this_size(prompt: str, wrong: str | None) -> None:
    found = verdicts(LARGE.replace("PROMPT", prompt))["a"]
    assert {tag.name: tag.text for tag in found.tags}.get("wrong-price") == wrong
    if wrong:
        # 1,000 * (300K * 20 + 100 * 60) / 1M
        assert [tag.figure.value for tag in found.tags if tag.figure] == [6006]


def test_a_price_that_stands_for_itself_is_held_against_that_of_a_small_request() -> None:
    body = LARGE.replace("PROMPT", "1K").replace("of: total", "of: ours.price.input").replace("input: 10", "input: 9")
    (tag,) = verdicts(body)["a"].tags
    assert tag.text == "acme/large at 2026-04-28: input 9, published 10"


def test_what_is_missing_to_a_minimum_has_no_price_to_be_held_against_one() -> None:
    # 100 * (500 * 6 + 100 * 7) / 1M = 0.37, and 20 at the least
    body = """\
prices: {p: {input: 6, output: 7, minimum_charge: {amount: 20, per: month}}}
workload: [{call: c, model: p, requests: 100, input: 500, output: 100}]
claims: [{claim: a, printed: $20, of: total}, {claim: b, printed: $19.64, of: total}]
"""
    found = verdicts(f"period: month\n{body}")
    assert [str(one.relation and one.relation.value) for one in found.values()] == ["agrees", "differs"]


def test_the_price_of_before_is_another_rate_though_the_option_has_a_day_of_its_own() -> None:
    # small: 1 and 2 until July, then 3 and 4, and 5 for 1K requests: 200 * 1 + 500 * 2 + 5,000 = 6,200
    body = """\
workload: [{call: c, requests: 1M, input: 200, output: 500}]
options: {late: {model: acme/small, as_of: 2026-08-01}}
claims: [{claim: a, printed: "$6,200", of: late.total}]
"""
    (first, *_) = audit(body, as_of="2026-04-28")["a"].looks_like.shown
    assert (first.kind, first.figure.value) == ("other-rate", 6200)
