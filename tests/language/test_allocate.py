"""`allocate` and `amortise`: for whom a cost is, and over how many months an export spreads it."""

from __future__ import annotations

import pytest

from costcalc.expr import decimal_text
from tests.language.asked import ask, problems, refused

BODY = "workload: [{line: a, unit_price: 1}]\n"


@pytest.mark.parametrize(
    ("written", "tag", "shares"),
    [
        ("{team: {search: 60%, ads: 40%}}", "team", {"search": "0.6", "ads": "0.4"}),
        ("{cost_centre: {4711: 0.25, 0815: 75%}}", "cost_centre", {"4711": "0.25", "0815": "0.75"}),
        (
            '{team: {"日本, a b": 33.34%, b: 33.33%, c: 33.33%}}',
            "team",
            {"日本, a b": "0.3334", "b": "0.3333", "c": "0.3333"},
        ),
        ("{team: {all: 100%}}", "team", {"all": "1"}),
    ],
)
def test_a_cost_is_divided_by_the_values_of_one_tag(written: str, tag: str, shares: dict[str, str]) -> None:
    found = ask(f"allocate: {written}\n{BODY}").scenario.scenario.allocate
    assert found is not None
    assert found.tag == tag
    assert {name: decimal_text(share.value) for name, share in found.shares.items()} == shares


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("[team]", ["1 wrong-type: ["]),
        ("{}", ["1 wrong-type: {"]),
        ("{team: search}", ["1 wrong-type: team"]),
        ("{team: {}}", ["1 wrong-type: team"]),
        ("{team: {a: 50%, b: 50%}, project: {x: 100%}}", ["1 too-many: {"]),
        ("{te am: {a: 100%}}", ["1 bad-name: te"]),
        # whom does the rest belong to?
        ("{team: {a: 60%, b: 39%}}", ["1 bad-number: team"]),
        ("{team: {a: 60%, b: 41%}}", ["1 bad-number: team"]),
        ("{team: {a: 33.33%, b: 33.33%, c: 33.33%}}", ["1 bad-number: team"]),
        # 60 would be 6,000 %
        ("{team: {a: 60, b: 40}}", ["1 bad-number: 40", "1 bad-number: 60"]),
        ("{team: {a: -10%, b: 110%}}", ["1 negative-number: -10"]),
        ("{team: {a: n, b: 50%}}", ["1 bad-number: n"]),
        ("{team: {a: , b: 100%}}", ["1 empty-value: a"]),
        ("{team: {a: [1], b: 100%}}", ["1 wrong-type: ["]),
    ],
)
def test_an_allocation_that_cannot_be_is_refused_where_it_is_written(written: str, expected: list[str]) -> None:
    assert sorted(refused(f"allocate: {written}\n{BODY}")) == sorted(expected)


def test_shares_say_what_they_add_up_to() -> None:
    ((_, code, message, hint),) = problems(f"allocate: {{team: {{a: 60%, b: 39%}}}}\n{BODY}")
    assert (code, message) == ("bad-number", "these shares add up to 99 %, and not to 100 %")
    assert hint == "shares are exact: 33.34%, 33.33% and 33.33% are all of it"


def test_a_third_is_written_by_who_pays_the_cent() -> None:
    for _, code, message, hint in problems(f"allocate: {{team: {{a: 1/3, b: 2/3}}}}\n{BODY}"):
        assert (code, message.partition("` ")[2]) == ("bad-number", "is no percentage")
        assert hint == "shares are exact: 33.34%, 33.33% and 33.33% are all of it"


def test_a_tag_has_one_value_or_is_divided_by_and_not_both() -> None:
    text = "tags: {team: support}\nallocate: {team: {a: 60%, b: 40%}}\n"
    assert refused(f"{text}{BODY}") == ["2 duplicate-name: team"]
    assert ask(f"{text.replace('tags: {team', 'tags: {project')}{BODY}")


def test_there_are_not_too_many_shares() -> None:
    shares = ", ".join(f"a{n}: 1%" for n in range(100))
    assert refused(f"allocate: {{team: {{{shares}}}}}\n{BODY}") == ["1 too-many: team"]


def test_no_amount_of_a_comparison_is_another_one() -> None:
    once = BODY.replace("unit_price: 1", "unit_price: 100, once: true")
    text = f"allocate: {{team: {{a: 60%, b: 40%}}}}\n{once}"
    assert [str(each.upfront_total) for each in ask(text).outcomes] == ["100"]
    spread = text.replace("once: true", "once: true, amortise: 3 months")
    assert [str(each.upfront_total) for each in ask(spread).outcomes] == ["100"]


@pytest.mark.parametrize(("written", "months"), [("12 months", 12), ("1 month", 1), ("120 months", 120)])
def test_what_is_paid_once_is_spread_over_months(written: str, months: int) -> None:
    for entry in ("line: a, unit_price: 1", "call: a, model: acme/small, totals: {input: 1}"):
        found = ask(f"workload: [{{{entry}, once: true, amortise: {written}}}]\n").scenario.scenario.workload[0]
        assert found.amortise is not None
        assert found.amortise.value == months


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("once: true, amortise: 12", ["1 bad-number: 12"]),
        ("once: true, amortise: 0 months", ["1 bad-number: 0"]),
        ("once: true, amortise: 121 months", ["1 bad-number: 121"]),
        ("once: true, amortise: 1 year", ["1 bad-number: 1"]),
        ("once: true, amortise: n months", ["1 bad-number: n"]),
        # it is paid in every period
        ("amortise: 12 months", ["1 missing-key: 12"]),
        ("once: false, amortise: 12 months", ["1 missing-key: 12"]),
        ("paid_in: 2026-08", ["1 missing-key: a"]),
        ("once: true, paid_in: 2026-13", ["1 unknown-word: 2026-13"]),
        ("once: true, paid_in: 2026", ["1 unknown-word: 2026"]),
        ("once: true, paid_in: August", ["1 unknown-word: August"]),
    ],
)
def test_months_that_cannot_be_are_refused(written: str, expected: list[str]) -> None:
    assert refused(f"workload: [{{line: a, unit_price: 1, {written}}}]\n") == expected
