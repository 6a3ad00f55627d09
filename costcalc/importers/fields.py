"""Single fields that several formats have: what cannot be read leaves a note.

A price that cannot be read is `unpriced`, which is not the same as a price that is not there: that may be billed as
another meter's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import UNPRICED
from costcalc.importers.exact import NotExactError, price, whole
from costcalc.problem import InputError

if TYPE_CHECKING:
    from costcalc.importers.origin import File, Origin

FREE_OR_NOT = "it is 0: free, or part of a subscription, and nobody says which"
"""What is said of prices of which all are 0."""

Leave = Callable[[str, str], None]
"""Notes what became of a key: the key, and why."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)


def only_file(source: Origin) -> File:
    """Give the file of a format that is one file.

    Raises:
        InputError: where a folder was named that has several.
    """
    if len(source.files) != 1:
        raise InputError.of(source.place, "wrong-format", "this format is a single file", "name the file itself")
    return source.files[0]


def amount(key: str, value: Any, leave: Leave, write: Callable[[Any], str] = price) -> str | None:
    """Write a price: None where there is none, and `unpriced` where there is one that cannot be read."""
    if value is None:
        return None
    try:
        return write(value)
    except NotExactError as error:
        leave(key, f"{error}, so nothing is priced by it")
        return UNPRICED


def has_price(sheet: Mapping[str, Any], *meters: str) -> bool:
    """Say whether something in a sheet has a price; of some meters only, where they are named."""
    return any(sheet.get(meter, UNPRICED) != UNPRICED for meter in meters or sheet)


def is_zero(prices: Mapping[str, Any]) -> bool:
    """Say whether there are prices, and none of them costs anything."""
    amounts = [value["price"] if isinstance(value, Mapping) else value for value in prices.values()]
    numbers = [amount for amount in amounts if amount == UNPRICED or amount[0].isdigit()]
    return bool(numbers) and set(numbers) == {"0"}


def with_reasoning(sheet: Mapping[str, str]) -> dict[str, str]:
    """Say that reasoning without a price of its own is billed as output."""
    if "output" not in sheet or "reasoning" in sheet:
        return dict(sheet)
    return {**sheet, "reasoning": UNPRICED if sheet["output"] == UNPRICED else "output"}


def limit(key: str, value: Any, leave: Leave) -> str | None:
    """Write a number of tokens; 0 is how some sources say that they do not know."""
    if value is None or str(value) == "0":
        return None
    try:
        return whole(value)
    except NotExactError as error:
        leave(key, f"{error}, and is left out")
        return None


def day(key: str, value: Any, leave: Leave) -> str | None:
    """Write a date."""
    if value is None:
        return None
    text = value.isoformat() if hasattr(value, "isoformat") else value
    if isinstance(text, str) and _DAY.fullmatch(text):
        return str(text)
    month = isinstance(text, str) and _MONTH.fullmatch(text)
    leave(key, "only the month is known, and it is left out" if month else "this is no date, and is left out")
    return None
