"""Units: what one unit price buys, and the periods of quotas and terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from costcalc.expr import Node, Num, NumberError, Quotient, number, product, read_number
from costcalc.shown import cut
from costcalc.source import One, Scalar, one_of, rejected
from costcalc.source.patterns import NUMBER_PATTERN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.instant import Period
    from costcalc.problem import Place

UNIT = "[A-Za-z][A-Za-z0-9]*([ -][A-Za-z][A-Za-z0-9]*){0,2}"
"""How a unit is written, as a pattern: token, web search, GB-month, H100-hour."""

_PER = re.compile(rf"(\S+) ({UNIT})", re.ASCII)

MEASURES = frozenset(
    {"KB", "MB", "GB", "TB", "PB", "KiB", "MiB", "GiB", "TiB", "PiB", "Wh", "kWh", "MWh", "m", "ms", "s", "h"}
)
"""Symbols, which are written the same for one and for several."""

_UNLIKE = {
    "bus": "buses",
    "cache": "caches",
    "cookie": "cookies",
    "corpus": "corpuses",
    "lens": "lenses",
    "movie": "movies",
    "niche": "niches",
    "status": "statuses",
}
"""Words whose ending says something else than it does in most words: searches are of a search."""

_ONE_OF_UNLIKE = {several: one for one, several in _UNLIKE.items()}
_CONSONANT_Y = re.compile(r".*[b-df-hj-np-tv-z]y", re.ASCII | re.DOTALL)
_HISSING = ("ch", "sh", "x", "s")

DAYS: Mapping[str, Node] = {
    "hour": Quotient(number(1), number(24)),
    "day": number(1),
    "week": number(7),
    "month": Quotient(number(365), number(12)),
    "year": number(365),
}
"""How many days a period has, on average: a year is 365 of them, and a month the twelfth part of it."""


TERM_DAYS: Mapping[str, Node] = {
    "second": Quotient(number(1), number(86400)),
    "minute": Quotient(number(1), number(1440)),
    **DAYS,
}
"""The same of what capacity is held for, which some vendors sell by the second."""


def periods_in(period: Period, word: str, committed: PricingUnit | None = None) -> Node:
    """Return how often a day, a month … passes in a scenario's period.

    Args:
        period: The period. What is done once is done within one of them, whatever it is.
        word: A key of `TERM_DAYS`.
        committed: For how long whoever takes something once has to pay for it; None is one of them.
    """
    if period.name == "once" and committed:
        return Quotient(product(committed.count, TERM_DAYS[committed.unit]), TERM_DAYS[word])
    if period.name in {"once", word}:
        return number(1)
    if (period.name, word) == ("year", "month"):
        return number(12)
    if not period.start or not period.end:
        whole: Node = DAYS[period.name]
    elif word in {"month", "year"}:
        months = number((period.end.year - period.start.year) * 12 + period.end.month - period.start.month)
        return months if word == "month" else Quotient(months, number(12))
    else:
        whole = number((period.end - period.start).days)
    return whole if word == "day" else Quotient(whole, TERM_DAYS[word])


MILLION, ONE = Num(Decimal(1_000_000), "1M"), number(1)


def per_usual(unit: str) -> Num:
    """Return the number of units by which prices are held against each other: a million tokens, one of any piece."""
    return MILLION if unit in {"token", "token-hour"} else ONE


TermWord = Annotated[str, one_of(*TERM_DAYS)]
PeriodWord = Annotated[str, one_of(*DAYS)]


def in_a_name(count: Num) -> str:
    """Return a number as it can stand in a name: 200k."""
    return re.sub("[^a-z0-9]", "_", count.text.lower().replace("_", ""))


@dataclass(frozen=True, slots=True)
class PricingUnit:
    """So many of a unit: 1M tokens.

    Args:
        count: How many.
        unit: Of what, in the singular.
        place: Where it is written.
    """

    count: Num
    unit: str
    place: Place

    def unless(self, own: PricingUnit | None) -> str:
        """Return ` per 1K searches`; empty where a price buys as much as usual, which is this."""
        same = own is None or (own.count.value == self.count.value and same_unit(own.unit, self.unit))
        return "" if same else f" per {own}"

    def name(self, usual: Num) -> str:
        """Return what formulas add to the name of a price for so many units, such as `_per_1k`."""
        if self.count.value == usual.value:
            return ""
        return f"_per_{in_a_name(self.count)}"

    def __str__(self) -> str:
        return f"{self.count.text} {self.unit if self.count.value == 1 else plural(self.unit)}"


def plural(unit: str) -> str:
    """Return the word for several: searches, queries, token-hours, GB."""
    before, last = _last_word(unit)
    if last in MEASURES:
        return unit
    if last in _UNLIKE:
        return before + _UNLIKE[last]
    if _CONSONANT_Y.fullmatch(last):
        return f"{before}{last[:-1]}ies"
    return f"{unit}{'es' if last.endswith(_HISSING) else 's'}"


def singular(word: str) -> str:
    """Return the word for one; one that is so already is left as it is."""
    before, last = _last_word(word)
    if last in MEASURES or last in _UNLIKE or last.endswith("ss"):
        return word
    if last in _ONE_OF_UNLIKE:
        return before + _ONE_OF_UNLIKE[last]
    if last.endswith("ies") and _CONSONANT_Y.fullmatch(stem := f"{last[:-3]}y"):
        return before + stem
    if last.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return before + (last.removesuffix("s") or last)


def same_unit(one: str, other: str) -> bool:
    """Whether two units are one: where a plural may be of two words, either of them is meant."""
    return one == other or plural(one) == plural(other)


def _last_word(unit: str) -> tuple[str, str]:
    last = re.split("[ -]", unit)[-1]
    return unit.removesuffix(last), last


def _read(value: Scalar) -> PricingUnit:
    match = _PER.fullmatch(value)
    hint = "write a number and a unit: 1M tokens, 1K requests"
    if not match:
        raise rejected("bad-unit", f"`{cut(value)}` is no pricing unit", hint)
    try:
        count = Num(read_number(match[1]), match[1], value.place)
    except NumberError as error:
        raise rejected("bad-unit", str(error), error.hint or hint) from None
    if not count.value:
        raise rejected("bad-unit", "a price is per something, not per 0", hint)
    return PricingUnit(count, singular(match[2]), value.place)


Per = Annotated[
    PricingUnit,
    One("a pricing unit such as 1M tokens", _read, type="string", pattern=rf"^(?!0(\.0+)? ){NUMBER_PATTERN} {UNIT}$"),
]
