"""What people are told of an audit: every number is worked out in `post.py` and here."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.expr import simplest
from costcalc.expr.solving.found import ValueInterval
from costcalc.views.audit.numbers import interval_text, shown

from .post import CLAIMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Audited = Callable[..., Answer]

# `share` is 1,200 ÷ 1,100 − 1 = 1/11, `both` 11/12 and 12/11, `more` and `never` 2 × (0 to 100), `ratio` 1,000 ÷ 100.
# 0.5 × prompt + 1,000 is 1,299.5 to 1,300.5 from 599 to 601 tokens, and 0.5 × prompt 299.5 to 300.5, too.
BRIEF = """\
A post
post.yaml: USD a month, at the prices of 2026-04-28
8 claims: 1 not-checkable, 1 impossible, 1 possible, 1 inconsistent, 2 differs,
1 rounded, 1 agrees. Beside them 1 figure that nobody printed.
4 wrong; 2 of them not expected: input, share. Expected and not so: share
(agrees).

One value makes several claims true
  prompt = 600 (599 to 601) makes 2 claims true: post (~$1,300/month), input
    ($300)

Claims
  claim  printed               recomputed  relation       tags
  day    one day                        -  not-checkable
  month  $1,100/month            1,100.00  agrees         wrong-price
  post   ~$1,300/month           1,100.00  inconsistent   wrong-price
  input  $300                      100.00  differs        wrong-price
  share  8%                        9.09 %  differs        wrong-price
  both   1x to 3x       0.9167 and 1.0909  rounded        wrong-price
  more   $50               0.00 to 200.00  possible
  never  $500              0.00 to 200.00  impossible
  ratio                                10

  claim  expected
  post   yes
  input  no
  share  not so: agrees
  never  yes
"""
# 1,299.5 ÷ 1,100 = 1.18136363…, 1,300.5 ÷ 1,100 = 1.18227272… million
POST = """\
post: ~$1,300/month, inconsistent, as expected
`month` prints another number of the same formula, and it comes out
The file says: Of another post

  post  own.total = answer.input + answer.output = 100 + 1_000 = 1_100
  wrong-price: acme/small at 2026-04-28: input 0.5, published 1; at the
    published prices it is 1,200.00

would need
  queries = 1,182,000 (1,181,363.64 to 1,182,272.72)
  prompt = 600 (599 to 601)

looks like
  it follows from `input`, as printed
    printed.input + own.answer.output = 300 + 1_000 = 1_300
