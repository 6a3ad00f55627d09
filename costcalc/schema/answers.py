"""JSON Schemas of what is printed or written in JSON, from the records that make it.

They are open: keys may be added to a version, and a reader of today passes over those of tomorrow.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

ANSWERS = {
    "comparison": "costcalc.views.comparison.record:COMPARISON",
    "comparisons": "costcalc.views.comparison.record:COMPARISONS",
    "whatif": "costcalc.views.whatif.record:WHATIF",
    "whatifs": "costcalc.views.whatif.record:WHATIFS",
    "forecast": "costcalc.views.forecast.record:FORECAST",
    "forecasts": "costcalc.views.forecast.record:FORECASTS",
    "audit": "costcalc.views.audit.record:AUDIT",
    "audits": "costcalc.views.audit.record:AUDITS",
    "solve": "costcalc.views.solve.record:SOLVE",
    "price": "costcalc.views.estimate:PRICE",
    "prices": "costcalc.views.prices:PRICES",
    "problems": "costcalc.views.problem:PROBLEMS",
    "check": "costcalc.views.check.record:CHECK",
    "cards": "costcalc.views.cards.listing.record:CARDS",
    "card-model": "costcalc.views.cards.model.record:CARD_MODEL",
    "card-sources": "costcalc.views.cards.sources.record:CARD_SOURCES",
    "cards-diff": "costcalc.views.cards.changes.record:CARDS_DIFF",
    "codes": "costcalc.views.codes:CODES",
    "export-manifest": "costcalc.export:Manifest",
    "verification": "costcalc.views.verification:VERIFICATION",
    "variance": "costcalc.views.variance.record:VARIANCE",
}
"""Where each is described. A new one is a line here: its name is that of its `schema`."""


def answer_schema(name: str) -> dict[str, Any]:
    """Return the schema of a document.

    Args:
        name: One of `ANSWERS`.
    """
    from costcalc.records import Record

    module, _, attribute = ANSWERS[name].partition(":")
    described = getattr(import_module(module), attribute)
    if not isinstance(described, Record):
        return _of_type(described)
    definitions: dict[str, Any] = {}
    return _whole(described.shape(definitions), dict(sorted(definitions.items())))


def _of_type(described: type) -> dict[str, Any]:
    """Return the schema of what is read as well, strictly: the same types, and open to further keys."""
    from pydantic import TypeAdapter

    shape = _opened(TypeAdapter(described).json_schema())
    return _whole(shape, shape.pop("$defs", {}))


def _whole(shape: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    return shape | ({"$defs": definitions} if definitions else {})


def _opened(schema: Any) -> Any:
    """Return a schema whose objects may have further keys, without titles, which only repeat names."""
    if isinstance(schema, list):
        return [_opened(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {key: _opened(value) for key, value in schema.items() if value is not False and not _is_title(key, value)}


def _is_title(key: str, value: Any) -> bool:
    return key == "title" and isinstance(value, str)
