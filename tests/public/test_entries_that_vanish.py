"""Public report F08: aliases, and entries without a provider, went without a word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

PRICES = {"mode": "chat", "input_cost_per_token": 2e-6, "output_cost_per_token": 1e-5}
MAP = {
    "gpt-6-sol": {"litellm_provider": "openai", **PRICES},
    "gpt-sol-latest": {"alias_of": "gpt-6-sol"},
    "sol": {"alias_of": "gpt-sol-latest"},
    "our-fine-tune": PRICES,
    "gone": {"alias_of": "gpt-5-gone"},
}


def test_f08_every_entry_is_imported_or_named(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text(json.dumps(MAP), encoding="utf-8")
    answer = costcalc("cards", "import", "litellm", tmp_path / "map.json", "-o", tmp_path / "cards")
    assert answer.code == 0
    assert "litellm_provider: it has none, so that no card is its, and it is left out: our-fine-tune\n" in answer.err
    assert (
        "alias_of: it is an alias of the model that it names today: openai/gpt-sol-latest, openai/sol\n" in answer.err
    )
    assert "alias_of: what it names is not imported, and it is left out: gone\n" in answer.err
    priced = costcalc("price", "openai/sol", "--pricing", tmp_path / "cards", "--input", "1M", "--format", "json")
    assert json.loads(priced.out)["total"] == "2"  # 1,000,000 × 2 / 1M


def test_what_is_not_asked_for_is_not_spoken_of(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    more = {"command": {"litellm_provider": "cohere", **PRICES}, "command-latest": {"alias_of": "command"}}
    (tmp_path / "map.json").write_text(json.dumps(MAP | more), encoding="utf-8")
    answer = costcalc("cards", "import", "litellm", tmp_path / "map.json", "--provider", "cohere")
    assert answer.code == 0
    assert "aliases: [command-latest]" in answer.out
    assert "sol" not in answer.out + answer.err
    assert "our-fine-tune" not in answer.out + answer.err
