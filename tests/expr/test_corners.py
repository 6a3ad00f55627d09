"""The lowest and the highest value over ranges: at corners, at the bounds of tiers, and nowhere in between."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from costcalc.expr import (
    Case,
    Choice,
    Compare,
    Exact,
    Frame,
    JoinedFrame,
    Missing,
    Name,
    Needed,
    Node,
    Product,
    Scoped,
    Solve,
    Sum,
    SumOver,
    Symbol,
    UndefinedError,
    Where,
    define,
    evaluate,
    number,
    parse,
)
from costcalc.expr.dependence import Dependence, Footing
from costcalc.expr.ranges.corners import Box
from costcalc.expr.ranges.look import Survey
from costcalc.expr.ranges.span import Swing
from costcalc.expr.ranges.survey import enclosure
from costcalc.problem import Place, Source

from .trees import kinds, trees

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


FILE = {"tokens": "100", "price": "2", "cost": "tokens * price", "n": "5", "hit": "0.5", "turns": "3"}


def box(values: Frame | None = None, **ranges: tuple[object, object]) -> Box:
    ends = {name: (D(str(low)), D(str(high))) for name, (low, high) in ranges.items()}
    return Box(frame(FILE) if values is None else values, ends)


def asked(node: Node | str, values: Frame | None = None, **ranges: tuple[object, object]) -> tuple[Exact, Exact, bool]:
    span = box(values, **ranges).span(read(node) if isinstance(node, str) else node)
    return span.low, span.high, span.proven


def test_what_grows_with_a_range_is_lowest_and_highest_at_its_ends() -> None:
    span = box(tokens=(50, 300)).span(read("cost + n"))
    assert span == (105, 605, ({"tokens": 50}, {}), ({"tokens": 300}, {}), True)


def test_a_formula_without_a_range_in_it_is_one_value() -> None:
    assert box(tokens=(50, 300)).span(read("n + 1")) == (6, 6, ({}, {}), ({}, {}), True)


def test_ranges_lie_below_what_options_and_claims_say() -> None:
    values = frame(FILE, long={"tokens": "tokens * 1.5"}, fixed={"tokens": "7"}, plus={"n": "n + tokens"})
    assert asked("cost", values.of("long"), tokens=(50, 300)) == (150, 900, True)
    assert asked("cost", values.of("fixed"), tokens=(50, 300)) == (14, 14, True)
    ratio = Sum((Scoped("long.cost", Name("cost"), "long"), Scoped("fixed.cost", Name("cost"), "fixed")))
    assert asked(ratio, values, tokens=(50, 300)) == (164, 914, True)
    # the claim's 10 times 50 to 300 reach what the option adds to its 5
    claimed = values.of("plus").under(layer({"tokens": "tokens * 10"}))
    assert asked("n", claimed, tokens=(50, 300)) == (505, 3005, True)
    assert asked("cost", values.given({"tokens": 1, "price": 3}), tokens=(50, 300)) == (150, 900, True)


def test_a_range_may_stand_alone() -> None:
    said = {**layer(FILE), "tokens": Missing("nobody says", "tokens")}
    values = Frame.resolved(define(said), {"long": layer({"tokens": "tokens * 1.5"})})
    assert "cost" not in values
    assert asked("cost", values, tokens=(50, 300)) == (100, 600, True)
    assert asked("cost", values.of("long"), tokens=(50, 300)) == (150, 900, True)
    assert box(values, tokens=(50, 300), n=(1, 2)).swings(read("cost + n")) == [Swing("tokens", D(105), D(605))]
    with pytest.raises(UndefinedError, match="`tokens` has no value"):
        asked("tokens + n", values, n=(1, 2))


def tiers(operator: str, price: str) -> Node:
    """Bill each token at 1, and at another price in a request above 200, or at it."""
    return Choice((Case(Compare(Name("tokens"), operator, number(200)), read(f"{price} * tokens")),), Name("tokens"))


@pytest.mark.parametrize(
    ("operator", "price", "ends", "low", "high"),
    [
        (">", "0.5", (150, 300), 100, 200),  # just above 200 it is 100, and at 200 it is 200
        (">=", "0.5", (150, 300), 100, 200),
        (">", "0.5", (250, 300), 125, 150),
        (">", "0.5", (200, 300), 100, 200),
        (">", "0.5", (100, 200), 100, 200),
        (">=", "0.5", (100, 200), 100, 200),
        (">", "0.9", (150, 220), 150, 200),
        (">", "2", (150, 250), 150, 500),
        (">", "2", (100, 200), 100, 200),
        (">=", "2", (100, 200), 100, 400),
        ("<", "2", (100, 300), 200, 400),
        ("==", "9", (100, 300), 100, 1800),
        ("==", "9", (200, 300), 200, 1800),
        ("!=", "0.1", (100, 300), 10, 200),
    ],
)
def test_both_prices_count_at_the_bound_of_a_tier(
    operator: str, price: str, ends: tuple[int, int], low: int, high: int
) -> None:
    assert asked(tiers(operator, price), tokens=ends) == (low, high, True)


@pytest.mark.parametrize(
    ("operator", "price", "ends", "low_sides", "high_sides"),
    [
        (">", "0.5", (150, 300), {"tokens": "above"}, {}),  # at 200 a token costs 1 still
        (">=", "0.5", (150, 300), {}, {"tokens": "below"}),  # at 200 it costs 0.5 already
        (">", "2", (200, 250), {}, {}),  # lowest at 200, which is the lower tier
        (">=", "2", (100, 250), {}, {}),
        (">", "0.5", (250, 300), {}, {}),  # above the bound everywhere
    ],
)
def test_a_bound_that_is_only_come_near_to_says_from_which_side(
    operator: str, price: str, ends: tuple[int, int], low_sides: dict[str, str], high_sides: dict[str, str]
) -> None:
    asked_of = box(tokens=ends)
    node = tiers(operator, price)
    span = asked_of.span(node)
    assert (span.at_low.sides, span.at_high.sides) == (low_sides, high_sides)
    for value, corner in ((span.low, span.at_low), (span.high, span.at_high)):
        assert evaluate(node, asked_of.at(corner, node)) == value


def test_each_turn_has_a_bound_of_its_own() -> None:
    # of k times 50 to 100 tokens those above 200 are billed: in turn 3 from 66 2/3, in turn 4 from 50 on
    size = read("k * tokens")
    billed = SumOver("k", number(1), number(4), Where(size, Compare(size, ">", number(200))))
    assert asked(billed, tokens=(50, 100)) == (0, 700, True)
    short = SumOver("k", number(1), number(4), Where(size, Compare(size, "<=", number(200))))
    # at 50 all of 50 + 100 + 150 + 200; just above 66 2/3 no longer the third
    assert asked(short, tokens=(50, 100)) == (200, 500, True)
    assert asked(short, tokens=(60, 100)) == (200, 400, True)


def test_what_is_counted_takes_whole_values() -> None:
    assert asked("sum(k=1..turns, k * tokens)", turns=(2, 5), tokens=(1, 3)) == (3, 45, True)
    assert asked("sum(k=turns..9, k)", turns=(2, 5)) == (35, 44, True)
    assert asked("1.5 ^ turns", turns=(2, 4)) == (D("2.25"), D("5.0625"), True)
    assert asked("0.5 ^ turns", turns=(2, 4)) == (D("0.0625"), D("0.25"), True)
    # more than 3 turns cost a tenth each: 4 of 10 are 4, 3 are 30; nothing is between 3 and 4
    each = Choice((Case(Compare(Name("turns"), ">", number(3)), number(1)),), number(10))
    assert asked(SumOver("k", number(1), Name("turns"), each), turns=(2, 6)) == (4, 30, True)
    assert asked(SumOver("k", number(1), Name("turns"), each), turns=(3, 6)) == (4, 30, True)
    # of ends that are not whole only the whole numbers between them count: 2, 3, 4
    assert asked("sum(k=1..turns, k)", turns=(D("1.5"), D("4.5"))) == (3, 10, True)
    with pytest.raises(UndefinedError, match="no whole number in the range of `turns`"):
        asked("sum(k=1..turns, k)", turns=(D("1.2"), D("1.8")))


@pytest.mark.parametrize(
    ("formula", "ranges", "low", "high"),
    [
        ("n * (hit * 3 + (1 - hit) * 2)", {"n": (1, 2), "hit": (0, 1)}, 2, 6),
        ("n * (hit * 2 + (1 - hit) * 3)", {"n": (-1, 2), "hit": (0, 1)}, -3, 6),
        ("tokens / (tokens + n)", {"tokens": (1, 2), "n": (1, 2)}, Fraction(1, 3), Fraction(2, 3)),
        ("(tokens - n) / (tokens + n)", {"tokens": (1, 3), "n": (1, 2)}, Fraction(-1, 3), D("0.5")),
        ("1 / n - 1 / tokens", {"n": (1, 2), "tokens": (4, 5)}, D("0.25"), D("0.8")),
        ("max(tokens, 100 - tokens)", {"tokens": (1, 90)}, 50, 99),
        ("min(tokens, 100 - tokens)", {"tokens": (1, 90)}, 1, 50),
        ("max(tokens, n)", {"tokens": (1, 90), "n": (3, 50)}, 3, 90),
        ("max(tokens - 50, 0) * 3 - n", {"tokens": (1, 90), "n": (3, 50)}, -50, 117),
        ("ceil(tokens / 30) * n", {"tokens": (1, 90), "n": (3, 5)}, 3, 15),
        ("round(tokens / 30) - floor(n / 2)", {"tokens": (1, 90), "n": (3, 5)}, -2, 2),
        ("n ^ 2", {"n": (1, 3)}, 1, 9),
        ("n ^ -2", {"n": (-4, -2)}, D("0.0625"), D("0.25")),
        ("(0 - n) ^ 3", {"n": (1, 3)}, -27, -1),
        ("n - n", {"n": (1, 3)}, 0, 0),
    ],
)
def test_what_is_proven(formula: str, ranges: dict[str, tuple[int, int]], low: Exact, high: Exact) -> None:
    assert asked(formula, **ranges) == (low, high, True)


@pytest.mark.parametrize(
    ("formula", "ranges", "low", "high"),
    [
        ("hit * (1 - hit)", {"hit": (0, 1)}, 0, D("0.25")),  # the file's 0.5 is seen, however
        ("n ^ 2", {"n": (-1, 6)}, 1, 36),
        ("max(tokens - n, n - tokens)", {"tokens": (90, 110), "n": (90, 110)}, 0, 20),
        ("ceil(hit) - hit", {"hit": ("0.5", "1.5")}, D("0.5"), D("0.5")),
    ],
)
def test_what_is_not_proven_says_so(
    formula: str, ranges: dict[str, tuple[object, object]], low: Exact, high: Exact
) -> None:
    assert asked(formula, **ranges) == (low, high, False)


@pytest.mark.parametrize("formula", ["1 / (n - 4.5)", "max(0, 1 / (n - 4.5))", "1 / (n - 4)", "n / (hit * (n - 4.5))"])
def test_what_divides_by_0_somewhere_has_no_lowest_and_no_highest_value(formula: str) -> None:
    with pytest.raises(UndefinedError, match=r"divides by is 0|divides by zero"):
        asked(formula, n=(4, 5), hit=(0, 1))


def test_a_condition_over_several_ranges_is_not_cut_and_a_step_that_goes_one_way_is_proven() -> None:
    size = Symbol("size", read("tokens + n"))
    dearer = Choice((Case(Compare(size, ">", number(150)), number(3)),), number(2))
    assert asked(Product((size, dearer)), tokens=(50, 100), n=(10, 90)) == (120, 570, True)
    cheaper = Choice((Case(Compare(size, ">", number(150)), number(1)),), number(2))
    low, high, proven = asked(Product((size, cheaper)), tokens=(50, 100), n=(10, 90))
    assert (low, high, proven) == (120, 280, False)  # 100 + 50 cost 300: more than at any corner


def test_a_price_that_nobody_knows_has_no_low_where_it_is_needed() -> None:
    unpriced = Needed(Missing("nobody says", "unpriced"), Name("n"))
    assert asked(Product((Name("n"), unpriced)), n=(0, 0)) == (0, 0, True)
    with pytest.raises(UndefinedError, match="nobody says"):
        asked(Product((Name("n"), unpriced)), n=(0, 3))
    known = Product((Name("n"), Needed(Name("price"), Name("n"))))
    assert asked(known, n=(0, 3), price=(1, 4)) == (0, 12, True)
    alone = Needed(read("10 - n"), Name("n"))  # nothing at 0, nearly 10 just above it, and 7 at 3
    assert asked(alone, n=(0, 3)) == (0, 10, True)


def test_thirty_ranges_that_all_go_one_way_are_two_corners() -> None:
    names = [f"x_{nth}" for nth in range(30)]
    values = frame(dict.fromkeys(names, "1"))
    span = Box(values, {name: (D(1), D(3)) for name in names}).span(read(" + ".join(names)))
    assert (span.low, span.high, span.proven) == (30, 90, True)
    mixed = read(" + ".join(f"{name} * (2 - {name})" for name in names[:8]))
    assert asked_in(values, names, mixed) == (-24, 8, False)
    with pytest.raises(UndefinedError, match=r"more than 8 ranges could each make this lower or higher: `x_0`, `x_1`"):
        asked_in(values, names, read(" + ".join(f"{name} * (2 - {name})" for name in names[:9])))


def asked_in(values: Frame, names: list[str], node: Node) -> tuple[Exact, Exact, bool]:
    span = Box(values, {name: (D(1), D(3)) for name in names}).span(node)
    return span.low, span.high, span.proven


def test_a_sum_too_long_says_so() -> None:
    with pytest.raises(UndefinedError, match="more terms than one file may have"):
        asked("sum(k=1..turns, k)", turns=(1, 10_000_000))
    many = Sum(tuple(Where(Name("hit"), Compare(read(f"n * {nth}"), ">", number(1))) for nth in range(1, 400)))
    assert asked(many, n=(0, 1), hit=(0, 1)) == (0, 398, False)


def test_what_has_no_value_at_a_corner_has_no_low_and_high() -> None:
    with pytest.raises(UndefinedError, match="this divides by zero"):
        asked("1 / (n - 4)", n=(4, 6))
    values = frame({"n": "5", "part": "1 / (n - 4)"})
    with pytest.raises(UndefinedError, match="this divides by zero"):
        asked("part", values, n=(4, 6))


def test_an_equation_is_solved_at_the_corners() -> None:
    node = Solve("tokens", Name("cost"), number(600))
    assert asked(node, price=(2, 3), tokens=(1, 9)) == (200, 300, False)
    assert box(price=(2, 3), tokens=(1, 9)).names(node) == ["price"]


def test_two_plans_are_asked_at_the_same_corner() -> None:
    before, after = frame({"n": "10", "cost": "n * 2"}), frame({"n": "10", "cost": "n * 3"})
    both = JoinedFrame({"before": before, "after": after})
    parts = [Scoped(side, Name("cost"), side) for side in ("before", "after")]
    assert asked(Sum(tuple(parts)), both, n=(1, 2)) == (5, 10, True)
    tier = Symbol("tier", Choice((Case(Compare(Name("n"), ">", D_TWO), number(1)),), number(7)))
    assert asked(Scoped("before.tier", tier, "before"), both, n=(1, 4))[2] is False


D_TWO = number(2)


def test_one_at_a_time() -> None:
    corners = box(tokens=(50, 300), n=(4, 6), hit=(0, 1))
    assert corners.swings(read("cost / n")) == [
        Swing("n", D(50), Fraction(100, 3)),
        Swing("tokens", D(20), D(120)),
    ]
    assert corners.swings(read("cost / (n - 4)")) == [Swing("tokens", D(100), D(600))]  # at 4 there is none


# Properties

inner = st.fractions(0, 1, max_denominator=7)
ends = st.tuples(st.integers(-3, 6), st.integers(0, 5)).map(lambda pair: (Fraction(pair[0]), Fraction(sum(pair))))
NAMES = ("n", "hit", "docs", "x_1", "k")


@st.composite
def boxes(draw: st.DrawFn) -> tuple[Frame, dict[str, tuple[Fraction, Fraction]]]:
    ranges = {name: draw(ends) for name in NAMES}
    taken = draw(st.sets(st.sampled_from(NAMES), min_size=1))
    said = {name: str(draw(st.integers(-2, 5))) for name in NAMES}
    return frame(said), {name: ranges[name] for name in taken}


def at(values: Frame, point: Mapping[str, Fraction], node: Node) -> Fraction | None:
    try:
        return Fraction(evaluate(node, values.given({name: Fraction(value) for name, value in point.items()})))
    except UndefinedError:
        return None


def between(end: tuple[Fraction, Fraction], part: Fraction) -> Fraction:
    return end[0] + (end[1] - end[0]) * part


@QUICK
@given(node=trees(3), where=boxes(), parts=st.lists(st.lists(inner, min_size=5, max_size=5), min_size=3, max_size=6))
def test_nothing_inside_is_outside_of_what_is_proven(
    node: Node, where: tuple[Frame, dict[str, tuple[Fraction, Fraction]]], parts: list[list[Fraction]]
) -> None:
    values, ranges = where
    try:
        span = Box(values, ranges).span(node)
    except UndefinedError:
        assume(condition=False)
        raise
    points = [
        {name: between(end, part) for (name, end), part in zip(ranges.items(), each, strict=False)} for each in parts
    ]
    corners = [dict(zip(ranges, corner, strict=True)) for corner in product(*ranges.values())]
    found = [value for point in points + corners if (value := at(values, point, node)) is not None]
    if span.proven:
        assert all(span.low <= value <= span.high for value in found)
    if not kinds(node) & {Choice, Where}:  # else a bound may be approached, and not reached
        assert at(values, ranges_of(ranges, span.low_at), node) == span.low
        assert at(values, ranges_of(ranges, span.high_at), node) == span.high
        if span.proven:
            at_corners = [value for corner in corners if (value := at(values, corner, node)) is not None]
            assert span.low <= min(at_corners)
            assert span.high >= max(at_corners)


def ranges_of(ranges: Mapping[str, object], corner: Mapping[str, Exact]) -> dict[str, Fraction]:
    assert corner.keys() <= ranges.keys()
    return {name: Fraction(value) for name, value in corner.items()}


@QUICK
@given(node=trees(3), where=boxes(), parts=st.lists(inner, min_size=5, max_size=5), moved=inner, nth=st.integers(0, 4))
def test_an_enclosure_encloses_and_a_trend_is_kept(
    node: Node,
    where: tuple[Frame, dict[str, tuple[Fraction, Fraction]]],
    parts: list[Fraction],
    moved: Fraction,
    nth: int,
) -> None:
    values, ranges = where
    survey = Survey(ranges, Dependence(frozenset(ranges)), 100_000)
    known = enclosure(node, survey, Footing.on(values))
    point = {name: between(ranges[name], parts[nth]) for nth, name in enumerate(ranges)}
    name = sorted(ranges)[nth % len(ranges)]
    other = {**point, name: between(ranges[name], moved)}
    one, two = at(values, point, node), at(values, other, node)
    for value in (one, two):
        # at an end of the ranges a condition may be otherwise than it is inside
        if value is not None and known.low is not None and known.high is not None and not survey.ends:
            assert known.low <= value <= known.high
    if one is None or two is None or survey.ends or known.low is None:
        return
    rise = (two - one) * (other[name] - point[name])
    if name not in known.trends:
        assert one == two
    elif known.trends[name]:
        assert rise * known.trends[name] >= 0


@pytest.mark.slow
def test_enough_is_proven_for_the_properties_to_mean_something() -> None:
    seen = {True: 0, False: 0}

    # What is drawn depends on which modules a worker has loaded, whose constants are tried as well.
    @settings(max_examples=600, phases=[Phase.generate], database=None, derandomize=True)
    @given(node=trees(3), where=boxes())
    def count(node: Node, where: tuple[Frame, dict[str, tuple[Fraction, Fraction]]]) -> None:
        corners = Box(*where)
        if corners.names(node):
            try:
                seen[corners.span(node).proven] += 1
            except UndefinedError:
                return

    count()
    assert seen[True] > 40
    assert seen[False] > 1, seen
