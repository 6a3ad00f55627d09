"""`figures`: named formulas over results, with one value for each option, or one for all."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tests.language.asked import ask, figure, figures, option, problems, refused

# 2M tokens at 1 and at 10 USD per 1M, and 5 of support: 7 and 25. Without support, half of them: 10.
BODY = """\
assumptions: {tickets: 100}
workload:
- {call: answer, requests: tickets, input: 20K}
- {line: support, unit_price: 5}
options:
  cheap: {model: acme/eyes}
  dear: {model: acme/flat}
  quiet: {model: acme/flat, use: [answer], with: {tickets: 50}}
"""


def test_a_figure_over_results_has_a_value_in_each_option() -> None:
    result = ask(f"{BODY}figures: {{per_ticket: total / tickets}}\n")
    assert [figures(result, each.id)["per_ticket"] for each in result.outcomes] == [
        Decimal("0.07"),
        Decimal("0.25"),
        Decimal("0.2"),
    ]
    assert result.figures == ()


def test_a_figure_that_is_the_same_in_every_option_stands_once() -> None:
    result = ask(f"{BODY}figures: {{ratio: dear.total / cheap.total, twice: ratio * 2}}\n")
    assert figures(result) == {"ratio": Fraction(25, 7), "twice": Fraction(50, 7)}
    assert [option(result, each.id).figures for each in result.outcomes] == [(), (), ()]


def test_a_figure_may_rest_on_others_in_any_order() -> None:
    result = ask(f"{BODY}figures: {{yearly: monthly * 12, monthly: total - support.total, rest: yearly - monthly}}\n")
    assert figures(result, "cheap") == {"yearly": 24, "monthly": 2, "rest": 22}


def test_a_figure_over_an_assumption_has_the_value_of_the_option() -> None:
    # Figures that are the same in every option need no name before them; `tickets` is another in `quiet`.
    result = ask(f"{BODY}figures: {{many: tickets * 2}}\n")
    assert [figures(result, each.id)["many"] for each in result.outcomes] == [200, 200, 100]


def test_a_figure_may_name_the_options_own_result_beside_anothers() -> None:
    result = ask(f"{BODY}figures: {{saved: 1 - total / dear.total}}\n")
    assert [figures(result, each.id)["saved"] for each in result.outcomes] == [Fraction(18, 25), 0, Fraction(3, 5)]


def test_a_figure_of_another_option_is_asked_with_the_values_of_that_option() -> None:
    result = ask(f"{BODY}figures: {{per_ticket: total / tickets, theirs: quiet.per_ticket, count: quiet.tickets}}\n")
    assert figure(result, "theirs").value == Decimal("0.2")
    assert figure(result, "count").value == 50


def test_all_functions_may_stand_in_a_figure() -> None:
    result = ask(
        f"{BODY}figures:\n"
        "  least: min(cheap.total, dear.total, quiet.total)\n"
        "  most: max(cheap.total, dear.total)\n"
        "  whole: round(dear.total / cheap.total, 2)\n"
        "  up: ceil(dear.total / cheap.total)\n"
        "  down: floor(dear.total / cheap.total)\n"
        "  year: sum(m=1..12, cheap.total * m)\n"
    )
    assert figures(result) == {"least": 7, "most": 25, "whole": Decimal("3.57"), "up": 4, "down": 3, "year": 546}


def test_a_figure_needs_no_workload() -> None:
    result = ask("assumptions: {a: 3}\nfigures: {f: a * 2, g: f + 1}\n")
    assert figures(result) == {"f": 6, "g": 7}
    assert ([each.estimate for each in result.outcomes], result.cheapest) == ([None], ())


def test_a_figure_may_be_limited_by_a_budget() -> None:
    result = ask(
        f"{BODY}figures: {{per_ticket: total / tickets}}\n"
        "budgets:\n"
        "- {of: cheap.per_ticket, max: 0.05 USD}\n"
        "- {of: dear.per_ticket, max: 0.25 USD}\n"
        "- {of: cheap.total * 12, max: 90 USD}\n"
    )
    assert [status.headroom and status.headroom.value for status in result.budgets] == [Decimal("-0.02"), 0, 6]
    assert [status.to_dict()["broken"] for status in result.budgets] == [True, False, False]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{f: f}", ["9 assumption-cycle: f"]),
        ("{f: g, g: f + 1}", ["9 assumption-cycle: f", "9 assumption-cycle: g"]),
        ("{f: cheap.f}", ["9 assumption-cycle: f"]),
        ("{f: totl}", ["9 unknown-name: totl"]),
        ("{f: cheap.totl}", ["9 unknown-name: cheap.totl"]),
        ("{f: chaep.total}", ["9 unknown-name: chaep.total"]),
        ("{f: answer.output}", ["9 unknown-name: answer.output"]),
        ("{f: answer}", ["9 unknown-name: answer"]),
        ("{f: cheap}", ["9 unknown-name: cheap"]),
        ("{f: support.input}", ["9 unknown-name: support.input"]),
        ("{f: support.totl}", ["9 unknown-name: support.totl"]),
        ("{f: printed.c}", ["9 unknown-name: printed.c"]),
        ("{f: total /}", ["9 bad-formula: }"]),
        ("{f: }", ["9 empty-value: f"]),
        ("{f: [1]}", ["9 wrong-type: ["]),
        ("{f: {where: a = b}}", ["9 missing-key: {"]),
        ("{F: 1}", ["9 bad-name: F"]),
        ("{f: 1, f: 2}", ["9 duplicate-key: f"]),
        ("{tickets: 1}", ["9 duplicate-name: tickets"]),
        ("{answer: 1}", ["9 duplicate-name: answer"]),
        ("{cheap: 1}", ["9 duplicate-name: cheap"]),
        ("{total: 1}", ["9 reserved-name: total"]),
        ("{upfront: 1}", ["9 reserved-name: upfront"]),
        ("{context_window: 1}", ["9 reserved-name: context_window"]),
        ("{max_output: 1}", ["9 reserved-name: max_output"]),
    ],
)
def test_a_figure_that_cannot_be_is_refused_where_it_is_written(written: str, expected: list[str]) -> None:
    assert refused(f"{BODY}figures: {written}\n") == expected


def test_a_figure_that_divides_by_zero_says_so_and_leaves_the_others() -> None:
    result = ask(f"{BODY}figures: {{f: total / (tickets - 100), g: total}}\n")
    assert [figures(result, each.id) for each in result.outcomes] == [
        {"f": None, "g": 7},
        {"f": None, "g": 25},
        {"f": Fraction(-1, 5), "g": 10},
    ]
    assert "zero" in str(figure(result, "f", "cheap").why)


def test_a_name_that_no_option_has_is_refused_with_a_hint() -> None:
    ((_, _, message, hint),) = problems(f"{BODY}figures: {{f: cheap.totla}}\n")
    assert "cheap.totla" in message
    assert hint == "did you mean `cheap.total`?"


def test_figures_rest_on_each_other_at_most_thirty_two_deep() -> None:
    chain = "".join(f"  f{n}: f{n + 1} + 1\n" for n in range(31))
    assert figures(ask(f"figures:\n{chain}  f31: 0\n"))["f0"] == 31
    body = f"figures:\n{chain}  f31: f32 + 1\n  f32: 0\n"
    assert refused(body)[0] == "34 formula-too-deep: f32"


def test_as_many_figures_as_two_hundred_and_no_more() -> None:
    lines = "".join(f"  f{n}: {n}\n" for n in range(201))
    assert [found.partition(":")[0].split()[1] for found in refused(f"figures:\n{lines}")] == ["too-many"]
