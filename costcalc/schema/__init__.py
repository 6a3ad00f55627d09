"""JSON Schemas: of the YAML files that are read, and of the documents in JSON that are written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from costcalc.schema.answers import ANSWERS

if TYPE_CHECKING:
    from costcalc.ratecard import Catalogue

SCENARIO = "scenario"
FILES = (SCENARIO, "rate-card", "fx", "calendar", "policy")
NAMES = (*FILES, *ANSWERS)
"""Everything that has a schema."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(name: str, cards: Catalogue | None = None) -> str:
    """Return the schema of a kind of file, or of a document.

    Args:
        name: One of `NAMES`.
        cards: Whose models the schema of scenarios names; None for none.

    Raises:
        InputError: with everything that is wrong in the cards.
    """
    head = {"$schema": DIALECT, "$id": f"costcalc/{name}/v1"}
    if name in ANSWERS:
        from costcalc.schema.answers import answer_schema

        return _text(head | answer_schema(name))
    from costcalc.schema.files import file_schema

    schema = file_schema(name)
    if cards and name == SCENARIO:
        from costcalc.schema.models import with_models

        schema = with_models(schema, cards)
    return _text(head | schema, sort_keys=True)


def _text(document: dict[str, Any], *, sort_keys: bool = False) -> str:
    return json.dumps(document, indent=2, sort_keys=sort_keys) + "\n"


__all__ = ["FILES", "NAMES", "SCENARIO", "json_schema"]
