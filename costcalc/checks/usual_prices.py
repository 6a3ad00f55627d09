"""What is usual for prices: what each meter costs at least and at most, of anybody, and how a part stands to its whole.

The numbers are those of 94,000 prices of litellm 1.110.2, models.dev, genai-prices 0.2.3, Portkey, Langfuse and the
cards that come with costcalc, as of November 2026, without what turned out to be slips.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

INPUT, OUTPUT = "input", "output"
MILLION, THOUSAND = 1_000_000, 1_000


class Usual(NamedTuple):
    """The cheapest and the dearest price of a meter in USD, and of how many units it is."""

    least: Fraction
    most: Fraction
    units: int


def _usual(least: str, most: str, units: int = MILLION) -> Usual:
    return Usual(Fraction(least), Fraction(most), units)


USUAL: Mapping[str, Usual] = {
    "input": _usual("0.005", "150"),
    "cache_read": _usual("0.001", "33"),
    "cache_write_5m": _usual("0.0024", "165"),
    "cache_write_1h": _usual("0.01", "165"),
    "audio_input": _usual("0.02", "100"),
    "audio_cache_read": _usual("0.01", "20"),
    "image_input": _usual("0.02", "40"),
    "image_cache_read": _usual("0.01", "10"),
    "video_input": _usual("0.02", "40"),
    "output": _usual("0.01", "600"),
    "reasoning": _usual("0.05", "600"),
    "audio_output": _usual("0.5", "200"),
    "image_output": _usual("0.5", "216"),
    "video_output": _usual("0.5", "100"),
    "training": _usual("0.1", "150"),
    "character": _usual("0.018", "300"),
    "character_output": _usual("0.1", "300"),
    "web_search": _usual("0.5", "84", THOUSAND),
    "file_search": _usual("0.5", "20", THOUSAND),
    "rerank": _usual("0.1", "10", THOUSAND),
    "request": _usual("0.05", "500", THOUSAND),
    "page": _usual("0.2", "50", THOUSAND),
    "annotated_page": _usual("0.2", "50", THOUSAND),
    "image": _usual("0.001", "0.6", 1),
    "image_read": _usual("0.00006", "0.075", 1),
    "audio_second": _usual("0.0000075", "0.0014", 1),
    "speech_second": _usual("0.00005", "0.005", 1),
    "video_second": _usual("0.01", "1.6", 1),
    "video_read_second": _usual("0.00003", "0.001", 1),
    "hosting_hour": _usual("0.2", "200", 1),
}
"""What is asked for the units of a meter."""

SLACK = 2
"""How many times dearer or cheaper than all others a price may be: a new record is no slip of a thousand."""

SELDOM = _usual("0.01", "40")
"""What input of a model that writes costs at least and at most if no other card says so; few are beyond."""

OF_WHOLE: Mapping[str, tuple[str, int, int]] = {
    "output": (INPUT, 20, 200),
    "cache_read": (INPUT, 600, 7),
    "cache_write_5m": (INPUT, 200, 12),
    "cache_write_1h": (INPUT, 100, 50),
    "audio_input": (INPUT, 5, 200),
    "audio_cache_read": (INPUT, 60, 40),
    "image_input": (INPUT, 20, 50),
    "image_cache_read": (INPUT, 60, 20),
    "video_input": (INPUT, 10, 100),
    "reasoning": (OUTPUT, 50, 25),
    "audio_output": (OUTPUT, 20, 100),
    "image_output": (OUTPUT, 10, 100),
    "video_output": (OUTPUT, 50, 50),
}
"""Against which meter of the same prices one is held, a fraction of it that it costs at least, and how many times it at
most: cached input a 600th, and seven times. Nothing that is sold lies beyond, and the bounds of most are less than a
thousand apart: such a slip is seen wherever it is."""

OF_STANDARD = 50
"""How many times dearer or cheaper than the standard price that in a service, a region, a tier or at some hours is."""

FAR = 100
"""Times the median of what a model costs elsewhere. At 50 lists have true prices of cached tokens, all but free."""

OF_VARIANT = 5
"""How many times dearer or cheaper than its model a variant that no other card has may be: gpt-4-32k at 60 USD is no
slip beside gpt-4 at 30. No variant is sold at a thousandth of that, so that a slip of it would end there."""

ROUGHLY_A_DOLLAR: Mapping[str, int] = {
    **dict.fromkeys(("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "SGD", "NZD"), 1),
    **dict.fromkeys(("CNY", "BRL", "PLN", "HKD", "ILS", "AED", "SAR", "MYR", "DKK"), 5),
    **dict.fromkeys(("SEK", "NOK", "ZAR", "MXN", "CZK"), 15),
    **dict.fromkeys(("INR", "JPY", "RUB", "TRY", "THB", "TWD", "PHP"), 75),
    **dict.fromkeys(("KRW", "HUF", "CLP", "ARS"), 1_000),
    **dict.fromkeys(("IDR", "VND"), 20_000),
}
"""How many of a currency are a dollar, more or less: a slip of a thousand is seen by it, and nothing is converted."""
