"""What is said of a claim: one relation, the first of those that hold."""

from __future__ import annotations

import pytest

from tests.audit.audited import relations, verdicts
from tests.language.asked import refused

# flash: 1M * 200 * 0.10 / 1M + 1M * 500 * 0.40 / 1M = 20 + 200 = 220. turbo: ten times as much.
BODY = """\
prices: {p: {input: 0.10, output: 0.40}, q: {input: 1, output: 4}}
assumptions: {n: 1M}
workload: [{call: c, requests: n, input: 200, output: 500}]
options: {flash: {model: p}, turbo: {model: q}}
"""


def said(claim: str, body: str = BODY) -> str | None:
    """Return the relation of a claim."""
    return relations(f"{body}claims: [{{claim: c1, {claim}}}]\n")["c1"]


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("printed: $220.00/month, of: flash.total", "agrees"),
        ("printed: $0.22K, of: flash.total", "agrees"),
        ("printed: $219, of: flash.total - 0.6", "rounded"),
        ("printed: $219, of: flash.total - 0.4", "cut"),
        ("printed: $219, of: flash.total - 1.6", "raised"),
        ("printed: $221, of: flash.total", "differs"),
        ("printed: $200, to: 100, of: flash.total", "rounded"),
        ("printed: 90% cheaper, of: 1 - flash.total / turbo.total", "agrees"),
        ("printed: 10x, of: turbo.total / flash.total", "agrees"),
        ("printed: about two hundred, value: 220, of: flash.total", "agrees"),
        ("printed: $221, value: 220, of: flash.total", "agrees"),
        ("printed: two thirds, value: 2 / 3, of: 2 / 3", "agrees"),
        ("printed: two thirds, value: 2 / 3, of: 0.667", "differs"),
        # An interval is one claim.
        ("printed: $200-$300, of: flash.total", "agrees"),
        ("printed: $220.4 to $300, of: flash.total + 0.36", "rounded"),
        ("printed: $230-$300, of: flash.total", "differs"),
        # A bound, too.
        ("printed: up to $300, of: flash.total", "agrees"),
        ("printed: up to $220, of: flash.total", "agrees"),
        ("printed: under $220, of: flash.total - 0.1", "agrees"),
        ("printed: up to $200, of: flash.total", "differs"),
        ("printed: over $200, of: flash.total", "agrees"),
        ("printed: over $300, of: flash.total", "differs"),
        ("printed: over $220, of: flash.total", "differs"),  # not the number itself
        ("printed: at least $220, of: flash.total", "agrees"),
        ("printed: up to $0.2K, of: flash.total", "differs"),  # one digit is no rounded bound
        ("printed: up to $219.9K, of: flash.total * 1K - 60", "rounded"),  # 219,940
        ("printed: $1K, of: flash.total", "differs"),  # anything below is rounded up to one step
        # Every one of several formulas.
        ("printed: $200-$300, of: [flash.total, flash.total + 50]", "agrees"),
        ("printed: $200-$300, of: [flash.total, turbo.total]", "differs"),
        ("printed: $220, of: [flash.total, flash.total + 0.3]", "rounded"),
        # What nobody can check.
        ("printed: $220", "not-checkable"),
        ("printed: cheap, of: flash.total", "not-checkable"),
        ("printed: $220, of: 1 / (flash.total - 220)", "not-checkable"),
    ],
)
def test_the_relation_of_a_claim(claim: str, relation: str) -> None:
    assert said(claim) == relation


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        (
            "printed: $220, of: flash.c.input.quantity",
            "an amount of money is printed, and what it is a figure of is a count",
        ),
        (
            "printed: $10, of: turbo.total / flash.total",
            "an amount of money is printed, and what it is a figure of is a ratio",
        ),
        ("printed: 220%, of: flash.total", "a percentage is printed, and what it is a figure of is an amount in USD"),
        ("printed: 220x, of: flash.total + 0", "a ratio is printed, and what it is a figure of is an amount in USD"),
        (
            "printed: €220, of: flash.total",
            "an amount in EUR is printed, and what it is a figure of is an amount in USD",
        ),
    ],
)
def test_a_figure_of_another_kind_is_not_checked(claim: str, why: str) -> None:
    (verdict,) = verdicts(f"{BODY}claims: [{{claim: c1, {claim}}}]\n").values()
    assert verdict.judgement
    assert (verdict.judgement.relation.value, verdict.judgement.why) == (
        "not-checkable",
        why.replace("…", "what it is a figure of is"),
    )


@pytest.mark.parametrize(
    "claim",
    [
        "printed: $220, of: n * 220 / 1M",  # an assumption can be anything
        "printed: A$220, of: 40 * 5.5",
        "printed: $2, of: flash.total / 110",
        "printed: 2x, of: flash.total / 110",  # 110 may be dollars
        "printed: $440, of: 2 * flash.total",
        "printed: 220 of something, of: flash.total",
    ],
)
def test_a_figure_that_may_be_of_the_kind_is_checked(claim: str) -> None:
    assert said(claim) == "agrees"


