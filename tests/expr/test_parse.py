"""What a formula means: text, and beside it the tree with every parenthesis written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from costcalc.expr import (
    RESERVED,
    Ceil,
    Difference,
    Min,
    Name,
    Negative,
    Node,
    Num,
    Product,
    Quotient,
    Round,
    Sum,
    SumOver,
    evaluate,
    number,
    parse,
    symbolic,
)
from costcalc.problem import Place, Source

A, B, C, D = (Name(name) for name in "abcd")
K = Name("k")


def read(text: str) -> Node:
    return parse(text, Place(Source("here", text), 1, 1))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("a", A),
        ("((a))", A),
        ("5", number(5)),
        ("-5", Negative(number(5))),
        ("- a", Negative(A)),
        ("--a", Negative(Negative(A))),
        ("a + b * c", Sum((A, Product((B, C))))),
        ("a * b + c", Sum((Product((A, B)), C))),
        ("(a + b) * c", Product((Sum((A, B)), C))),
        ("a + b + c", Sum((A, B, C))),
        ("a + (b + c)", Sum((A, Sum((B, C))))),
        ("a * b * c", Product((A, B, C))),
        ("a - b - c", Difference(Difference(A, B), C)),
        ("a - (b - c)", Difference(A, Difference(B, C))),
        ("a / b / c", Quotient(Quotient(A, B), C)),
        ("a / (b / c)", Quotient(A, Quotient(B, C))),
        ("a / b * c", Product((Quotient(A, B), C))),
        ("a * b / c", Quotient(Product((A, B)), C)),
        ("a - b + c", Sum((Difference(A, B), C))),
        ("a + b - c", Difference(Sum((A, B)), C)),
        ("-a * b", Product((Negative(A), B))),
        ("a * -b", Product((A, Negative(B)))),
        ("-a + b", Sum((Negative(A), B))),
        ("a - -b", Difference(A, Negative(B))),
        ("-(a + b)", Negative(Sum((A, B)))),
        ("a+b*c", Sum((A, Product((B, C))))),
        ("  a  ", A),
        ("min(a, b + c)", Min((A, Sum((B, C))))),
        ("min(a)", Min((A,))),
        ("ceil(a / b) * c", Product((Ceil((Quotient(A, B),)), C))),
        ("round(a, 2)", Round((A, number(2)))),
        ("sum(k=1..6, a + k)", SumOver("k", number(1), number(6), Sum((A, K)))),
        ("sum(k = a .. b-1, k)", SumOver("k", A, Difference(B, number(1)), K)),
        ("sum(k=-2..2, k)", SumOver("k", Negative(number(2)), number(2), K)),
        ("sum(k=1..2, sum(d=1..k, d))", SumOver("k", number(1), number(2), SumOver("d", number(1), K, D))),
        ("summary", Name("summary")),
        ("minimum * x_1", Product((Name("minimum"), Name("x_1")))),
    ],
)
def test_a_formula_is_read_as_on_paper(text: str, tree: Node) -> None:
    assert read(text) == tree


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1M * 200 * 0.014 / 1M", "2.8"),
        ("30*1M", "30000000"),
        ("1 - 94%", "0.06"),
        ("1_000_000/1K", "1000"),
        ("2 + 3 * 4 - 5", "9"),
        ("100 - 10 - 1", "89"),
        ("64 / 4 / 2", "8"),
        ("2 * 3 / 4 * 5", "7.5"),
        ("-2 * -3 - -4", "10"),
        ("0.1 + 0.2", "0.3"),
        ("min(2M, 400 * 10K)", "2000000"),
        ("max(1, 3, 2) - min(1, 3, 2)", "2"),
        ("ceil(1001 / 1K)", "2"),
        ("sum(k=1..6, 100 + (k-1)*50)", "1350"),
        ("sum(k=1..6,10)", "60"),
        ("sum(k=0..0, 7)", "7"),
        ("sum(k=2..1, 7)", "0"),
        ("sum(k=1..3, sum(j=1..k, k*j))", "25"),
    ],
)
def test_a_formula_of_numbers_has_this_value(text: str, value: str) -> None:
    assert evaluate(read(text)) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a+b*c", "a + b * c"),
        ("(a+b)*c", "(a + b) * c"),
        ("((a*b))/c", "a * b / c"),
        ("a/(b*c)", "a / (b * c)"),
        ("a/(b/c)", "a / (b / c)"),
        ("(a/b)/c", "a / b / c"),
        ("a-(b+c)", "a - (b + c)"),
        ("(a-b)+c", "a - b + c"),
        ("a+(b+c)", "a + (b + c)"),
        ("a*(b*c)", "a * (b * c)"),
        ("-(a*b)", "-(a * b)"),
        ("(-a)*b", "-a * b"),
        ("a- -b", "a - -b"),
        ("-(-a)", "-(-a)"),
        ("1_000*1K+94%", "1_000 * 1K + 94%"),
        ("min( a ,b)", "min(a, b)"),
        ("round(a,2)", "round(a, 2)"),
        ("sum(k=1..n,s0+(k-1)*add)", "sum(k=1..n, s0 + (k - 1) * add)"),
    ],
)
def test_a_formula_is_written_with_no_more_parentheses_than_it_needs(text: str, written: str) -> None:
    assert symbolic(read(text)) == written


def test_a_number_keeps_its_text_and_everything_keeps_its_place() -> None:
    source = Source("chatbot.yaml", "  input: 2 * (prompt + 1M)")
    node = parse("2 * (prompt + 1M)", Place(source, 1, 10))
    leaves = [(leaf.text if isinstance(leaf, Num) else leaf.name, str(leaf.place)) for leaf in node.leaves()]
    assert leaves == [
        ("2", "chatbot.yaml:1:10"),
        ("prompt", "chatbot.yaml:1:15"),
        ("1M", "chatbot.yaml:1:24"),
    ]


def test_formulas_are_equal_where_they_say_the_same_and_differ_where_they_do_not() -> None:
    here = read("a * (b + 1)")
    assert here == read("  a*(b+1)")
    assert hash(here) == hash(read("  a*(b+1)"))
    assert len({here, read("a * (b + 1)"), read("a * (b + 2)"), read("a * (b - 1)"), read("a * (1 + b)")}) == 4
    assert read("sum(k=1..2, a)") != read("sum(j=1..2, a)")
    assert read("min(a, b)") != read("max(a, b)")
    assert read("1M") != read("1000000")  # written differently


def test_the_reserved_words_are_the_functions() -> None:
    assert set(RESERVED) == {"min", "max", "ceil", "floor", "round", "sum"}
