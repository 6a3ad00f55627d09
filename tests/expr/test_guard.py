"""What is printed, typed into a calculator, gives the number printed."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, assume, given, settings

from costcalc.expr import (
    Ceil,
    Choice,
    Difference,
    Exact,
    Floor,
    Max,
    Min,
    Name,
    Negative,
    Node,
    Num,
    Power,
    Product,
    Quotient,
    Round,
    Sum,
    SumOver,
    Symbol,
    UndefinedError,
    Where,
    evaluate,
    grouped,
    parse,
    plain,
    substituted,
    symbolic,
    value_text,
)
from costcalc.problem import Place, Source

from .calculator import calculate
from .trees import Env, environments, kinds, meanings, trees

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Place(Source("formula"), 1, 1)
QUICK = settings(max_examples=120, phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink])
THOROUGH = settings(QUICK, max_examples=200)
EVERY_KIND = {Num, Name, Symbol, Sum, Difference, Product, Quotient, Negative, Min, Max, Ceil, Floor, Round, SumOver}
EVERY_KIND |= {Power, Where}


def value_of(node: Node, env: Env) -> Exact:
    try:
        return evaluate(node, env)
    except UndefinedError:
        assume(condition=False)
        raise


@THOROUGH
@given(node=trees(), env=environments())
def test_the_formula_with_numbers_gives_the_number(node: Node, env: Env) -> None:
    value = value_of(node, env)
    assert calculate(substituted(node, env, plain)) == value


@THOROUGH
@given(node=trees(), env=environments())
def test_the_formula_with_grouped_numbers_gives_the_number(node: Node, env: Env) -> None:
    value = value_of(node, env)
    assert calculate(substituted(node, env, grouped)) == value


@THOROUGH
@given(node=trees(), env=environments())
def test_the_formula_with_names_gives_the_number(node: Node, env: Env) -> None:
    value = value_of(node, env)
    assert calculate(symbolic(node, env), meanings(node, env)) == value


@pytest.mark.parametrize("digits", [plain, grouped])
@QUICK
@given(node=trees(), env=environments())
def test_the_number_itself_is_written_exactly(node: Node, env: Env, digits: Callable[[str], str]) -> None:
    value = value_of(node, env)
    assert calculate(value_text(value, digits)[0]) == value


@QUICK
@given(node=trees(written=True), env=environments())
def test_a_formula_that_is_read_back_says_the_same(node: Node, env: Env) -> None:
    text = symbolic(node)
    assume(len(text) <= 250)  # longer ones are refused, however right
    again = parse(text, HERE)
    assert symbolic(again) == text
    value = value_of(node, env)
    assert evaluate(again, env) == value
    assert substituted(again, env) == substituted(node, env)


@QUICK
@given(node=trees(), env=environments())
def test_decimals_and_fractions_agree(node: Node, env: Env) -> None:
    value = value_of(node, env)
    nothing_in_thirds = Name("nothing_in_thirds")  # a fraction anywhere makes the whole walk one of fractions
    by_fractions = evaluate(Sum((nothing_in_thirds, node)), {**env, "nothing_in_thirds": Fraction(0)})
    assert by_fractions == value
    assert type(by_fractions) is type(value)


@QUICK
@given(node=trees(written=True))
def test_two_formulas_read_from_one_text_are_equal(node: Node) -> None:
    assume(len(symbolic(node)) <= 250)  # longer ones are refused, however right
    one, other = (parse(symbolic(node), Place(Source(name), 1, 1)) for name in ("one.yaml", "other.yaml"))
    assert one == other
    assert hash(one) == hash(other)
    assert Negative(one) != other


@pytest.mark.slow
def test_enough_formulas_have_a_value_and_every_kind_is_among_them() -> None:
    seen: Counter[object] = Counter()

    @settings(max_examples=400, phases=[Phase.generate], database=None, derandomize=True)
    @given(node=trees(), env=environments())
    def count(node: Node, env: Env) -> None:
        try:
            evaluate(node, env)
        except UndefinedError:
            return
        seen.update(["with a value", *kinds(node)])

    count()
    assert seen["with a value"] > 300
    assert {kind for kind in (*EVERY_KIND, Choice) if seen[kind] < 10} == set()
