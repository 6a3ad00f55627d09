"""Values: exact in decimals, exact in fractions where decimals have no end, and never a third thing."""

from __future__ import annotations

from decimal import Decimal, getcontext, localcontext
from fractions import Fraction

import pytest

from costcalc.expr import Exact, Frame, Name, Node, Sum, Symbol, define, evaluate, number, parse, places_of_numbers
from costcalc.problem import Place, Source

D, F = Decimal, Fraction


def read(text: str, file: str = "here") -> Node:
    return parse(text, Place(Source(file, text), 1, 1))


@pytest.mark.parametrize(
    ("formula", "env", "value"),
    [
        ("queries * prompt * price / 1M", {"queries": D(10**6), "prompt": D(200), "price": D("0.014")}, D("2.8")),
        ("n * (1 - hit)", {"n": D(1000), "hit": D("0.94")}, D(60)),
        ("s0 + (k - 1) * add", {"s0": D(300), "k": D(4), "add": D(50)}, D(450)),
        ("sum(k=1..n, k)", {"n": D(100)}, D(5050)),
        ("sum(k=1..3, k) * k", {"k": D(10)}, D(60)),
        ("sum(k=k..k + 1, k)", {"k": D(10)}, D(21)),
        ("a / b", {"a": D(1), "b": D(3)}, F(1, 3)),
        ("a / b * b", {"a": D(1), "b": D(3)}, D(1)),
        ("third * 3", {"third": F(1, 3)}, D(1)),
        ("third + 1", {"third": F(1, 3)}, F(4, 3)),
        ("half", {"half": F(1, 2)}, D("0.5")),
        ("max(third, 0.3333)", {"third": F(1, 3)}, F(1, 3)),
        ("min(third, 0.3333)", {"third": F(1, 3)}, D("0.3333")),
        ("ceil(third * 4)", {"third": F(1, 3)}, D(2)),
        ("sum(k=1..3, 1 / k)", {}, F(11, 6)),
        ("sum(k=0..4, 1 / 2)", {}, D("2.5")),
    ],
)
def test_a_formula_has_exactly_this_value(formula: str, env: dict[str, Exact], value: Exact) -> None:
    found = evaluate(read(formula), env)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("123456789012345678 * 123456789012345678 + 0.01", "15241578753238836527968299765279684.01"),
        ("999999999999999999 + 1e-18", "999999999999999999.000000000000000001"),
        ("1e17 * 1e17 * 1e17 * 1e17 + 1e-18", "1" + "0" * 68 + "." + "0" * 17 + "1"),
        ("0.1 + 0.2 - 0.3", "0"),
        ("1 / 1e-18", "1000000000000000000"),
        ("(1e-18 * 1e-18 + 1) * 1e17 - 1e17", "1e-19"),
    ],
)
def test_no_digit_is_lost_however_many_there_are(formula: str, value: str) -> None:
    assert evaluate(read(formula)) == D(value)


def test_a_caller_with_few_digits_changes_nothing_and_gets_his_context_back() -> None:
    with localcontext(prec=3) as few:
        few.clear_flags()  # those that other tests left behind
        value = evaluate(read("123456.789 * 1000 + 1 / 8"))
        assert getcontext() is few
        assert not any(few.flags.values())
    assert value == D("123456789.125")


def test_the_same_formula_answers_what_if() -> None:
    bill = read("queries * max(price, floor_price)")
    assert evaluate(bill, {"queries": D(1000), "price": D("0.02"), "floor_price": D("0.01")}) == 20
    assert evaluate(bill, {"queries": D(1000), "price": D("0.002"), "floor_price": D("0.01")}) == 10


def test_a_named_part_has_the_value_of_what_it_stands_for() -> None:
    price = Symbol("price.input", read("list_price * 0.9"))
    assert evaluate(Sum((price, number(1))), {"list_price": D(10), "price.input": D(999)}) == 10


def test_a_number_that_code_wrote_is_the_number() -> None:
    assert [evaluate(number(value)) for value in (7, D("0.5"), "1E-7", -3)] == [D(7), D("0.5"), D("0.0000001"), D(-3)]


def test_the_numbers_of_a_formula_and_the_values_of_its_names_are_listed_once_each() -> None:
    texts = {"prompt": "200", "history": "prompt * 3 + prompt"}
    values = Frame.resolved(define({name: read(text, name) for name, text in texts.items()}))
    assert values == {"prompt": D(200), "history": D(800)}

    places = places_of_numbers(read("history + prompt + 1M * history", "call"), values)
    assert [str(place) for place in places] == ["history:1:1", "prompt:1:1", "call:1:20"]


def test_a_number_without_a_place_has_none_to_list() -> None:
    formula = Sum((number(5), Symbol("part", read("0.5", "card")), Name("unknown")))
    assert [str(place) for place in places_of_numbers(formula, {})] == ["card:1:1"]
