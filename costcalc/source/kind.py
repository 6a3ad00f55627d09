"""What a kind of value is: in one place how it is read, how it refuses, and how an editor's schema describes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import core_schema

from costcalc.problem import InputError
from costcalc.source.bind import rejected, rejected_as
from costcalc.source.tree import Scalar

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import BaseModel


class FieldKind:
    """The way a kind of field is read; stands in `Annotated[type, FieldKind(...)]`.

    Args:
        read: Takes a node of the tree; refuses with `rejected` or `InputError`.
        records: Records that it reads where a mapping is written; their schemas join `anyOf`.
        schema: The JSON Schema of what else may be written.
    """

    def __init__(self, read: Callable[[Any], Any], records: tuple[type[BaseModel], ...] = (), **schema: Any) -> None:
        self.read = read
        self.records = records
        self.schema = schema

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self._validate)

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:
        del core
        if not self.records:
            return self.schema
        for record in self.records:
            record.model_rebuild()
        written = [
            record.__get_pydantic_json_schema__(record.__pydantic_core_schema__, handler) for record in self.records
        ]
        return self.schema | {"anyOf": [*self.schema.get("anyOf", ()), *written]}

    def _validate(self, value: Any) -> Any:
        try:
            return self.read(value)
        except InputError as error:
            raise rejected_as(error) from None


class One(FieldKind):
    """A kind whose values are single, non-empty scalars.

    Args:
        what: How to call it: `a number`.
        read: Takes the scalar.
        schema: The JSON Schema.
    """

    def __init__(self, what: str, read: Callable[[Scalar], Any], **schema: Any) -> None:
        if "pattern" in schema:  # else an editor shows the pattern
            schema["patternErrorMessage"] = f"this must be {what}"
        super().__init__(lambda value: read(scalar(value, what)), **schema)


def scalar(value: Any, what: str) -> Scalar:
    """Return a value that must be a single, non-empty scalar; refuse any other."""
    if not isinstance(value, Scalar):
        raise rejected("wrong-type", f"this must be {what}")
    if value.is_null or not value.strip():
        raise rejected("empty-value", f"this is empty, and must be {what}", "leave the key out, or give it a value")
    return value
