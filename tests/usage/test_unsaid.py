"""What an answer does not say: it never makes it cheaper without a word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.inputs import card_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Run = Callable[..., Answer]

RATE = "effective: 2026-01-01, source: https://example.com/p, input: 1, output: 4"
CARD = f"""\
models:
  text: {{rates: [{{{RATE}, cache_write_5m: 1.25, cache_write_1h: 2}}]}}
  hears: {{rates: [{{{RATE}, audio_input: 3}}]}}
  draws: {{rates: [{{{RATE}, image_input: 2, image_output: 40}}]}}
  same: {{rates: [{{{RATE}, image_output: output, cache_write_5m: 2, cache_write_1h: 2}}]}}
  served: {{rates: [{{{RATE}, services: {{turbo: {{multiplier: 2}}}}, regions: {{moon: {{multiplier: 3}}}}}}]}}
"""
LEAKED = "sk-proj-AbCdEf1234567890"


@pytest.fixture
def price(costcalc: Run, tmp_path: Path) -> Callable[..., Answer]:
    (tmp_path / "acme.yaml").write_text(card_yaml(CARD), encoding="utf-8")

    def run(priced: str, usage: dict[str, Any], *args: str, **around: Any) -> Answer:
        (tmp_path / "u.json").write_text(json.dumps({"usage": usage, **around}), encoding="utf-8")
        given = ("--usage", tmp_path / "u.json", "--pricing", tmp_path, "--as-of", "2026-09-10", "--format", "json")
        return costcalc("price", f"acme/{priced}", *given, *args)

    return run


def usage(**more: Any) -> dict[str, Any]:
    return {"prompt_tokens": 100, "completion_tokens": 10, "total_tokens": 110, **more}


ALL = {"completion_tokens_details": {"image_tokens": 10}, "prompt_tokens_details": {"image_tokens": 0}}


def total(answer: Answer) -> tuple[str, list[str]]:
    found = json.loads(answer.out)
    return found["total"], [flag["code"] for flag in found["flags"]]


def test_a_model_that_draws_wants_to_know_how_much_was_drawn(price: Run) -> None:
    refused = price("draws", usage())
    assert (refused.code, refused.out) == (2, "")
    for meter in ("image_output", "image_input"):
        assert f"--meter {meter}=N says how many, 0 for none" in refused.err
    # 100 × 1 + 10 × 40 = 500, / 1M
    assert total(price("draws", usage(**ALL))) == ("0.0005", [])
    assert total(price("draws", usage(), "--meter", "image_output=10", "--meter", "image_input=0")) == ("0.0005", [])


def test_where_all_of_it_is_text_nothing_was_drawn(price: Run) -> None:
    text = {"prompt_tokens_details": {"text_tokens": 100}, "completion_tokens_details": {"text_tokens": 10}}
    # 100 × 1 + 10 × 4 = 140, / 1M
    assert total(price("draws", usage(**text))) == ("0.00014", [])
    some = {**text, "completion_tokens_details": {"text_tokens": 9}}
    assert price("draws", usage(**some)).code == 2


def test_of_what_a_list_of_modalities_leaves_out_nothing_is_said(price: Run) -> None:
    counts = {"promptTokenCount": 100, "candidatesTokenCount": 10, "totalTokenCount": 110}
    text, drawn = ([{"modality": kind, "tokenCount": count}] for kind, count in (("TEXT", 100), ("IMAGE", 10)))
    whole = {**counts, "promptTokensDetails": text, "candidatesTokensDetails": drawn}
    # 100 × 1 + 10 × 40 = 500, / 1M
    assert total(price("draws", {}, usageMetadata=whole)) == ("0.0005", [])
    some = [{"modality": "TEXT", "tokenCount": 2}]
    assert price("draws", {}, usageMetadata={**whole, "candidatesTokensDetails": some}).code == 2
    assert total(price("hears", {}, usageMetadata={**counts, "promptTokensDetails": some})) == (
        "0.00014",
        ["usage-unsaid"],
    )


def test_what_may_have_been_heard_is_flagged(price: Run) -> None:
    assert total(price("hears", usage())) == ("0.00014", ["usage-unsaid"])
    assert total(price("hears", usage(), "--meter", "audio_input=0")) == ("0.00014", [])


@pytest.mark.parametrize("around", [{"stop_reason": None}, {"candidates": [{"content": {}}]}])
def test_what_was_kept_before_it_ended_is_flagged(price: Run, around: dict[str, Any]) -> None:
    said = usage(prompt_tokens_details={"audio_tokens": 0}, completion_tokens_details={"audio_tokens": 0})
    assert total(price("text", said, **around)) == ("0.00014", ["usage-unsaid"])
    ended = {"stop_reason": "end_turn", "candidates": [{"finishReason": "STOP"}]}
    assert total(price("text", said, **ended)) == ("0.00014", [])


def test_what_the_second_of_two_equal_answers_does_not_say_is_flagged(price: Run, tmp_path: Path) -> None:
    said = usage(prompt_tokens_details={"audio_tokens": 0}, completion_tokens_details={"audio_tokens": 0})
    assert total(price("hears", said)) == ("0.00014", [])
    (tmp_path / "second.json").write_text(json.dumps({"usage": usage()}), encoding="utf-8")
    both = price("hears", said, "--usage", str(tmp_path / "second.json"))
    assert total(both) == ("0.00028", ["usage-unsaid"])


def test_where_nothing_depends_on_it_nobody_is_asked(price: Run) -> None:
    assert total(price("text", usage())) == ("0.00014", [])
    # 50 × 1 + 50 × 2 + 10 × 4 = 190, / 1M
    written = {"prompt_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 50}}
    assert total(price("same", usage(**written))) == ("0.00019", [])


def test_how_long_tokens_are_kept_is_flagged_and_can_be_said(price: Run) -> None:
    written = usage(prompt_tokens_details={"cached_tokens": 0, "cache_write_tokens": 50})
    # 50 × 1 + 50 × 1.25 + 10 × 4 = 152.5; with 20 for an hour: 50 + 30 × 1.25 + 20 × 2 + 40 = 167.5, / 1M
    assert total(price("text", written)) == ("0.0001525", ["usage-unsaid"])
    assert total(price("text", written, "--meter", "cache_write_1h=20")) == ("0.0001675", [])
    assert '"unknown-usage"' in price("text", written, "--meter", "cache_write_1h=51").err


def test_a_word_of_the_card_is_known_and_another_is_not_quoted(price: Run) -> None:
    assert "price it with --service turbo" in price("served", usage(service_tier="turbo")).err
    # (100 × 1 + 10 × 4) × 2 = 280, / 1M
    assert total(price("served", usage(service_tier="turbo"), "--service", "turbo")) == ("0.00028", [])
    for secret in ({"service_tier": LEAKED}, {"speed": LEAKED}, {"inference_geo": LEAKED}, {"model": LEAKED}):
        inside, beside = price("served", usage(**secret)), price("served", usage(), **secret)
        assert LEAKED not in inside.out + inside.err + beside.out + beside.err
        assert inside.code == 2
