"""Small files of genai-prices, imported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import ImportQuery, ImportResult, Note
from costcalc.importers.files.origin import File, Origin
from costcalc.importers.genai_prices import read
from costcalc.problem import Place, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.importers.draft import DraftModel, DraftRate

WANTED = ImportQuery("2026-01-01")


def imported(document: Any, wanted: ImportQuery = WANTED, name: str = "data.json") -> ImportResult:
    text = document if isinstance(document, str) else json.dumps(document)
    file = File(name, text.encode(), Place(Source(name), 1, 1))
    return read(Origin(name, [file], "0" * 64), wanted)


def model(prices: Any, wanted: ImportQuery = WANTED, **more: Any) -> tuple[DraftModel | None, list[Note]]:
    provider = {"id": "acme", "models": [{"id": "m", "prices": prices, **more}]}
    found = imported([provider], wanted)
    return (found.cards[0].models[0] if found.cards else None), list(found.notes)


def only_rate(prices: Any, **more: Any) -> DraftRate:
    found, notes = model(prices, **more)
    assert found
    assert not notes
    (rate,) = found.rates
    return rate


def own(sheet: Mapping[str, Any]) -> dict[str, Any]:
    """Give the prices of a sheet, without what is billed as another meter."""
    return {meter: value for meter, value in sheet.items() if value == "unpriced" or not str(value)[0].isalpha()}
