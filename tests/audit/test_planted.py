"""How often a wrong figure that nobody made looks like something: seldom, or what a figure looks like says nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.audit.planted import planted, right_claims

if TYPE_CHECKING:
    from costcalc.comparison.audit.suspect import Suspect
    from costcalc.ratecard import Catalogue

CASES = Path("tests/cases")
SEED = 20261129
COUNT = 500
SAMPLED = 100
"""Figures that are planted without `--long`: of four digits alone."""


@pytest.fixture(scope="module")
def claims(cards: Catalogue) -> list[tuple[str, str, Suspect]]:
    """All right claims of the public cases."""
    return right_claims(CASES, cards)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("digits", "most", "count"),
    [
        (4, 0.05, SAMPLED),
        pytest.param(3, 0.15, COUNT, marks=pytest.mark.long),
        pytest.param(4, 0.05, COUNT, marks=pytest.mark.long),
    ],
)
def test_a_planted_figure_seldom_looks_like_something(
    claims: list[tuple[str, str, Suspect]], digits: int, most: float, count: int
) -> None:
    found = list(planted(claims, digits, count, Random(SEED)))  # noqa: S311  # the same every time
    shown = [one for one in found if one.found.shown]
    kinds = Counter(one.kind for each in shown for one in each.found.shown)
    print(f"{digits} digits: {len(shown)} of {count} look like something: {dict(kinds.most_common())}")  # noqa: T201
    assert len(shown) <= most * count
    assert len(found) == count
    if count < COUNT:
        return
    page = Path("docs/claims.md").read_text(encoding="utf-8")
    assert f"| {digits} | {COUNT} | {len(shown)} | {len(shown) / COUNT:.1%} |" in page
