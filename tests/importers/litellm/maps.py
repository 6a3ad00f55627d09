"""Small maps in litellm's form, and what is made of them."""

from __future__ import annotations

import json
from typing import Any

from costcalc.importers.draft import DraftRate, ImportQuery, ImportResult
from costcalc.importers.files.origin import File, Origin
from costcalc.importers.litellm import read
from costcalc.problem import Place, Source

MAP = "model_prices_and_context_window.json"
WANTED = ImportQuery("2026-01-01")


def imported(text: str, wanted: ImportQuery = WANTED) -> ImportResult:
    return read(Origin(MAP, [File(MAP, text.encode(), Place(Source(MAP), 1, 1))], "0" * 64), wanted)


def rate(provider: str = "acme", mode: str = "chat", **keys: Any) -> DraftRate:
    entry = {"m": {"litellm_provider": provider, "mode": mode, **keys}}
    ((card,), _) = imported(json.dumps(entry))
    return card.models[0].rates[0]


def reasons(provider: str = "acme", mode: str = "chat", **keys: Any) -> dict[str, str]:
    entry = {"m": {"litellm_provider": provider, "mode": mode, **keys}}
    return {note.key: note.why for note in imported(json.dumps(entry)).notes}
