"""Public report F18: prices a hundred thousand times too dear were imported and checked without a word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

MAP = {
    f"{provider}/{name}": {
        "litellm_provider": provider,
        "mode": "chat",
        "input_cost_per_token": reading,
        "output_cost_per_token": writing,
    }
    for provider, name, reading, writing in [
        ("wandb", "openai/gpt-oss-120b", 0.015, 0.06),
        ("azure_ai", "jais-30b-chat", 0.0032, 0.00971),
        ("groq", "openai/gpt-oss-120b", 1.5e-7, 6e-7),
    ]
}


def test_f18_the_import_and_the_check_say_what_is_out_of_the_ordinary(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    (tmp_path / "map.json").write_text(json.dumps(MAP), encoding="utf-8")
    done = costcalc("cards", "import", "litellm", tmp_path / "map.json", "-o", tmp_path / "cards")
    assert done.code == 0
    # 0.015 a token × 1M, and 0.06 × 1M; groq's prices are as they should be, and are not measured by the slip.
    for said in (
        "input costs 15,000 USD per 1M tokens, and no model that is known costs more than 150",
        "60,000",
        "9,710",
    ):
        assert said in done.err
    assert "groq" not in done.err
    assert "costs 15,000 USD per 1M" in (tmp_path / "cards/wandb.yaml").read_text(encoding="utf-8")
    checked = costcalc("check", tmp_path / "cards", "--as-of", "2026-11-30", "--format", "json")
    found = [each for each in json.loads(checked.out)["findings"] if each["check"] == "price-outlier"]
    assert {each["about"].split()[0] for each in found} == {"wandb/openai/gpt-oss-120b", "azure_ai/jais-30b-chat"}


def test_a_slip_of_a_thousand_is_seen_where_the_model_costs_something_else_elsewhere(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    models = [
        {"id": "small", "prices": [{"prices": {"input_mtok": 15}}]},
        {"id": "beta/Small", "prices": [{"prices": {"input_mtok": 16}}]},
        {"id": "gamma/small", "prices": [{"prices": {"input_mtok": 0.014}}]},
    ]
    (tmp_path / "data.json").write_text(json.dumps([{"id": "acme", "models": models}]), encoding="utf-8")
    done = costcalc("cards", "import", "genai-prices", tmp_path / "data.json")
    # 15 is the middle one of the three, and 15 ÷ 0.014 is more than 1,000.
    assert "prices: input costs 0.014 USD per 1M tokens, and the median of 3 prices of this model is 15" in done.err
    assert done.err.count("the median of") == 1


def test_an_import_is_held_against_the_cards_that_come_with_costcalc(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    # 15 and 75 USD per 1M tokens are meant, and 0.015 and 0.075 are what small models cost.
    pricing = {"prompt": "0.000000015", "completion": "0.000000075"}
    models = {"data": [{"id": "anthropic/claude-opus-4-1", "pricing": pricing}]}
    (tmp_path / "models.json").write_text(json.dumps(models), encoding="utf-8")
    done = costcalc("cards", "import", "openrouter", tmp_path / "models.json")
    assert "input costs 0.015 USD per 1M tokens, and other cards have this model at 15" in done.err
    assert "doubts: [outlying]" in done.out
