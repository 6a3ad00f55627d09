"""Tables of prices, imported in one call."""

from __future__ import annotations

from typing import Any

import pytest

from costcalc.importers.csv_table import read
from costcalc.importers.draft import ImportQuery, ImportResult, TableQuery
from costcalc.importers.files.origin import File, Origin
from costcalc.problem import InputError, Place, Source

USUAL = ("model=m,input=i",)


def imported(
    text: str | bytes,
    columns: tuple[str, ...] = USUAL,
    per: tuple[str, ...] = ("1M",),
    currency: str | None = "USD",
    **wanted: Any,
) -> ImportResult:
    data = text.encode() if isinstance(text, str) else text
    file = File("prices.csv", data, Place(Source("prices.csv", quotable=False), 1, 1))
    query = ImportQuery("2026-03-01", **wanted, table=TableQuery(columns, per, currency))
    return read(Origin("prices.csv", [file], "0" * 64), query)


def sheets(found: ImportResult) -> dict[str, dict[str, Any]]:
    cards = [each for card in found.cards for each in card.by_currency("USD")]
    return {f"{card.id}/{model.name}": dict(model.rates[0].sheet) for card in cards for model in card.models}


def price(cell: str, heading: str = "i", **asked: Any) -> Any:
    found = imported(f'm;{heading};x\na;"{cell}";\n', (f"model=m,input={heading}",), **asked)
    return sheets(found).get("prices/a", {}).get("input")


def keys(found: ImportResult) -> list[tuple[str, str]]:
    return [(note.model, note.key) for note in found.notes]


def refused(*args: Any, **asked: Any) -> list[str]:
    with pytest.raises(InputError) as error:
        imported(*args, **asked)
    return [problem.code for problem in error.value.problems]
