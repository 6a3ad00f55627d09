"""Every document in JSON is as its schema says, and has no key that the schema does not know."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from costcalc.schema import NAMES, json_schema
from costcalc.schema.answers import ANSWERS
from tests.conftest import ROOT
from tests.schema.documents import Document, made

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Answer

    Schema = dict[str, Any]


def schema_of(name: str) -> Schema:
    schema = json.loads(json_schema(name))
    assert isinstance(schema, dict)
    return schema


def closed(schema: Any) -> Any:
    """Return a schema that knows every key: only this repository asks for that, since keys may be added."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    known = {key: closed(value) for key, value in schema.items()}
    is_open = "additionalProperties" in schema or not isinstance(schema.get("properties"), dict)
    return known if is_open else known | {"additionalProperties": False}


def objects(schema: Schema) -> dict[str, Schema]:
    """Return the objects with keys of their own, by name: the whole has that of the document."""
    return {schema["$id"].split("/")[1]: schema} | schema.get("$defs", {})


def filled(name: str, schema: Schema, value: Any, root: Schema) -> Iterator[tuple[str, str]]:
    """Yield the keys of a document that have a value, as (record, key)."""
    if reference := schema.get("$ref"):
        name = reference.rpartition("/")[2]
        yield from filled(name, root["$defs"][name], value, root)
    for one in schema.get("anyOf", ()):
        yield from filled(name, one, value, root) if value is not None else ()
    if isinstance(value, list):
        for item in value:
            yield from filled(name, schema.get("items", {}), item, root)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in schema.get("properties", {}):
                if item not in (None, [], {}):
                    yield name, key
                yield from filled(name, schema["properties"][key], item, root)
            elif isinstance(others := schema.get("additionalProperties"), dict):
                yield from filled(name, others, item, root)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Document]]:
    return made(tmp_path_factory.mktemp("documents"))


@pytest.mark.parametrize("name", ANSWERS)
def test_every_document_is_as_its_schema_says(documents: dict[str, list[Document]], name: str) -> None:
    validator = Draft202012Validator(closed(schema_of(name)))
    assert len(documents[name]) > 3
    for document in documents[name]:
        validator.validate(document)


def test_every_key_has_a_value_somewhere(documents: dict[str, list[Document]]) -> None:
    keys: set[tuple[str, str]] = set()
    found: set[tuple[str, str]] = set()
    for name in ANSWERS:
        schema = schema_of(name)
        keys |= {(of, key) for of, one in objects(schema).items() for key in one["properties"]}
        found |= {pair for document in documents[name] for pair in filled(name, schema, document, schema)}
    never = keys - found
    # Few of these runs have a number without a last digit; what has one says so in the same way everywhere.
    assert {(of, key) for of, key in never if (of, key.removesuffix("_exact")) not in found} == set()
    assert any(key.endswith("_exact") for _, key in found)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_schema_has_every_key_and_lets_others_in(name: str) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"]["const"] == schema["$id"] == f"costcalc/{name}/v1"
    for one in objects(schema).values():
        assert one["description"]
        assert one["required"] == list(one["properties"])
        assert "additionalProperties" not in one


def test_a_name_is_that_of_one_record() -> None:
    """Records of several documents are written once each in every schema, under their names."""
    seen: dict[str, Schema] = {}
    for name in ANSWERS:
        for record, one in objects(schema_of(name)).items():
            shape = {key: value for key, value in one.items() if not key.startswith("$")}
            assert seen.setdefault(record, shape) == shape


@pytest.mark.parametrize("name", ANSWERS)
def test_the_schemas_in_the_docs_are_those_that_are_printed(costcalc: Callable[..., Answer], name: str) -> None:
    text = (ROOT / "docs" / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    assert costcalc("schema", name) == (0, text, ""), "run `just generate`"


def test_every_schema_is_named_where_json_is_documented() -> None:
    assert {path.stem for path in (ROOT / "docs" / "schemas").iterdir()} == set(ANSWERS)
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert all(f"schemas/{name}.json" in page for name in ANSWERS)


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_says_what_it_is_of(name: str) -> None:
    schema = schema_of(name)
    assert (schema["$schema"], schema["$id"]) == (Draft202012Validator.META_SCHEMA["$id"], f"costcalc/{name}/v1")


def test_another_name_is_refused_with_those_there_are(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("schema", "comparisson")
    assert (answer.code, answer.out) == (2, "")
    assert "did you mean `comparison`?" in answer.err
    assert ", ".join(NAMES) in costcalc("schema", "zzzz").err
