"""An assumption without a value is a cost left as a symbol: what needs it has no number, and says so."""

from __future__ import annotations

from tests.language.asked import ask, claim, claimed, figure, option, refused, total, totals

OPEN = """\
assumptions:
  n: {unit: requests/month, why: nobody counted}
  m: 2
  both: n + m
workload:
- {line: rent, quantity: m, unit_price: 50}
- {line: work, quantity: n, unit_price: 3}
options:
  own: {use: [rent]}
  open: {}
  closed: {with: {n: 10}}
"""


def test_an_option_that_needs_it_has_no_total_and_says_which() -> None:
    result = ask(OPEN)
    # 2 * 50; and 2 * 50 + 10 * 3.
    assert totals(result) == {"own": 100, "open": None, "closed": 130}
    assert [option(result, name).open for name in ("own", "open", "closed")] == [(), ("n",), ()]


def test_it_is_no_missing_price() -> None:
    assert option(ask(OPEN), "open").not_priced == ()


def test_an_option_without_a_number_is_not_the_cheapest() -> None:
    assert ask(OPEN.replace("own: {use: [rent]}", "own: {use: [rent], with: {m: 100}}")).cheapest == ("closed",)


def test_it_can_be_set() -> None:
    assert totals(ask(OPEN, settings={"n": "1"})) == {"own": 100, "open": 103, "closed": 130}


def test_what_rests_on_it_names_it() -> None:
    result = ask(f"{OPEN}figures: {{per_month: total / 2, twice: both * 2, known: m * 2}}\n")
    assert [figure(result, name, "open").value for name in ("per_month", "twice")] == [None, None]
    assert "`n`" in str(figure(result, "per_month", "open").why)
    assert "`n`" in str(figure(result, "twice", "open").why)
    assert [figure(result, name, "closed").value for name in ("per_month", "twice")] == [65, 24]
    assert figure(result, "per_month", "own").value == 50
    assert figure(result, "known").value == 4


def test_a_claim_may_give_it_a_value() -> None:
    result = ask(f"{OPEN}claims: [{{claim: a, of: open.total}}, {{claim: b, of: open.total, with: {{n: 4}}}}]\n")
    assert claimed(result) == {"a": None, "b": 112}
    assert "`n`" in str(claim(result, "a").figures[0].why)


def test_what_is_multiplied_by_nothing_is_still_not_known() -> None:
    # 0 * n is no number of a formula that has n in it; and no k of an `each` to an unknown end is known.
    result = ask("""\
assumptions: {n: {}}
prices: {p: {input: 1}}
workload: [{call: c, model: p, requests: 1, each: {k: 1..n}, input: k}]
""")
    assert (option(result).estimate, option(result).open) == (None, ("n",))


def test_a_price_may_be_unknown() -> None:
    result = ask("""\
assumptions: {price: {unit: USD per 1M tokens}}
prices: {p: {input: price}}
workload: [{call: c, model: p, requests: 1, input: 1M}]
options: {a: {}, b: {with: {price: 3}}}
""")
    assert option(result, "a").open == ("price",)
    assert total(result, "b") == 3


def test_it_has_at_least_a_key() -> None:
    assert refused("assumptions: {n: }\nworkload: [{line: a, quantity: n, unit_price: 1}]\n") == ["1 empty-value: n"]


def test_in_a_budget_it_does_not_pass() -> None:
    (budget,) = ask(f"{OPEN}budgets: [{{option: open, max: 1000 USD}}]\n").budgets
    assert budget.headroom is None
    assert budget.to_dict()["broken"] is True


def test_everything_that_is_missing_is_named_at_once() -> None:
    result = ask("""\
assumptions: {seats: {}, fee: {unit: USD}, twice: 2 * fee, users: 5}
workload: [{line: a, quantity: seats, unit_price: 3}, {line: b, quantity: users, unit_price: twice}]
""")
    assert option(result).open == ("seats", "fee")


def test_a_division_by_zero_is_no_open_assumption() -> None:
    body = "assumptions: {users: 0}\nworkload: [{line: db, unit_price: 100 / users}]\n"
    assert refused(body) == ["2 undefined: users"]
