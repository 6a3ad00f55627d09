"""A formula may come from a stranger: whatever it says, the answer comes and is an answer."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from costcalc import money
from costcalc.expr import Node, Sum, UndefinedError, Values, evaluate, grouped, number, parse, substituted, symbolic
from costcalc.problem import InputError, Place, Source


def read(text: str) -> Node:
    return parse(text, Place(Source("here", text), 1, 1))


def code_of(text: str) -> tuple[int, str]:
    with pytest.raises(InputError) as refused:
        read(text)
    (problem,) = refused.value.problems
    return problem.place.column, problem.code


def test_a_formula_has_at_most_a_thousand_characters() -> None:
    assert evaluate(read(f"1{' ' * 997}+1")) == 2
    assert code_of(f"1{' ' * 998}+1") == (1, "formula-too-long")


def test_a_formula_has_at_most_300_numbers_names_and_signs() -> None:
    assert evaluate(read("1+" * 149 + "10")) == 159
    assert code_of("1+" * 150 + "1") == (1, "formula-too-long")


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("(", ")"), ("-", ""), ("min(", ")"), ("1 + (", ")"), ("2 * -(", ")"), ("sum(k=1..1, ", ")"), ("1 - -(", ")")],
)
def test_a_formula_nests_at_most_32_deep(opening: str, closing: str) -> None:
    column, code = code_of(opening * 33 + "1" + closing * 33)
    assert code == "formula-too-deep"
    assert column <= 33 * len(opening) + 1


def test_31_parentheses_are_read_and_32_are_not() -> None:
    assert evaluate(read("(" * 31 + "7" + ")" * 31)) == 7
    assert code_of("(" * 32 + "7" + ")" * 32) == (33, "formula-too-deep")


@pytest.mark.parametrize(
    ("link", "times", "value"), [("+1", 149, 150), ("-1", 149, -148), ("*1", 149, 1), ("/1", 149, 1), ("-1+1", 74, 1)]
)
def test_a_long_chain_is_no_deep_formula(link: str, times: int, value: int) -> None:
    text = "1" + link * times
    node = read(text)
    assert evaluate(node) == value
    assert symbolic(node).replace(" ", "") == text
    assert substituted(node).replace(" ", "") == text
    assert len(list(node.leaves())) == text.count("1")


@pytest.mark.parametrize("link", ["+1", "-1", "*1", "/1"])
def test_long_chains_can_be_compared(link: str) -> None:
    node, twin = read("2" + link * 149), read("2" + link * 149)
    assert node == twin
    assert hash(node) == hash(twin)
    assert node != read("1" + link * 149)


@pytest.mark.slow
@pytest.mark.parametrize(
    "formula",
    [
        "sum(k=1..1500001, 1)",
        "sum(k=-750000..750000, 1)",
        "sum(k=1..3001, sum(j=1..500, 1))",
        "sum(k=1..750000, 1) + sum(k=1..750001, 1)",
        "sum(k=1..-5000, 1) + sum(k=1..1500001, 1)",
        "sum(k=1..500001, k + 1)",
        "sum(k=1..1e17, 1)",
        "sum(k=1..20, sum(j=1..20, sum(i=1..3751, 1)))",
    ],
)
def test_the_sums_of_a_formula_compute_at_most_1500000_nodes(formula: str) -> None:
    with pytest.raises(UndefinedError, match="this sums more terms than one file may have"):
        evaluate(read(formula))


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("sum(k=1..10000, k)", 50_005_000),
        ("sum(k=1..10000, 3 + (k - 1) * 2)", 100_020_000),
        ("sum(k=1e17..1e17 + 2, k)", 300_000_000_000_000_003),
        ("sum(k=1..100000, 1) + sum(k=1..100000, 1)", 200_000),
    ],
)
def test_a_long_conversation_is_summed(formula: str, value: int) -> None:
    assert evaluate(read(formula)) == value


def test_a_sum_is_computed_once_for_all_the_formulas_over_the_same_values() -> None:
    turns, values = read("sum(k=1..20000, k * size)"), Values({"size": Decimal(3)})
    for _ in range(100):
        assert evaluate(Sum((turns, number(1))), values) == 600_030_001
    evaluate(read("sum(k=1..40000, k * size)"), values)
    with pytest.raises(UndefinedError, match="more terms than one file may have"):
        evaluate(read("sum(k=1..500000, k * size)"), values)


@pytest.mark.parametrize(
    ("formula", "message"),
    [
        ("1 / (2 - 2)", "this divides by zero"),
        ("1 / 3 / 0", "this divides by zero"),
        ("a + 1", "`a` has no value"),
        ("sum(k=1..3, j)", "`j` has no value"),
        ("sum(k=1..3, k) + k", "`k` has no value"),
        ("sum(k=0.5..3, 1)", "the range of `k` must be whole numbers"),
        ("sum(k=1..7/2, 1)", "the range of `k` must be whole numbers"),
        ("round(1, 0.5)", "the decimals of `round` must be whole numbers"),
        ("round(1, 1/3)", "the decimals of `round` must be whole numbers"),
        ("round(1, -1)", "`round` keeps between 0 and 12 decimals"),
        ("round(1, 13)", "`round` keeps between 0 and 12 decimals"),
    ],
)
def test_a_formula_without_a_value_says_why(formula: str, message: str) -> None:
    with pytest.raises(UndefinedError) as refused:
        evaluate(read(formula))
    assert str(refused.value) == message


@pytest.mark.parametrize(("formula", "part"), [("2 * (1 / (a - a))", "a - a"), ("1 + b", "b"), ("round(a, 99)", None)])
def test_the_part_without_a_value_is_named(formula: str, part: str | None) -> None:
    with pytest.raises(UndefinedError) as refused:
        evaluate(read(formula), {"a": Decimal(5)})
    assert symbolic(refused.value.node) == (part or formula)


BIG, OTHER = Fraction(2**4090 + 1, 3**2500), Fraction(5**1700, 7**1400)


LARGE = {
    "a product": "*".join("x" * 150),
    "a quotient": "/".join("x" * 150),
    "two products": "*".join("x" * 74) + "+" + "*".join("y" * 74),
    "a rounded product": "round(" + "*".join("x" * 145) + ", 12)",
    "a product in blocks": "ceil(" + "*".join("x" * 145) + ")",
    "the smallest of many products": "min(" + ", ".join(["*".join("x" * 8)] * 16) + ")",
    "a harmonic sum": "sum(k=1..10000, 1/k)",
    "a sum of large fractions": "sum(k=1..10000, x*y)",
    "a sum of quotients": "sum(k=1..10000, k" + "/7" * 140 + ")",
    "a sum of powers": "sum(k=1..1000, k" + "*k" * 140 + "/7)",
    "a long sum of powers": "sum(k=1..10000, k" + "*k" * 140 + "/7)",
    "a sum of sums of fractions": "sum(k=1..10000, k" + "+k/7" * 70 + ")",
    "a sum of sums": "sum(k=1..10000, " + "+".join("k" * 140) + ")",
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.long if "long" in name else ()) for name in LARGE]
)
def test_the_largest_formulas_are_computed_or_refused(name: str) -> None:
    node = read(LARGE[name])
    try:
        said = str(evaluate(node, {"x": BIG, "y": OTHER}))
    except UndefinedError as error:
        said = str(error)
    assert said


@pytest.mark.parametrize("formula", ["x * x", "x * x * y", "1 / x / x", "sum(k=1..99, x * k)", "a / 3", "0 + x * x"])
def test_a_number_out_of_all_proportion_is_refused(formula: str) -> None:
    with pytest.raises(UndefinedError, match="grown out of all proportion"):
        evaluate(read(formula), {"x": BIG, "y": OTHER, "a": Decimal("1E+3000")})


@pytest.mark.parametrize(
    "formula",
    ["a * a", "a * a * a", "ceil(a * a)", "round(a * a)", "round(1, a * a)", "sum(k=1..a * a, 1)", "max(a * a, 1)"],
)
def test_powers_of_ten_do_not_grow_beyond_all_bounds_either(formula: str) -> None:
    # 1e17 * 1e17 * … is a decimal of one digit; two assumptions of such a kind pass what Python turns into text
    env = {"a": Decimal("1E+3400")}
    with pytest.raises(UndefinedError):
        evaluate(read(formula), env)


def test_a_long_number_can_be_shown() -> None:
    value = evaluate(read("*".join(["1e17"] * 60)))
    assert money.total(value).replace(",", "") == "1" + "0" * 1020 + ".00"
    assert substituted(read("a"), {"a": value}, grouped).replace("_", "") == "1" + "0" * 1020


def test_a_message_about_a_huge_number_stays_short() -> None:
    with pytest.raises(UndefinedError) as refused:
        evaluate(read("round(1, " + "*".join(["1e17"] * 145) + ")"))
    assert len(str(refused.value)) < 200


def test_a_long_sum_is_not_written_out() -> None:
    text = substituted(read("sum(k=1..n, k * price)"), {"n": Decimal(10_000), "price": Decimal("0.5")})
    assert text == "sum(k=1..10000, k * 0.5)"
