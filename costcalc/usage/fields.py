"""What a key of a `usage` object can be: a count, a time, money, a word. Anything else is refused, unless it is 0."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from costcalc.pricing.stated import StatedMoney
from costcalc.shown import cut
from costcalc.usage.amounts import leaves
from costcalc.usage.answer_counts import AnswerCounts
from costcalc.usage.reported import SaidWord
from costcalc.usage.words import is_money, is_time, plain

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,39}", re.ASCII)
_NAME = re.compile(r"[^\x00-\x1f]{1,300}", re.ASCII)
"""What a word for how something was served is written with, and the name of a model; neither is quoted for that."""

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


def text(whole: str) -> FieldReader:
    """Return the reader of how many tokens of the prompt or of the answer are text, which has no price of its own."""

    def read(counted: AnswerCounts, path: str, value: Any) -> None:
        count = counted.count(path, value)
        if count is not None:
            counted.text[whole] = count

    return read


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
    counted.number(path, value, "a time")


def money(places: int = 0, currency: str = "USD") -> FieldReader:
    """Return the reader of an amount of money.

    Args:
        places: By how many places the point is moved to the left.
        currency: Of the amount.
    """

    def read(counted: AnswerCounts, path: str, value: Any) -> None:
        if isinstance(value, Mapping):
            counted.amounts += leaves(value, path)
        elif (number := counted.number(path, value, "an amount of money")) is not None:
            counted.money.append(StatedMoney(number.scaleb(-places), currency, path))

    return read


def part_of_money(counted: AnswerCounts, path: str, value: Any) -> None:
    """Read an amount that is part of another one."""
    counted.number(path, value, "an amount of money")


def named(path: str, value: Any) -> FieldReader | None:
    """Return the reader of what no shape knows, and its name alone says: a time, or money; None for anything else."""
    if is_money(path):
        return _amount
    if is_time(path.rpartition(".")[2]):
        return time if isinstance(value, Decimal) else remark
    return None


def _amount(counted: AnswerCounts, path: str, value: Any) -> None:
    counted.amounts.append((path, value))


def remark(_counted: AnswerCounts, _path: str, _value: Any) -> None:
    """Read what decides nothing."""


def word(kind: str, usual: Mapping[str, str], written: re.Pattern[str] = _WORD) -> FieldReader:
    """Return the reader of a word that decides about the price.

    Args:
        kind: service, speed, region, or model.
        usual: What cards call the words that an API has of its own; one that is not here is called what it is. An
            empty name means that the word says nothing.
        written: What it is written with.
    """

    def read(counted: AnswerCounts, path: str, value: Any) -> None:
        if not isinstance(value, str) or (value and not written.fullmatch(value)):
            counted.refuse(path, f"`{cut(path, 60)}` is no word, and what it does to the price is not known here")
        elif name := usual.get(value, value):
            counted.words.setdefault(kind, []).append(SaidWord(name, value, path, counted.where(path)))

    return read


STANDARD_WORDS = {"default": "standard", "auto": "standard", "on_demand": "standard"}
SERVICE = word("service", STANDARD_WORDS)
SPEED = word("speed", {})
REGION = word("region", {"global": "", "not_available": ""})
MODEL = word("model", {}, _NAME)


def modalities(meters: Mapping[str, str], *kinds: str, count: str = "tokenCount") -> FieldReader:
    """Return the reader of a list that tells tokens apart: `[{"modality": "IMAGE", "tokenCount": 258}]`.

    Args:
        meters: The meter of each modality, empty where it has none of its own.
        kinds: What their sum is noted as, to be held against the whole.
        count: The key of the number.
    """
    known = {*meters.values()} - {""}

    def read(counted: AnswerCounts, path: str, value: Any) -> None:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            counted.refuse(path, f"`{path}` is no list of modalities", code="bad-number")
            return
        for meter in known if value else ():  # what is not in the list is none, and the rest is text
            counted.add(meter, Decimal(0), path)
        for one in value:
            tokens = counted.count(path, one.get(count, one.get(plain(count), Decimal(0))))
            if tokens and (others := one.keys() - {"modality", count, plain(count)}):
                counted.refuse(path, f"`{path}` says more of tokens than is known here: `{cut(min(others))}`")
            elif tokens:
                of_kind(counted, path, one.get("modality"), tokens)

    def of_kind(counted: AnswerCounts, path: str, modality: Any, tokens: Decimal) -> None:
        modality = modality.rpartition(".")[2] if isinstance(modality, str) else ""  # MediaModality.TEXT
        if modality.upper() not in meters:
            message = f"`{path}` counts {tokens:f} tokens of a modality that has no meter yet"
            counted.refuse(path, message, "its price is not known here")
            return
        for name in filter(None, (meters[modality.upper()], *kinds)):
            counted.add(name, tokens, path)

    return read
