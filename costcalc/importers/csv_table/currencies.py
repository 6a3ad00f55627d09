"""The money that a text speaks of, in a cell or at the head of a column: a currency, one of several, or one unknown."""

from __future__ import annotations

import re
import unicodedata
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from costcalc.scenario.printed_words import CURRENCIES, DOLLARS, SEVERAL, currency_of
from costcalc.source.fields import CURRENCY

if TYPE_CHECKING:
    from collections.abc import Iterable

US_DOLLAR = "USD"
"""What `$` is where nobody says of which country."""

_MORE = {"￥": SEVERAL[CURRENCIES["¥"]], "US-Dollar": frozenset({US_DOLLAR}), "US-$": frozenset({US_DOLLAR})}
_ISO = frozenset(
    re.findall(
        r"\w+",
        """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
        CNH CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
        HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA
        MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD
        RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
        USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
        """,
    )
)
"""The codes of ISO 4217, of which every one is money where it stands in capitals."""

_COINS = r"cents?|cts?|pence|penny|pennies|paise|paisa|kopeks?|fen|centimes?|c[eé]ntimos?|centavos?|centesim[io]|mills?"
"""Parts of a currency, which no card is in."""


def _alone(text: str) -> str:
    before = "(?<![A-Za-z])" if text[0].isalpha() or text == "$" else ""
    return before + re.escape(text) + ("(?![A-Za-z])" if text[-1].isalpha() else "")


_KNOWN = sorted({*CURRENCIES, *_MORE}, key=len, reverse=True)
_WRITTEN = re.compile("|".join(map(_alone, _KNOWN)), re.IGNORECASE)
_STRANGE = re.compile(rf"(?<![A-Za-z])(?:{_COINS})(?![A-Za-z])", re.IGNORECASE)
_CAPITALS = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")


class MoneySaid(NamedTuple):
    """What a text says of money.

    Args:
        currencies: It may be any of these; none, where it is something that no card is in, or two at once. None where
            the text does not speak of money.
        rest: The text without it.
    """

    currencies: frozenset[str] | None
    rest: str


def money_in(text: str) -> MoneySaid:
    """Return what a text says of money: $3, Input (USD), 25 ¢."""
    plain = text.replace("_", " ")
    rest = _WRITTEN.sub("", plain)
    said = [_meant(word) for word in _WRITTEN.findall(plain)]
    codes = [code for code in _CAPITALS.findall(rest) if code in _ISO]
    said += [frozenset({code}) for code in codes]
    if _STRANGE.search(rest) or any(unicodedata.category(char) == "Sc" for char in rest):
        said.append(frozenset())
    for code in codes:
        rest = rest.replace(code, "")
    return MoneySaid(agreed(said), rest.strip())


def agreed(said: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    """Return what may be meant by all of them; None where nobody says anything."""
    found = [each for each in said if each is not None]
    return reduce(frozenset.intersection, found) if found else None


def the_one(currencies: frozenset[str] | None) -> str | None:
    """Return the currency that is meant: the only one, or dollars of which nobody says another country."""
    if currencies == SEVERAL[DOLLARS]:
        return US_DOLLAR
    return next(iter(currencies)) if currencies and len(currencies) == 1 else None


def coded(text: str) -> frozenset[str] | None:
    """Return the currency of a text that is one and nothing else: a sign, a name, three capitals, `credits`."""
    said = money_in(text)
    if said.currencies is not None:
        return None if said.rest else said.currencies
    return frozenset({text}) if CURRENCY.fullmatch(text) else None


def _meant(word: str) -> frozenset[str]:
    code = currency_of(word)
    return _MORE.get(word, SEVERAL.get(str(code), frozenset({str(code)})))
