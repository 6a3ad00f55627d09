"""Roots of polynomials: exact where they are fractions, and between two values close together elsewhere."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from costcalc.expr.solving.polynomial import Ratio, constant_ratio
from costcalc.expr.solving.roots import WIDTH, isolated, roots

F = Fraction
fractions = st.fractions(-20, 20, max_denominator=12)


def made(of: list[Fraction], squares: list[int]) -> tuple[Fraction, ...]:
    """Multiply x - each out, and x² - each of the others."""
    found = constant_ratio(F(3, 7))
    for root in of:
        found = found.times(Ratio((-root, F(1))))
    for square in squares:
        found = found.times(Ratio((F(-square), F(0), F(1))))
    return found.top


@given(of=st.lists(fractions, min_size=1, max_size=5))
def test_roots_that_are_fractions_are_found_exactly(of: list[Fraction]) -> None:
    assert [(each.low, each.high) for each in isolated(made(of, []))] == [(root, root) for root in sorted(set(of))]
    assert roots(made(of, [])) == sorted(set(of))


@given(of=st.lists(fractions, max_size=3), squares=st.lists(st.sampled_from([2, 3, 5, 7]), min_size=1, max_size=2))
def test_other_roots_lie_between_two_values(of: list[Fraction], squares: list[int]) -> None:
    found = list(isolated(made(of, squares)))
    assert [each.low for each in found if each.low == each.high] == sorted(set(of))
    irrational = [each for each in found if each.low != each.high]
    assert len(irrational) == 2 * len(set(squares))
    for each in irrational:
        assert any((each.low**2 - square) * (each.high**2 - square) < 0 for square in squares)
        assert each.high - each.low <= WIDTH
    assert roots(made(of, squares)) is None


@given(of=st.lists(fractions, min_size=1, max_size=5), low=fractions, high=fractions)
def test_only_roots_between_two_values_are_found(of: list[Fraction], low: Fraction, high: Fraction) -> None:
    found = [each.low for each in isolated(made(of, []), low, high)]
    assert found == sorted(root for root in set(of) if low < root < high)
    if low <= high:
        assert roots(made(of, []), low, high) == sorted(root for root in set(of) if low <= root <= high)


def test_what_is_never_0_has_no_roots() -> None:
    assert list(isolated((F(1), F(0), F(1)))) == []
    assert list(isolated((F(5),))) == []
    assert list(isolated((F(2), F(0), F(0), F(0), F(1)))) == []
