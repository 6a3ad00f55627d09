"""Every entry of a source is imported, or named in a note with its reason."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers.draft import ImportQuery
from costcalc.importers.run import import_cards
from tests.importers.entries import ENTRIES, vanished
from tests.importers.samples import SAMPLES

if TYPE_CHECKING:
    from costcalc.importers.run import Import

WANTED = ImportQuery("2026-01-01")
NAMES = ["good", "GPT 4o (EU)", "~vendor/latest", "@vendor/latest", "…"]


def named(form: str) -> Any:
    """Return a list of a format in which models have all of these names."""
    return {
        "portkey": {name: {"pricing_config": {"pay_as_you_go": {"request_token": {"price": 0.01}}}} for name in NAMES},
        "langfuse": [{"modelName": name, "inputPrice": 1e-6} for name in NAMES],
        "new-api": {"data": [{"model_name": name, "quota_type": 0, "model_ratio": 1} for name in NAMES]},
        "litellm-proxy": {
            "model_list": [
                {"model_name": name, "litellm_params": {"model": "a/m", "input_cost_per_token": 1e-6}} for name in NAMES
            ]
        },
        "openrouter": {"data": [{"id": name, "pricing": {"prompt": "0.000001"}} for name in NAMES]},
        "litellm": {name: {"litellm_provider": "a", "input_cost_per_token": 1e-6} for name in NAMES},
        "llm-prices": {"vendor": "a", "models": [{"id": name, "price_history": [{"input": 1}]} for name in NAMES]},
        "models.dev": {"a": {"models": {name: {"cost": {"input": 1}} for name in NAMES}}},
        "genai-prices": [{"id": "a", "models": [{"id": name, "prices": {"input_mtok": 1}} for name in NAMES]}],
    }[form]


@pytest.mark.parametrize("form", [*ENTRIES, "portkey", "langfuse", "new-api", "litellm-proxy"])
def test_a_name_that_no_card_can_have_becomes_one_and_of_two_that_would_be_the_same_neither_does(
    form: str, tmp_path: Path
) -> None:
    path = tmp_path / ("a.yaml" if form == "litellm-proxy" else "a.json")
    path.write_text(json.dumps(named(form)), encoding="utf-8")
    done = imported(form, path)
    (text,) = done.cards.values()
    assert sorted(re.findall(r"^  (\S+):$", text, re.MULTILINE)) == ["GPT-4o-EU", "good"]
    left_out = {note.model for note in done.notes if note.key == "id" and "left out" in note.why.rpartition(",")[2]}
    assert left_out == {"~vendor/latest", "@vendor/latest", "…"}
    assert "GPT 4o (EU) → GPT-4o-EU" in {note.model for note in done.notes}


def test_two_spellings_of_a_provider_are_one_card_and_what_they_disagree_about_is_left_out(tmp_path: Path) -> None:
    def cost(price: int) -> dict[str, Any]:
        return {"cost": {"input": price}}

    tree = {
        "acme": {"models": {"a": cost(1), "both": cost(2), "other": cost(3)}},
        "Acme": {"models": {"b": cost(1), "both": cost(2), "other": cost(4)}},
        "ACME": {"models": {"other": cost(3)}},
    }
    (tmp_path / "api.json").write_text(json.dumps(tree), encoding="utf-8")
    done = imported("models.dev", tmp_path / "api.json")
    assert re.findall(r"^  (\S+):$", done.cards["acme"], re.MULTILINE) == ["a", "both", "b"]
    assert [(note.model, note.key) for note in done.notes] == [("other", "id")]


def test_what_no_card_is_written_for_is_named_whole(tmp_path: Path) -> None:
    free = {f"p{nth}/m{nth}": {"litellm_provider": f"p{nth}", "mode": "chat"} for nth in range(9)}
    tree = {**free, "good": {"litellm_provider": "a", "input_cost_per_token": 1e-6}}
    (tmp_path / "map.json").write_text(json.dumps(tree), encoding="utf-8")
    account = "\n".join(imported("litellm", tmp_path / "map.json").account())
    assert all(f"p{nth}/m{nth}" in account for nth in range(9))
    assert "more" not in account


GOOD, ODD = "good", ["~good", "@cf/other", "…", "x" * 200, "good/"]
"""Names that a card can have, and that it cannot."""


def imported(form: str, source: Path) -> Import:
    return import_cards(form, str(source), WANTED, day="2026-11-23")


@pytest.mark.parametrize("form", ENTRIES)
def test_of_the_sample_nothing_does(form: str) -> None:
    source, tree = SAMPLES[form].path, SAMPLES[form].tree
    assert len(list(ENTRIES[form](tree))) > 1
    assert vanished(form, tree, imported(form, source)) == []


def lists(prices: dict[str, Any]) -> dict[str, Any]:
    """Return a list of each format in which models with all of these names have these prices."""
    names = [GOOD, *ODD]
    millions = [{"id": name, "prices": {f"{meter}_mtok": price for meter, price in prices.items()}} for name in names]
    others = {"a": {"alias_of": GOOD}, "b": {"alias_of": "nobody"}, "c": {"alias_of": "c"}, "d": {"mode": "chat"}}
    token = {f"{meter}_cost_per_token": price for meter, price in prices.items()}
    text = {meter: str(price) for meter, price in zip(("prompt", "completion"), prices.values(), strict=False)}
    return {
        "litellm": {name: {"litellm_provider": "acme", "mode": "chat", **token} for name in names} | others,
        "models.dev": {card: {"models": {name: {"cost": prices} for name in names}} for card in ("acme", "Acme", "!")},
        "openrouter": {"data": [{"id": name, "pricing": text} for name in names]},
        "llm-prices": {"vendor": "acme", "models": [{"id": name, "price_history": [prices]} for name in names]},
        "genai-prices": [{"id": card, "models": millions} for card in ("acme", "Acme", "!")],
    }


@pytest.mark.parametrize("form", ENTRIES)
@pytest.mark.parametrize("prices", [{"input": 1, "output": 2}, {"input": -1}, {}, {"input": 9e9, "output": 2}])
def test_whatever_they_are_called_and_cost(tmp_path: Path, form: str, prices: dict[str, Any]) -> None:
    tree = lists(prices)[form]
    (tmp_path / "list.json").write_text(json.dumps(tree), encoding="utf-8")
    assert vanished(form, tree, imported(form, tmp_path / "list.json")) == []


def test_names_that_differ_in_case_are_two_models(tmp_path: Path) -> None:
    models = [{"id": name, "pricing": {"prompt": f"0.00000{nth}"}} for nth, name in enumerate(("Qwen/x", "qwen/X"), 1)]
    (tmp_path / "list.json").write_text(json.dumps({"data": models}), encoding="utf-8")
    done = imported("openrouter", tmp_path / "list.json")
    assert "  Qwen/x:\n" in done.cards["openrouter"]
    assert "  qwen/X:\n" in done.cards["openrouter"]


@pytest.mark.slow
def test_of_the_installed_litellm_nothing_does() -> None:
    from importlib.util import find_spec

    package = find_spec("litellm")
    assert package
    assert package.submodule_search_locations
    source = Path(package.submodule_search_locations[0]) / "model_prices_and_context_window_backup.json"
    tree = json.loads(source.read_text(encoding="utf-8"), parse_float=str)
    assert vanished("litellm", tree, imported("litellm", source)) == []


@pytest.mark.slow
def test_of_the_installed_genai_prices_nothing_does() -> None:
    from genai_prices.data import providers

    tree = [{"id": provider.id, "models": [{"id": model.id} for model in provider.models]} for provider in providers]
    done = import_cards("genai-prices", "installed", WANTED, day="2026-11-23")
    assert vanished("genai-prices", tree, done) == []
    assert max(Counter(note.model for note in done.notes).values()) < 20  # nothing is noted again and again
