"""`costcalc solve`: all values of an assumption that make an equation hold, what cannot be, and what is nearest."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.inputs import scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

CHATBOT = "scenarios/chatbot.yaml"
BODY = """\
as_of: 2026-04-28
assumptions:
  turns: 20
  n: {value: 1000, unit: requests/month}
  size: {value: 1000, between: 500 to 2000}
  rate: {value: 5, unit: USD}
  seats: 5
  share: 0.5
prices:
  flat: {input: 1}
  bulk: {input: {volume: [{up_to: 1M, price: 4}, {price: 2}], period: month}}
workload:
  - {call: talk, model: flat, requests: 1000, each: {k: 1..turns}, input: 1000 * k}
  - {call: one, model: flat, requests: n, input: 1000}
  - {call: sized, model: flat, requests: n, input: size}
  - {call: many, model: bulk, requests: n, input: 1000}
  - {call: big, model: openai/gpt-4o, requests: 1, input: n}
  - {line: rent, unit_price: 50}
  - {line: least, quantity: "max(n, 100)", unit_price: 1}
  - {line: rest, quantity: 100 - n, unit_price: 1}
  - {line: blocks, quantity: ceil(n / 1000), unit_price: rate}
options:
  chat: {use: [talk]}
  api: {use: [one]}
  own: {use: [rent]}
  vary: {use: [sized]}
  volume: {use: [many]}
  large: {use: [big]}
  block: {use: [blocks]}
  floor_price: {use: [least]}
  minus: {use: [rest]}
claims:
  - {claim: bill, printed: $40, of: own.total}
figures:
  twice: 2 * api.total
