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
from costcalc.scenario.printed_words import CURRENCIES, SCALES, Bound, FigureKind, bound_around
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
_SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<sign>(?:[-−–]|\b(?:minus|negative)\b)\s?)?(?P<before>(?:{_MONEY})\s?)?(?P<minus>[-−])?(?P<digits>{_DIGITS})"
    rf"(?:[\s-]?(?:(?P<scale>{_SCALE})(?![a-z]|\.\w)|(?P<tokens>[kmb])(?=tok)))?"
    rf"(?:\s?(?P<part>%|percent\b|per\s+cent\b|pct\b|percentage\s+points?\b|pp\b)"
    rf"|\s?(?P<points>bps\b|basis\s+points?\b)|\s?(?P<times>[x×](?![a-z])|times\b|-?fold\b)"
    rf"|\s?(?P<cents>¢|cents?\b)|\s?(?P<behind>(?:{_MONEY})(?![a-z]|\s?\d)))?",
    re.IGNORECASE,
)
_TO_ONE = re.compile(rf"(?:\s?:\s?|-to-|\s+to\s+)1(?![\d.,%]|\s?(?:{_SCALE}|percent|x|×)(?![a-z]))", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s*$", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:-|–|—|~|to|-to-|…|\.\.)", re.IGNORECASE)
_AND = re.compile(r"\bbetween\b", re.IGNORECASE)
_UNIT = re.compile(r"(?:/|\bper)\s*$", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z_.]-?$|[0-9],$")
_COMMA = r"(?<![\d.,])(?:\d{1,3}(?:[.,]\d+)*,\d{1,2}(?![\d,])|\d+,\d{4}|0+,\d)"
_FRACTION = r"(?<![\d.,$€£¥₹])\d{1,3}/\d{1,3}(?![\d,.]|\s?[kmb])"
_GROUPS = r"\d['’]\d|(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)|\d{4}-\d\d-\d\d"
_PRODUCT = r"\d\s?[×*]\s?[$€£¥₹]?\d|\d\sx\s[$€£¥₹]?\d"
_WORDS = r"\d\s?(?:mil|dozens?)\b"
_SIGNS = r"\d\s?[‰‱⁰¹²³⁴-⁹½⅓⅔¼¾^]"
_SHARE = r"(?:%|percent)\s+of\s+(?:\w+\s+)?[$€£¥₹]\s?\d"
_LEDGER = r"^\s*\((?![-−])[^()]*\)\s*$"
_UNREADABLE = re.compile(
    f"{_COMMA}|{_FRACTION}|{_GROUPS}|{_PRODUCT}|{_WORDS}|{_SIGNS}|{_SHARE}|{_LEDGER}", re.IGNORECASE
)
"""What is no one number: a comma that is no sign of thousands, a fraction, a date, a product, a power, a share of an
amount, a `mil`, which is a million here and a thousand there, and what stands in brackets alone, as bookkeepers write
what is owed. `value` has to say it."""
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
    """

    value: Decimal
    kind: FigureKind
    currency: str | None
    start: int
    end: int
    scale: int | None

    @property
    def step(self) -> Fraction:
        """The last digit that is written, times what stands behind it."""
        return step_of(self.value)


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
    text = _RESULT.split(text)[-1]
    if _UNREADABLE.search(text):
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
        low = low.scaleb(CENT)
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
        joins = bool(end) and not text[end:start].strip(" -–—")  # 10K-50K: what ends in a letter is no name
        if (_LETTER.match(after) and not match["tokens"]) or (_NAME.search(head) and not match["before"] and not joins):
            continue  # GPT-4o, V4, 3rd
        if _UNIT.search(head) and end and not match["before"]:
            continue  # $2.50 per 1M tokens
        number = _number(text, match, end)
        yield number
        end = number.end


def _number(text: str, match: re.Match[str], end: int) -> PrintedNumber:
    """Return a number as it is written; `end` is where the one before it ends."""
    word = (match["scale"] or match["tokens"] or "").lower()
    scale = SCALES[word] if word else None
    exponent = (scale or 0) + (CENT if match["part"] or match["cents"] else BASIS_POINT if match["points"] else 0)
    value = Decimal(match["digits"].replace(",", "")).scaleb(exponent)
    before = text[: match.start()]
    is_between = bool(end) and not before[end:].strip()  # 10k-20k
    is_sign = bool(match["sign"]) and not is_between and not re.search(r"[\d)%]\s*$" if end else r"[\w)%]$", before)
    sign = match["minus"] or is_sign
    money = (match["before"] or match["behind"] or "").strip()
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
    currency = next((code for written, code in CURRENCIES.items() if written.lower() == money.lower()), None)
    start = match.start() if sign or not match["sign"] else match.end("sign")
    return PrintedNumber(-value if sign else value, kind, currency, start, stop, scale)
