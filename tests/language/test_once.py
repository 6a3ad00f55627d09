"""`once`: what is paid one time stands beside the total, with the time it takes to pay back (decision 9)."""

from __future__ import annotations

from decimal import Decimal

from tests.language.asked import ask, figures, option, refused, total, worth

# Every month 100 on the first; 60 on the second, which costs 120 and then 200 to begin with.
MIGRATION = """\
workload:
- {line: old, quantity: 10, unit_price: 10}
- {line: new, quantity: 10, unit_price: 6}
- {line: training, unit_price: 120, once: true}
- {call: embedding, model: acme/large, requests: 1K, input: 8K, once: true}
options:
  stay: {use: [old]}
  move: {use: [new, training]}
  move_and_embed: {use: [new, training, embedding]}
"""


def test_what_is_paid_once_is_in_upfront_and_not_in_the_total() -> None:
    result = ask(MIGRATION)
    assert total(result, "move") == 60
    assert option(result, "move").upfront is not None
    assert worth("move.upfront", MIGRATION) == 120
    assert worth("move_and_embed.upfront", MIGRATION) == 120 + 80  # 8M tokens at 10 USD
    assert worth("move_and_embed.embedding.total", MIGRATION) == 80
    assert worth("move_and_embed.embedding.input", MIGRATION) == 80
    assert worth("move_and_embed.total", MIGRATION) == 60


def test_nothing_is_paid_once_where_no_entry_says_so() -> None:
    assert option(ask(MIGRATION), "stay").upfront is None
    assert worth("stay.upfront", MIGRATION) == 0
    body = MIGRATION.replace("once: true", "once: false")
    assert worth("move.total", body) == 180


def test_the_cheapest_is_that_of_every_period() -> None:
    assert ask(MIGRATION).cheapest == ("move", "move_and_embed")


def test_it_pays_back_in_so_many_periods_against_the_baseline() -> None:
    # 120 / (100 - 60) = 3 months; 200 / 40 = 5.
    result = ask(f"{MIGRATION}baseline: stay\n")
    paid_back = {each.id: each.payback.value if each.payback else None for each in result.outcomes}
    assert paid_back == {"stay": None, "move": 3, "move_and_embed": 5}


def test_what_the_baseline_pays_once_is_taken_off() -> None:
    # 200 - 120 is 80 more at once, but every month costs the same: it never pays back.
    result = ask(f"{MIGRATION}baseline: move\n")
    assert option(result, "move_and_embed").payback is None
    # Against a baseline that costs 50 at once and 100 a month: (120 - 50) / 40 = 1.75.
    body = MIGRATION.replace("options:", "- {line: licence, unit_price: 50, once: true}\noptions:")
    result = ask(f"{body.replace('[old]', '[old, licence]')}baseline: stay\n")
    payback = option(result, "move").payback
    assert payback is not None
    assert payback.value == Decimal("1.75")


def test_what_costs_more_every_month_never_pays_back() -> None:
    result = ask(f"{MIGRATION.replace('unit_price: 6', 'unit_price: 11')}baseline: stay\n")
    assert option(result, "move").payback is None


def test_what_is_paid_once_costs_the_same_in_a_year_as_in_a_month() -> None:
    result = ask("""\
period: year
workload: [{line: a, unit_price: 5}, {line: b, unit_price: 7, once: true}]
figures: {first_year: total + upfront}
""")
    assert figures(result, "") == {"first_year": 12}


def test_once_entries_are_a_bill_of_their_own() -> None:
    # The first 1,000 images a period are free: for what is paid in the period, and for what is paid once.
    body = """\
prices: {p: {image: {price: 1, free: {quantity: 1000, per: month}}}}
workload:
- {call: a, model: p, requests: 1500, image: 1}
- {call: b, model: p, requests: 1500, image: 1, once: true}
"""
    assert worth("total", body) == 500
    assert worth("upfront", body) == 500


def test_whether_it_is_once_is_yes_or_no() -> None:
    assert refused("workload: [{line: a, unit_price: 5, once: no}]\n") == ["1 unknown-word: no"]
    assert refused("workload: [{line: a, unit_price: 5, once: 1}]\n") == ["1 unknown-word: 1"]


def test_a_file_in_which_all_is_paid_once_has_a_total_of_nothing() -> None:
    body = "workload: [{line: a, unit_price: 5, once: true}]\n"
    assert (worth("total", body), worth("upfront", body)) == (0, 5)
