"""What rows of an export are grouped by: tags, which are one value for all of it, and an allocation to several."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from costcalc.money import percent
from costcalc.problem import InputError, Problem, collected
from costcalc.shown import cut
from costcalc.source import FieldKind, Mapping, Scalar, rejected, scalar
from costcalc.source.amounts import SHARE_SCHEMA, read_share
from costcalc.source.fields import MAX_TEXT, TEXT_SCHEMA, read_at, read_text

if TYPE_CHECKING:
    from costcalc.expr import Num

MAX_TAGS = 50
MAX_SHARES = 50

_TAG = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,62}", re.ASCII)


class Allocation(NamedTuple):
    """What a cost is divided by.

    Args:
        tag: The tag.
        shares: The part of each of its values; together they are all of it.
    """

    tag: str
    shares: dict[str, Num]


def _tag(value: Mapping, name: str) -> str:
    """Return a key of a mapping that is the name of a tag; refuse any other."""
    if not _TAG.fullmatch(name):
        hint = "ASCII letters, digits and _ . - after a letter: cost_centre"
        raise InputError.of(value.places[name], "bad-name", f"`{cut(name)}` is no name of a tag", hint)
    return name


def _tags(value: Any) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise rejected("wrong-type", "this must be a mapping, `key: value` lines", "write {team: support}")
    if len(value) > MAX_TAGS:
        raise rejected("too-many", f"a scenario has at most {MAX_TAGS} tags")
    found: dict[str, str] = {}
    problems: list[Problem] = []
    for name, text in value.items():
        with collected(problems):
            found[str(_tag(value, name))] = read_at(text.place, read_text, text)
    if problems:
        raise InputError(problems)
    return found


def _allocation(value: Any) -> Allocation:
    if not isinstance(value, Mapping) or not value:
        raise rejected("wrong-type", "this must be one tag and the shares of its values", f"write {_EXAMPLE}")
    if len(value) > 1:
        hint = "name each part that somebody pays: {team: {search_eu: 40%, search_us: 20%, ads: 40%}}"
        raise rejected("too-many", "a cost is divided by one tag", hint)
    ((name, shares),) = value.items()
    tag = Scalar(_tag(value, name), value.places[name])
    return Allocation(tag, read_at(value.places[name], _shares, shares))


def _shares(value: Any) -> dict[str, Num]:
    if not isinstance(value, Mapping) or not value:
        raise rejected("wrong-type", "this must be the share of each value of the tag", f"write {_EXAMPLE}")
    if len(value) > MAX_SHARES:
        raise rejected("too-many", f"a cost is divided into at most {MAX_SHARES} shares")
    found: dict[str, Num] = {}
    problems: list[Problem] = []
    for name, share in value.items():
        with collected(problems):
            found[str(read_at(value.places[name], _value, name))] = read_at(share.place, _share, share)
    if problems:
        raise InputError(problems)
    total = sum((Fraction(share.value) for share in found.values()), Fraction(0))
    if total != 1:
        message = f"these shares add up to {percent(total)}, and not to 100 %"
        raise rejected("bad-number", message, _THIRDS)
    return found


def _value(name: Any) -> str:
    """Read the value of a tag that stands as a key, where a number is a text as well."""
    text = " ".join(scalar(name, "a value of the tag").split())
    if len(text) > MAX_TEXT:
        raise rejected("text-too-long", f"this text has {len(text)} characters, and {MAX_TEXT} are the most")
    return text


def _share(value: Any) -> Num:
    text = scalar(value, "a percentage such as 60%")
    if "/" in text:  # somebody pays the cent that a third leaves over, and it is said who
        raise rejected("bad-number", f"`{cut(text)}` is no percentage", _THIRDS)
    return read_share(text)


_THIRDS = "shares are exact: 33.34%, 33.33% and 33.33% are all of it"
_EXAMPLE = "{team: {search: 60%, ads: 40%}}"
_TAG_SCHEMA = {"pattern": f"^{_TAG.pattern}$"}
Tags = Annotated[
    dict[str, str],
    FieldKind(
        _tags,
        type="object",
        propertyNames=_TAG_SCHEMA,
        additionalProperties={"type": "string"},
    ),
]
AllocationField = Annotated[
    Allocation,
    FieldKind(
        _allocation,
        type="object",
        minProperties=1,
        maxProperties=1,
        propertyNames=_TAG_SCHEMA,
        additionalProperties={
            "type": "object",
            "minProperties": 1,
            "maxProperties": MAX_SHARES,
            "propertyNames": TEXT_SCHEMA,
            "additionalProperties": SHARE_SCHEMA,
        },
    ),
]
