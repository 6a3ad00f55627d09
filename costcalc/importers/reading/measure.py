"""What the prices of a list are in, and what a key beside them makes of that: a currency, a unit, a factor.

A list has its usual measure: dollars for a million tokens, say. A key such as `currency: EUR` or `unit: per_1m_tokens`
says another one for what stands beside and below it. What is understood is obeyed; what is not takes the prices along,
because nobody knows what they are. `neighbours.py` has the words by which such keys are known.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.draft import USD
from costcalc.importers.files.exact import shifted
from costcalc.importers.reading.neighbours import (
    CONDITION,
    CURRENCY,
    EXTRA,
    FACTOR,
    NO_WORD,
    NOT_UNDERSTOOD,
    UNIT,
    strangers,
)

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from costcalc.importers.reading.fields import Leave
    from costcalc.importers.reading.neighbours import Stranger

MILLION = 6
"""As places of the point."""

_CODES = "aud brl cad chf cny dkk eur gbp inr jpy krw nok pln sek usd"
CURRENCIES = {"$": USD, **{code: code.upper() for code in _CODES.split()}}
"""Those that may stand in a unit, where `for` and `all` are words, and not the code of the Albanian lek."""

_CODE = re.compile(r"[A-Za-z]{3}", re.ASCII)
_UNIT = re.compile(
    rf"(?:(?P<currency>{'|'.join(map(re.escape, CURRENCIES))}) ?)?(?P<per>per )?"
    r"(?P<count>[0-9 ]+|[0-9 ]*(?:k|m|thousand|million))? ?(?P<what>tokens?|toks?)?",
    re.ASCII,
)
_PLACES = {"1": 0, "1000": 3, "k": 3, "1k": 3, "thousand": 3, "1thousand": 3}
_PLACES |= {"1000000": MILLION, "m": MILLION, "1m": MILLION, "million": MILLION, "1million": MILLION}
_CHANGES_NOTHING = {
    FACTOR: re.compile(r"1(?:\.0+)?"),
    EXTRA: re.compile(r"0(?:\.0+)? ?%?"),
    CONDITION: re.compile("standard|default"),
}


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

    def inside(
        self,
        block: Mapping[str, Any],
        leave: Leave,
        within: str = "",
        known: Container[str] = (),
        *,
        table: bool = False,
    ) -> Denomination | None:
        """Return what the prices in a block are in.

        Args:
            block: A mapping with prices, or with mappings that have them.
            leave: Takes the notes.
            within: What stands before a key in notes.
            known: The keys that whoever asks reads, or knows to say nothing of prices.
            table: Whether it is a table of prices: then every other key in it leaves a note.

        Returns:
            This one, if the block has nothing to say; None where it says what is not understood.
        """
        said, clear = Said(), True
        for stranger in strangers(block, known, table=table):
            if stranger.kind is None:
                if table:
                    leave(f"{within}{stranger.key}", NO_WORD)
                continue
            more = _read(stranger, self)
            both = more and said.and_also(more)
            if both is None:
                leave(f"{within}{stranger.key}", NOT_UNDERSTOOD)
                clear = False
            else:
                said = both
        if not clear:
            return None
        return Denomination(
            self.places if said.places is None else said.places,
            self.currency if said.currency is None else said.currency,
        )

    def is_kept(
        self,
        block: Mapping[str, Any],
        leave: Leave,
        within: str = "",
        known: Container[str] = (),
        *,
        table: bool = True,
    ) -> bool:
        """Whether the prices in a block are in this measure, too; where not, nobody knows what they are here."""
        inside = self.inside(block, leave, within, known, table=table)
        if inside and inside != self:
            leave(within.removesuffix(".") or UNIT, "its prices are in another unit or currency than those around it")
        return inside == self


class Said(NamedTuple):
    """What some keys say of prices; None where they say nothing of it."""

    places: int | None = None
    currency: str | None = None

    def and_also(self, other: Said) -> Said | None:
        """Return what both say; None where they contradict each other."""
        if any(None not in pair and pair[0] != pair[1] for pair in zip(self, other, strict=True)):
            return None
        return Said(self.places if other.places is None else other.places, other.currency or self.currency)


def _read(stranger: Stranger, usual: Denomination) -> Said | None:
    """Return what a key says; None where it is not understood."""
    value = stranger.value
    text = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if stranger.kind == CURRENCY:
        return Said(currency=text.upper()) if _CODE.fullmatch(text) else None
    if stranger.kind != UNIT:
        nothing = _CHANGES_NOTHING[stranger.kind or CONDITION].fullmatch(text.lower())
        return Said() if nothing else None
    match = _UNIT.fullmatch(re.sub(r"[\s_/.,-]+", " ", text.lower()).strip())
    count = match["count"].replace(" ", "") if match and match["count"] else ""
    # "tokens" alone is what is counted, and only in a list by the single token no matter.
    if not match or not (count or match["what"]) or not (count or match["per"] or usual.places == 0):
        return None
    places = _PLACES.get(count or "1")
    return None if places is None else Said(places, match["currency"] and CURRENCIES[match["currency"]])
