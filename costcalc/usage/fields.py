"""What a key of a `usage` object can be: a count, a time, money, a word. Anything else is refused, unless it is 0."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from costcalc.pricing.stated import StatedMoney
from costcalc.shown import cut
from costcalc.usage.answer_counts import AnswerCounts
from costcalc.usage.reported import SaidWord

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}", re.ASCII)
"""What a word for how something was served is written with; nothing else of an answer is quoted."""

FieldReader = Callable[[AnswerCounts, str, Any], None]
Fields = Mapping[str, FieldReader]
"""The keys that a reader knows, by their path inside of `usage`."""


def counts(*meters: str) -> FieldReader:
    """Return the reader of a count, which is counted under each of some meters."""

    def read(counted: AnswerCounts, path: str, value: Any) -> None:
        count = counted.count(path, value)
        if count is not None:
            for meter in meters:
                counted.add(meter, count, path)

    return read


WITHIN = counts()
"""Tokens that are counted in another key, and priced there."""


def again(meter: str) -> FieldReader:
    """Return the reader of a count that another key may have as well: both must agree."""

    def read(counted: AnswerCounts, path: str, value: Any) -> None:
        count = counted.count(path, value)
        if count is not None:
            counted.again[path] = (meter, count)

    return read


def total(counted: AnswerCounts, path: str, value: Any) -> None:
    """Read the number of all tokens."""
    count = counted.count(path, value)
    if count is not None:
        counted.total = (path, count)


def seconds(meter: str) -> FieldReader:
    """Return the reader of a time that has a price."""

    def read(counted: AnswerCounts, path: str, value: Any) -> None:
        number = counted.number(path, value, "a number of seconds")
        if number is not None:
            counted.add(meter, number, path)

    return read


def time(counted: AnswerCounts, path: str, value: Any) -> None:
    """Read a time, which costs nothing."""
    number = counted.number(path, value, "a time")
    if number is not None:
        counted.times[path] = number


def money(places: int = 0, currency: str = "USD") -> FieldReader:
    """Return the reader of an amount of money.

    Args:
        places: By how many places the point is moved to the left.
        currency: Of the amount.
    """

    def read(counted: AnswerCounts, path: str, value: Any) -> None:
        number = counted.number(path, value, "an amount of money")
        if number is not None:
            counted.money.append(StatedMoney(number.scaleb(-places), currency, path))

    return read


def part_of_money(counted: AnswerCounts, path: str, value: Any) -> None:
    """Read an amount that is part of another one."""
    counted.number(path, value, "an amount of money")


def remark(_counted: AnswerCounts, _path: str, _value: Any) -> None:
    """Read what decides nothing."""


def word(kind: str, usual: Mapping[str, str]) -> FieldReader:
    """Return the reader of a word that decides about the price.

    Args:
        kind: service, speed or region.
        usual: What cards call the words that an API has of its own; one that is not here is called what it is. An
            empty name means that the word says nothing.
    """

    def read(counted: AnswerCounts, path: str, value: Any) -> None:
        if not isinstance(value, str) or (value and not _WORD.fullmatch(value)):
            counted.refuse(path, f"`{cut(path, 60)}` is no word, and what it does to the price is not known here")
        elif name := usual.get(value, value):
            counted.words.setdefault(kind, []).append(SaidWord(name, value, path, counted.where(path)))

    return read


STANDARD_WORDS = {"default": "standard", "auto": "standard", "on_demand": "standard"}
SERVICE = word("service", STANDARD_WORDS)
SPEED = word("speed", {})
REGION = word("region", {"global": "", "not_available": ""})


def modalities(meters: Mapping[str, str], *kinds: str, count: str = "tokenCount") -> FieldReader:
    """Return the reader of a list that tells tokens apart: `[{"modality": "IMAGE", "tokenCount": 258}]`.

    Args:
        meters: The meter of each modality, empty where it has none of its own.
        kinds: What their sum is noted as, to be held against the whole.
        count: The key of the number.
    """

    def read(counted: AnswerCounts, path: str, value: Any) -> None:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            counted.refuse(path, f"`{path}` is no list of modalities", code="bad-number")
            return
        for one in value:
            tokens = counted.count(path, one.get(count, Decimal(0)))
            modality = one.get("modality")
            if not tokens:
                continue
            if others := one.keys() - {"modality", count}:
                counted.refuse(path, f"`{path}` says more of tokens than is known here: `{cut(min(others))}`")
            elif not isinstance(modality, str) or modality.upper() not in meters:
                message = f"`{path}` counts {tokens:f} tokens of a modality that has no meter yet"
                counted.refuse(path, message, "its price is not known here")
            else:
                for name in (meters[modality.upper()], *kinds):
                    if name:
                        counted.add(name, tokens, path)

    return read
