"""JSON Schemas of the YAML files, for editors that complete and check while one types.

The schema says what shape a file has. What must hold beyond it (names that exist, times that follow each
other) only costcalc itself checks.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from costcalc.ratecard import RateCard
from costcalc.scenario import Scenario

if TYPE_CHECKING:
    from costcalc.source import Record

RECORDS: dict[str, type[Record]] = {"scenario": Scenario, "rate-card": RateCard}


class _Plain(GenerateJsonSchema):
    """Says what may be written, and no more: no null and no default, which a file never holds, and no titles."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        del schema
        return False

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])


def json_schema(kind: str) -> str:
    """Write the schema of a kind of file.

    Args:
        kind: `scenario` or `rate-card`.
    """
    record = RECORDS[kind]
    schema = record.model_json_schema(by_alias=True, schema_generator=_Plain)
    document = {"$schema": _Plain.schema_dialect, "$id": f"costcalc/{kind}/v1"} | schema
    return json.dumps(document, indent=2, sort_keys=True) + "\n"
