"""What one import may hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from costcalc.importers.csv_table import grid
from costcalc.importers.draft import Note
from costcalc.importers.files import origin, parse
from costcalc.importers.rules import proof
from costcalc.importers.writing import notes
from costcalc.source import MIB

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tests.conftest import Answer

ENTRY = {"mode": "chat", "input_cost_per_token": 0.000001}


def test_cards_and_models_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, costcalc: Callable[..., Answer]
) -> None:
    monkeypatch.setattr(proof, "MOST_CARDS", 2)
    monkeypatch.setattr(proof, "MOST_MODELS", 3)

    def imported(*providers: str) -> Answer:
        map_ = {f"{name}/m{nth}": {**ENTRY, "litellm_provider": name} for nth, name in enumerate(providers)}
        (tmp_path / "map.json").write_text(json.dumps(map_), encoding="utf-8")
        return costcalc("cards", "import", "litellm", tmp_path / "map.json", "-o", tmp_path / "out", "--force")

    assert imported("openai", "mistral", "openai").code == 0
    many = imported("openai", "mistral", "openai", "openai")
    assert (many.code, many.out) == (2, "")
    assert "map.json:1:1: error[too-many]: there are 4 models, and 3 are the most of one import" in many.err
    assert "there are 3 cards, and 2 are the most" in imported("openai", "mistral", "groq").err


def test_reasons_without_an_end_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "MOST_LINES", 2)
    found = [Note("c", "m", f"key_{nth}", "why") for nth in range(5)]
    assert notes.listed(found[:2], 80) == ["key_0: why: m", "key_1: why: m"]
    assert notes.listed(found, 80) == ["key_0: why: m", "key_1: why: m", "…and 3 more reasons"]
    assert list(notes.summary(found, {"c"})) == ["key_0: why: c/m", "key_1: why: c/m", "…and 3 more reasons"]
    long = [Note("c", f"model_{nth}", "key", "why") for nth in range(50)]
    assert notes.listed(long, 80)[2:] == ["…and more models"]


def test_the_page_states_the_bounds_that_there_are() -> None:
    page = " ".join(Path("docs/import.md").read_text(encoding="utf-8").split())
    for said in (
        (
            f"files of at most {origin.FILE_BYTES // MIB} MiB and {parse.MAX_VALUES:,} values "
            f"({parse.YAML_VALUES:,} in YAML, {parse.TOML_VALUES} in a TOML file)"
        ),
        f"{grid.MOST_ROWS:,} rows in a CSV",
        f"{origin.ALL_BYTES // MIB} MiB, {origin.MOST_MARKS:,} values and {origin.MOST_FILES:,} files in a folder",
        f"{proof.MOST_CARDS:,} cards of {proof.MOST_MODELS:,} models in one import",
        f"values nested at most {parse.MAX_DEPTH} deep",
    ):
        assert said in page
