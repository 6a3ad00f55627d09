"""`line`: whatever is no model's is a quantity times a price, and a charge like any other."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language.asked import ask, charges, option, priced, problems, refused, total, worth


def test_a_line_is_a_quantity_times_a_price() -> None:
    # 4 * 720 hours at 1.60 USD.
    body = """\
assumptions: {gpus: 4, hours: 720, hour: 1.60}
workload: [{line: rent, quantity: gpus * hours, unit_price: hour}]
"""
    result = ask(body)
    assert charges(result) == {"rent": 4_608}
    assert worth("rent.total", body) == 4_608
    assert total(result) == 4_608


def test_the_charge_of_a_line_has_no_model_and_no_meter() -> None:
    (charge,) = priced(ask("workload: [{line: rent, quantity: 2, unit_price: 3}]\n")).charges
    assert (charge.entry, charge.to_dict()["model"], charge.to_dict()["meter"]) == ("rent", None, None)
    assert (charge.quantity.value, charge.unit_price.value, charge.per.value, charge.amount) == (2, 3, 1, 6)


def test_a_quantity_that_is_left_out_is_one() -> None:
    assert total(ask("workload: [{line: seat, unit_price: 20}]\n")) == 20


@pytest.mark.parametrize(("per", "expected"), [("1K searches", 35), ("1M tokens", Decimal("0.035")), ("1 hour", 35000)])
def test_a_price_may_be_for_several(per: str, expected: Decimal) -> None:
    assert total(ask(f"workload: [{{line: a, quantity: 1K, unit_price: 35, per: {per}}}]\n")) == expected


def test_a_line_of_nothing_costs_nothing_and_a_price_may_be_zero() -> None:
    assert total(ask("workload: [{line: a, quantity: 0, unit_price: 35}]\n")) == 0
    assert total(ask("workload: [{line: a, quantity: 35, unit_price: 0}]\n")) == 0


def test_a_line_stands_beside_calls_and_the_bill_foots() -> None:
    result = ask("""\
workload:
- {call: c, requests: 1, input: 1M}
- {line: db, quantity: 12, unit_price: 0.25}
options: {a: {model: acme/large}}
""")
    assert charges(result) == {"c.input": 20, "db": 3}  # above 200K a token costs twice as much
    assert total(result) == sum(charges(result).values())


def test_a_line_in_another_currency_is_converted() -> None:
    # 10 CNY at 0.2 are 2 USD; the price of the call is 1 USD.
    body = """\
currency: USD
workload:
- {call: c, requests: 1, input: 1M}
- {line: db, quantity: 5, unit_price: 2, currency: CNY}
options: {a: {model: acme/eyes}}
"""
    result = ask(body, fx=True)
    assert total(result) == 3
    (db,) = (charge for charge in priced(result).charges if charge.key == "db")
    assert (db.amount, db.currency, db.cost.value) == (10, "CNY", 2)
    assert worth("db.total", body, fx=True) == 2


def test_a_line_in_another_currency_needs_a_rate() -> None:
    body = "currency: USD\nworkload: [{line: db, unit_price: 2, currency: CNY}]\n"
    assert [code for _, code, _, _ in problems(body)] == ["no-exchange-rate"]


def test_a_price_may_be_a_formula_and_an_option_may_change_it() -> None:
    result = ask("""\
assumptions: {hour: 1.60}
workload: [{line: rent, quantity: 100, unit_price: hour * 2}]
options: {reserved: {}, on_demand: {with: {hour: 2.50}}}
""")
    assert (total(result, "reserved"), total(result, "on_demand")) == (320, 500)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{line: a}", ["2 missing-key: {"]),
        ("{line: a, unit_price: 1, call: b}", ["2 two-kinds: {"]),
        ("{line: a, unit_price: 1, requests: 1}", ["2 unknown-key: requests"]),
        ("{line: a, unit_price: 1, input: 1}", ["2 unknown-key: input"]),
        ("{line: a, unit_price: 1, model: acme/small}", ["2 unknown-key: model"]),
        ("{line: a, unit_price: -1}", ["2 negative-number: 1"]),
        ("{line: a, quantity: -1, unit_price: 1}", ["2 negative-number: 1"]),
        ("{line: a, quantity: n - 2, unit_price: 1}", ["2 negative-number: n"]),
        ("{line: a, unit_price: n - 2}", ["2 negative-number: n"]),
        ("{line: a, quantity: 1 / (n - 1), unit_price: 1}", ["2 undefined: n"]),
        ("{line: a, unit_price: m}", ["2 unknown-name: m"]),
        ("{line: a, quantity: total, unit_price: 1}", ["2 unknown-name: total"]),
        ("{line: a, unit_price: 1, per: 1}", ["2 bad-unit: 1"]),
        ("{line: a, unit_price: 1, per: 0 hours}", ["2 bad-unit: 0"]),
        ("{line: a, unit_price: 1, currency: dollars!}", ["2 bad-currency: dollars"]),
        ("{line: a.b, unit_price: 1}", ["2 bad-name: a.b"]),
        ("{line: a, unit_price: 1}, {line: a, unit_price: 1}", ["2 duplicate-call: a"]),
        ("{line: a, unit_price: 1}, {call: a, requests: 1, input: 1, model: acme/small}", ["2 duplicate-call: a"]),
    ],
)
def test_a_line_that_cannot_be_is_refused_where_it_is_written(line: str, expected: list[str]) -> None:
    assert refused(f"assumptions: {{n: 1}}\nworkload: [{line}]\n") == expected


def test_a_line_alone_has_no_model_and_no_date() -> None:
    result = ask("workload: [{line: rent, unit_price: 3}]\noptions: {a: {}, b: {}}\n")
    assert (option(result, "a").model, option(result, "a").offers, result.plan.dated) == (None, (), False)
    assert result.cheapest == ("a", "b")
