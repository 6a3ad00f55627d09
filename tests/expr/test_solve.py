"""Equations in one assumption: what is found solves them, and what is not found is said."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from costcalc.expr import (
    Case,
    Choice,
    Compare,
    Exact,
    Figure,
    Frame,
    JoinedFrame,
    Max,
    Min,
    Missing,
    Name,
    Needed,
    Node,
    Power,
    Quotient,
    Scoped,
    Solve,
    Sum,
    SumOver,
    Symbol,
    UndefinedError,
    Where,
    define,
    evaluate,
    names_in,
    number,
    parse,
    substituted,
    symbolic,
)
from costcalc.problem import Place, Source

from .calculator import calculate

if TYPE_CHECKING:
    from collections.abc import Mapping

D = Decimal
QUICK = settings(max_examples=120, phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink])


def read(text: str, file: str = "file") -> Node:
    return parse(text, Place(Source(file, text), 1, 1))


def layer(said: Mapping[str, str], file: str = "with") -> dict[str, Node]:
    return {name: read(text, file) for name, text in said.items()}


def frame(said: Mapping[str, str], **options: Mapping[str, str]) -> Frame:
    return Frame.resolved(define(layer(said, "file")), {option: layer(more) for option, more in options.items()})


FILE = {"tokens": "100", "price": "0.00001", "cost": "tokens * price", "reserved": "4608", "n": "5"}


def solve(unknown: str, left: Node | str, right: Node | str) -> Solve:
    left, right = (read(side) if isinstance(side, str) else side for side in (left, right))
    return Solve(unknown, left, right)


def message(node: Node, values: Frame) -> str:
    with pytest.raises(UndefinedError) as caught:
        evaluate(node, values)
    return str(caught.value)


def test_the_volume_at_which_two_costs_are_equal() -> None:
    figure = Figure(solve("tokens", "cost", "reserved"), frame(FILE))
    assert figure.value == 460_800_000  # 4608 / 0.00001
    assert figure.formula == "solve(tokens, cost = reserved)"
    assert figure.substituted() == "4608 / 0.00001"


@pytest.mark.parametrize(
    ("left", "right", "working", "value"),
    [
        ("2 * n + 3", "5 - 3 * n", "(5 - 3) / (2 + 3)", D("0.4")),
        ("5 - 3 * n", "2 * n + 3", "(5 - 3) / (2 + 3)", D("0.4")),
        ("n + 3", "10", "10 - 3", D(7)),
        ("n", "reserved", "4608", D(4608)),
        ("3 * n", "1", "1 / 3", Fraction(1, 3)),
        ("100 / n", "7", "100 / 7", Fraction(100, 7)),
        ("n / 3", "2", "2 / (1 / 3)", D(6)),
        ("n - 8", "2 * n", "-8 / (2 - 1)", D(-8)),
        ("4 * n - 8", "2 * n - 9", "(-9 + 8) / (4 - 2)", D("-0.5")),
        ("1 / (n + 1)", "2 / (n + 5)", "(5 - 2) / (2 - 1)", D(3)),
        ("(n + 1) / (n - 1)", "3", "(1 + 3) / (3 - 1)", D(2)),
        # the squares on both sides cancel: n² + 2n = n² + 6
        ("n * (n + 2)", "n ^ 2 + 6", "6 / 2", D(3)),
        ("(n - 2) ^ 2", "0", "2", D(2)),
        ("max(n, 5)", "7", "7", D(7)),
        ("min(n, 5) + max(n, 9) / 2", "9", "9 - 4.5", D("4.5")),
        ("sum(k=1..4, n * k + 1)", "34", "(34 - 4) / 10", D(3)),
        # where the unknown counts, or is rounded, it is looked for from 0 upwards
        ("sum(k=1..n, k)", "6", "3", D(3)),
        ("2 ^ n", "8", "3", D(3)),
        ("ceil(n / 10) * 3 + n", "25", "25 - 6", D(19)),
        ("n ^ 3", "8", "2", D(2)),
        ("1 - 1 / n", "0.9", "(1 - 0.9) / (1 - 0.9)", None),
    ],
)
def test_the_working_is_what_can_be_typed(left: str, right: str, working: str, value: Exact | None) -> None:
    figure = Figure(solve("n", left, right), frame(FILE))
    if value is None:  # 1 - 1/n = 0.9 is n - 1 = 0.9 n
        assert (figure.value, figure.substituted()) == (10, "1 / (1 - 0.9)")
        return
    assert (figure.value, figure.substituted()) == (value, working)
    assert calculate(working) == value


def test_what_the_file_says_of_the_unknown_does_not_matter() -> None:
    for said in ("100", "7", "n * 3"):
        assert evaluate(solve("tokens", "cost", "reserved"), frame(FILE | {"tokens": said})) == 460_800_000


def unsaid(name: str, **options: Mapping[str, str]) -> Frame:
    """Return the file without a value of one assumption."""
    said = {**layer(FILE, "file"), name: Missing("nobody says", name)}
    return Frame.resolved(define(said), {option: layer(more) for option, more in options.items()})


def test_an_unknown_needs_no_value_and_nothing_that_rests_on_it() -> None:
    values = unsaid("tokens", long={"tokens": "tokens * 1.35"}, base={"reserved": "27"})
    assert not {"tokens", "cost"} & values.keys()
    asked = solve("tokens", "cost", "reserved")
    assert (evaluate(asked, values), substituted(asked, values)) == (460_800_000, "4608 / 0.00001")
    assert symbolic(asked, values) == "solve(tokens, cost = reserved)"
    assert substituted(asked, values.of("long")) == "4608 / 0.0000135"
    assert evaluate(asked, values.of("base")) == 2_700_000
    assert evaluate(asked, values.of("long").under(layer({"tokens": "tokens * 2", "reserved": "27"}))) == 1_000_000
    scoped = Solve("tokens", Scoped("long.cost", Name("cost"), "long"), Sum((Name("cost"), number(7))))
    assert evaluate(scoped, values) == 2_000_000
    assert [str(place) for place in Figure(asked, values).places()] == ["file:1:1", "file:1:1"]
    assert str(values.place("cost")) == "file:1:1"


def test_another_assumption_without_a_value_is_missed() -> None:
    values = unsaid("price")
    assert message(solve("tokens", "cost", "reserved"), values) == "`price` has no value"
    assert message(solve("tokens", "tokens", "price"), values) == "`price` has no value"
    assert evaluate(solve("price", "cost", "reserved"), values) == D("46.08")
    # the price that nobody knows stands where it does not count
    free = Sum((Name("n"), Needed(Name("price"), Name("tokens"))))
    assert evaluate(Solve("tokens", free, Name("n")), values) == 0


def test_the_unknown_lies_below_what_options_and_claims_say() -> None:
    values = frame(FILE, long={"tokens": "tokens * 1.35"}, fixed={"tokens": "7"}, dear={"price": "price * 2"})
    asked = solve("tokens", "cost", "reserved")
    assert evaluate(asked, values.of("long")) == Fraction(460_800_000) / Fraction("1.35")
    assert evaluate(asked, values.of("dear")) == 230_400_000
    assert substituted(asked, values.of("dear")) == "4608 / 0.00002"
    assert message(asked, values.of("fixed")) == (
        "no value of `tokens` makes `cost` equal `reserved`: neither depends on `tokens`"
    )
    assert evaluate(asked, values.given({"tokens": 3, "price": 1})) == 4608
    assert evaluate(asked, values.given({"tokens": "tokens * 2"}).of("dear")) == 230_400_000
    # the claim doubles what the option makes of it
    claimed = values.of("long").under(layer({"tokens": "tokens * 2"}))
    assert evaluate(asked, claimed) == Fraction(460_800_000) / Fraction("2.7")


def test_what_an_option_makes_of_a_claims_value_counts() -> None:
    values = frame(FILE, plus={"reserved": "reserved + tokens"})
    claimed = values.of("plus").under(layer({"tokens": "tokens * 10"}))
    # 5,000 is 4,608 and ten times 39.2
    assert evaluate(solve("tokens", "reserved", "5000"), claimed) == D("39.2")


def test_parts_of_two_options_are_made_equal() -> None:
    values = frame(FILE, long={"tokens": "tokens * 1.35"}, base={"reserved": "1"})
    asked = solve("tokens", Scoped("long.cost", Name("cost"), "long"), Sum((Name("cost"), Name("n"))))
    for at in (values, values.of("long"), values.of("base")):
        if at.option == "long":  # there both are the same
            assert message(asked, at).startswith("no value of `tokens` makes `long.cost` equal `cost + n`")
            continue
        assert evaluate(asked, at) == Fraction(5) / Fraction("0.0000035")
        assert substituted(asked, at) == "5 / (0.0000135 - 0.00001)"


def test_two_plans_are_made_equal() -> None:
    before, after = frame({"n": "10", "cost": "n * 2"}), frame({"n": "10", "cost": "n + 30"})
    both = JoinedFrame({"before": before, "after": after})
    sides = [Scoped(side, Name("cost"), side) for side in ("before", "after")]
    assert evaluate(Solve("n", *sides), both) == 30


INEXACT = "no value of `n` that can be written down exactly makes"


@pytest.mark.parametrize(
    ("left", "right", "why"),
    [
        ("n", "n + 1", "no value of `n` makes `n` equal `n + 1`"),
        ("n * n", "-1", "no value of `n` makes `n * n` equal `-1`"),
        ("0 / n", "1", "no value of `n` makes `0 / n` equal `1`"),
        ("n * n", "9", "two values of `n` make `n * n` equal `9`: -3 and 3"),
        ("max(n - 3, 0) * (n - 5)", "8", "two values do"),
        ("n + n", "2 * n", "any value of `n` makes `n + n` equal `2 * n`"),
        ("max(n, 5)", "5", "all `n` below 5 make `max(n, 5)` equal `5`"),
        ("min(n, 5)", "5", "all `n` above 5 make `min(n, 5)` equal `5`"),
        ("max(min(n, 5), 3) - 4", "min(max(n, 3), 5) - 4", "any value"),
        (
            "n ^ 3",
            "2",
            "no value of `n` that can be written down exactly makes `(n ^ 3)` equal `2`: it is about 1.259921",
        ),
        ("n ^ 2", "2", "two values of `n` make `(n ^ 2)` equal `2`: about -1.414214 and about 1.414214"),
        ("ceil(n)", "2", "all `n` between 1 and 2 make `ceil(n)` equal `2`"),
        # 26 at 20, and 29 above
        ("ceil(n / 10) * 3 + n", "27", "no value of `n` makes `ceil(n / 10) * 3 + n` equal `27`"),
        ("sum(k=1..n, k)", "7", "no value of `n` makes `sum(k=1..n, k)` equal `7`"),
        ("2 ^ n", "7", "no value of `n` makes `(2 ^ n)` equal `7`"),
        ("2 ^ (n * n)", "16", "what has to be a whole number is not linear in what is asked for"),
        ("n ^ 9", "8", f"{INEXACT} `(n ^ 9)` equal `8`: it is about 1.259921"),
        ("n ^ 37", "8", "`n` has too high a power here"),
        ("n / 0", "1", "this divides by zero"),
        ("cost / 0", "1", "this divides by zero"),
        ("sum(k=1..99999999, n)", "1", "this takes more steps than one file may have"),
        ("cost", "cost", "any value of `n` makes `cost` equal `cost`: neither depends on `n`"),
    ],
)
def test_what_has_not_one_solution_says_so(left: str, right: str, why: str) -> None:
    if why == "two values do":
        # (n - 3)(n - 5) = 8 has the roots 4 ± 3; of these 1 lies where the maximum is 0
        assert evaluate(solve("n", left, right), frame(FILE)) == 7
        return
    found = message(solve("n", left, right), frame(FILE))
    assert found.startswith(why) if why == "any value" else found == why


def tiers(above: str, price: str) -> Node:
    """Bill each token at 1, and at another price where the request is above 200 or at it."""
    long = Compare(Name("n"), above, number(200))
    return Symbol("bill", Choice((Case(long, read(f"{price} * n")),), Name("n")))


@pytest.mark.parametrize(
    ("above", "price", "bill", "values"),
    [
        (">", "0.5", 90, ["90"]),
        (">", "0.5", 100, ["100"]),  # 200 would give it in the upper tier, and is in the lower one
        (">", "0.5", 150, ["150", "300"]),
        (">", "0.5", 200, ["200", "400"]),
        (">=", "0.5", 200, ["400"]),
        (">=", "0.5", 100, ["100", "200"]),
        (">", "2", 150, ["150"]),
        (">", "2", 300, []),  # between what 200 cost and what 201 cost
        (">", "2", 400, []),
        (">=", "2", 400, ["200"]),
        (">", "2", 401, ["200.5"]),
    ],
)
def test_the_bound_of_a_tier_is_on_one_side(above: str, price: str, bill: int, values: list[str]) -> None:
    node, at = Solve("n", tiers(above, price), number(bill)), frame(FILE)
    if len(values) == 1:
        assert evaluate(node, at) == D(values[0])
        assert calculate(substituted(node, at)) == Fraction(values[0])
    else:
        which = f"two values of `n` make `bill` equal `{bill}`: {' and '.join(values)}"
        assert message(node, at) == (which if values else f"no value of `n` makes `bill` equal `{bill}`")


def test_one_value_that_is_an_exception() -> None:
    odd = Choice((Case(Compare(Name("n"), "==", number(3)), number(10)),), Name("n"))
    values = frame(FILE)
    assert message(Solve("n", Symbol("odd", odd), number(10)), values).endswith(": 3 and 10")
    assert message(Solve("n", Symbol("odd", odd), number(3)), values) == "no value of `n` makes `odd` equal `3`"
    assert evaluate(Solve("n", odd, number(4)), values) == 4


def test_a_price_that_nobody_knows_is_no_solution() -> None:
    unpriced = Symbol("total", read("n * 1"))
    total = Symbol("total", Sum((Name("reserved"), Needed(Missing("nobody says", "unpriced"), unpriced))))
    values = frame(FILE)
    assert evaluate(Solve("n", total, Name("reserved")), values) == 0
    assert message(Solve("n", total, number(1)), values) == "nobody says"


def test_each_turn_has_a_tier_of_its_own() -> None:
    # turns of n, 2n, 3n tokens, of which those above 200 cost twice as much
    size, above = read("k * n"), Compare(read("k * n"), ">", number(200))
    turns = SumOver("k", number(1), number(3), Sum((size, Where(size, above))))
    values = frame(FILE)
    # 90 tokens, 180 tokens, and 270 that cost twice as much
    asked = Solve("n", turns, number(810))
    assert (evaluate(asked, values), substituted(asked, values)) == (90, "810 / 9")


def test_an_equation_in_another_one() -> None:
    values = frame(FILE)
    inner = Symbol("volume", solve("tokens", "cost", "reserved"))
    assert evaluate(Solve("n", read("n * 10"), inner), values) == 46_080_000
    resting = Symbol("volume", solve("tokens", "cost", "n"))
    assert message(Solve("n", resting, number(1)), values) == (
        "a `solve` in the equation of another one must not depend on its unknown `n`"
    )
    # its own unknown is another one, even of the same name
    assert evaluate(Solve("tokens", Name("tokens"), Symbol("twice", solve("tokens", "tokens", "8"))), values) == 8


def test_a_tower_of_equations_ends() -> None:
    node: Node = number(1)
    for _ in range(40):
        node = Solve("n", Name("n"), Symbol("below", node))
    assert message(node, frame(FILE)) == "equations stand in each other at most 4 deep"


def test_an_equation_is_asked_outside_of_sums() -> None:
    values = frame(FILE)
    volume = Symbol("volume", solve("tokens", "cost", "reserved"))
    months = SumOver("k", number(1), number(3), Sum((volume, Name("k"))))
    assert evaluate(months, values) == 3 * 460_800_000 + 6
    assert substituted(months, values) == "(460800000 + 1) + (460800000 + 2) + (460800000 + 3)"
    indexed = SumOver("k", number(1), number(3), solve("tokens", "cost", "k"))
    for ask in (lambda: evaluate(indexed, values), lambda: evaluate(Solve("n", indexed, Name("n")), values)):
        with pytest.raises(UndefinedError, match="cannot have the index `k` of a sum in its equation"):
            ask()


def test_without_assumptions_there_is_nothing_to_solve_for() -> None:
    with pytest.raises(UndefinedError, match="`n` can only be solved for where its assumptions are known"):
        evaluate(solve("n", "n", "2"), {"n": D(5)})
    assert message(solve("m", "m", "2"), frame(FILE)) == "`m` is no assumption, and cannot be solved for"
    assert substituted(solve("n", "n", "n + 1"), frame(FILE)) == "solve(n, 5 = 5 + 1)"


def test_the_unknown_is_not_needed_and_all_other_names_are() -> None:
    assert [leaf.name for leaf in names_in(solve("tokens", "tokens * price", "reserved"))] == ["price", "reserved"]


def test_the_places_are_those_of_all_numbers_but_the_unknowns() -> None:
    values = Frame.resolved(define({name: read(text, name) for name, text in FILE.items()}))
    figure = Figure(Solve("n", read("n * price + 2", "left"), read("reserved", "right")), values)
    assert [str(place) for place in figure.places()] == ["price:1:1", "left:1:13", "reserved:1:1"]
    scoped = Frame.resolved(values.definitions, {"long": layer({"n": "n * 2"})}).of("long")
    assert "with:1:1" in [str(place) for place in Figure(figure.node, scoped).places()]


def test_an_equation_can_be_copied_and_pickled() -> None:
    node = solve("tokens", "cost", "reserved")
    again = pickle.loads(pickle.dumps(node))  # noqa: S301  # made here
    assert again == node == copy.deepcopy(node)
    assert evaluate(again, pickle.loads(pickle.dumps(frame(FILE)))) == 460_800_000  # noqa: S301  # made here
    assert node != solve("n", "cost", "reserved")


small = st.integers(-4, 6).map(number) | st.sampled_from(["0.5", "1.5", "10", "0.2"]).map(number)


def functions(depth: int = 3) -> st.SearchStrategy[Node]:
    """Make formulas in `x` and `y` that an equation may have in it."""
    leaves = small | st.sampled_from(["x", "x", "y", "z"]).map(Name)
    if not depth:
        return leaves
    below = functions(depth - 1)
    some = st.lists(below, min_size=2, max_size=3).map(tuple)
    compares = st.builds(Compare, below, st.sampled_from([">", ">=", "<", "<=", "==", "!="]), below)
    return st.one_of(
        leaves,
        st.builds(Sum, some),
        st.builds(lambda one, other: read_two("-", one, other), below, below),
        st.builds(lambda one, other: read_two("*", one, other), below, small),
        st.builds(Quotient, below, below),
        st.builds(Power, below, st.integers(-1, 2).map(number)),
        st.builds(Max, some),
        st.builds(Min, some),
        st.builds(Where, below, compares),
        st.builds(lambda case, other: Choice((case,), other), st.builds(Case, compares, below), below),
        st.builds(lambda node: SumOver("k", number(1), number(3), Sum((node, Name("k")))), below),
    )


def read_two(sign: str, left: Node, right: Node) -> Node:
    """Join two formulas by a sign."""
    node = read(f"a {sign} b")
    node.children = (left, right)
    return node


PROBES = [Fraction(n, 4) for n in range(-60, 61)] + [
    Fraction(10**6),
    Fraction(-(10**6)),
    Fraction(1, 3),
    Fraction(22, 7),
]


def solves(node: Solve, x: Fraction) -> bool:
    """Say whether a value solves an equation, by the calculator; what has no value is no solution."""
    values = {"x": x, "y": Fraction(3), "z": x * 2 + 1}
    try:
        left, right = (calculate(symbolic(side, values), values) for side in node.children)
    except ZeroDivisionError:
        return False
    return left == right


@QUICK
@given(left=functions(), right=functions())
def test_what_is_found_solves_the_equation_and_nothing_else_does(left: Node, right: Node) -> None:
    node = Solve("x", left, right)
    values = frame({"x": "1", "y": "3", "z": "2 * x + 1"})
    try:
        value = evaluate(node, values)
    except UndefinedError as error:
        said = str(error)
        found = [x for x in PROBES if solves(node, x)]
        if said.startswith("no value of `x` makes"):
            assert found == []
        elif said.startswith(("two values", "3 values", "4 values")):
            listed = said.rpartition(": ")[2].replace(" and ", ", ").split(", ")
            exact = {Fraction(x) for x in listed if not x.startswith("about ")}
            assert all(solves(node, x) for x in exact)
            assert set(found) <= exact
        elif said.startswith("any value"):
            assert found
        return
    assert solves(node, Fraction(value))
    assert [x for x in PROBES if solves(node, x) and x != value] == []
    assert calculate(substituted(node, values)) == value


coefficients = st.fractions(-9, 9, max_denominator=6)


@QUICK
@given(a1=coefficients, a0=coefficients, b1=coefficients, b0=coefficients)
def test_lines_cross_where_they_do_worked_out_by_hand(a1: Fraction, a0: Fraction, b1: Fraction, b0: Fraction) -> None:
    values = frame(
        {"n": "1"}
        | {
            name: f"{top.numerator} / {top.denominator}".replace("-", "0 - ")
            for name, top in zip(("a1", "a0", "b1", "b0"), (a1, a0, b1, b0), strict=True)
        }
    )
    node = solve("n", "a1 * n + a0", "b1 * n + b0")
    if a1 == b1:
        assert message(node, values).startswith("any value" if a0 == b0 else "no value")
        return
    assert evaluate(node, values) == (b0 - a0) / (a1 - b1)
    assert calculate(substituted(node, values)) == (b0 - a0) / (a1 - b1)
