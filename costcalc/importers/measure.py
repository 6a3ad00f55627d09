"""Keys that change what the prices beside them mean: a currency, a unit, a factor.

A list has its usual measure: dollars for a million tokens, say. A key such as `currency: EUR` or `unit: per_1m_tokens`
says another one for what stands beside and below it. What is understood is obeyed; what is not takes the prices along,
because nobody knows what they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.draft import USD
from costcalc.importers.exact import shifted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.importers.fields import Leave

UNCLEAR = "it says what the prices beside it mean, in words that are not known here, so nothing is priced by them"
MILLION = 6
"""As places of the point."""

CURRENCY, UNIT, FACTOR = "currency", "unit", "factor"
_KINDS = {
    **dict.fromkeys(("currency", "currencies"), CURRENCY),
    **dict.fromkeys(("unit", "units", "per", "denomination"), UNIT),
    **dict.fromkeys(("multiplier", "factor", "ratio", "scale", "exponent", "divisor"), FACTOR),
}
"""The last word of such a key, in `price_unit` and `priceUnit` as well."""

_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_CODE = re.compile(r"[A-Za-z]{3}", re.ASCII)
_UNIT = re.compile(
    r"(?:\$ ?|(?!per|tok)(?P<currency>[a-z]{3}) )?(?P<per>per )?(?P<count>[0-9 ]+|[0-9 ]*(?:k|m|thousand|million))? ?"
    r"(?P<what>tokens?|toks?)?",
    re.ASCII,
)
_PLACES = {"1": 0, "1000": 3, "k": 3, "1k": 3, "thousand": 3, "1thousand": 3}
_PLACES |= {"1000000": MILLION, "m": MILLION, "1m": MILLION, "million": MILLION, "1million": MILLION}
_ONE = re.compile(r"1(?:\.0+)?", re.ASCII)


class Denomination(NamedTuple):
    """What prices are in.

    Args:
        places: They are those of 10**places tokens.
        currency: They are in this currency.
    """

    places: int
    currency: str = USD

    def per_million(self, value: Any) -> str:
        """Return a price as that of 1M tokens, by moving the point.

        Raises:
            NotExactError: for what is no price.
        """
        return shifted(value, MILLION - self.places)

    def inside(self, block: Mapping[str, Any], leave: Leave, within: str = "") -> Denomination | None:
        """Return what the prices in a block are in.

        Args:
            block: A mapping with prices, or with mappings that have them; its own keys alone are looked at.
            leave: Takes the notes.
            within: What stands before a key in notes.

        Returns:
            This one, if the block has nothing to say; None where it says what is not understood.
        """
        measure: Denomination | None = self
        for key, value in block.items():
            if value is None or value == "" or (kind := _kind(key)) is None:
                continue
            understood = _read(kind, value, measure) if measure else None
            if understood is None:
                leave(f"{within}{key}", UNCLEAR)
            measure = understood
        return measure

    def is_kept(self, block: Mapping[str, Any], leave: Leave, within: str = "") -> bool:
        """Whether the prices in a block are in this measure, too; where not, nobody knows what they are here."""
        inside = self.inside(block, leave, within)
        if inside and inside != self:
            leave(within.removesuffix(".") or UNIT, "its prices are in another unit or currency than those around it")
        return inside == self


def _kind(key: str) -> str | None:
    words = [word.lower() for word in _WORD.findall(key)]
    return CURRENCY if words[-2:] == [CURRENCY, "code"] else _KINDS.get(words[-1]) if words else None


def is_measure(key: str) -> bool:
    """Whether a key changes what the prices beside it mean."""
    return _kind(key) is not None


def _read(kind: str, value: Any, usual: Denomination) -> Denomination | None:
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if kind == CURRENCY:
        return usual._replace(currency=text.upper()) if _CODE.fullmatch(text) else None
    if kind == FACTOR:
        return usual if _ONE.fullmatch(text) else None
    match = _UNIT.fullmatch(re.sub(r"[\s_/.,-]+", " ", text.lower()).strip())
    count = match["count"].replace(" ", "") if match and match["count"] else ""
    # "tokens" alone is what is counted, and only in a list by the single token no matter.
    if not match or not (count or match["what"]) or not (count or match["per"] or usual.places == 0):
        return None
    places = _PLACES.get(count or "1")
    currency = match["currency"].upper() if match["currency"] else usual.currency
    return None if places is None else Denomination(places, currency)
