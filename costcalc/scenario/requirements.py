"""Requirements: what every model of an option must fulfil, to be one that can be chosen."""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from pydantic import Field

from costcalc.source import COUNTRY, FieldKind, FileRecord, Id, Mapping, Sequence, TokenLimit, one_of, rejected
from costcalc.source.fields import read_at, read_text

NOT = "not"


class Among(NamedTuple):
    """Words of which something must be one, or must not be one.

    Args:
        words: The words.
        allowed: Whether it must be one of them; else none of them.
    """

    words: tuple[str, ...]
    allowed: bool

    def admits(self, word: str) -> bool:
        """Return whether a word is as it must be."""
        return (word in self.words) is self.allowed

    def __str__(self) -> str:
        return f"{'' if self.allowed else 'not '}{' or '.join(self.words)}"


def _among(read: Any) -> Any:
    """Return what reads a word, several, or those that it must not be."""

    def words(value: Any) -> tuple[str, ...]:
        if not isinstance(value, Sequence):
            return (read(value),)
        if not value:
            raise rejected("empty-list", "name at least one")
        return tuple(read_at(item.place, read, item) for item in value)

    def among(value: Any) -> Among:
        if not isinstance(value, Mapping):
            return Among(words(value), allowed=True)
        if list(value) != [NOT]:
            raise rejected("unknown-key", "this has one key, `not`", "write {not: [CN]}, or [US, FR]")
        return Among(read_at(value[NOT].place, words, value[NOT]), allowed=False)

    return among


def _schema(**one: Any) -> dict[str, Any]:
    several = {"anyOf": [one, {"type": "array", "minItems": 1, "items": one}]}
    return {
        "anyOf": [
            *several["anyOf"],
            {
                "type": "object",
                "required": [NOT],
                "additionalProperties": False,
                "properties": {NOT: several | {"description": "what it must not be"}},
            },
        ]
    }


_COUNTRIES = FieldKind(_among(COUNTRY.read), **_schema(**COUNTRY.schema))
_TEXTS = FieldKind(_among(read_text), **_schema(type="string"))


class Requirements(FileRecord):
    """What every model of an option must fulfil. What a card does not say is not fulfilled."""

    context_window: TokenLimit | None = Field(None, description="the least that one request must be able to hold")
    max_output: TokenLimit | None = Field(None, description="the least that one answer must be able to have")
    origin: Annotated[Among, _COUNTRIES] | None = Field(
        None, description="the country of the provider: US, [US, FR], or {not: [CN]}"
    )
    weights: Annotated[str, one_of("open", "closed")] | None = Field(
        None, description="whether the weights of the model can be had"
    )
    license: Annotated[Among, _TEXTS] | None = Field(None, description="of the weights: MIT, [MIT, Apache-2.0]")
    region: Id | None = Field(None, description="every call must be priced in this region")
