"""The kinds of value that a file can hold. The field decides what a text means; YAML decides nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar, get_args

from pydantic import Field
from pydantic_core import PydanticCustomError

from costcalc.expr import NAME, RESERVED, Node, parse
from costcalc.instant import FIRST_YEAR, LAST_YEAR, NOMINAL, date_hint, parse_instant
from costcalc.problem import InputError, Place
from costcalc.shown import cut
from costcalc.source.bind import rejected
from costcalc.source.kind import FieldKind, One, scalar
from costcalc.source.patterns import FORMULA_SCHEMA, INSTANT_PATTERN, NAME_PATTERN
from costcalc.source.tree import Scalar, Sequence
from costcalc.spelling import did_you_mean, name_hint

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

MAX_TEXT = 300
MAX_ID = 100

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/@+-]*", re.ASCII)
CURRENCY = re.compile(r"[A-Z]{3}|[a-z][a-z0-9-]{3,30}", re.ASCII)
_FILE_ID = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)
SPELLING = re.compile(rf"[~@]?{ID.pattern}", re.ASCII)
"""Of a model: some sellers begin a name with a sign, `@cf/meta/llama-3`."""
MODEL = re.compile(rf"({_FILE_ID.pattern}/)?{SPELLING.pattern}", re.ASCII)
"""CARD/MODEL, by any of its spellings."""
_NOT_TEXT = re.compile(r"true|false|True|False|TRUE|FALSE|[-+]?\.?[0-9][0-9_.eE]*|\.nan|[-+]?\.inf", re.ASCII)

TEXT_SCHEMA: dict[str, Any] = {"type": "string", "pattern": r"\S", "maxLength": MAX_TEXT}
PERIOD_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {"enum": list(NOMINAL)},
        {"type": "string", "pattern": "^(199[0-9]|2[01][0-9]{2})(-(0[1-9]|1[0-2]))?$"},
        {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR},
    ]
}

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list. (Strict pydantic would want the file to hold a Python tuple.)"""


class Moment(NamedTuple):
    """An instant somebody wrote, and where."""

    at: datetime
    place: Place


def read_text(value: Any) -> str:
    """Read one line of text."""
    value = scalar(value, "a text")
    if value.unquoted and _NOT_TEXT.fullmatch(value):
        raise rejected("wrong-type", f"this must be a text, but {cut(value)} is not one", "put it in quotes")
    text = " ".join(value.split())
    if len(text) > MAX_TEXT:
        raise rejected("text-too-long", f"this text has {len(text)} characters, and {MAX_TEXT} are the most")
    return Scalar(text, value.place)


def _texts(value: Any) -> tuple[str, ...]:
    """Read one text or several."""
    if not isinstance(value, Sequence):
        return (read_text(value),)
    if not value:
        raise rejected("empty-list", "say where the prices come from")
    return tuple(read_at(item.place, read_text, item) for item in value)


def _switch(value: Scalar) -> bool:
    words = {"true": True, "false": False}
    if value not in words:
        raise rejected("unknown-word", f"`{cut(value)}` is neither true nor false", "write true, or leave it out")
    return words[value]


def _matching(pattern: re.Pattern[str], what: str, hint: str) -> Callable[[Scalar], str]:
    def read(value: Scalar) -> str:
        if len(value) > MAX_ID or not pattern.fullmatch(value):
            raise rejected("bad-id", f"`{cut(value)}` cannot be {what}", hint)
        return value

    return read


def read_name(value: Any) -> str:
    """Read the name of an assumption, an option, a call, a part."""
    name = scalar(value, "a name")
    if len(name) > MAX_ID or not NAME.fullmatch(name):
        raise rejected("bad-name", f"`{cut(name)}` is not a name", name_hint(name))
    if name in RESERVED:
        raise rejected("bad-name", f"`{name}` is a function of the formula language", "call it something else")
    return name


def _moment(value: Scalar) -> Moment:
    try:
        return Moment(parse_instant(value), value.place)
    except ValueError as error:
        message = f"`{cut(value)}` is no point in time: {error}"
        raise rejected("bad-instant", message, date_hint(value)) from None


