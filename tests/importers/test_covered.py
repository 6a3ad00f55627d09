"""An imported card takes the place of the one of its id that comes with costcalc: what only that one has is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

NOTE = "id: the card of this id that comes with costcalc has it, and the imported one, which does not, takes its place"
HINT = "hint: the card `openai` that comes with costcalc has it, and one of the project takes its place"


@pytest.fixture
def import_(costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Import a list of one model of a provider into a project."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pricing").mkdir()
    (tmp_path / "costcalc.yaml").write_text("schema: costcalc/policy/v1\n", encoding="utf-8")

    def imported(provider: str, *words: str) -> Answer:
        entry = {"litellm_provider": provider, "mode": "embedding", "input_cost_per_token": 1e-6}
        (tmp_path / "map.json").write_text(json.dumps({"m": entry}), encoding="utf-8")
        return costcalc("cards", "import", "litellm", "map.json", *words)

    return imported


@pytest.mark.parametrize("words", [("--into", "pricing"), ("-o", "pricing"), ("-o", "pricing/openai.yaml")])
def test_models_that_no_card_has_any_more_are_counted(import_: Callable[..., Answer], words: tuple[str, ...]) -> None:
    said = import_("openai", *words).err
    assert NOTE in said
    assert "openai/gpt-4-turbo, openai/gpt-4," in said


def test_they_are_told_once(import_: Callable[..., Answer]) -> None:
    import_("openai", "--into", "pricing")
    assert NOTE not in import_("openai", "--into", "pricing").err


@pytest.mark.parametrize(
    "words", [("-o", "pricing/openai-imported.yaml"), ("-o", "elsewhere.yaml"), ("--into", "more")]
)
def test_a_card_that_takes_no_place_has_no_such_note(import_: Callable[..., Answer], words: tuple[str, ...]) -> None:
    assert NOTE not in import_("openai", *words).err


def test_what_somebody_lists_is_covered_as_well(import_: Callable[..., Answer]) -> None:
    assert NOTE in import_("groq", "--into", "pricing").err


@pytest.mark.parametrize("asked", ["openai/gpt-4o", "gpt-4o"])
def test_the_error_names_the_card_that_has_the_model(
    costcalc: Callable[..., Answer], import_: Callable[..., Answer], asked: str
) -> None:
    import_("openai", "--into", "pricing")
    answer = costcalc("price", asked, "--input", "1M")
    assert (answer.code, HINT in answer.err) == (2, True)
    # In a folder that is named, no card is beneath another.
    assert HINT not in costcalc("price", asked, "--input", "1M", "--pricing", "pricing").err
    # A name that no card has is looked for among those that are used.
    assert "did you mean `m`?" in costcalc("price", "openai/mm", "--input", "1M").err
