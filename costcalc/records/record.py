"""Records: their fields in order, each with what it says, and how it is taken from a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from costcalc.records.kinds import FRACTION, NUMBER, TEXT, Kind, constant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.expr import Exact, Figure
    from costcalc.records.kinds import Definitions

T = TypeVar("T")
U = TypeVar("U")


class Field(Generic[T]):
    """One field of a record.

    Args:
        name: Its key in JSON.
        kind: What its values are.
        get: Takes the value from the result; None becomes null.
        doc: What it says, for the schema and the docs; empty where the name says it all.
        null: Whether it may be null.
    """

    __slots__ = ("doc", "get", "kind", "name", "null")

    def __init__(self, name: str, kind: Kind, get: Callable[[T], Any], doc: str = "", *, null: bool = False) -> None:
        self.name = name
        self.kind = kind
        self.get = get
        self.doc = doc
        self.null = null

    def fields(self) -> Iterator[Field[Any]]:
        """Yield the fields it comes to: itself."""
        yield self

    def named(self, name: str) -> Field[T]:
        """Return the same field under another name."""
        return Field(name, self.kind, self.get, self.doc, null=self.null)

    def put(self, value: T, into: dict[str, Any]) -> None:
        """Put its value, as JSON has it, among those of a record."""
        found = self.get(value)
        into[self.name] = None if found is None else self.kind.encode(found)

    def describe(self, definitions: Definitions) -> dict[str, Any]:
        """Return its JSON Schema."""
        schema = self.kind.describe(definitions)
        if self.null:
            schema = _or_null(schema)
        return {"description": self.doc, **schema} if self.doc else schema


class Part(Generic[T, U]):
    """Several fields that are taken from one part of the result; all are null where it has no such part.

    Args:
        get: Takes the part from the result.
        members: The fields, of the part.
        null: Whether there may be no such part.
    """

    __slots__ = ("get", "members", "null")

    def __init__(self, get: Callable[[T], U | None], *members: Field[U] | Part[U, Any], null: bool = False) -> None:
        self.get = get
        self.members = members
        self.null = null

    def fields(self) -> Iterator[Field[T]]:
        """Yield its fields, each taken from the whole result."""
        for member in self.members:
            for field in member.fields():
                yield Field(field.name, field.kind, self._within(field.get), field.doc, null=field.null or self.null)

    def put(self, value: T, into: dict[str, Any]) -> None:
        """Put the values of its fields among those of a record."""
        part = self.get(value)
        for member in self.members:
            if part is None:
                into.update(dict.fromkeys(field.name for field in member.fields()))
            else:
                member.put(part, into)

    def _within(self, get: Callable[[U], Any]) -> Callable[[T], Any]:
        def found(value: T) -> Any:
            part = self.get(value)
            return None if part is None else get(part)

        return found


class Record(Kind, Generic[T]):
    """An object in JSON that is made of a result of one type, field by field.

    Args:
        name: What schemas call it: `charge`.
        doc: What it is, in a sentence.
        members: Its fields.
    """

    encode: Callable[[T], dict[str, Any]]

    def __init__(self, name: str, doc: str, *members: Field[T] | Part[T, Any]) -> None:
        super().__init__({}, self._encoded)
        self.name = name
        self.doc = doc
        self.members = members

    def fields(self) -> Iterator[Field[T]]:
        """Yield its fields in order."""
        for member in self.members:
            yield from member.fields()

    def _encoded(self, value: T) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for member in self.members:
            member.put(value, found)
        return found

    def describe(self, definitions: Definitions) -> dict[str, Any]:
        """Return a reference to its JSON Schema, which is put among the definitions."""
        if self.name not in definitions:
            definitions[self.name] = {}  # of a record in itself
            definitions[self.name] = self.shape(definitions)
        return {"$ref": f"#/$defs/{self.name}"}

    def shape(self, definitions: Definitions) -> dict[str, Any]:
        """Return its JSON Schema, without those of the records in it."""
        fields = list(self.fields())
        return {
            "description": self.doc,
            "type": "object",
            "properties": {field.name: field.describe(definitions) for field in fields},
            "required": [field.name for field in fields],
        }


class DocumentRecord(Record[T]):
    """A record that is printed by itself: it says first what it is, as `costcalc/NAME/v1`."""

    def __init__(self, name: str, doc: str, *members: Field[T] | Part[T, Any]) -> None:
        schema = f"costcalc/{name}/v1"
        super().__init__(name, doc, Field("schema", constant(schema), lambda _: schema), *members)


def figure(name: str, get: Callable[[T], Figure | None], doc: str = "", *, null: bool = False) -> Part[T, Figure]:
    """Return the four fields of a number that was computed: its digits, its fraction, its formula, with numbers."""
    of = doc or f"`{name}`"
    return Part(
        get,
        Field(name, NUMBER, lambda found: found.value, doc),
        Field(f"{name}_exact", FRACTION, lambda found: found.value, f"the fraction of {of}", null=True),
        Field(f"{name}_formula", TEXT, lambda found: found.formula, f"how {of} is computed"),
        Field(f"{name}_substituted", TEXT, lambda found: found.substituted(), "the same with the numbers put in"),
        null=null,
    )


def number(name: str, get: Callable[[T], Exact | None], doc: str = "", *, null: bool = False) -> Part[T, Exact]:
    """Return the two fields of an exact number: its digits, and its fraction where these have no end."""
    return Part(
        get,
        Field(name, NUMBER, lambda found: found, doc),
        Field(f"{name}_exact", FRACTION, lambda found: found, f"the fraction of {doc or f'`{name}`'}", null=True),
        null=null,
    )


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema that takes null as well."""
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    if isinstance(schema.get("type"), str):
        return schema | {"type": [schema["type"], "null"]}
    return {"anyOf": [schema, {"type": "null"}]}
