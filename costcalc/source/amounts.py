"""Numbers in files: amounts, counts and limits, which are no percentages; factors and shares, which may be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from costcalc.expr import Node, Num, NumberError, decimal_text, read_number
from costcalc.shown import cut
from costcalc.source.bind import rejected
from costcalc.source.fields import read_formula
from costcalc.source.kind import FieldKind, One
from costcalc.source.patterns import (
    COUNT_SCHEMA,
    DECIMAL_PATTERN,
    NUMBER_PATTERN,
    PART_PATTERN,
    PART_SCHEMA,
    POSITIVE_SCHEMA,
    SCALED_PATTERN,
    WHOLE_PATTERN,
)

if TYPE_CHECKING:
    from costcalc.source.tree import Scalar

_MONEY = re.compile(r"[$€£¥₹].*[0-9].*|.*[0-9].*[$€£¥₹]|.*[0-9] ?[A-Z]{3}", re.ASCII)
_NUMBER: dict[str, Any] = {"type": "number", "minimum": 0, "exclusiveMaximum": 10**18}


def _written(pattern: str, **number: Any) -> dict[str, Any]:
    """Return the schema of a number: as YAML has it, or as a text of a pattern."""
    return {"anyOf": [_NUMBER | number, {"type": "string", "pattern": f"^({pattern})$"}]}


NUMBER_SCHEMA = _written(NUMBER_PATTERN)
FACTOR_SCHEMA = _written(f"{NUMBER_PATTERN}|{DECIMAL_PATTERN}%")
SHARE_SCHEMA = _written(rf"{DECIMAL_PATTERN}(%|[eE]-[0-9]{{1,2}})|0(\.[0-9]+)?|1(\.0+)?", maximum=1)
PART_OF_ALL_SCHEMA = _written(PART_PATTERN, maximum=1)
WHOLE_SCHEMA = _written(rf"(?!0(\.0+)?([eEKMB]|$))({SCALED_PATTERN}|{WHOLE_PATTERN})", type="integer", minimum=1)
"""Of a whole number of at least 1. Whether `1.5K` is one, no pattern says."""


def read_amount(value: Scalar, *, percent: bool = False) -> Num:
    """Read a number of zero or more; a percentage only where one is meant."""
    try:
        return Num(read_number(value, percent=percent), str(value), value.place)
    except NumberError as error:
        if value.startswith("-"):
            raise rejected("negative-number", "this cannot be negative") from None
        raise rejected("bad-number", str(error), error.hint) from None


def _factor(value: Scalar) -> Num:
    return read_amount(value, percent=True)


def read_share(value: Scalar) -> Num:
    """Read a part of something. `25` would be 2,500 %, and nobody who writes it means that; nor is it an amount."""
    if _MONEY.fullmatch(value):
        message = f"`{cut(value)}` is an amount of money, and this is a part of something"
        raise rejected("bad-number", message, "write a percentage: 25%")
    share = _factor(value)
    if share.value > 1 and not value.endswith("%"):
        message = f"`{cut(value)}` would be {decimal_text(share.value * 100)} %"
        raise rejected("bad-number", message, f"write {cut(value)}%")
    return share


def _limit(value: Scalar) -> Num:
    limit = read_amount(value)
    if not limit.value or limit.value != limit.value.to_integral_value():
        raise rejected("bad-number", "this must be a whole number of tokens, at least 1")
    return limit


def read_count(value: Any) -> Node:
    """Read a number of something, or a formula for one."""
    formula = read_formula(value)
    if isinstance(formula, Num) and formula.text.endswith("%"):
        read_amount(value)  # which says what to write in its place
    return formula


Amount = Annotated[Num, One("a number", read_amount, **NUMBER_SCHEMA)]
Factor = Annotated[Num, One("a number or a percentage", _factor, **FACTOR_SCHEMA)]
Share = Annotated[Num, One("a percentage such as 25%", read_share, **SHARE_SCHEMA)]
TokenLimit = Annotated[Num, One("a number of tokens", _limit, **WHOLE_SCHEMA)]
Count = Annotated[Node, FieldKind(read_count, **COUNT_SCHEMA)]
# What a formula comes to is known where its names have values: these two are refused there, and a number here.
PriceFormula = Annotated[Node, FieldKind(read_formula, **POSITIVE_SCHEMA)]
PartFormula = Annotated[Node, FieldKind(read_formula, **PART_SCHEMA)]
