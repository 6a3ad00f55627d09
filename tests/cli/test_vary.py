"""`costcalc compare --vary`: how it is asked, what it refuses, and its exit codes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

CHATBOT = "scenarios/chatbot.yaml"


def test_a_table_is_an_answer(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("compare", CHATBOT, "--vary", "queries=1M,2M", "--format", "json")
    document = json.loads(answer.out)
    assert answer.code == 0
    # 1M queries of 200 and 500 tokens at 0.14 and 0.28: 28 + 140 = 168
    assert [
        one["total"] for point in document["points"] for one in point["options"] if one["option"] == "flash_published"
    ] == ["168", "336"]


def test_it_goes_with_what_compare_takes(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc(
        "compare", CHATBOT, "--vary", "queries=1M,2M", "--set", "prompt_tokens=100", "--with", "openai/gpt-4o",
        "--option", "flash_published", "--as-of", "2026-04-28", "--brief",
    )  # fmt: skip
    assert answer.code == 0
    assert "With --set: prompt_tokens = 100\n" in answer.out
    # 1M * 100 * 2.50 / 1M + 1M * 500 * 10 / 1M = 250 + 5,000
    assert "5,250.00" in answer.out


def test_a_pattern_names_models(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("compare", CHATBOT, "--vary", "queries=1M,2M", "--with", "mistral/*", "--brief")
    assert answer.code == 0
    assert "Patterns name" in answer.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--vary", "queries"], "bad-setting"),
        (["--vary", "queries="], "bad-setting"),
        (["--vary", "querys=1"], "unknown-name"),
        (["--vary", "queries=1", "--vary", "queries=2"], "duplicate-key"),
        (["--vary", "queries=1", "--set", "queries=2"], "duplicate-key"),
        (["--vary", "queries=1", "--top", "3"], "bad-setting"),
        (["--vary", "queries=1", "--sort", "total"], "bad-setting"),
        (["--vary", "queries=1", "--vary", "prompt_tokens=1", "--vary", "answer_tokens=1"], "bad-setting"),
    ],
)
def test_what_cannot_be_asked_is_refused(costcalc: Callable[..., Answer], words: list[str], code: str) -> None:
    answer = costcalc("compare", CHATBOT, *words)
    assert (answer.code, answer.out) == (2, "")
    assert f"error[{code}]" in answer.err


def test_a_value_without_a_price_is_exit_code_2_and_the_others_are_shown(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    file = tmp_path / "s.yaml"
    file.write_text(
        "schema: costcalc/scenario/v1\nid: s\ntitle: T\nperiod: month\nas_of: 2026-04-28\n"
        "assumptions: {n: 1}\nworkload: [{line: seats, quantity: 5 - n, unit_price: 2}]\n",
        encoding="utf-8",
    )
    answer = costcalc("compare", str(file), "--vary", "n=1,7", "--brief")
    assert answer.code == 2
    assert "  1        8.00\n  7  impossible\n" in answer.out
    assert "comes out negative: -2, where n is 7" in answer.err


def test_a_budget_is_not_broken_by_a_question(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    file = tmp_path / "s.yaml"
    file.write_text(
        "schema: costcalc/scenario/v1\nid: s\ntitle: T\nperiod: month\nas_of: 2026-04-28\n"
        "assumptions: {n: 1}\nworkload: [{line: seats, quantity: n, unit_price: 2}]\n"
        "options: {a: {use: [seats]}}\nbudgets: [{option: a, max: 3 USD}]\n",
        encoding="utf-8",
    )
    assert costcalc("compare", str(file), "--set", "n=2").code == 1  # 4 USD of 3
    assert costcalc("compare", str(file), "--vary", "n=1,2").code == 0


def test_several_scenarios_are_varied_alike(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("compare", CHATBOT, "scenarios/chatbot-short-post.yaml", "--vary", "queries=1,2", "--brief")
    assert answer.code == 0
    assert answer.out.count("Where they cost the same") == 2
