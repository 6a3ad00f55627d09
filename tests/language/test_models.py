"""Which model a call runs on: the option's `models`, then the call's `model`, then the option's `model`."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.language.asked import ask, charges, option, priced, problems, refused, total, totals

# A million tokens of each call: at 1, 10 and 100 USD.
ROUTED = """\
prices: {cheap: {input: 1}, middle: {input: 10}, dear: {input: 100}}
workload:
- {call: guard, model: cheap, requests: 1, input: 1M}
- {call: answer, requests: 1, input: 1M}
"""


def test_a_call_with_a_model_of_its_own_keeps_it_and_the_others_take_the_options() -> None:
    result = ask(f"{ROUTED}options: {{a: {{model: dear}}}}\n")
    assert charges(result) == {"guard.input": 1, "answer.input": 100}


def test_what_an_option_says_of_a_call_beats_what_the_call_says() -> None:
    result = ask(f"{ROUTED}options: {{a: {{model: dear, models: {{guard: middle}}}}}}\n")
    assert charges(result) == {"guard.input": 10, "answer.input": 100}


def test_a_routing_needs_no_model_of_the_option() -> None:
    result = ask(f"{ROUTED}options: {{a: {{models: {{answer: middle}}}}}}\n")
    assert charges(result) == {"guard.input": 1, "answer.input": 10}


def test_eighty_of_a_hundred_go_to_a_cheap_model() -> None:
    # 0.8 * 1M tokens at 1 USD and 0.2 * 1M at 10: 2.80, against 10.00 for all on the dear one.
    result = ask("""\
assumptions: {share: 80%, n: 1000}
workload:
- {call: easy, requests: share * n, input: 1K}
- {call: hard, requests: (1 - share) * n, input: 1K}
options:
  routed: {model: acme/flat, models: {easy: acme/eyes}}
  all_large: {model: acme/flat}