RANGED = """\
assumptions: {open: {between: 1 to 3}, near: {value: 2, between: 1 to 3}}
"""


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        ("printed: '2', of: open", "possible"),
        ("printed: '3.4', of: open", "impossible"),
        ("printed: '3', of: open", "possible"),
        ("printed: '2', of: near", "agrees"),
        ("printed: '2.6', of: near", "possible"),
        ("printed: '7', of: near", "impossible"),
        ("printed: 1 to 3, of: open", "agrees"),
        ("printed: 1 to 4, of: open", "differs"),
        ("printed: 4 to 6, of: open", "impossible"),
        ("printed: up to 3, of: open", "agrees"),
        ("printed: up to 2, of: open", "possible"),
        ("printed: over 4, of: open", "impossible"),
    ],
)
def test_what_is_left_open_makes_a_claim_possible_or_impossible(claim: str, relation: str) -> None:
    assert said(claim, RANGED) == relation


def of_two(one: str, other: str, ratio: str) -> dict[str, str | None]:
    """Return the relations of two figures and their ratio, of which nothing but the texts is known."""
    return relations(f"""\
claims:
- {{claim: a, printed: {one}}}
- {{claim: b, printed: {other}}}
- {{claim: r, printed: {ratio}, of: printed.a / printed.b}}
""")


def both(one: str, other: str) -> str:
    """Return a scenario with two claims."""
    return f"{BODY}claims:\n- {{claim: a, {one}}}\n- {{claim: b, {other}}}\n"


def test_printed_figures_that_do_not_fit_are_inconsistent() -> None:
    # 4.22 / 0.30 = 14.07
    assert of_two("$4.22", "$0.30", "4.19x") == {"a": "not-checkable", "b": "not-checkable", "r": "inconsistent"}


def test_printed_figures_that_fit_what_they_are_rounded_from_are_possible() -> None:
    # 1.2 / 8.9 = 13.48 %; but 1.15 / 8.95 = 12.8 %, and 1.25 / 8.85 = 14.1 %.
    assert of_two("$1.2M", "$8.9M", "13.6%")["r"] == "possible"


def test_of_two_texts_of_one_formula_the_one_that_does_not_come_out_is_inconsistent() -> None:
    body = (
        f"{BODY}claims: [{{claim: a, printed: $220, of: flash.total}}, {{claim: b, printed: $250, of: flash.total}}]\n"
    )
    found = verdicts(body)
    assert {name: one.relation.value for name, one in found.items() if one.relation} == {
        "a": "agrees",
        "b": "inconsistent",
    }
    assert found["b"].judgement
    assert found["b"].judgement.why == "`a` prints another number of the same formula, and it comes out"


def test_two_precisions_of_one_number_are_no_two_texts() -> None:
    body = (
        f"{BODY}claims: [{{claim: a, printed: $0.2K, of: flash.total}}, {{claim: b, printed: $230, of: flash.total}}]\n"
    )
    assert relations(body) == {"a": "rounded", "b": "differs"}


def test_the_same_formula_at_other_values_is_another_formula() -> None:
    body = both("printed: $220, of: flash.total", "printed: $250, of: flash.total, with: {n: 2M}")
    assert relations(body) == {"a": "agrees", "b": "differs"}


def test_a_figure_without_a_text_is_not_judged() -> None:
    assert relations(f"{BODY}claims: [{{claim: a, of: flash.total}}]\n") == {"a": None}


def test_what_is_expected_is_held() -> None:
    body = f"""\
{BODY}claims:
- {{claim: known, printed: $221, of: flash.total, expect: differs}}
- {{claim: new, printed: $222.5, of: turbo.total}}
- {{claim: mended, printed: $220, of: flash.total, expect: [differs, wrong-price]}}
"""
    found = verdicts(body)
    assert {name: (one.is_unexpected, one.unmet, one.fails) for name, one in found.items()} == {
        "known": (False, (), False),
        "new": (True, (), True),
        "mended": (False, ("differs", "wrong-price"), True),
    }


def test_a_word_that_no_claim_can_be_is_refused() -> None:
    body = f"{BODY}claims: [{{claim: a, printed: $220, of: flash.total, expect: [differs, wrong-prise]}}]\n"
    assert refused(body) == ["5 unknown-word: wrong-prise"]


@pytest.mark.parametrize(
    ("claim", "relation"),
    [
        # 0 at both corners, and 25 in the middle: nothing is said of what lies between that is not solved for.
        ("printed: 0 to 25, of: x * (10 - x)", "not-checkable"),
        ("printed: '24', of: x * (10 - x)", "possible"),
        ("printed: '26', of: x * (10 - x)", "impossible"),
        ("printed: over 30, of: x * (10 - x)", "impossible"),
        # 26.6 to 27.4: whatever is left open, 27 is printed.
        ("printed: '27', of: 26.6 + x * 0.08", "rounded"),
        # 10 to 20, which is nothing that one step, raised, would print.
        ("printed: 1K, of: 10 + x", "impossible"),
    ],
)
def test_what_lies_inside_of_an_open_range(claim: str, relation: str) -> None:
    body = "assumptions: {x: {between: 0 to 10}}\n"
    assert said(claim, body) == relation


def test_what_is_not_checkable_speaks_against_no_other_text() -> None:
    claims = "[{claim: c1, printed: $221, of: flash.total}, {claim: c2, printed: €220, of: flash.total}]"
    assert relations(f"{BODY}claims: {claims}\n") == {"c1": "differs", "c2": "not-checkable"}


def test_a_claim_has_one_relation() -> None:
    claim = "{claim: c1, printed: $220, of: flash.total, expect: [differs, agrees]}"
    assert refused(f"{BODY}claims: [{claim}]\n") == ["5 too-many: ["]
