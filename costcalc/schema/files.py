"""JSON Schemas of the YAML files, for editors that complete and check while one types.

The schema says what shape a file has. What must hold beyond it (names that exist, times that follow each
other) only costcalc itself checks.
"""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from costcalc.documentation import documentation
from costcalc.meters import DEFINED
from costcalc.project.policy import Policy
from costcalc.ratecard import Calendar, Fx, RateCard
from costcalc.rules import WrittenFormulaPrice, WrittenPrice
from costcalc.scenario import QUANTITY_SCHEMA, Scenario
from costcalc.scenario.later import all_records
from costcalc.source import FileRecord

RECORDS: dict[str, type[FileRecord]] = {
    "scenario": Scenario,
    "rate-card": RateCard,
    "fx": Fx,
    "calendar": Calendar,
    "policy": Policy,
}


class _Plain(GenerateJsonSchema):
    """Says what may be written, and no more: no null and no default, which a file never holds, and no titles."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        del schema
        return False

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])


def file_schema(kind: str) -> dict[str, Any]:
    """Return the schema of a kind of file.

    Args:
        kind: `scenario`, `rate-card`, `fx`, `calendar` or `policy`.
    """
    all_records()  # Python knows no subclass that is not imported
    _documented(FileRecord)
    schema: dict[str, Any] = RECORDS[kind].model_json_schema(by_alias=True, schema_generator=_Plain)
    used: set[str] = set()
    schema = _referred(schema, used)
    for name in sorted(used):
        schema.setdefault("$defs", {}).update(_definition(name))
    for name in _alternatives(schema):
        schema["$defs"][name].pop("description", None)
    shown: dict[str, Any] = _shown(schema)
    return shown


def _documented(record: type[FileRecord]) -> None:
    """Restore the docstring of every record where Python dropped it: it is the description in the schema."""
    for one in record.__subclasses__():
        if one.__doc__ is None:
            one.__doc__ = documentation(one) or None
        _documented(one)


def _definition(name: str) -> dict[str, Any]:
    """Define what stands at every meter, with the definitions that it needs itself."""
    if name == "Quantity":
        return {name: QUANTITY_SCHEMA}
    kind: Any = WrittenFormulaPrice if name == "FormulaPrice" else WrittenPrice
    price: dict[str, Any] = TypeAdapter(kind).json_schema(schema_generator=_Plain)
    defined: dict[str, Any] = price.pop("$defs", {})
    return defined | {name: price}


def _alternatives(schema: Any) -> set[str]:
    """Return the definitions that are one of several ways to write something."""
    if isinstance(schema, list):
        return set().union(*map(_alternatives, schema))
    if not isinstance(schema, dict):
        return set()
    ways = {way["$ref"].rpartition("/")[2] for way in schema.get("anyOf", ()) if "$ref" in way}
    return ways.union(*map(_alternatives, schema.values()))


def _shown(schema: Any) -> Any:
    """Return a schema of which an editor shows what is meant for people.

    Of all that fits a value, an editor shows the innermost description: that of a key must be the only one. Keys that
    match no pattern are refused. Titles are names of classes.
    """
    if isinstance(schema, list):
        return [_shown(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    shown = {key: _shown(value) for key, value in schema.items() if key != "title" or not isinstance(value, str)}
    if "patternProperties" in shown:
        shown.setdefault("additionalProperties", False)
    for way in shown.get("anyOf", ()):
        way.pop("description", None)
    return shown


def _referred(schema: Any, used: set[str]) -> Any:
    """Return a schema with references in the place of what is defined once."""
    if isinstance(schema, list):
        return [_referred(item, used) for item in schema]
    if not isinstance(schema, dict):
        return schema
    referred = {key: _referred(value, used) for key, value in schema.items() if key != DEFINED}
    if name := schema.get(DEFINED):
        used.add(name)
        referred["$ref"] = f"#/$defs/{name}"
    return referred
