"""Numbers as texts print them: `~$154/month`, `28.6 billion`, `99% cheaper`, `10x to 100x`, `INR 10 lakh`.

A number is as precise as it is written: its step is its last digit times what stands behind it.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Negative, Num
from costcalc.scenario.printed_unreadable import is_unreadable, says_a_change
from costcalc.scenario.printed_words import CURRENCIES, SCALES, Bound, FigureKind, bound_around, currency_of
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.expr import Node

CENT, BASIS_POINT = -2, -4
_DIGITS = r"\d{1,3}(?:(?:,\d{3})+|(?:,\d{2})+,\d{3})(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?(?:e[-+]?\d{1,2}(?!\w))?|\.\d+"
_MONEY = "|".join(
    rf"(?<![a-z]){re.escape(each)}" if each[0].isalpha() else re.escape(each)
    for each in sorted(CURRENCIES, key=len, reverse=True)
)
_SCALE = "|".join(
    # `t/s` are tokens a second; several words may stand further apart.
    r"t(?!/s)" if each == "t" else each.replace(" ", r"\s+")
    for each in sorted(SCALES, key=len, reverse=True)
)
_NUMBER = re.compile(
    rf"(?P<sign>(?:[-−–]|\b(?:minus|negative)\b)\s?)?(?P<before>(?:{_MONEY})\s?)?(?P<minus>[-−])?(?P<digits>{_DIGITS})"
    rf"(?:[\s-]?(?:(?P<scale>{_SCALE})(?![a-z]|\.\w)|(?P<tokens>[kmb])(?=tok)))?"
    rf"(?:\s?(?P<part>[%％]|percent\b|per\s+cent\b|pct\b|percentage\s+points?\b|pp\b)"
    rf"|\s?(?P<points>bps\b|basis\s+points?\b)|\s?(?P<times>[x×](?![a-z])|times\b|-?fold\b)"
    rf"|\s?(?P<cents>¢|cents?\b)|\s?(?P<behind>(?:{_MONEY})(?![a-z]|\s?\d)))?",
    re.IGNORECASE,
)
_TO_ONE = re.compile(rf"(?:\s?:\s?|-to-|\s+to\s+)1(?![\d.,%]|\s?(?:{_SCALE}|percent|x|×)(?![a-z]))", re.IGNORECASE)
_HYPHENS = re.compile(r"\s*|-\s?to", re.IGNORECASE)
"""What stands between two numbers before a sign that is none: 10k-20k, 2-to-3x."""
_FROM = re.compile(r"\bfrom\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:-|–|—|~|to|-\s?to-?|…|\.\.)", re.IGNORECASE)
_AND = re.compile(r"\bbetween\b", re.IGNORECASE)
_UNIT = re.compile(r"(?:/|\bper)\s*$", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_.]-?$|[0-9],$")
_CURRENCY = re.compile(rf"(?:{_MONEY})(?![a-z])", re.IGNORECASE)
_FIRST = re.compile(rf"(?:(?:{_MONEY})\s?)?\d(?:[\d.,'’ \u00a0\u2009\u202f]*\d)?", re.IGNORECASE)
_INDEX = re.compile(
    r"\b(?:turn|step|round|phase|stage|day|week|month|year|page|figure|table|no\.|#)\s*$", re.IGNORECASE
)
"""What stands before a number that only says which one: `in month 12`."""
_RESULT = re.compile(r"(?<=[^<>])=|(?<=\S)\s+≈")
"""Behind which the result of a sum stands."""
_LETTER = re.compile(r"[a-z_]", re.IGNORECASE)


class PrintedNumber(NamedTuple):
    """A number as it is written.

    Args:
        value: The number.
        kind: What kind of number it is.
        currency: The currency of an amount, or several that its sign may be of; None where none is written.
        start: Where it begins in the text.
        end: Where it ends.
        scale: The power of ten of what stands behind it; None where nothing does.
        hundredths: The power of ten of a percent, a basis point or a cent; 0 of others.
    """

    value: Decimal
    kind: FigureKind
    currency: str | None
    start: int
    end: int
    scale: int | None
    hundredths: int = 0


class Printed(NamedTuple):
    """What a text prints: a number, or an interval.

    Args:
        low: The number; of an interval the lower end.
        high: The number; of an interval the upper end.
        kind: What kind of number it is.
        currency: The currency of an amount, or several that its sign may be of; None where none is written.
        bound: On which side of the number that is meant lies; None for the number itself.
    """

    low: Decimal
    high: Decimal
    kind: FigureKind
    currency: str | None = None
    bound: Bound | None = None

    @property
    def is_interval(self) -> bool:
        """Whether it has two ends."""
        return self.low != self.high


def step_of(value: Decimal) -> Fraction:
    """Return what the last digit of a number counts: 0.01 of 142.80, 100,000,000 of 28.6 billion."""
    return Fraction(10) ** int(value.as_tuple().exponent)


def read_printed(text: str) -> Printed | None:
    """Return what a text prints; None where it prints no number, or several of which none stands out.

    Of `$0.28 + $3.29 = $3.57` it is what stands behind the sign; of `GPT-4 at $30 for 1M tokens` the amount of money.
    """
    if says_a_change(text):
        return None
    text = _RESULT.split(text)[-1]
    if is_unreadable(text):
        return None
    found = list(_numbers(text))
    numbers = [one for one in found if not _INDEX.search(text[: one.start])] or found
    best = _standing_out(numbers)
    for first, last in pairwise(numbers):
        if best[-1] in {first, last} and _joins(text[first.end : last.start].strip(), text[: first.start]):
            is_alike = first.kind is last.kind or FigureKind.COUNT in {first.kind, last.kind}
            return _interval(first, last) if is_alike else None
    if len({one.value for one in best}) != 1:
        return None
    one = best[0]
    return Printed(one.value, one.value, one.kind, one.currency, bound_around(text, one.start, one.end))


class WordsAround(NamedTuple):
    """What the words of a text say of a number that `value` gives, where the text itself is not read.

    Args:
        currency: The one currency that is written; None where there is none, or more than one.
        bound: On which side of the number that is meant lies; None for the number itself.
    """

    currency: str | None
    bound: Bound | None


def words_around(text: str) -> WordsAround:
    """Return what the words of a text say of its number, which begins with the first digit of it."""
    codes = {currency_of(found[0]) for found in _CURRENCY.finditer(text)}
    digits = _FIRST.search(text)
    bound = bound_around(text, digits.start(), digits.end()) if digits else None
    return WordsAround(codes.pop() if len(codes) == 1 else None, bound)


def _joins(word: str, before: str) -> bool:
    """Return whether what stands between two numbers makes an interval of them."""
    return bool(_BETWEEN.fullmatch(word) or (word.lower() == "and" and _AND.search(before)))


def printed_number(text: str) -> Node | None:
    """Return the number that a text prints, as a formula with its place.

    None where it prints none, or several: an interval, or a number in a sentence with others in it.
    """
    found = read_printed(text)
    if found is None or found.is_interval:
        return None
    number = Num(abs(found.low), f"{abs(found.low):f}", place_of(text))
    return Negative(number) if found.low < 0 else number


def _interval(first: PrintedNumber, last: PrintedNumber) -> Printed | None:
    """Return what lies between two numbers: what stands behind the second alone is meant of both."""
    low, high = first.value, last.value
    of_cents = last.kind is FigureKind.MONEY and last.currency is None
    if first.kind is FigureKind.COUNT and (last.kind is FigureKind.PERCENT or of_cents):
        low = low.scaleb(last.hundredths)
    elif first.scale is None and last.scale is not None and low < high.scaleb(-last.scale):
        low = low.scaleb(last.scale)
    currency = first.currency or last.currency
    if low >= high or (first.currency and last.currency and first.currency != last.currency):
        return None
    return Printed(low, high, last.kind if last.kind is not FigureKind.COUNT else first.kind, currency)


def _standing_out(numbers: list[PrintedNumber]) -> list[PrintedNumber]:
    """Return the numbers of the most telling kind that there is: money before percentages, these before ratios."""
    found = ([one for one in numbers if one.kind is kind] for kind in FigureKind)
    return next((some for some in found if some), [])


def _numbers(text: str) -> Iterable[PrintedNumber]:
    """Yield the numbers of a text that stand for themselves, and are no part of a name or of a unit."""
    end = 0
    for match in _NUMBER.finditer(text):
        start = match.start("digits")
        if start < end:
            continue  # 20:1, of which the 1 is no number
        head = text[:start] if not (match["before"] or match["minus"] or match["sign"]) else text[: match.start()]
        after = text[match.end() : match.end() + 1]
        # 10K-50K, 2-to-3x: what ends in a letter is no name
        joins = bool(end) and text[end:start].strip(" -–—").lower() in {"", "to"}
        if (_LETTER.match(after) and not match["tokens"]) or (_NAME.search(head) and not match["before"] and not joins):
            continue  # GPT-4o, V4, 3rd
        if _UNIT.search(head) and end and not match["before"]:
            continue  # $2.50 per 1M tokens
        number = _number(text, match, end)
        yield number
        end = number.end


def _number(text: str, match: re.Match[str], end: int) -> PrintedNumber:
    """Return a number as it is written; `end` is where the one before it ends."""
    word = " ".join((match["scale"] or match["tokens"] or "").lower().split())
    scale = SCALES[word] if word else None
    hundredths = CENT if match["part"] or match["cents"] else BASIS_POINT if match["points"] else 0
    value = Decimal(match["digits"].replace(",", "")).scaleb((scale or 0) + hundredths)
    before = text[: match.start()]
    is_between = bool(end) and bool(_HYPHENS.fullmatch(before[end:]))
    is_sign = bool(match["sign"]) and not is_between and not re.search(r"[\d)%]\s*$" if end else r"[\w)%]$", before)
    sign = match["minus"] or is_sign
    money = (match["behind"] or match["before"] or "").strip()  # $1.50 CAD
    stop = match.end()
    ratio = _TO_ONE.match(text, stop)
    if ratio and (":" in ratio[0] or (value > 1 and not _FROM.search(before))):
        stop = ratio.end()
    kind = FigureKind.COUNT
    if money or match["cents"]:
        kind = FigureKind.MONEY
    elif match["part"] or match["points"]:
        kind = FigureKind.PERCENT
    elif match["times"] or stop > match.end():
        kind = FigureKind.TIMES
    currency = currency_of(money)
    start = match.start() if sign or not match["sign"] else match.end("sign")
    return PrintedNumber(-value if sign else value, kind, currency, start, stop, scale, hundredths)
