"""Rate cards and scenarios as text: a test writes what it is about, and the usual head comes before that."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from costcalc.project.load import load_cards

if TYPE_CHECKING:
    from pathlib import Path

    from costcalc.ratecard import Catalogue

CARD = {"id": "acme", "title": "Acme", "basis": "published", "version": "1", "currency": "USD", "per": "1M tokens"}
DEAL = CARD | {"id": "deal", "title": "Ours", "basis": "contracted", "extends": "acme"}
SCENARIO = {"id": "s", "title": "T", "period": "month"}


def card_yaml(body: str) -> str:
    """Return a rate card with seven lines before its body, and one fewer for each key of these that the body has."""
    return _document("rate-card", CARD, body)


def contract_yaml(body: str) -> str:
    """Return a card of negotiated terms, laid over `acme`: eight lines, and its body in the same way."""
    return _document("rate-card", DEAL, body)


def scenario_yaml(body: str) -> str:
    """Return a scenario of a month: four lines, and its body in the same way."""
    return _document("scenario", SCENARIO, body)


def cards_in(folder: Path, *cards: str) -> Catalogue:
    """Return the cards of a folder, each read and found sound, once these are written into files called like them."""
    for text in cards:
        name = text.partition("\nid: ")[2].partition("\n")[0]
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_cards(folder)


def _document(kind: str, usual: dict[str, str], body: str) -> str:
    own = set(re.findall(r"^([a-z]+):", body, re.MULTILINE))
    head = "".join(f"{key}: {value}\n" for key, value in usual.items() if key not in own)
    return f"schema: costcalc/{kind}/v1\n{head}{body}"
