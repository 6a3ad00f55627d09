"""What a price is for, as people write it at the head of a column: per 1M tokens, $/MTok, per image."""

from __future__ import annotations

import re
from typing import NamedTuple

from costcalc.importers.csv_table.currencies import money_in
from costcalc.importers.files.exact import shifted
from costcalc.meters import METERS
from costcalc.rules.unit import plural, same_unit, singular

MILLION = 6
COUNTS = {0: "1", 3: "1K", 6: "1M", 9: "1B"}
SECONDS_OF = {"minute": "60 seconds", "hour": "3600 seconds"}

_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
_WORD = re.compile(r"[^\W\d_]+|\d+[^\W\d_]*|/")
_BEFORE_A_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_POWERS = {"1": 0, "1k": 3, "K": 3, "1000": 3, "thousand": 3, "1m": 6, "M": 6, "1000000": 6, "million": 6, "1b": 9}
_TOKENS = re.compile(r"1?([mk]?)tok(?:en)?s?", re.IGNORECASE)
_OF_TOKENS = {"": 0, "k": 3, "m": 6}
_SHORT = {"chars": "character", "char": "character", "min": "minute", "mins": "minute", "sec": "second", "hr": "hour"}
_UNITS = {meter.unit for meter in METERS.values()} | set(SECONDS_OF)
_OF_WHAT = {"input", "output", "cached", "prompt", "completion", "text", "generated", "audio", "reasoning"}
_OF_WHAT |= {"cache", "read", "reads", "write", "writes", "hit", "miss", "5m", "1h"}
_COUNT = (
    r"(?:\d[\d,. ]*)?(?:[kmb]|thousands?|millions?|billions?|mio|mrd|tsd|tausend|milli?on(?:en)?|[千万亿百])|\d{4,}"
)
_COUNTED = re.compile(rf"(?<![^\W_])(?:{_COUNT})[ -]?tok", re.IGNORECASE)
_SPEAKS = re.compile(
    rf"(?<![^\W_])(?:per|par|por|each)(?![^\W_])|[$€£¥￥元%]\s*/|(?<!\d)/\s*(?:1|\d{{2,}}|{_COUNT}|m?tok)|{_COUNTED.pattern}"
    r"|(?<![^\W_])(?:thousands?|millions?|billions?|mio|tsd|tausend)(?![^\W_])|[千万亿]",
    re.IGNORECASE,
)
"""Words that say what a price is for, in whatever words the rest is."""
_MONEY = "(?:[$€£¥]|usd|eur|gbp|cny)"
_MULTIPLIED = re.compile(
    rf"(?<![^\W_])(?<!per )(?<!per 1)(?<!/)(?<!/1)(?<!/ )(?<!/ 1)(?:thousands?|millions?|[km]) ?(?:of )?{_MONEY}"
    rf"|{_MONEY} ?(?:in )?(?:[km]|mn|bn|thousands?|millions?)(?![^\W_])(?! *tok)|[x×*] ?1?[0,.]{{2,}}",
    re.IGNORECASE,
)
_BETWEEN = 4
"""Words that may stand between the number and the unit: per 1M cached input tokens."""


class UnitsBought(NamedTuple):
    """What a price is for.

    Args:
        power: How many, as a power of ten.
        unit: Of what, in the singular; None where it is not said.
    """

    power: int
    unit: str | None

    @property
    def is_known(self) -> bool:
        """Whether it is a number and a unit that are understood."""
        return self.unit is None or self.unit in _UNITS

    def fits(self, unit: str) -> bool:
        """Whether a meter may be priced so."""
        return self.unit is None or same_unit(self.unit, unit) or (unit == "second" and self._time)

    @property
    def _time(self) -> bool:
        return self.unit in SECONDS_OF and not self.power

    def write(self, amount: str, unit: str) -> str | dict[str, str]:
        """Return a price as a card has it: tokens by the million, all else by what it is for.

        Raises:
            NotExactError: for what is no price.
        """
        if unit == "token":
            return shifted(amount, MILLION - self.power)
        if self.unit and not same_unit(self.unit, unit):
            return {"price": shifted(amount, 0), "per": SECONDS_OF[self.unit]}
        per = f"{COUNTS[self.power]} {plural(unit) if self.power else unit}"
        return {"price": shifted(amount, 0), "per": per}


def bought(text: str) -> UnitsBought | None:
    """Return what stands behind `per` or `/` in a text; None where nothing does that says it."""
    words = _WORD.findall(_THOUSANDS.sub("", _BEFORE_A_CAPITAL.sub(" ", text.replace("_", " "))))
    for nth, word in enumerate(words):
        behind = words[nth + 1 :]
        # `Input / Output tokens` are two things, and no price per token.
        if word.lower() == "per" or (word == "/" and behind and behind[0].lower() not in _OF_WHAT):
            found = _behind(behind)
            if found:
                return found
    return None


def bought_at_the_head(text: str) -> UnitsBought | None:
    """Return what a heading says that a price is for, `per` or not: Input (USD, 1M tokens)."""
    counted = _COUNTED.search(text)
    return bought(text) or (bought(f"per {text[counted.start() :]}") if counted else None)


def multiplies(text: str) -> bool:
    """Whether a heading counts money and not tokens: thousand USD, $m, x1000."""
    return _MULTIPLIED.search(text) is not None


def speaks_of_units(text: str) -> bool:
    """Whether a text says what something is for, understood or not: per page, $/20, in thousands."""
    return _SPEAKS.search(text) is not None or bought(text) is not None


def _behind(words: list[str]) -> UnitsBought | None:
    power = None
    while words and (more := _power(words[0])) is not None:
        power, words = (power or 0) + more, words[1:]
    if words and words[0][0].isdigit():
        return UnitsBought(0, words[0])  # 100K, 15: a number that fits no meter, so that it is refused
    for word in words[:_BETWEEN]:
        if tokens := _TOKENS.fullmatch(word):
            return UnitsBought((power or 0) + _OF_TOKENS[tokens[1].lower()], "token")
        unit = _SHORT.get(word.lower()) or singular(word.lower())
        if unit in _UNITS:
            return UnitsBought(power or 0, unit)
        if word.lower() not in _OF_WHAT and (power is None or money_in(word).currencies is None):
            return None
    return UnitsBought(power, None) if power else None


def _power(word: str) -> int | None:
    return _POWERS.get(word, _POWERS.get(word.lower()) if len(word) > 1 else None)
