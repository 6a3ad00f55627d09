"""`--effective released`: prices without a date hold since their model was released, where that is known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer


def test_a_price_without_a_date_starts_where_its_model_was_released(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    cost = {"input": 1, "output": 2}
    models = {"a": {"release_date": "2025-03-04", "cost": cost}, "b": {"release_date": "1970-01-01", "cost": cost}}
    (tmp_path / "api.json").write_text(json.dumps({"acme": {"models": models}}), encoding="utf-8")
    answer = costcalc("cards", "import", "models.dev", tmp_path / "api.json", "--effective", "released")
    assert answer.code == 0
    first, second = (line.split()[-1] for line in answer.out.splitlines() if "effective:" in line)
    assert first == "2025-03-04"
    assert f"  date: {second}\n" in answer.out  # the day of the import
    assert "released: nobody says when the model was released" in answer.err
    assert ": acme/b\n" in answer.err


def test_a_price_with_a_date_keeps_it(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    history = [{"input": 1, "output": 2, "from_date": "2025-05-06"}]
    tree = {"vendor": "acme", "models": [{"id": "m", "price_history": history}]}
    (tmp_path / "acme.json").write_text(json.dumps(tree), encoding="utf-8")
    answer = costcalc("cards", "import", "llm-prices", tmp_path / "acme.json", "--effective", "released")
    assert "- effective: 2025-05-06\n" in answer.out
    assert "nobody says" not in answer.err
