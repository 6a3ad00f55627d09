"""`require`: an option that does not fulfil it is listed with the reason, and cannot be the cheapest (decision 11)."""

from __future__ import annotations

import pytest

from tests.language.asked import ask, option, refused, totals

# small: window 100K, answer 10K, open, MIT, US. large: 1M, 50K, closed, no licence, US. flat says nothing. y: CN.
BODY = """\
currency: USD
workload: [{call: c, requests: 1, input: 1}]
options: {s: {model: acme/small}, l: {model: acme/large}, f: {model: acme/flat}, y: {model: yuan/y}}
"""


def excluded(require: str, body: str = BODY) -> str:
    result = ask(f"{body}require: {require}\n", fx=True)
    return "".join(each.id for each in result.outcomes if each.excluded)


@pytest.mark.parametrize(
    ("require", "expected"),
    [
        ("{context_window: 100K}", "fy"),
        ("{context_window: 100001}", "sfy"),
        ("{context_window: 1M}", "sfy"),
        ("{max_output: 10K}", "fy"),
        ("{max_output: 50001}", "slfy"),
        ("{origin: US}", "y"),
        ("{origin: [US, CN]}", ""),
        ("{origin: {not: [CN]}}", "y"),
        ("{origin: {not: CN}}", "y"),
        ("{origin: {not: [CN, US]}}", "slfy"),
        ("{weights: open}", "lfy"),
        ("{weights: closed}", "sfy"),
        ("{license: MIT}", "lfy"),
        ("{license: [Apache-2.0, MIT]}", "lfy"),
        ("{license: {not: [Apache-2.0]}}", "lfy"),
        ("{license: {not: MIT}}", "slfy"),
        ("{region: eu}", "slfy"),
        ("{origin: US, weights: open}", "lfy"),
    ],
)
def test_what_a_card_does_not_say_is_not_fulfilled(require: str, expected: str) -> None:
    assert excluded(require) == expected


def test_an_excluded_option_keeps_its_total_and_its_reason_and_never_wins() -> None:
    result = ask(f"{BODY}require: {{weights: closed}}\n", fx=True)
    assert None not in totals(result).values()
    assert "open" in option(result, "s").excluded[0]
    assert "not known" in option(result, "f").excluded[0]
    assert option(result, "s").may_win is False
    assert result.cheapest == ("l",)


def test_all_reasons_are_listed() -> None:
    result = ask(f"{BODY}require: {{context_window: 1M, origin: CN, weights: closed}}\n", fx=True)
    assert len(option(result, "s").excluded) == 3


def test_every_model_of_an_option_is_asked() -> None:
    body = BODY.replace("l: {model: acme/large}", "l: {model: acme/large, models: {c: acme/small}}")
    assert excluded("{weights: open}", body) == "fy"
    two = """\
currency: USD
workload: [{call: c, requests: 1, input: 1}, {call: d, requests: 1, input: 1}]
options: {a: {model: acme/small}, b: {model: acme/small, models: {d: acme/large}}}
"""
    assert excluded("{weights: open}", two) == "b"


def test_lines_are_not_asked() -> None:
    assert excluded("{weights: open}", "workload: [{line: a, unit_price: 1}]\noptions: {a: {}}\n") == ""


def test_a_region_is_required_of_the_terms() -> None:
    body = """\
prices: {p: {input: 1, regions: {eu: {multiplier: 1.1}}}}
workload: [{call: c, requests: 1, input: 1}, {call: d, requests: 1, input: 1, region: eu}]
options: {a: {model: p}, b: {model: p, region: eu}}
"""
    assert excluded("{region: eu}", body) == "a"


@pytest.mark.parametrize(
    ("require", "expected"),
    [
        ("{origin: usa}", ["1 unknown-word: usa"]),
        ("{origin: us}", ["1 unknown-word: us"]),
        ("{origin: []}", ["1 empty-list: ["]),
        ("{origin: {nto: [CN]}}", ["1 unknown-key: {"]),
        ("{origin: {not: [CN], in: [US]}}", ["1 unknown-key: {"]),
        ("{origin: {not: []}}", ["1 empty-list: ["]),
        ("{weights: half}", ["1 unknown-word: half"]),
        ("{context_window: -1}", ["1 negative-number: -1"]),
        ("{context_window: many}", ["1 bad-number: many"]),
        ("{licence: MIT}", ["1 unknown-key: licence"]),
        ("open", ["1 wrong-type: open"]),
    ],
)
def test_a_requirement_that_cannot_be_is_refused(require: str, expected: list[str]) -> None:
    body = f"require: {require}\nworkload: [{{line: a, unit_price: 1}}]\n"
    assert refused(body) == expected


@pytest.mark.parametrize(
    ("period", "window", "expected"),
    [
        ("month", 1_000_000, ()),
        ("2026-04", 1_000_000, ()),
        ("2026-05", None, ("acme/beta: its context window is 200,000; 500,000 is required",)),  # from the 10th on
        ("2026-06", 200_000, ("acme/beta: its context window is 200,000; 500,000 is required",)),
    ],
)
def test_a_limit_is_that_of_the_whole_time_that_is_priced(
    period: str, window: int | None, expected: tuple[str, ...]
) -> None:
    result = ask(f"""\
period: {period}
require: {{context_window: 500K}}
workload: [{{call: c, requests: 1, input: 1}}]
options: {{b: {{model: acme/beta}}}}
figures: {{window: context_window}}
""")
    assert option(result).excluded == expected
    (found,) = option(result).figures
    assert found.value == window
    if window is None:
        assert found.why == "the `context_window` of acme/beta is not one number: it changes in 2026-05"
