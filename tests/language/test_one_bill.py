"""One bill an offer: quotas, volumes and minimums pool over all calls on it (decision 8)."""

from __future__ import annotations

from decimal import Decimal

from tests.language.asked import ask, option, total, totals

CALLS = """\
workload:
- {call: a, requests: 600, image: 1}
- {call: b, requests: 600, image: 1}
options: {one: {model: p}, two: {models: {a: p, b: q}}, three: {model: p, use: [a]}}
"""


def test_a_quota_is_that_of_all_calls_on_a_model() -> None:
    # 1,000 are free: 200 of 1,200 are paid; on two models of one price none is, as each has its own.
    price = "{image: {price: 1, free: {quantity: 1000, per: month}}}"
    assert totals(ask(f"prices: {{p: {price}, q: {price}}}\n{CALLS}")) == {"one": 200, "two": 0, "three": 0}


def test_a_volume_is_that_of_all_calls_on_a_model() -> None:
    # Above 1,000 all cost 1 and not 2.
    price = "{image: {volume: [{up_to: 1000, price: 2}, {price: 1}], per: 1 image, period: month}}"
    assert totals(ask(f"prices: {{p: {price}, q: {price}}}\n{CALLS}")) == {"one": 1200, "two": 2400, "three": 1200}


def test_slices_go_on_from_call_to_call() -> None:
    # 1,000 at 2, and 200 at 1.
    price = "{image: {graduated: [{up_to: 1000, price: 2}, {price: 1}], per: 1 image, period: month}}"
    assert totals(ask(f"prices: {{p: {price}, q: {price}}}\n{CALLS}")) == {"one": 2200, "two": 2400, "three": 1200}


def test_the_least_charge_of_a_month_is_that_of_all_calls_on_a_model() -> None:
    # 1,200 are reached by both calls together, 600 are 400 short of 1,000.
    price = "{image: 1, minimum_charge: {amount: 1000, per: month}}"
    assert totals(ask(f"prices: {{p: {price}, q: {price}}}\n{CALLS}")) == {"one": 1200, "two": 2000, "three": 1000}


def test_a_call_that_names_the_model_pools_with_one_that_takes_the_options() -> None:
    price = "{image: {price: 1, free: {quantity: 1000, per: month}}}"
    body = CALLS.replace("call: a,", "call: a, model: p,")
    assert totals(ask(f"prices: {{p: {price}, q: {price}}}\n{body}"))["one"] == 200


def test_a_quota_counts_every_turn() -> None:
    # 100 conversations of 1, 2 and 3 images: 600, of which 500 are free.
    body = """\
prices: {p: {image: {price: 1, free: {quantity: 500, per: month}}}}
workload: [{call: c, model: p, requests: 100, each: {k: 1..3}, image: k}]
"""
    assert total(ask(body)) == 100


def test_of_quotas_in_the_file_nobody_asks_whether_they_are_shared() -> None:
    # Of two models of a card one does, which leaves it open; the prices of a file are of no one vendor.
    price = "{image: {price: 1, free: {quantity: 1000, per: month}}}"
    result = ask(f"prices: {{p: {price}, q: {price}}}\n{CALLS}")
    assert {flag.code for flag in option(result, "two").flags} == {"claimed-price"}


def test_a_mix_has_its_worst_basis() -> None:
    result = ask("""\
prices: {deal: {input: 1, basis: contracted, source: x}, said: {input: 1}}
workload: [{call: a, requests: 1, input: 1}, {call: b, requests: 1, input: 1}]
options:
  published: {model: acme/flat}
  with_deal: {model: acme/flat, models: {a: deal}}
  with_said: {model: deal, models: {a: said}}
""")
    assert {each.id: each.basis for each in result.outcomes} == {
        "published": "published",
        "with_deal": "contracted",
        "with_said": "claimed",
    }
    assert [each.id for each in result.outcomes if each.may_win] == ["published", "with_deal"]


def test_the_total_is_that_of_all_bills_and_lines() -> None:
    result = ask("""\
workload: [{call: a, requests: 1, input: 1M}, {call: b, requests: 1, input: 1M}, {line: l, unit_price: 0.5}]
options: {mix: {models: {a: acme/flat, b: acme/eyes}}}
""")
    assert total(result) == Decimal("11.5")
