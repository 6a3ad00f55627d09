"""Which options are called the cheapest, where the total of some is not one number."""

from __future__ import annotations

import pytest

from tests.language.asked import ask

BODY = """\
assumptions: {{n: {{between: 1 to 4}}, m: {{between: 1 to 4}}}}
prices: {{p: {{input: 10, basis: contracted, source: ours}}}}
workload: [{{call: c, requests: 1, input: 1M * {first}}}]
options:
  one: {{model: p}}
  two: {{model: p, with: {second}}}
  {third}
"""


@pytest.mark.parametrize(
    ("first", "second", "third", "cheapest"),
    [
        ("n", "{m: 2}", "", ("one", "two")),  # the same, whatever n is
        ("n", "{n: n}", "", ("one", "two")),
        ("n", "{n: n + 1}", "", ("one",)),
        ("n", "{n: 4}", "", ("one",)),  # never more, and as much where n is 4
        ("n", "{n: 1}", "", ("two",)),
        ("n", "{n: 2}", "", ("two",)),  # it has a total, and `one` has none that is proven to be less
        ("n", "{n: m}", "", ()),
        ("n", "{m: 2}", "three: {model: p, with: {n: 0.5}}", ("three",)),
        ("n", "{m: 2}", "three: {model: p, with: {n: n - 1}}", ("three",)),
        ("n", "{m: 2}", "three: {model: p, with: {n: m}}", ()),
    ],
)
def test_an_open_option_wins_where_it_never_costs_more(
    first: str, second: str, third: str, cheapest: tuple[str, ...]
) -> None:
    result = ask(BODY.format(first=first, second=second, third=third))
    assert result.cheapest == cheapest
