"""Amounts of money that an answer states anywhere, found by the names of their keys, and the one that is of all of it.

Where no currency is said, they are US dollars, as with all who are known to state any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from costcalc.pricing.stated import StatedMoney
from costcalc.usage.answer_counts import readable
from costcalc.usage.words import is_money, words

CURRENCIES = ("USD", "EUR", "CNY", "GBP", "JPY", "INR", "KRW", "CHF")
_NUMBER = re.compile(r"\d{1,17}(\.\d{1,24})?([eE]-?\d{1,2})?", re.ASCII)
_NO_AMOUNT = {
    "per",
    "max",
    "limit",
    "budget",
    "remaining",
    "balance",
    "discount",
    "margin",
    *("key", "user", "users", "team", "organization", "account", "customer", "product", "order"),
    "rate",
    "price",
}
"""What has to do with money, and is not what an answer cost."""
_PARTS = {
    *("input", "output", "prompt", "completion", "completions", "reasoning", "cache", "cached", "read", "write"),
    *("citation", "citations", "search", "tool", "image", "audio", "text", "upstream", "original", "fee", "fees"),
}
_PLACES = {"ticks": 10, "nanos": 9, "micros": 6, "microdollars": 6, "microcents": 8, "millis": 3, "cents": 2}
"""By how many places the point is moved where an amount is so many of these, of a whole unit each."""
_LESS = {"request", "market", "list", "base"}
"""What may be the whole, and stands back where something says that it is."""


class _Amount(NamedTuple):
    money: StatedMoney
    rank: tuple[bool, bool, int]


def stated_in(values: Iterable[tuple[str, Any]], currency: str = "") -> StatedMoney | None:
    """Return the amount that is of the whole answer, of all values by their path; None where there is none."""
    found = [one for path, value in values if (one := _amount(path, value, currency))]
    return min(found, key=lambda one: one.rank).money if found else None


def leaves(node: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Yield what stands in an object of amounts, by its path; nothing of lists, and nothing that lies deep."""
    for key, value in node.items() if isinstance(node, Mapping) else ():
        if isinstance(value, Mapping):
            yield from ((f"{path}.{key}.{inside}", one) for inside, one in value.items())
        else:
            yield f"{path}.{key}", value


def _amount(path: str, value: Any, currency: str) -> _Amount | None:
    number = number_of(value)
    keys = path.split(".")
    own = set(words(keys[-1]))
    everywhere = set().union(*map(words, keys))
    if number is None or not is_money(path) or own & _PARTS or everywhere & _NO_AMOUNT:
        return None
    said = own.union(*map(words, keys[-2:]))
    named = next((code for code in CURRENCIES if code.lower() in said), currency or "USD")
    number = number.scaleb(-next((places for word, places in _PLACES.items() if word in own), 0))
    money = StatedMoney(number, "credits" if "credits" in own else named, path)
    return _Amount(money, ("total" not in own, bool(own & _LESS), len(keys)))


def number_of(value: Any) -> Decimal | None:
    """Return a number of 0 or more, also where it is written as a text; None for anything else."""
    return readable(Decimal(value) if isinstance(value, str) and _NUMBER.fullmatch(value) else value)
