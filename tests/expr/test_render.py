"""How formulas are written: with their names, and with the numbers put in."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from costcalc.expr import (
    Case,
    Choice,
    Compare,
    Exact,
    Floor,
    Max,
    Min,
    Name,
    Negative,
    Node,
    Product,
    Quotient,
    Sum,
    SumOver,
    Symbol,
    evaluate,
    grouped,
    number,
    parse,
    substituted,
    symbolic,
)
from costcalc.problem import Place, Source

from .calculator import calculate

D, F = Decimal, Fraction


def read(text: str) -> Node:
    return parse(text, Place(Source("here", text), 1, 1))


@pytest.mark.parametrize(
    ("formula", "env", "text"),
    [
        ("queries * prompt / 1M", {"queries": D(1_000_000), "prompt": D(200)}, "1_000_000 * 200 / 1_000_000"),
        ("n * (1 - hit)", {"n": D(1000), "hit": D("0.94")}, "1_000 * (1 - 0.94)"),
        ("a - b", {"a": D(1), "b": D(-2)}, "1 - -2"),
        ("-a", {"a": D(-2)}, "-(-2)"),
        ("a * b", {"a": D(-2), "b": D(-3)}, "-2 * -3"),
        ("a / b", {"a": D(1), "b": F(1, 3)}, "1 / (1 / 3)"),
        ("b / a", {"a": D(2), "b": F(1, 3)}, "1 / 3 / 2"),
        ("a + b", {"a": F(-1, 3), "b": F(-2, 3)}, "-1 / 3 + -2 / 3"),
        ("a * b", {"a": F(1, 3), "b": F(20_000, 3)}, "1 / 3 * (20_000 / 3)"),
        ("94% * 1.5K", {}, "0.94 * 1_500"),
        ("1e-6", {}, "0.000001"),
        ("round(a, 2)", {"a": D("0.125")}, "round(0.125, 2)"),
        ("sum(k=1..3, s + k)", {"s": D(10)}, "(10 + 1) + (10 + 2) + (10 + 3)"),
        ("sum(k=1..3, s * k)", {"s": D(10)}, "10 * 1 + 10 * 2 + 10 * 3"),
        ("sum(k=1..1, s + k) * 2", {"s": D(10)}, "(10 + 1) * 2"),
        ("2 * sum(k=1..2, k)", {}, "2 * (1 + 2)"),
        ("sum(k=1..4, s)", {"s": D(10)}, "4 * 10"),
        ("sum(k=1..4, 3 * s)", {"s": D(10)}, "4 * (3 * 10)"),
        ("s / sum(k=1..4, s)", {"s": D(10)}, "10 / (4 * 10)"),
        ("sum(k=1..4, -s)", {"s": D(10)}, "4 * -10"),
        ("sum(k=1..2, sum(j=1..2, k))", {}, "2 * 1 + 2 * 2"),
        ("sum(k=1..9, s * k)", {"s": D(10)}, "sum(k=1..9, 10 * k)"),
        ("sum(k=3..2, k)", {}, "sum(k=3..2, k)"),
        ("sum(k=1..9, k) + k", {"k": D(5)}, "sum(k=1..9, k) + 5"),
        ("sum(k=1..2, sum(j=1..k, j))", {}, "1 + (1 + 2)"),
        ("sum(k=1..9, sum(j=1..2, j * k))", {}, "sum(k=1..9, 1 * k + 2 * k)"),
        ("sum(k=1..9, sum(j=1..k, j))", {}, "sum(k=1..9, sum(j=1..k, j))"),
        ("sum(k=1..n, sum(j=k..n, j * p))", {"n": D(20), "p": D(2)}, "sum(k=1..20, sum(j=k..20, j * 2))"),
    ],
)
def test_a_formula_is_written_with_its_numbers(formula: str, env: dict[str, Exact], text: str) -> None:
    assert substituted(read(formula), env, grouped) == text
    assert calculate(text) == evaluate(read(formula), env)


def test_a_conversation_is_written_turn_by_turn() -> None:
    formula = read("n * sum(k=2..4, s0 + (k - 1) * add)")
    env = {"n": D(1000), "s0": D(300), "add": D(50)}
    assert symbolic(formula) == "n * sum(k=2..4, s0 + (k - 1) * add)"
    assert substituted(formula, env) == ("1000 * ((300 + (2 - 1) * 50) + (300 + (3 - 1) * 50) + (300 + (4 - 1) * 50))")
    assert evaluate(formula, env) == 1_200_000  # 1000 × (350 + 400 + 450)


@pytest.mark.parametrize(
    ("node", "names", "numbers"),
    [
        (Product((Name("n"), Symbol("price.input", read("a + 1")))), "n * price.input", "10 * 3"),
        (Quotient(Name("n"), Symbol("flash.total", read("1 / 3"))), "n / flash.total", "10 / (1 / 3)"),
        (Negative(Symbol("saving", read("a - 3"))), "-saving", "-(-1)"),
        (
            SumOver("k", number(1), number(2), Symbol("turn", read("k * a"))),
            "sum(k=1..2, turn)",
            "2 + 4",
        ),
        (
            SumOver("k", number(1), number(9), Product((number(3), Symbol("turn", read("k + a"))))),
            "sum(k=1..9, 3 * turn)",
            "sum(k=1..9, 3 * (k + 2))",
        ),
    ],
)
def test_a_named_part_is_its_name_and_then_its_value(node: Node, names: str, numbers: str) -> None:
    env = {"n": D(10), "a": D(2)}
    assert (symbolic(node, env), substituted(node, env)) == (names, numbers)
    assert calculate(numbers) == evaluate(node, env)


WHOLE = Min((Max((Floor((number(0),)), number(-2))), number(12)))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # A number below 0 is one node where code made it, and two where it was read: 3 × 7 numbers.
        (SumOver("i", WHOLE, WHOLE, number("-0.001")), "3 * -0.001"),
        # A sum that begins with a sum is read as one: 3 × 8 numbers are written out, 3 × 9 are not.
        (Sum((Sum((Sum((number(2),) * 2), *(number(2),) * 5)), number(2))), "3 * (2 + 2 + 2 + 2 + 2 + 2 + 2 + 2)"),
        (Sum((Sum((number(2),) * 8), number(2))), "sum(k=0..2, 2 + 2 + 2 + 2 + 2 + 2 + 2 + 2 + 2)"),
    ],
)
def test_whether_a_sum_is_written_out_depends_on_what_is_written(body: Node, text: str) -> None:
    node = SumOver("k", number(0), number(2), body)
    assert substituted(node) == substituted(read(symbolic(node))) == text


PROMPT, LIMIT = Name("prompt"), number("200000")
TIERED = Choice((Case(Compare(PROMPT, ">", LIMIT), Name("long_price")),), Name("price"))
PRICES = {"price": D("1.25"), "long_price": D("2.5")}


@pytest.mark.parametrize(
    ("prompt", "value", "names", "numbers"),
    [
        (199_999, "1.25", "price [prompt <= 200000]", "1.25 [prompt 199_999 <= 200_000]"),
        (200_000, "1.25", "price [prompt <= 200000]", "1.25 [prompt 200_000 <= 200_000]"),
        (200_001, "2.5", "long_price [prompt > 200000]", "2.5 [prompt 200_001 > 200_000]"),
    ],
)
def test_a_choice_is_made_again_with_every_environment_and_says_why(
    prompt: int, value: str, names: str, numbers: str
) -> None:
    env = {**PRICES, "prompt": D(prompt)}
    assert evaluate(TIERED, env) == D(value)
    assert symbolic(TIERED, env) == names
    assert substituted(TIERED, env, grouped) == numbers


@pytest.mark.parametrize(
    ("operator", "held", "opposite"),
    [
        (">", [3], "<="),
        (">=", [2, 3], "<"),
        ("<", [1], ">="),
        ("<=", [1, 2], ">"),
        ("==", [2], "!="),
        ("!=", [1, 3], "=="),
    ],
)
def test_a_condition_holds_where_it_says_and_prints_its_opposite_elsewhere(
    operator: str, held: list[int], opposite: str
) -> None:
    choice = Choice((Case(Compare(Name("n"), operator, number(2)), number(1)),), number(0))
    assert [n for n in (1, 2, 3) if evaluate(choice, {"n": D(n)})] == held
    for n in (1, 2, 3):
        expected = f"1 [n {n} {operator} 2]" if n in held else f"0 [n {n} {opposite} 2]"
        assert substituted(choice, {"n": D(n)}) == expected


LADDER = Choice(
    (Case(Compare(Name("n"), ">", number(100)), number(3)), Case(Compare(Name("n"), ">", number(10)), number(2))),
    number(1),
)


@pytest.mark.parametrize(
    ("n", "text"), [(101, "3 [n 101 > 100]"), (100, "2 [n 100 > 10]"), (10, "1 [n 10 <= 100 and n 10 <= 10]")]
)
def test_the_first_case_that_holds_is_taken(n: int, text: str) -> None:
    assert substituted(LADDER, {"n": D(n)}) == text
    assert calculate(text) == evaluate(LADDER, {"n": D(n)})


@pytest.mark.parametrize(
    ("value", "text"), [(D(-1), "0 [n (-1) <= 2]"), (F(1, 3), "0 [n (1 / 3) <= 2]"), (D("2.5"), "1 [n 2.5 > 2]")]
)
def test_the_value_beside_its_name_is_not_read_as_one_calculation_with_it(value: Exact, text: str) -> None:
    choice = Choice((Case(Compare(Name("n"), ">", number(2)), number(1)),), number(0))
    assert substituted(choice, {"n": value}) == text


def test_a_choice_within_a_larger_formula_keeps_its_parentheses() -> None:
    choice = Choice((Case(Compare(Name("n"), ">", number(2)), read("n - 2")),), number(0))
    product = Product((choice, Name("price")))
    assert substituted(product, {"n": D(5), "price": D(4)}) == "(5 - 2) [n 5 > 2] * 4"
    assert evaluate(product, {"n": D(5), "price": D(4)}) == 12


def test_a_choice_that_depends_on_the_turn_shows_all_its_branches() -> None:
    turn = Choice((Case(Compare(Name("k"), ">", number(10)), Name("long")),), Name("short"))
    node = SumOver("k", number(1), Name("turns"), turn)
    env = {"turns": D(12), "long": D(5), "short": D(1)}
    assert substituted(node, env) == "sum(k=1..12, {5 [k > 10], 1 [otherwise]})"
    assert symbolic(node, env) == "sum(k=1..turns, {long [k > 10], short [otherwise]})"
    assert evaluate(node, env) == 20  # 10 × 1 + 2 × 5


def test_a_choice_is_decided_turn_by_turn_where_the_turns_are_written_out() -> None:
    turn = Choice((Case(Compare(Name("k"), ">", number(1)), number(5)),), number(1))
    node = SumOver("k", number(1), number(2), turn)
    assert substituted(node) == "1 [k 1 <= 1] + 5 [k 2 > 1]"
    assert evaluate(node) == 6


def test_every_branch_of_a_choice_is_among_its_parts() -> None:
    assert [leaf.name for leaf in TIERED.leaves() if isinstance(leaf, Name)] == ["prompt", "long_price", "price"]
    exclusive, inclusive = (
        Choice((Case(Compare(PROMPT, sign, LIMIT), Name("long_price")),), Name("price")) for sign in (">", ">=")
    )
    assert exclusive == TIERED
    assert inclusive != TIERED
