"""JSON Schemas: of the YAML files that are read, and of the documents in JSON that are written."""

from __future__ import annotations

import json
from typing import Any

from costcalc.schema.answers import ANSWERS

FILES = ("scenario", "rate-card", "fx", "calendar", "policy")
NAMES = (*FILES, *ANSWERS)
"""Everything that has a schema."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(name: str) -> str:
    """Return the schema of a kind of file, or of a document.

    Args:
        name: One of `NAMES`.
    """
    head = {"$schema": DIALECT, "$id": f"costcalc/{name}/v1"}
    if name in ANSWERS:
        from costcalc.schema.answers import answer_schema

        return _text(head | answer_schema(name))
    from costcalc.schema.files import file_schema

    return _text(head | file_schema(name), sort_keys=True)


def _text(document: dict[str, Any], *, sort_keys: bool = False) -> str:
    return json.dumps(document, indent=2, sort_keys=sort_keys) + "\n"


__all__ = ["FILES", "NAMES", "json_schema"]
