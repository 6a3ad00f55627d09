"""Portkey's `calculate`: what a request costs, as a tree. It is never run, only compared with what a card reckons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

_QUANTITY = re.compile(r"[a-z]+(_[a-z0-9]+)*", re.ASCII)
_RATE = re.compile(r"rates\.[a-z]+(_[a-z0-9]+)*", re.ASCII)
PAIR = 2


def is_plain(calculate: Any, priced: Collection[str]) -> bool:
    """Whether a request costs the sum of its quantities times their prices, as in a card.

    Args:
        calculate: What is written.
        priced: The meters that have a price: `0` times the tokens of the prompt says that they cost nothing.
    """
    if calculate is None:
        return True
    if not isinstance(calculate, dict) or not set(calculate) <= {"request", "response"}:
        return False
    return all(_is_sum(tree, priced) for tree in calculate.values())


def _is_sum(tree: Any, priced: Collection[str]) -> bool:
    if not isinstance(tree, dict) or set(tree) != {"operation", "operands"} or not isinstance(tree["operands"], list):
        return False
    if tree["operation"] == "sum":
        return all(_is_sum(operand, priced) for operand in tree["operands"])
    return tree["operation"] == "multiply" and _is_product(tree["operands"], priced)


def _is_product(operands: list[Any], priced: Collection[str]) -> bool:
    values = [operand.get("value") for operand in operands if isinstance(operand, dict) and set(operand) == {"value"}]
    words = [value for value in values if isinstance(value, str)]
    if len(operands) != PAIR or len(words) != PAIR:
        return False
    if words == ["0", "input_tokens"]:
        return "input" not in priced
    if words == ["1", "rates.image"]:
        return True
    return _QUANTITY.fullmatch(words[0]) is not None and _RATE.fullmatch(words[1]) is not None
