"""Kinds of values: how each is written in JSON and in the cell of a table, and what a JSON Schema says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from costcalc.expr import decimal_text, fraction_text
from costcalc.instant import instant_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.expr import Exact

Definitions = dict[str, Any]
"""The schemas of records by name, which others refer to."""


class Kind:
    """A kind of value.

    Args:
        schema: What a JSON Schema says of it.
        encode: Returns a value of it as JSON has it.
        is_number: Whether it is a number, which spreadsheets calculate with.
        is_digits: Whether it is written in digits, as a number or a fraction is, and so never runs as a formula.
        separator: What stands between several of its values in one cell.
    """

    def __init__(
        self,
        schema: Mapping[str, Any],
        encode: Callable[[Any], Any],
        *,
        is_number: bool = False,
        is_digits: bool = False,
        separator: str = " ",
    ) -> None:
        self.schema = schema
        self.encode = encode
        self.is_number = is_number
        self.is_digits = is_number or is_digits
        self.separator = separator

    def cell(self, value: Any, written: Callable[[Exact], str]) -> str:
        """Return a value as the text of a cell; a number is written by the function given."""
        if self.is_number:
            return written(value)
        found = self.encode(value)
        return "" if found is None else str(found)

    def describe(self, definitions: Definitions) -> dict[str, Any]:
        """Return its JSON Schema; a record is put among the definitions and referred to."""
        del definitions
        return dict(self.schema)


class YesNo(Kind):
    """Yes or no."""

    def cell(self, value: Any, written: Callable[[Exact], str]) -> str:
        """Return the word for it."""
        del written
        return "yes" if value else "no"


class Fixed(Kind):
    """A number that is rounded, and keeps the decimals that it is rounded to."""

    def cell(self, value: Any, written: Callable[[Exact], str]) -> str:
        """Return it as it is."""
        del written
        return str(self.encode(value))


class Many(Kind):
    """A list of values of one kind."""

    def __init__(self, of: Kind, separator: str | None = None) -> None:
        between = of.separator if separator is None else separator
        super().__init__({}, lambda values: [of.encode(value) for value in values], separator=between)
        self.of = of

    def cell(self, value: Any, written: Callable[[Exact], str]) -> str:
        """Return the values one after the other."""
        return self.separator.join(self.of.cell(one, written) for one in value)

    def describe(self, definitions: Definitions) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "array", "items": self.of.describe(definitions)}


class Mapped(Kind):
    """Values of one kind, each under a name that is a matter of the input."""

    def __init__(self, of: Kind) -> None:
        super().__init__({}, lambda values: {name: of.encode(each) for name, each in values.items()})
        self.of = of

    def describe(self, definitions: Definitions) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "object", "additionalProperties": self.of.describe(definitions)}


def constant(text: str) -> Kind:
    """Return the kind of what is always the same text."""
    return Kind({"const": text}, str)


def one_of(*words: str | int) -> Kind:
    """Return the kind of what is one of these."""
    return Kind({"enum": list(words)}, lambda word: word)


TEXT = Kind({"type": "string"}, str, separator="; ")
NUMBER = Kind({"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$"}, decimal_text, is_number=True)
"""An exact number in plain digits; 15 significant ones where it has no last digit."""
FIXED = Fixed(NUMBER.schema, lambda value: format(value, "f"), is_number=True)
"""An amount of money as it is paid: `2.80`."""
FRACTION = Kind({"type": "string", "pattern": "^-?[0-9]+/[0-9]+$"}, fraction_text, is_digits=True)
"""The fraction of a number without a last digit; null of any other."""
INSTANT = Kind({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"}, instant_text)
PLACE = Kind({"type": "string", "pattern": ":[0-9]+:[0-9]+$"}, str)
COUNT = Kind({"type": "integer", "minimum": 0}, int)
FLAG = YesNo({"type": "boolean"}, bool)
