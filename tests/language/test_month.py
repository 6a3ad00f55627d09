"""`month`: an assumption that `forecast` counts up, and nothing else is called so; its value belongs to `as_of`."""

from __future__ import annotations

import pytest

from tests.language.asked import ask, refused, total

# 1,000 USD, which grow by a tenth a month: 1,000 * 1.1 ^ 2 = 1,210.
GROWTH = """\
assumptions: {month: 0, growth: 10%}
workload: [{line: a, quantity: 1000 * (1 + growth) ^ month, unit_price: 1}]
"""


def test_a_month_is_an_assumption_like_any_other() -> None:
    assert total(ask(GROWTH)) == 1000
    assert total(ask(GROWTH, settings={"month": "2"})) == 1210
    assert total(ask(GROWTH.replace("month: 0", "month: 2"))) == 1210


def test_a_period_is_called_so_all_the_same() -> None:
    assert total(ask(f"period: month\n{GROWTH}")) == 1000


FIGURE = "figures: {f: 1}\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("workload: [{line: month, unit_price: 1}]\nfigures: {f: total}\n", ["1 reserved-name: month"]),
        (
            "workload: [{call: month, requests: 1, input: 1, model: acme/flat}]\nfigures: {f: total}\n",
            ["1 reserved-name: month"],
        ),
        (
            "workload: [{line: a, unit_price: 1}]\noptions: {month: {}}\nfigures: {f: total}\n",
            ["2 reserved-name: month"],
        ),
        ("workload: [{line: a, unit_price: 1}]\nfigures: {month: total}\n", ["2 reserved-name: month"]),
    ],
)
def test_nothing_else_is_called_a_month(body: str, expected: list[str]) -> None:
    assert refused(body) == expected


@pytest.mark.parametrize("name", ["month", "total", "upfront", "context_window", "max_output", "printed", "price"])
@pytest.mark.parametrize(
    "names_it", ["figures: {f: 1}\n", "claims: [{claim: c, of: 1}]\n", "budgets: [{of: 1, max: 2 USD}]\n"]
)
def test_a_name_is_reserved_only_where_formulas_are_over_results(name: str, names_it: str) -> None:
    # Elsewhere nothing names a result, and files that were right before they could be named stay so.
    line = f"workload: [{{line: {name}, unit_price: 1}}]\n"
    assert total(ask(line)) == 1
    assert refused(line + names_it) == [f"1 reserved-name: {name}"]
