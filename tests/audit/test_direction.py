"""What may follow from what: totals from parts, ratios from totals, a later figure from an earlier one; never back."""

from __future__ import annotations

import pytest

from tests.audit.audited import verdicts

# 1M * 200 * 10 / 1M + 1M * 500 * 30 / 1M = 2,000 + 15,000; flash: 28 + 140 = 168; 17,000 / 168 = 101.19
BODY = """\
prices: {flash: {input: 0.14, output: 0.28}, turbo: {input: 10, output: 30}}
assumptions: {queries: 1M}
workload: [{call: answer, requests: queries, input: 200, output: 500}]
options: {flash: {model: flash}, turbo: {model: turbo}}
claims:
"""

# $2,571 for the input makes $17,571 of the total; that is 104.59 times 168.
PART = '- {claim: part, printed: "$2,571", of: turbo.answer.input}\n'
TOTAL = '- {claim: total, printed: "$17,571", of: turbo.total}\n'
RATIO = "- {claim: ratio, printed: 104.6x, of: turbo.total / flash.total}\n"
YEAR = '- {claim: year, printed: "$210,852", of: turbo.total * 12}\n'  # 17,571 * 12


def follows(claims: str, claim: str) -> bool:
    """Return whether a claim is shown to follow from another one."""
    return any(one.kind == "follows" for one in verdicts(BODY + claims)[claim].looks_like.shown)


@pytest.mark.parametrize("claims", [PART + TOTAL, TOTAL + PART])
def test_a_total_follows_from_its_part_wherever_that_stands(claims: str) -> None:
    assert follows(claims, "total")
    assert not follows(claims, "part")


@pytest.mark.parametrize("claims", [TOTAL + RATIO, RATIO + TOTAL])
def test_a_ratio_follows_from_a_total_wherever_that_stands(claims: str) -> None:
    assert follows(claims, "ratio")
    assert not follows(claims, "total")


def test_of_two_totals_the_later_one_follows_from_the_earlier_one() -> None:
    other = '- {claim: other, printed: "$173.64", of: flash.total}\n'  # 17,571 / 17,000 * 168 = 173.643
    assert follows(TOTAL + other, "other")
    assert not follows(TOTAL + other, "total")
    assert follows(other + TOTAL.replace("17,571", "17,570.7"), "total")


def test_a_year_follows_from_its_month() -> None:
    assert follows(TOTAL + YEAR, "year")
    assert follows(YEAR + TOTAL, "year")
    assert not follows(YEAR + TOTAL, "total")


def test_a_text_of_the_same_formula_explains_nothing() -> None:
    again = '- {claim: again, printed: "$17,571", of: turbo.total}\n'
    assert not follows(TOTAL + again, "again")
