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


def wrong(body: str, *, as_of: str = "2026-08-10") -> dict[str, str]:
    """Return what is said of the prices of each claim that has a wrong one."""
    found = verdicts(body, as_of=as_of).items()
    return {name: tag.text for name, one in found for tag in one.tags if tag.name == "wrong-price"}


def test_of_a_month_the_prices_count_that_were_paid_in_it() -> None:
    # small: input 1 until July, and 3 from then on
    body = """\
period: 2026-03
prices: {then: {input: 1, stands_for: acme/small}, now: {input: 3, stands_for: acme/small}}
workload: [{call: c, requests: 1M, input: 1}]
options: {a: {model: then}, b: {model: now}}
claims: [{claim: a, printed: $1, of: a.total}, {claim: b, printed: $3, of: b.total}]
"""
    assert wrong(body) == {"b": "acme/small at 2026-03-01: input 3, published 1"}
    # Half of the year has another price: the year has their mean, 181 days of 365 at 1, and the others at 3.
    (said,) = {text.partition(" published ")[2][:6] for text in wrong(body.replace("2026-03", "2026")).values()}
    assert said == "2.0082"


def test_a_price_of_an_option_is_that_of_its_service() -> None:
    body = """\
prices:
  good: {input: 1, services: {batch: {input: 0.5}}, stands_for: acme/small}
  bad: {input: 1, services: {batch: {input: 1}}, stands_for: acme/small}
workload: [{call: c, requests: 1M, input: 1}]
options: {a: {model: good, service: batch}, b: {model: bad, service: batch}}
claims: [{claim: a, printed: $0.50, of: a.price.input}, {claim: b, printed: $1, of: b.price.input}]
"""
    assert wrong(body, as_of="2026-04-28") == {"b": "acme/small at 2026-04-28: input 1, published 0.5"}


def test_a_conversation_is_held_against_one_price_where_there_is_one() -> None:
    # Every turn has another size, and some are above 200K, where `large` has another price; `flat` has one.
    body = """\
prices: {ours: {input: 9, stands_for: acme/MODEL}}
workload: [{call: c, model: ours, each: {k: 1..4}, requests: 1, input: 100K * k}]
claims: [{claim: a, printed: $9, of: total}]
"""
    assert wrong(body.replace("MODEL", "flat")) == {"a": "acme/flat at 2026-08-10: input 9, published 10"}
    assert wrong(body.replace("MODEL", "large")) == {}
    (held,) = verdicts(body.replace("MODEL", "large"))["a"].prices
    assert (held.paid, held.is_wrong) == (None, False)


def test_a_negotiated_price_stands_for_nobodys() -> None:
    body = """\
prices: {ours: {input: 0.5, basis: contracted, source: a contract, stands_for: acme/small}}
workload: [{call: c, model: ours, requests: 1M, input: 1}]
claims: [{claim: a, printed: $0.50, of: total}]
"""
    assert verdicts(body)["a"].prices == ()


def test_two_prices_that_stand_for_one_model_are_both_told() -> None:
    body = """\
prices: {ours: {input: 9, stands_for: acme/flat}, theirs: {input: 8, stands_for: acme/flat}}
workload: [{call: c, requests: 1M, input: 1}]
options: {a: {model: ours}, b: {model: theirs}}
claims: [{claim: a, printed: $17, of: a.total + b.total}]
"""
    assert wrong(body) == {"a": "acme/flat at 2026-08-10: input 9, published 10, input 8, published 10"}


def test_a_price_for_another_number_of_units_is_held_as_that_of_a_million() -> None:
    body = """\
prices: {ours: {input: {price: 0.010, per: 1K tokens}, stands_for: acme/flat}}
workload: [{call: c, model: ours, requests: 1K, input: 1K}]
claims: [{claim: a, printed: $10, of: total}]
"""
    assert wrong(body) == {}
    assert wrong(body.replace("0.010", "0.020")) == {"a": "acme/flat at 2026-08-10: input 20, published 10"}


def test_the_size_of_a_request_is_that_of_the_option() -> None:
    body = """\
assumptions: {p: 1K}
prices: {ours: {input: 10, stands_for: acme/large}}
workload: [{call: c, model: ours, requests: 1K, input: p}]
options: {short: {}, long: {with: {p: 300K}}}
claims: [{claim: a, printed: $10, of: short.total}, {claim: b, printed: "$3,000", of: long.total}]
"""
    assert wrong(body) == {"b": "acme/large at 2026-08-10: input 10, published 20"}


def test_of_several_formulas_the_tag_is_that_of_the_one_that_decides() -> None:
    body = """\
prices: {ours: {input: 9, stands_for: acme/flat}}
workload: [{call: c, model: ours, requests: 1M, input: 1}]
claims: [{claim: a, printed: $9, of: [total, total * 2, total * 3]}]
"""
    (tag,) = verdicts(body)["a"].tags
    assert (tag.nth, tag.figure and tag.figure.value) == (2, 20)
