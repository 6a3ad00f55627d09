"""Frames: what a name means in the file, under `--set`, in an option and in a claim."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costcalc.expr import (
    Difference,
    Exact,
    Figure,
    Frame,
    JoinedFrame,
    Name,
    Node,
    Quotient,
    Scoped,
    UndefinedError,
    define,
    evaluate,
    number,
    parse,
    substituted,
    symbolic,
)
from costcalc.problem import InputError, Place, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

D = Decimal


def read(text: str, file: str = "file") -> Node:
    return parse(text, Place(Source(file, text), 1, 1))


def layer(said: Mapping[str, str], file: str = "with") -> dict[str, Node]:
    return {name: read(text, file) for name, text in said.items()}


def frame(said: Mapping[str, str], **options: Mapping[str, str]) -> Frame:
    return Frame.resolved(define(layer(said, "file")), {option: layer(more) for option, more in options.items()})


FILE = {"tokens": "400", "price": "2", "cost": "tokens * price", "double": "cost * 2", "apart": "7"}


def test_inside_a_with_a_name_means_its_value_in_the_layer_below() -> None:
    values = frame(FILE | {"tokens": "500"}, long={"tokens": "tokens * 1.35"})  # the file's 400, with --set tokens=500
    assert values["tokens"] == 500
    assert values.of("long")["tokens"] == 675


def test_what_depends_on_a_replaced_assumption_is_resolved_again() -> None:
    long = frame(FILE, long={"tokens": "1000"}).of("long")
    assert long == {"tokens": 1000, "price": 2, "cost": 2000, "double": 4000, "apart": 7}


def test_an_option_that_says_nothing_has_the_files_values() -> None:
    values = frame(FILE, long={"tokens": "1000"})
    assert values.of("other") is values
    assert values.of("long").of("other") is values
    assert values.of("long").of("long") is values.of("long")


def test_the_unknown_of_a_solve_lies_below_what_an_option_says() -> None:
    values = frame(FILE, long={"tokens": "tokens * 1.35"}, fixed={"tokens": "900"})
    asked = values.given({"tokens": 1000})
    assert [asked[name] for name in ("tokens", "cost")] == [1000, 2000]
    assert asked.of("long")["tokens"] == 1350
    assert asked.of("fixed")["tokens"] == 900  # nothing at the bottom changes it
    # asked in an option, it is the same question about that option
    assert values.of("long").given({"tokens": 1000}) == asked.of("long")


def test_what_a_claim_says_beats_what_an_option_says() -> None:
    values = frame(FILE, long={"tokens": "tokens * 2", "price": "3"})
    claim = layer({"tokens": "50"})
    asked = values.of("long").under(claim)
    assert asked == {"tokens": 50, "price": 3, "cost": 150, "double": 300, "apart": 7}
    assert values.under(claim).of("long") == asked
    assert asked.of("none") == {"tokens": 50, "price": 2, "cost": 100, "double": 200, "apart": 7}


def test_a_claims_value_reaches_what_an_option_makes_of_it() -> None:
    values = frame(FILE, long={"cost": "cost + tokens"})
    # 100 tokens at 2 are 200, and the option adds the 100 to it
    assert values.of("long").under(layer({"tokens": "100"}))["cost"] == 300


def test_inside_a_claim_a_name_means_what_it_means_in_the_option() -> None:
    values = frame(FILE, long={"tokens": "tokens * 2"})
    assert values.of("long").under(layer({"tokens": "tokens + 1"}))["tokens"] == 801


def test_a_part_of_another_option_swaps_the_options_layer_alone() -> None:
    values = frame(FILE, long={"tokens": "tokens * 2"}, short={"tokens": "100"})
    ratio = Quotient(Scoped("long.cost", Name("cost"), "long"), Scoped("short.cost", Name("cost"), "short"))
    for asked in (values, values.of("long"), values.of("short")):
        assert evaluate(ratio, asked) == 8  # 1600 of long, 200 of short
        assert symbolic(ratio, asked) == "long.cost / short.cost"
        assert substituted(ratio, asked) == "1600 / 200"
    assert evaluate(ratio, values.given({"tokens": 300})) == 6  # 1200 / 200
    dear = values.under(layer({"price": "5"}))
    assert substituted(ratio, dear) == "4000 / 500"


def test_figures_of_two_plans_keep_the_values_they_were_asked_in() -> None:
    before, after = frame({"n": "10", "cost": "n * 2"}), frame({"n": "10", "cost": "n * 3"})
    both = JoinedFrame({"before": before, "after": after})
    more = Figure(Difference(Scoped("after", Name("cost"), "after"), Scoped("before", Name("cost"), "before")), both)
    assert (more.value, more.substituted()) == (10, "30 - 20")
    assert more.given({"n": 100}).value == 100
    one_sided = JoinedFrame({"before": before, "after": frame({"n": "10", "cost": "n * 3 + extra", "extra": "1"})})
    assert Figure(more.node, one_sided).given({"extra": 9}).value == 19
    with pytest.raises(KeyError, match="none"):
        Figure(more.node, one_sided).given({"none": 9})
    # two such differences, side by side
    nested = JoinedFrame({"before": both, "after": both})
    assert evaluate(Difference(Scoped("a", more.node, "after"), Scoped("b", more.node, "before")), nested) == 0


def test_places_are_those_of_the_layer_that_counts() -> None:
    values = frame(FILE, long={"tokens": "1000"})
    assert str(values.place("tokens")) == "file:1:1"
    assert str(values.of("long").place("tokens")) == "with:1:1"
    assert str(values.given({"tokens": 5}).place("tokens")) == "settings['tokens']:1:1"


def test_what_was_replaced_is_known() -> None:
    values = frame(FILE, long={"tokens": "1000"})
    assert values.replaced == set()
    assert values.of("long").replaced == {"tokens"}
    assert values.given({"price": 1}).of("long").replaced == {"price", "tokens"}


def test_a_name_that_is_no_assumption_cannot_be_given() -> None:
    with pytest.raises(KeyError, match="tokns"):
        frame(FILE).given({"tokns": 1})


def test_what_has_no_value_under_a_layer_says_where() -> None:
    values = frame({"n": "4", "part": "1 / n"}, none={"n": "n - 4"})
    with pytest.raises(InputError, match="this divides by zero"):
        values.of("none")
    with pytest.raises(InputError, match="this divides by zero"):
        values.given({"n": 0})


@pytest.mark.slow
def test_options_share_the_allowance_of_their_file() -> None:
    long = "sum(k=1..450000, k)"  # 450,000 of the 1,500,000 nodes that one file may sum
    values = frame({"n": "1", "a": f"n + {long}"}, x={"n": "2"}, y={"n": "3"}, z={"n": "4"})
    assert values.of("x")["a"] - values["a"] == 1
    assert values.of("y")["a"] - values["a"] == 2
    with pytest.raises(InputError, match="more terms than one file may have"):
        values.of("z")


def test_another_question_has_an_allowance_of_its_own() -> None:
    values = frame({"n": "1", "a": "n + sum(k=1..60000, k)"})
    for n in range(2, 9):
        assert values.given({"n": n})["a"] - values["a"] == n - 1


def test_a_sum_too_long_leaves_the_others_their_allowance() -> None:
    values = frame({"n": "1"})
    for text, value in (("sum(k=1..2000000, n)", None), ("sum(k=1..3, n)", 3)):
        if value is None:
            with pytest.raises(UndefinedError, match="more terms than one file may have"):
                evaluate(read(text), values)
        else:
            assert evaluate(read(text), values) == value


def test_no_float_is_given() -> None:
    with pytest.raises(TypeError, match=r"settings\['tokens'\] must be an int, a Decimal or a Fraction, not float"):
        frame(FILE).given({"tokens": 0.1})  # type: ignore[dict-item]  # the point
    assert frame(FILE).given({"tokens": "apart + 1"})["cost"] == 16


def test_a_frame_is_never_changed() -> None:
    values = frame(FILE)
    with pytest.raises(TypeError, match="values are never changed"):
        values["tokens"] = D(5)
    claim = layer({"tokens": "50"})
    assert values.under(claim)["cost"] == 100
    claim["tokens"] = read("60")
    assert values.under(claim)["cost"] == 120


def test_a_replaced_value_keeps_the_formula_that_made_it_and_the_values_it_was_made_of() -> None:
    values = frame(FILE, long={"tokens": "tokens * 2"})
    for asked in (values.of("long"), values.given({"tokens": read("tokens * 2")})):
        node, below = asked.made("tokens")
        assert (symbolic(node), evaluate(node, below), substituted(node, below)) == ("tokens * 2", 800, "400 * 2")
    node, below = values.of("long").under(layer({"tokens": "tokens + 1"})).made("tokens")
    assert (evaluate(node, below), substituted(node, below)) == (801, "800 + 1")


def test_the_places_of_a_part_of_another_option_are_in_its_layer() -> None:
    values = frame(FILE, long={"tokens": "1000"})
    total = Figure(Scoped("long.tokens", Name("tokens"), "long"), values)
    assert [str(place) for place in total.places()] == ["with:1:1"]


def test_a_frame_can_be_copied_and_pickled() -> None:
    values = frame(FILE, long={"tokens": "tokens * 2"})
    for again in (pickle.loads(pickle.dumps(values)), copy.deepcopy(values)):  # noqa: S301  # made here
        assert again == values
        assert again.of("long") == values.of("long")
        assert again.given({"tokens": 1}).of("long")["tokens"] == 2


NAMES = ("a", "b", "c", "d", "e")
small = st.integers(-3, 9).map(str)


@st.composite
def files(draw: st.DrawFn) -> dict[str, str]:
    """Draw assumptions, each over those before it."""
    said: dict[str, str] = {}
    for name in NAMES:
        known = st.sampled_from(sorted(said)) if said else small
        text = st.builds("{} {} {}".format, known | small, st.sampled_from("+-*/"), known | small)
        said[name] = draw(small | text)
    return said


@st.composite
def layers(draw: st.DrawFn) -> dict[str, str]:
    """Draw what replaces some of them, over all of them."""
    names = st.sampled_from(NAMES)
    text = small | st.builds("{} {} {}".format, names | small, st.sampled_from("+-*"), names | small)
    return draw(st.dictionaries(names, text, max_size=3))


class Unsaid(Exception):  # noqa: N818  # no error: there is nothing to compare
    """One of them divides by zero."""


def worked_out(said: Mapping[str, str]) -> dict[str, Fraction]:
    """Work the values out by hand: each formula as soon as all its names have one."""
    values: dict[str, Fraction] = {}

    def operand(word: str) -> Fraction:
        return values[word] if word in values else Fraction(word)

    for name in NAMES:
        first, *rest = said[name].split()
        value = operand(first)
        if rest:
            other = operand(rest[1])
            if rest[0] == "/" and not other:
                raise Unsaid
            value = (
                {"+": value + other, "-": value - other, "*": value * other}.get(rest[0])
                if rest[0] != "/"
                else value / other
            )
        values[name] = value
    return values


def replaced(values: Mapping[str, Fraction], said: Mapping[str, str]) -> dict[str, str]:
    """Work out a layer in the values of the layer below, as constants."""
    found = {}
    for name, text in said.items():
        words = [str(f"({values[word]})") if word in values else word for word in text.split()]
        one, *rest = [Fraction(word.strip("()")) if word not in {"+", "-", "*"} else word for word in words]
        if rest:
            sign, other = rest
            one = {"+": one + other, "-": one - other, "*": one * other}[sign]
        found[name] = str(one)
    return found


@given(
    file=files(), option=layers(), claim=layers(), unknown=st.dictionaries(st.sampled_from(NAMES), small, max_size=2)
)
def test_layers_mean_what_they_mean_worked_out_by_hand(
    file: dict[str, str], option: dict[str, str], claim: dict[str, str], unknown: dict[str, str]
) -> None:
    try:
        below = file | unknown
        in_option = worked_out(below | replaced(worked_out(below), option))
        pins = replaced(in_option, claim)
        others = {name: text for name, text in option.items() if name not in pins}
        in_claim = worked_out(below | pins | replaced(worked_out(below | pins), others))
        worked_out(file | replaced(worked_out(file), option))
    except Unsaid:
        return
    values = frame(file, one=option).given({name: D(text) for name, text in unknown.items()})
    assert as_fractions(values.of("one")) == in_option
    assert as_fractions(values.under(layer(claim)).of("one")) == in_claim


def as_fractions(values: Mapping[str, Exact]) -> dict[str, Fraction]:
    return {name: Fraction(value) for name, value in values.items()}


def test_a_formula_without_a_value_names_what_is_missing() -> None:
    with pytest.raises(UndefinedError, match="`nothing` has no value"):
        evaluate(Name("nothing"), frame(FILE))
    assert number(1).key == (D(1), "1")


def test_what_was_worked_out_in_one_process_is_not_taken_into_another() -> None:
    values = frame(FILE)
    nodes = [read("tokens + 1") for _ in range(200)]
    assert {evaluate(node, values) for node in nodes} == {401}
    again = pickle.loads(pickle.dumps(values))  # noqa: S301  # made here
    assert again.memory == {}
    # new formulas, which may come to lie where the old ones lay
    del nodes
    assert {evaluate(read("tokens + 2"), again) for _ in range(2000)} == {402}


def test_figures_of_two_plans_can_be_pickled() -> None:
    both = JoinedFrame({"before": frame({"n": "10"}), "after": frame({"n": "30"})})
    more = Difference(Scoped("after", Name("n"), "after"), Scoped("before", Name("n"), "before"))
    again = pickle.loads(pickle.dumps(both))  # noqa: S301  # made here
    assert evaluate(more, again) == 20
    assert evaluate(more, again.given({"n": 5})) == 0
