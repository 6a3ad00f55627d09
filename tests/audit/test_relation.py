"""How a printed number stands to the recomputed one."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costcalc.comparison.audit import tags
from costcalc.comparison.audit.relation import BOTH, HALF_EVEN, HALF_UP, MEANINGS, Reading, Relation
from costcalc.scenario.expectations import RELATIONS, TAGS

AGREES, ROUNDED, CUT = Relation.AGREES, Relation.ROUNDED, Relation.CUT
RAISED, DIFFERS = Relation.RAISED, Relation.DIFFERS


@pytest.mark.parametrize(
    ("printed", "step", "exact", "relation", "rounding"),
    [
        ("142.80", "0.01", "142.8", AGREES, None),
        ("0.13", "0.01", "0.1319", ROUNDED, BOTH),
        ("0.28", "0.01", "0.275", ROUNDED, BOTH),  # the tie: half-up, and 8 is even
        ("3.29", "0.01", "3.285", ROUNDED, HALF_UP),  # 9 is odd
        ("3.28", "0.01", "3.285", ROUNDED, HALF_EVEN),
        ("2.62", "0.01", "2.625", ROUNDED, HALF_EVEN),
        ("-3.29", "0.01", "-3.285", ROUNDED, HALF_UP),  # away from 0
        ("34", "1", "34.6153", CUT, None),
        ("1.07", "0.01", "1.0620915", RAISED, None),
        ("-34", "1", "-34.6", CUT, None),
        ("0", "1", "0.7", CUT, None),
        ("0", "1", "0.5", ROUNDED, HALF_EVEN),
        ("3.57", "0.01", "3.56", DIFFERS, None),  # a whole step away
        ("3.57", "0.01", "3.58", DIFFERS, None),
        ("25000", "1000", "24600", ROUNDED, BOTH),
        ("25000", "1000", "17000", DIFFERS, None),
        ("2", "0", "2", AGREES, None),  # every digit is meant
        ("2", "0", "2.0001", DIFFERS, None),
        ("5", "1", "-5", DIFFERS, None),
        ("1000000", "1000000", "5500", DIFFERS, None),  # anything below is rounded up to one step
        ("2000000", "1000000", "1100000", RAISED, None),
    ],
)
def test_the_relation_of_a_number(
    printed: str, step: str, exact: str, relation: Relation, rounding: str | None
) -> None:
    assert Reading(Fraction(printed), Fraction(step)).relation(Fraction(exact)) == (relation, rounding)


@given(st.integers(-1000, 1000), st.integers(-100_000, 100_000))
def test_a_number_that_python_rounds_to_what_is_printed_is_rounded(printed: int, exact: int) -> None:
    # Python's round of a fraction is half-even.
    value = Fraction(exact, 100)
    found, rounding = Reading(Fraction(printed), Fraction(1)).relation(value)
    if round(value) == printed:
        assert found in {AGREES, ROUNDED}
        assert value == printed or rounding in {BOTH, HALF_EVEN}
    else:
        assert rounding not in {BOTH, HALF_EVEN}


@given(st.integers(-1000, 1000), st.integers(-100_000, 100_000))
def test_only_what_is_within_a_step_is_anything_but_another_number(printed: int, exact: int) -> None:
    value = Fraction(exact, 100)
    found, _ = Reading(Fraction(printed), Fraction(1)).relation(value)
    rounds = abs(value - printed) <= Fraction(1, 2)
    # Of one step nothing is raised, as anything less could be.
    is_raised_to_one = abs(printed) == 1 and abs(value) < 1 and not rounds
    is_another = abs(value - printed) >= 1 or (printed * value < 0 and not rounds)
    assert (found is DIFFERS) == (is_another or is_raised_to_one)


def test_the_words_of_the_language_are_the_relations_in_their_order() -> None:
    assert tuple(relation.value for relation in Relation) == RELATIONS


def test_the_tags_of_the_language_are_those_that_are_said() -> None:
    assert set(tags.TAGS) == set(TAGS)
    assert set(MEANINGS) == set(Relation)


def test_three_of_them_are_false() -> None:
    assert {relation.value for relation in Relation if relation.is_false} == {"impossible", "inconsistent", "differs"}