def formula_start(value: Scalar) -> Place:
    """Return the place of the first sign of a formula."""
    place = value.place if value.unquoted else value.place.shifted(1)
    # Over several lines, or with escapes, no place inside it would be right.
    if not place.source.lines[place.line - 1].startswith(value, place.column - 1):
        raise rejected(
            "bad-formula", "a formula stands in one line, without escapes", "name a part of it as an assumption"
        )
    return place


def read_formula(value: Any) -> Node:
    """Read a number or a formula."""
    value = scalar(value, "a number or a formula")
    return parse(value, formula_start(value))


def read_results(value: Any) -> Node:
    """Read a formula in which names of results may stand."""
    value = scalar(value, "a formula over results")
    return parse(value, formula_start(value), results=True)


def read_at(place: Place, read: Callable[[Any], T], value: Any) -> T:
    """Read a value that is part of a field, and refuse it at its own place."""
    try:
        return read(value)
    except PydanticCustomError as error:
        context = error.context or {}
        raise InputError.of(place, error.type, context.get("message", ""), context.get("hint")) from None


def _currency(value: Scalar) -> str:
    if not CURRENCY.fullmatch(value):
        hint = "three capitals, as in USD; or a word for what is no money, as in credits"
        raise rejected("bad-currency", f"`{cut(value)}` is no currency", hint)
    return value


def one_of(*words: str, hint: str | None = None, **schema: Any) -> One:
    """Make the kind whose values are some words.

    Args:
        words: They.
        hint: What to do about another one, where it is no slip.
        schema: What an editor is told besides.
    """

    def read(value: Scalar) -> str:
        if value not in words:
            choices = ", ".join(f"`{word}`" for word in words)
            raise rejected("unknown-word", f"`{cut(value)}` is not one of {choices}", did_you_mean(value, words, hint))
        return str(value)

    return One(f"one of {', '.join(words)}", read, enum=list(words), **schema)


def _id(pattern: re.Pattern[str], what: str, hint: str) -> One:
    """Make the kind whose values match a pattern."""
    schema = {"type": "string", "pattern": f"^{pattern.pattern}$", "maxLength": MAX_ID}
    return One("an id", _matching(pattern, what, hint), **schema)


def described(kind: Any, description: str) -> FieldKind:
    """Return a kind with a description of its own, for the values of a mapping, which are no fields."""
    (known,) = (each for each in get_args(kind) if isinstance(each, FieldKind))
    return FieldKind(known.read, known.records, **known.schema, description=description)


Text = Annotated[str, FieldKind(read_text, **TEXT_SCHEMA)]
Texts = Annotated[
    tuple[str, ...],
    FieldKind(_texts, anyOf=[TEXT_SCHEMA, {"type": "array", "items": TEXT_SCHEMA, "minItems": 1}]),
]
"""One text, or several."""
Switch = Annotated[bool, One("true or false", _switch, type="boolean")]
_IN_AN_ID = "ids are ASCII letters, digits and . _ : / @ + -"
Id = Annotated[str, _id(ID, "an id", _IN_AN_ID)]
Spelling = Annotated[str, _id(SPELLING, "an alias", f"{_IN_AN_ID}; an alias may begin with ~ or @")]
ModelName = Annotated[str, _id(MODEL, "an id", _IN_AN_ID)]
FileId = Annotated[str, _id(_FILE_ID, "the id of a file", "small ASCII letters, digits and . _ -")]
Label = Annotated[
    str,
    One(
        "a version",
        _matching(ID, "a version", "ASCII letters, digits and . _ : / @ + -"),
        type=["string", "number"],
        pattern=f"^{ID.pattern}$",
        maxLength=MAX_ID,
        minimum=0,
    ),
]
OneName = Annotated[str, FieldKind(read_name, type="string", pattern=f"^{NAME_PATTERN}$", maxLength=MAX_ID)]
Instant = Annotated[Moment, One("a date or an instant", _moment, type="string", pattern=f"^{INSTANT_PATTERN}$")]
Formula = Annotated[Node, FieldKind(read_formula, **FORMULA_SCHEMA)]
Currency = Annotated[str, One("a currency", _currency, type="string", pattern=f"^({CURRENCY.pattern})$")]
