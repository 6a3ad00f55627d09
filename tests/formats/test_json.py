"""The JSON contract: names, types, and numbers that stay exact."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer


def no_floats(text: str) -> Any:
    def refused(number: str) -> None:
        message = f"a float in the output: {number}"
        raise AssertionError(message)

    return json.loads(text, parse_float=refused, parse_constant=refused)


@pytest.fixture
def chatbot(costcalc: Callable[..., Answer]) -> Any:
    answer = costcalc("compare", "scenarios/chatbot.yaml", "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.isascii()
    return no_floats(answer.out)


def test_the_head_says_what_was_compared_and_from_which_bytes(chatbot: Any) -> None:
    from hashlib import sha256

    assert chatbot["schema"] == "costcalc/comparison/v1"
    assert chatbot["scenario"]["id"] == "chatbot"
    assert chatbot["scenario"]["file"] == "scenarios/chatbot.yaml"
    assert chatbot["scenario"]["sha256"] == sha256(Path("scenarios/chatbot.yaml").read_bytes()).hexdigest()
    assert chatbot["as_of"] == "2026-04-28T12:00:00Z"
    assert [(card["id"], card["version"]) for card in chatbot["cards"]] == [
        ("article-2026-04", "2026-11-28"),
        ("deepseek", "2026-11-30.2"),
        ("openai", "2026-11-30.2"),
    ]
    assert chatbot["cards"][1]["sha256"] == sha256(Path("pricing/deepseek.yaml").read_bytes()).hexdigest()
    assert (chatbot["currency"], chatbot["period"], chatbot["baseline"]) == ("USD", "month", "turbo")
    assert chatbot["cheapest"] == ["flash_published"]


def test_an_option_has_its_total_saving_and_ratio_with_their_formulas(chatbot: Any) -> None:
    flash = chatbot["options"][1]
    wanted = {
        "id": "flash",
        "model": "article-2026-04/deepseek-v4-flash",
        "basis": "claimed",
        "total": "142.8",
        "total_formula": "answer.input + answer.output",
        "total_substituted": "2.8 + 140",
        "saving": "0.9916",
        "saving_formula": "1 - flash.total / turbo.total",
        "ratio": "119.047619047619",
        "ratio_exact": "2500/21",
        "per_request": "0.0001428",
        "per_year": "1713.6",
        "upfront": "0",
        "not_priced": [],
    }
    assert {key: flash[key] for key in wanted} == wanted
    assert [flag["code"] for flag in flash["flags"]] == ["claimed-price"]


def test_a_charge_has_every_field_of_the_contract(chatbot: Any) -> None:
    price = next(
        nth
        for nth, line in enumerate(Path("pricing/article-2026-04.yaml").read_text().splitlines(), 1)
        if "0.014\n" in f"{line}\n"
    )
    charge = chatbot["options"][1]["charges"][0]
    wanted = {
        "key": "answer.input",
        "call": "answer",
        "model": "article-2026-04/deepseek-v4-flash",
        "meter": "input",
        "service": "standard",
        "quantity": "200000000",
        "unit_price": "0.014",
        "per": "1000000",
        "currency": "USD",
        "amount": "2.8",
        "from": None,
        "until": None,
        "formula": "queries * prompt_tokens * price.input / 1M",
        "substituted": "1000000 * 200 * 0.014 / 1000000",
    }
    assert {key: charge[key] for key in wanted} == wanted
    assert charge["sources"][0] == f"pricing/article-2026-04.yaml:{price}:16"
    assert "scenarios/chatbot.yaml:12:12" in charge["sources"]


def test_an_assumption_has_its_value_and_says_whether_it_was_overridden(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("compare", "scenarios/chatbot.yaml", "--set", "queries=10/3", "--format", "json")
    queries, prompt, _ = no_floats(answer.out)["assumptions"]
    assert (queries["value"], queries["value_exact"], queries["overridden"]) == ("3.33333333333333", "10/3", True)
    assert (prompt["name"], prompt["value"], prompt["unit"], prompt["overridden"]) == (
        "prompt_tokens",
        "200",
        "tokens/request",
        False,
    )


def test_several_scenarios_are_a_list(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("compare", "scenarios/chatbot.yaml", "scenarios/chatbot-short-post.yaml", "--format", "json")
    document = no_floats(answer.out)
    assert document["schema"] == "costcalc/comparisons/v1"
    assert [each["scenario"]["id"] for each in document["comparisons"]] == ["chatbot", "chatbot-short-post"]


def test_an_option_without_a_price_has_no_total_and_says_why(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc(
        "compare",
        "scenarios/chatbot.yaml",
        "--as-of",
        "2026-11-23",
        "--with",
        "deepseek/deepseek-reasoner",
        "--format",
        "json",
    )
    assert answer.code == 2
    option = no_floats(answer.out)["options"][-1]
    assert (option["total"], option["saving"], option["ratio"], option["charges"]) == (None, None, None, [])
    assert [reason["code"] for reason in option["not_priced"]] == ["not-in-force"]
    (problem,) = no_floats(answer.err)["problems"]
    assert (problem["file"], problem["code"]) == ("--with", "not-in-force")


def test_problems_are_json_too(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("compare", "scenarios/chatbot.yaml", "--set", "quries=1", "--format", "json")
    assert (answer.code, answer.out) == (2, "")
    assert no_floats(answer.err) == {
        "schema": "costcalc/problems/v1",
        "problems": [
            {
                "file": "--set",
                "line": 1,
                "column": 1,
                "code": "unknown-name",
                "message": "there is no assumption `quries`",
                "hint": "did you mean `queries`?",
            }
        ],
        "left_out": {},
    }


def test_a_price_has_the_same_charges(costcalc: Callable[..., Answer]) -> None:
    args = ("price", "openai/gpt-4o", "--requests", "1M", "--input", "3000", "--cache-read", "2000", "--output", "500")
    document = no_floats(costcalc(*args, "--as-of", "2026-04-28", "--format", "json").out)
    assert (document["schema"], document["model"], document["total"]) == ("costcalc/price/v1", "openai/gpt-4o", "10000")
    # 1000 × 2.50, 2000 × 1.25, 500 × 10
    assert [(charge["meter"], charge["amount"]) for charge in document["charges"]] == [
        ("input", "2500"),
        ("cache_read", "2500"),
        ("output", "5000"),
    ]
