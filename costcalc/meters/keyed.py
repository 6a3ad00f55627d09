"""Records that have a key for every meter, such as a rate and a call.

They are gathered into one mapping when a file is read: a field for each of forty meters in each of ten kinds of record
would take longer to set up than all the rest of a run.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from pydantic import model_validator

from costcalc.meters.table import METERS
from costcalc.problem import InputError, Problem, collected
from costcalc.source import FieldKind, FileRecord, Mapping, rejected
from costcalc.source.fields import read_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema

GATHERED = "by meter"
"""What the mapping is called between reading and binding; no file has such a key."""

REQUEST = "request"
"""The meter that a record with `requests` counts by itself."""

DEFINED = "x-defined"
"""Stands in a schema for a reference to what `costcalc.schema` defines once."""

T = TypeVar("T")


def each_meter(read: Callable[[str, Any], T], define: str) -> FieldKind:
    """Return the kind of the mapping.

    Args:
        read: Reads what is written for a meter.
        define: What the JSON Schema calls a value.
    """

    def read_all(tree: Mapping) -> dict[str, T]:
        values: dict[str, T] = {}
        problems: list[Problem] = []
        for meter, written in tree.items():
            with collected(problems):
                values[meter] = read_at(written.place, partial(read, meter), written)
        if problems:
            raise InputError(problems)
        return values

    return FieldKind(read_all, (), **{DEFINED: define})


class ByMeter(FileRecord):
    """A record with a key for every meter; a subclass says what stands there, in a field with the alias "by meter"."""

    more_keys: ClassVar[tuple[str, ...]] = tuple(METERS)

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, tree: Any) -> Any:
        if not isinstance(tree, Mapping):
            return tree
        if GATHERED in tree:
            raise rejected("unknown-key", f"`{GATHERED}` is not a key here")
        others, gathered = Mapping(tree.place), Mapping(tree.place)
        others.places = gathered.places = tree.places
        for key, value in tree.items():
            (gathered if key in METERS else others)[key] = value
        if gathered:
            others[GATHERED] = gathered
        return others

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Describe the keys as they are written."""
        schema = handler(core)
        properties = handler.resolve_ref_schema(schema)["properties"]
        value = properties.pop(GATHERED)
        own = {REQUEST} if "requests" in cls.model_fields else set()  # who says how many has no key for one of them
        named = {name: meter for name, meter in METERS.items() if name not in own}
        properties |= {name: {"description": meter.summary} | value for name, meter in named.items()}
        return schema
