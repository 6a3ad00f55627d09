"""A model by whose prices answers are priced."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.inputs import card_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

RATE = """\
models:
  m:
    aliases: [m-alias]
    rates:
      - effective: 2026-01-01
        source: https://example.com/p
        input: 1
        output: 4
        context_tiers:
          - {when: input > 200K, mode: whole_request, input: 2, output: 6}
        services:
          batch: {multiplier: 0.5}
          fast: {input: 5, output: 20, context_tiers: []}
  m-2026-02-02:
    rates: [{effective: 2026-01-01, source: https://example.com/p, input: 9, output: 9}]
"""


@pytest.fixture
def price(costcalc: Callable[..., Answer], tmp_path: Path) -> Callable[..., Answer]:
    (tmp_path / "cards").mkdir()
    (tmp_path / "cards" / "acme.yaml").write_text(card_yaml(RATE), encoding="utf-8")

    def run(text: str, *args: str) -> Answer:
        (tmp_path / "u.json").write_text(text, encoding="utf-8")
        cards = ("--pricing", tmp_path / "cards", "--as-of", "2026-09-10")
        return costcalc("price", "acme/m", "--usage", tmp_path / "u.json", *cards, *args)

    return run