"""


@pytest.fixture
def solve(costcalc: Callable[..., Answer], tmp_path: Path) -> Callable[..., Answer]:
    (tmp_path / "s.yaml").write_text(scenario_yaml(BODY), encoding="utf-8")

    def run(unknown: str, *equation: str, scenario: str | None = None) -> Answer:
        told = equation if equation and equation[0].startswith("--") else ("--target", *equation)
        return costcalc("solve", scenario or str(tmp_path / "s.yaml"), "--for", unknown, *told)

    return run


def document(answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.out)
    return found


def in_line(text: str) -> str:
    return " ".join(text.split())


def test_the_tokens_that_make_the_printed_154_dollars_true(solve: Callable[..., Answer]) -> None:
    # 1M queries: 500M tokens of answers at 0.28 are 140; the other 14 are 1,000M tokens at 0.014
    answer = solve("prompt_tokens", "flash.total = 154", scenario=CHATBOT)
    assert answer.code == 0
    assert "prompt_tokens = 1,000 makes `flash.total` equal `154`." in answer.out
    assert "solve(prompt_tokens, flash.total = 154) = (154 - 140) / 0.014 = 1,000" in in_line(answer.out)
    assert "answer.input + answer.output = 14 + 140 = 154" in answer.out


def test_programs_are_told_in_digits(solve: Callable[..., Answer]) -> None:
    found = document(solve("prompt_tokens", "flash.total = 200 / 1.3", "--format", "json", scenario=CHATBOT))
    (one,) = found["solutions"]
    # (200/1.3 - 140) / 0.014 = (2000/13 - 1820/13) / 0.014 = (180/13) * (1000/14) = 90000/91
    assert (one["value_exact"], one["value"]) == ("90000/91", "989.010989010989")
    assert one["sides"]["left_exact"] == "2000/13"
    assert (found["schema"], found["solved"], found["for"]) == ("costcalc/solve/v1", True, "prompt_tokens")


def test_spreadsheets_get_a_row_for_each(solve: Callable[..., Answer]) -> None:
    rows = list(csv.DictReader(io.StringIO(solve("n", "--break-even", "block", "own", "--format", "csv").out)))
    # ten blocks of 5 are 50
    assert [(row["kind"], row["low"], row["high"], row["left"]) for row in rows] == [("stretch", "9000", "10000", "50")]


def test_markdown_has_the_answer(solve: Callable[..., Answer]) -> None:
    assert "**" in solve("n", "api.total = 3", "--format", "markdown").out


@pytest.mark.parametrize(
    ("unknown", "equation", "value"),
    [
        ("n", "api.total = 3", "3000"),  # a million tokens for each 1
        ("n", "twice = 3", "1500"),
        ("n", "api.total = printed.bill", "40000"),
        ("n", "api.total - own.total = n / 2000", "100000"),  # n/1000 - 50 = n/2000
        ("rate", "block.total = 7", "7"),
        ("turns", "chat.total = 55", "10"),  # 1 + 2 + … + 10
        ("share", "share * own.total = 20", "0.4"),
    ],
)
def test_an_equation_over_results_is_solved(
    solve: Callable[..., Answer], unknown: str, equation: str, value: str
) -> None:
    answer = solve(unknown, equation, "--format", "json")
    assert [one["value"] for one in document(answer)["solutions"]] == [value]
    assert answer.code == 0


def test_a_break_even_says_what_is_cheaper_on_both_sides(solve: Callable[..., Answer]) -> None:
    (one,) = document(solve("n", "--break-even", "api", "own", "--format", "json"))["solutions"]
    assert (one["value"], one["cheaper_below"], one["cheaper_above"]) == ("50000", "api", "own")


def test_several_solutions_and_a_jump_are_all_told(solve: Callable[..., Answer]) -> None:
    # up to 1M tokens cost 4 each million, and all of more than that cost 2: 3 is 750K tokens, and 1.5M
    answer = solve("n", "volume.total = 3")
    assert "2 solutions for n make `volume.total` equal `3`." in answer.out
    assert "n = 750 requests/month; volume.total is 3" in answer.out
    assert "n = 1,500 requests/month; volume.total is 3" in answer.out
    assert "n = 1,000: volume.total is 4; just above it volume.total is 2" in in_line(answer.out)


def test_two_options_that_cost_the_same_over_a_stretch(solve: Callable[..., Answer]) -> None:
    answer = solve("n", "floor_price.total = 100")
    assert "every n from 0 up to and including 100" in answer.out
    assert answer.code == 0


def test_a_target_that_is_jumped_over_is_no_solution(solve: Callable[..., Answer]) -> None:
    answer = solve("n", "block.total = 52")
    assert "No n makes `block.total` equal `52`." in answer.out
    assert "n = 10,000: block.total is 50; just above it block.total is 55" in in_line(answer.out)
    assert answer.code == 1


def test_what_counts_says_its_neighbours(solve: Callable[..., Answer]) -> None:
    answer = solve("turns", "chat.total = 60")  # 10 turns are 55, and 11 are 66
    assert "turns is a whole number: at 10 chat.total is 55; at 11 chat.total is 66" in in_line(answer.out)
    assert answer.code == 1


def test_a_quantity_that_would_be_negative_is_rejected(solve: Callable[..., Answer]) -> None:
    answer = solve("n", "minus.total = 0 - 20")
    assert answer.code == 1
    assert "n = 120: the quantity of `rest` comes out negative" in in_line(answer.out).replace("`quantity`", "quantity")
    below = solve("prompt_tokens", "flash.total = 100", scenario=CHATBOT)
    assert below.code == 1
    assert "prompt_tokens = −2,857.14285714285…" in below.out  # (100 - 140) / 0.014
    assert "prompt_tokens = 0: flash.total is 140" in below.out


def test_what_is_no_quantity_may_be_negative(solve: Callable[..., Answer]) -> None:
    found = document(solve("share", "share * own.total = 0 - 20", "--format", "json"))
    assert [(one["value"], one["rejected"]) for one in found["solutions"]] == [("-0.4", None)]


def test_what_a_model_cannot_do_is_rejected(solve: Callable[..., Answer]) -> None:
    answer = solve("n", "large.total = 1")  # 2.50 for a million: 400,000 tokens in one request
    assert answer.code == 1
    assert "n = 400,000: large: big: 400,000 tokens in one request; gpt-4o's context window is 128,000" in in_line(
        answer.out
    )


def test_inside_of_ranges_it_is_low_and_high(solve: Callable[..., Answer]) -> None:
    answer = solve("n", "vary.total = 6")
    # n requests of 1,000 tokens: 6,000; of 2,000: 3,000; of 500: 12,000
    assert "n = 6,000 makes" in answer.out
    assert "n is from 3,000 (size = 2,000) to 12,000 (size = 500), at the corners of the ranges." in in_line(answer.out)
    set_to = solve("n", "vary.total = 6", "--set", "size=1500")
    assert "With --set: size = 1_500" in set_to.out
    assert "n = 4,000 makes" in set_to.out
    assert "Inside of ranges" not in set_to.out
    # its own range does not matter
    assert "size = 6,000 makes" in solve("size", "vary.total = 6").out


def test_an_option_that_is_always_cheaper_is_said(solve: Callable[..., Answer]) -> None:
    answer = solve("queries", "--break-even", "turbo", "flash", "--as-of", "2026-04-28", scenario=CHATBOT)
    assert "turbo and flash cost the same: queries = 0" in answer.out  # neither costs anything then
    assert "above it flash is cheaper" in in_line(answer.out)
    none = solve("prompt_tokens", "--break-even", "turbo", "flash", scenario=CHATBOT)
    assert "cost the same at no prompt_tokens: flash is always cheaper." in none.out
    assert none.code == 1


def test_what_does_not_depend_on_it_is_said(solve: Callable[..., Answer]) -> None:
    answer = solve("seats", "api.total = own.total")
    assert "Neither `api.total` nor `own.total` depends on seats." in answer.out
    assert answer.code == 1


def test_options_that_are_added_can_be_compared(solve: Callable[..., Answer]) -> None:
    equation = ("--break-even", "flash_published", "gpt_4o_mini")
    answer = solve("prompt_tokens", *equation, "--with", "openai/gpt-4o-mini", "--brief", scenario=CHATBOT)
    # 0.14 p + 0.28 * 500 = 0.15 p + 0.60 * 500 for a million: p = -16,000
    assert "flash_published is always cheaper" in in_line(answer.out)


@pytest.mark.parametrize(
    ("unknown", "equation", "code", "hint"),
    [
        ("prompt_token", ["flash.total = 154"], "unknown-name", "did you mean `prompt_tokens`?"),
        ("prompt_tokens", ["flash.totl = 154"], "unknown-name", "did you mean `flash.total`?"),
        ("prompt_tokens", ["flash.total"], "bad-formula", "write what is to be equal"),
        ("prompt_tokens", ["flash.total = 1 = 2"], "bad-formula", ""),
        ("prompt_tokens", ["--break-even", "flash", "turb"], "unknown-option", "did you mean `turbo`?"),
        (
            "prompt_tokens",
            ["--break-even", "flash", "turbo", "--target", "queries = 1"],
            "bad-setting",
            "give --target",
        ),
        ("prompt_tokens", ["--brief"], "bad-setting", "give --target"),
        ("queries", ["total = 1"], "unknown-name", "say whose"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(
    solve: Callable[..., Answer], unknown: str, equation: list[str], code: str, hint: str
) -> None:
    answer = solve(unknown, *equation, scenario=CHATBOT)
    assert answer.code == 2
    assert f"error[{code}]" in answer.err
    assert hint in answer.err


def test_places_are_told_on_request(solve: Callable[..., Answer]) -> None:
    answer = solve("prompt_tokens", "flash.total = 154", "--explain", scenario=CHATBOT)
    assert "pricing/article-2026-04.yaml" in answer.out
    assert "--explain adds" not in answer.out


def test_very_many_solutions_are_cut_short(solve: Callable[..., Answer]) -> None:
    answer = solve("n", "block.total / 5 = n / 1000")
    assert "64 solutions for n make" in answer.out
    assert "…and 52 more, in --format json and csv" in answer.out
    assert "only the first 64 solutions are listed" in in_line(answer.out)


def test_a_value_that_cannot_be_written_down_lies_between_two(solve: Callable[..., Answer]) -> None:
    answer = solve("rate", "rate * block.total = 2")
    assert "rate between 1.414213562373 and 1.414213562374 makes" in answer.out
    found = document(solve("rate", "rate * block.total = 2", "--format", "json"))["solutions"]
    assert [one["kind"] for one in found if not one["rejected"]] == ["between"]


def test_where_nobody_can_say_it_is_no_answer(solve: Callable[..., Answer]) -> None:
    answer = solve("queries", "flash_published.total = 10", "--as-of", "2020-01-01", scenario=CHATBOT)
    assert answer.code == 2
    assert "Nobody can say which queries makes `flash_published.total` equal `10`" in in_line(answer.out)
    assert "has no price at 2020-01-01" in in_line(answer.out)


def test_a_rate_of_growth_is_solved_for(solve: Callable[..., Answer]) -> None:
    # 50 a month that grow to 200 in twelve months: 4 ^ (1/12) = 1.12246…
    answer = solve("share", "own.total * (1 + share) ^ 12 = 200")
    assert "2 solutions for share" in answer.out  # the other one is -2.12246…, whose power is the same
    assert "share between 0.122462048309 and 0.12246204831" in answer.out
    assert Decimal("1.122462048309") ** 12 < 4 < Decimal("1.12246204831") ** 12