""")
    assert totals(result) == {"routed": Decimal("2.8"), "all_large": 10}
    assert option(result, "routed").model is None
    assert option(result, "all_large").model == "acme/flat"


def test_each_charge_says_whose_it_is() -> None:
    result = ask(f"{ROUTED}options: {{a: {{model: acme/flat, models: {{guard: acme/eyes}}}}}}\n")
    assert {charge.key: charge.to_dict()["model"] for charge in priced(result).charges} == {
        "guard.input": "acme/eyes",
        "answer.input": "acme/flat",
    }


def test_without_options_every_call_names_its_model() -> None:
    assert total(ask("prices: {p: {input: 2}}\nworkload: [{call: c, model: p, requests: 1, input: 1M}]\n")) == 2
    assert refused("workload: [{call: c, requests: 1, input: 1M}]\n") == ["1 no-model: c"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a: {}", ["7 no-model: a"]),
        ("a: {models: {guard: cheap}}", ["7 no-model: a"]),
        ("a: {model: dear, models: {rent: cheap}}", ["7 unknown-entry: rent"]),
        ("a: {model: dear, models: {anwser: cheap}}", ["7 unknown-entry: anwser"]),
        ("a: {use: [guard, rent], models: {answer: cheap}}", ["7 unknown-entry: answer"]),
        ("a: {model: dear, models: {answer: cheep}}", ["7 unknown-model: cheep"]),
        ("a: {model: dear, models: {answer: acme/smal}}", ["7 unknown-model: acme"]),
    ],
)
def test_a_routing_that_cannot_be_is_refused_where_it_is_written(written: str, expected: list[str]) -> None:
    assert refused(f"{ROUTED}- {{line: rent, unit_price: 5}}\noptions:\n  {written}\n") == expected


def test_a_misspelt_call_has_a_hint() -> None:
    ((_, _, _, hint),) = problems(f"{ROUTED}options: {{a: {{model: dear, models: {{anwser: cheap}}}}}}\n")
    assert hint == "did you mean `answer`?"


def test_an_unused_call_needs_no_model() -> None:
    assert total(ask(f"{ROUTED}options: {{a: {{use: [guard]}}}}\n")) == 1


ALIKE = """\
assumptions: {{n: 1}}
workload:
- {{call: a, requests: n, input: 1M}}
- {{call: b, requests: n, input: 1M}}
options:
  one: {{model: acme/eyes, use: [a], with: {{n: 3}}}}
  two: {{model: acme/eyes, use: [{use}]}}
{more}"""


def test_an_added_model_has_what_the_baseline_has() -> None:
    # The baseline asks a alone, three times: 3M tokens at 10 USD.
    result = ask(ALIKE.format(use="a, b", more="baseline: one\n"), models=["acme/flat"])
    assert list(totals(result).values()) == [3, 2, 30]


def test_an_added_model_has_what_another_option_has_where_it_is_named() -> None:
    result = ask(ALIKE.format(use="a, b", more="baseline: one\n"), models=["acme/flat"], like="two")
    assert list(totals(result).values()) == [3, 2, 20]


def test_an_added_model_has_the_service_of_the_baseline() -> None:
    # 1M tokens in batch at 0.50, and 1 request at 0.005; added beside it on large there is no batch.
    body = "workload: [{call: a, requests: 1, input: 1M}]\noptions: {one: {model: acme/small, service: batch}}\n"
    assert total(ask(body), "one") == Decimal("0.505")
    result = ask(f"{body}baseline: one\n", models=["acme/flat"])
    assert result.outcomes[1].estimate is None


def test_an_added_model_is_refused_where_options_differ_and_nobody_says_like_which() -> None:
    ((_, code, _, hint),) = problems(ALIKE.format(use="a, b", more=""), models=["acme/flat"])
    assert code == "unlike-options"
    assert "--like" in hint


def test_an_added_model_needs_no_baseline_where_all_options_have_the_same_entries() -> None:
    assert list(totals(ask(ALIKE.format(use="a", more=""), models=["acme/flat"])).values())[2] == 10


def test_an_added_model_does_not_reach_calls_that_name_their_own() -> None:
    # The guard stays on cheap: 1, and the answer goes to large: 10.
    result = ask(f"{ROUTED}options: {{a: {{model: dear}}}}\n", models=["acme/flat"])
    assert total(result, result.outcomes[1].id) == 11


@pytest.mark.parametrize("use", ["", ", use: [fee, c]"])
def test_a_model_that_is_like_an_option_of_lines_alone_adds_nothing(use: str) -> None:
    calls = "workload: [{call: c, requests: 1, input: 1M}, {line: fee, unit_price: 7}]\n"
    body = f"{calls}options: {{one: {{model: acme/small{use}}}, two: {{use: [fee]}}}}\n"
    ((_, code, _, hint),) = problems(body, models=["acme/flat"], like="two")
    assert (code, hint) == ("unlike-options", "`two`, which it is like, has no call: say --like with another one")
    assert total(ask(body, models=["acme/flat"], like="one"), "flat") == 17


SEATS = """\
workload: [{{call: c, requests: 1, input: 1M}}, {{call: d, requests: 2, input: 1M}}, {{line: fee, unit_price: 7}}]
options: {{seats: {{use: [fee]}}, one: {{model: acme/small, use: [c, fee]}}{more}}}
baseline: seats
"""


def test_a_baseline_without_calls_is_not_what_an_added_model_is_like() -> None:
    result = ask(SEATS.format(more=""), models=["acme/flat"])
    assert total(result, "flat") == 17  # as `one`: 10 for 1M tokens, and the fee
    more = ", two: {model: acme/small, use: [d]}"
    ((_, code, _, hint),) = problems(SEATS.format(more=more), models=["acme/flat"])
    assert (code, hint) == ("unlike-options", "say --like with one of one, two")
    assert total(ask(SEATS.format(more=more), models=["acme/flat"], like="two"), "flat") == 20


def test_a_model_that_no_call_would_run_on_is_not_added() -> None:
    body = "prices: {p: {input: 2}}\nworkload: [{call: c, model: p, requests: 1, input: 1M}]\n"
    assert [found[1] for found in problems(body, models=["acme/flat"])] == ["unlike-options"]
