"""Units stay text; what is so much a day in a scenario of a month is a warning in every answer, with its place."""

from __future__ import annotations

from tests.language.asked import ask, option

DAILY = """\
assumptions: {queries: {value: 1000, unit: requests/day}, seats: 10}
workload:
  - {call: answer, requests: queries, input: 100}
  - {line: desk, quantity: seats, unit_price: 5}
options:
  both: {model: acme/small}
  desk_alone: {use: [desk]}
baseline: both
"""


def flags(body: str, name: str, **keys: int) -> list[str]:
    return [f"{flag.code}: {flag.message}" for flag in option(ask(body, settings=dict(keys)), name).flags]


def test_it_is_a_flag_of_the_options_that_count_it_and_bars_nothing() -> None:
    (flag,) = flags(DAILY, "both")
    assert flag == (
        "unit-not-converted: `queries` is so much a day, and `answer` is counted in a month (text:7:30): "
        "multiply it by the days of a month, or say `period: day`"
    )
    assert not flags(DAILY, "desk_alone")
    assert option(ask(DAILY), "both").may_win


def test_what_is_converted_or_set_or_of_the_period_is_none() -> None:
    assert not flags(DAILY.replace("requests: queries", "requests: queries * 30"), "both")
    assert not flags(DAILY.replace("requests/day", "requests/month"), "both")
    assert not flags(DAILY, "both", queries=30_000)
