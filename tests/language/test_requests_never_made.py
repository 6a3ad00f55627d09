"""A request that is never made is not too large; one whose size is known is, however many there may be."""

from __future__ import annotations

import pytest

from tests.language.asked import ask, option

# The window of acme/small is 100K tokens.
TURNS = """\
workload: [{{call: c, each: {{k: 1..20}}, requests: "{requests}", input: 40K * k}}]
options: {{small: {{model: acme/small}}}}
"""


def codes(body: str) -> list[str]:
    return [flag.code for flag in option(ask(body)).flags]


@pytest.mark.parametrize(
    ("requests", "expected"), [("max(0, 3 - k)", []), ("max(0, 4 - k)", ["context-window-exceeded"])]
)
def test_a_turn_that_nobody_reaches_is_not_too_large(requests: str, expected: list[str]) -> None:
    # Of 40K, 80K, 120K … tokens the first two fit, and the third is asked for where 4 - 3 is 1.
    assert codes(TURNS.format(requests=requests)) == expected


@pytest.mark.parametrize(("share", "expected"), [("0%", []), ("1%", ["context-window-exceeded"])])
def test_nor_is_a_share_of_nothing(share: str, expected: list[str]) -> None:
    assert (
        codes(f"""\
assumptions: {{share: {share}}}
workload: [{{call: c, requests: 1000 * share, input: 1, output: 1}}, {{call: d, requests: 1000 * share, input: 200K}}]
options: {{small: {{model: acme/small}}}}
""")
        == expected
    )


@pytest.mark.parametrize("requests", ["n", "between"])
def test_one_that_is_too_large_bars_an_option_without_a_total(requests: str) -> None:
    result = ask(f"""\
assumptions: {{n: {"{between: 10 to 20}" if requests == "between" else "{}"}}}
workload: [{{call: c, requests: n, input: 200K}}]
options: {{small: {{model: acme/small}}}}
""")
    assert option(result).open == ("n",)
    assert [flag.code for flag in option(result).flags if flag.bars] == ["context-window-exceeded"]
    assert result.cheapest == ()