"""


def test_the_answer_alone(audited: Audited) -> None:
    assert audited("--brief").out == BRIEF


def test_a_claim_has_its_facts_and_its_hypotheses_apart(audited: Audited) -> None:
    assert POST in audited().out


def test_what_nobody_expects_stands_before_what_is_known(audited: Audited) -> None:
    lines = audited().out.splitlines()
    order = ["Not expected", "input: $300, differs", "share: 8%, differs", "Wrong, as expected"]
    order += ["never: $500, impossible, as expected", "Neither right nor wrong", "more: $50, possible"]
    order += ["What else is to be said", "Not checkable"]
    places = [lines.index(line) for line in order]
    assert places == sorted(places)


def test_the_two_headings_are_never_mixed(audited: Audited) -> None:
    heading = ""
    for line in audited().out.splitlines():
        heading = line if not line.startswith(" ") and line else heading
        if " bits" in line:
            assert heading == "looks like"
        if line.startswith("  prompt = ") and "makes" not in line:
            assert heading == "would need"


def test_tags_of_what_comes_out_are_said_once(audited: Audited) -> None:
    said = " ".join(audited().out.partition("What else is to be said")[2].split())
    # both at the published prices: 1,200 ÷ 1,200
    assert (
        "published 1; printed, and at the published prices: month ($1,100/month, 1,200.00), both (1x to 3x, 1)" in said
    )


def test_everything_is_explained_with_its_places(audited: Audited) -> None:
    out = audited("--explain").out
    of_all = out.partition("How it was computed")[2]
    assert "month            own.total = answer.input + answer.output" in of_all
    assert "both (1st of 2)  own.total / published.total" in of_all
    assert "ratio            own.answer.output / own.answer.input = 1_000 / 100 = 10" in of_all
    assert "post.yaml:14:13" in of_all
    assert "pricing/acme.yaml  published  2026-04-20, 8 days earlier" in of_all
    assert "post  own.total" not in of_all  # it is told above, with its places
    assert "post.yaml:15:13" in out
    assert "How it was computed" not in audited().out


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_no_line_is_longer_than_the_terminal(audited: Audited, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for words in ((), ("--brief",), ("--explain",)):
        assert max(map(len, audited(*words).out.splitlines())) <= columns


def test_a_list_says_which_of_its_formulas_decides(audited: Audited) -> None:
    line = '{claim: range, printed: 2x to 3x, of: ["2", own.total / published.total, "3"]}'
    out = audited(claims=f"claims:\n  - {line}\n").out
    assert "0.9167 (2nd of 3)" in out  # 1,100 ÷ 1,200
    assert "range (2nd of 3)  own.total / published.total" in out


def test_the_one_way_of_rounding_that_fits_is_named(audited: Audited) -> None:
    # 1,100 × 0.0015 = 1.65: up to 1.7 and to the even 1.6
    out = audited(claims="claims:\n  - {claim: up, printed: $1.7, of: own.total * 0.0015}\n").out
    assert "rounded (half-up)" in out
    out = audited(claims="claims:\n  - {claim: even, printed: $1.6, of: own.total * 0.0015}\n").out
    assert "rounded (half-even)" in out


def test_other_ratios_of_a_pair_are_said_together(audited: Audited) -> None:
    lines = ("{claim: bills, printed: 0.92x, of: own.total / published.total}",)
    lines += ("{claim: inputs, of: own.answer.input / published.answer.input}",)  # 100 ÷ 200
    lines += ("{claim: again, printed: 0.9x, of: own.total / published.total}",)
    out = audited("--brief", claims="claims:\n" + "".join(f"  - {line}\n" for line in lines)).out
    assert "theirs ÷ acme/small: 0.92 (bills, 0.92x printed, again, 0.9x printed); 0.5 (inputs)" in " ".join(
        out.split()
    )


@pytest.mark.parametrize(
    ("line", "value", "text"),
    [
        ("printed: $0.28", Fraction("0.2800001"), "0.2800001"),  # at 0.28 it would look the same
        ("printed: $0.28", Fraction("0.275"), "0.275"),
        ("printed: 94%", Fraction("0.9400001"), "94.00001 %"),
        ("printed: 94%", Fraction(21681, 23000), "94.27 %"),
        ("printed: 107x", Fraction(750, 7), "107.1429"),
        ("printed: 107x", Fraction("107.00001"), "107.00001"),
        ("printed: 10x to 20x", Fraction("20.000001"), "20.000001"),
        ('printed: "$17,000"', Fraction(17000), "17,000.00"),
    ],
)
def test_what_comes_out_never_looks_like_what_is_printed_and_is_not(
    audited: Audited, document: Callable[..., Any], line: str, value: Fraction, text: str
) -> None:
    claims = f"claims:\n  - {{claim: one, {line}, of: own.total * {value.numerator} / {value.denominator * 1100}}}\n"
    assert document(claims=claims)["claims"][0]["figures"]
    assert any(text in row.split("  ") or f" {text} " in f"{row} " for row in audited(claims=claims).out.splitlines())


def interval(low: str | None, high: str | None, ends: str = "[)", **more: bool) -> ValueInterval:
    numbers = [None if end is None else Fraction(end) for end in (low, high)]
    return ValueInterval(*numbers, ends[0] == "[", ends[1] == "]", **more)


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (interval("6750/7", "7250/7"), "964.29 to 1,035.71"),  # 964.2857… and 1,035.7142…, both rounded inwards
        (interval("950", "1050"), "950 to under 1,050"),
        (interval("950", "1050", "(]"), "over 950 to 1,050"),
        (interval("950", None), "950 and more"),
        (interval("950", None, "()"), "over 950"),
        (interval(None, "950", "(]"), "up to 950"),
        (interval(None, "950"), "under 950"),
        (interval(None, None, "()"), "any value"),
        (interval("3", "3", "[]"), "3 alone"),
        (interval("1/3", "1/3", "[]"), "1/3 alone"),
        (interval("2", "9", "[]", whole=True), "whole numbers, 2 to 9"),
        (interval("1", "2", "[]", exact=False), "about 1 to 2"),
        (interval("0.00001", "0.0000125", "[]"), "0.00001 to 0.0000125"),
        (interval("-1050", "-950", "(]"), "over −1,050 to −950"),
    ],
)
def test_every_value_between_the_ends_that_are_shown_is_one(values: ValueInterval, text: str) -> None:
    assert interval_text(values) == text


def test_without_a_text_a_number_is_plain() -> None:
    assert shown(simplest(Fraction(1, 3)), None) == "0.3333"
    assert shown(simplest(Fraction(0)), None) == "0"


def test_a_number_that_nobody_can_read_is_said_to_be_small(audited: Audited) -> None:
    lines = (
        "{claim: least, printed: $5, of: own.total / 3^1000}",
        "{claim: less, printed: -$5, of: 0 - own.total / 3^1000}",
    )
    lines += ("{claim: near, printed: 94%, of: 0.94 + own.total / 3^1000}",)
    out = audited("--brief", claims="claims:\n" + "".join(f"  - {line}\n" for line in lines)).out
    rows = [" ".join(line.split()) for line in out.splitlines()]
    assert "least $5 under 1e-30 differs wrong-price no" in rows
    assert "less -$5 over −1e-30 differs wrong-price no" in rows
    assert "near 94% 94 % rounded wrong-price" in rows


def test_markdown_has_the_same_parts(audited: Audited) -> None:
    page = audited("--format", "markdown").out
    assert "#### post: &#126;&#36;1,300/month, inconsistent, as expected" in page
    assert page.count("##### would need") == page.count("would need")
    assert "| post | &#126;&#36;1,300/month | 1,100.00 | inconsistent | wrong-price | yes |" in page
    assert CLAIMS.count("claim: ") == sum(1 for line in page.splitlines() if line.startswith("| ")) - 2
