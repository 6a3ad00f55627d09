"""A 0 that may be a plan's wins no comparison and keeps no budget."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

HERE = Path(__file__).parent


def test_the_zero_of_a_plan_is_not_the_cheapest_and_keeps_no_budget(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    cards = tmp_path / "cards"
    imported = ("cards", "import", "models.dev", HERE / "F09" / "api.json", "--effective", "2026-01-15", "-o", cards)
    assert costcalc(*imported).code == 0
    answer = costcalc("compare", HERE / "F09" / "scenario.yaml", "--pricing", cards, "--format", "json")
    found = json.loads(answer.out)
    # 10,000 × (20,000 × 1 + 500 × 5) / 1M = 225
    assert [option["total"] for option in found["options"]] == ["225", "0"]
    assert found["cheapest"] == ["paid"]
    assert "plan-price" in {flag["code"] for flag in found["options"][1]["flags"]}
    (budget,) = found["budgets"]
    assert budget["headroom"] is None
    assert answer.code == 1
