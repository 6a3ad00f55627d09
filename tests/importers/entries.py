"""The entries of a list, counted apart from its importer: each is a model of a card, or is named in a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import card_id
from tools.read_yaml import yaml_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.importers.run import Import

Entry = tuple[str, str]
"""A provider and a model, as the list spells them."""


def of_litellm(tree: Any) -> Iterator[Entry]:
    for key, entry in tree.items():
        if key not in {"sample_spec", "fallback_generalizations"}:
            provider = entry.get("litellm_provider", "")
            yield provider, key.removeprefix(f"{provider}/")


def of_models_dev(tree: Any) -> Iterator[Entry]:
    return ((provider, name) for provider, keys in tree.items() for name in keys["models"])


def of_openrouter(tree: Any) -> Iterator[Entry]:
    return (("openrouter", entry["id"]) for entry in tree["data"])


def of_llm_prices(tree: Any) -> Iterator[Entry]:
    return ((tree["vendor"], model["id"]) for model in tree["models"])


def of_genai_prices(tree: Any) -> Iterator[Entry]:
    providers = tree.get("providers", [tree]) if isinstance(tree, dict) else tree
    return ((provider["id"], model["id"]) for provider in providers for model in provider["models"])


ENTRIES = {
    "litellm": of_litellm,
    "models.dev": of_models_dev,
    "openrouter": of_openrouter,
    "llm-prices": of_llm_prices,
    "genai-prices": of_genai_prices,
}


def vanished(form: str, tree: Any, done: Import) -> list[Entry]:
    """Return the entries of a list that neither a card has nor a note names."""
    out: set[Entry] = set()
    for card, text in done.cards.items():
        models = yaml_texts(text)["models"]
        for name, model in models.items():
            out |= {(card, name), *((card, alias) for alias in model.get("aliases", ()))}
    named = {(note.card, note.model.partition(" → ")[0]) for note in done.notes}
    anywhere = {name for card, name in named if not card}
    return [
        (provider, name)
        for provider, name in ENTRIES[form](tree)
        if not {(card_id(provider), name), (card_id(provider), f"{provider}/{name}")} & (out | named)
        and name not in anywhere
        and not (not provider and any(name in {entry[1], f"{entry[0]}/{entry[1]}"} for entry in out | named))
    ]
