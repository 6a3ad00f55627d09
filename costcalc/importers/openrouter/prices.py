"""OpenRouter's prices, texts per token or per piece, as meters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.files.exact import shifted
from costcalc.importers.reading.fields import amount
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.importers.draft import Value
    from costcalc.importers.reading.fields import Leave
    from costcalc.importers.reading.measure import Denomination


class PiecePrice(NamedTuple):
    """What is priced by the piece: its meter, and what the price in the card buys."""

    meter: str
    per: str


TOKENS: Mapping[str, str] = {
    "prompt": "input",
    "input_cache_read": "cache_read",
    "input_cache_write": "cache_write_5m",
    "input_cache_write_1h": "cache_write_1h",
    "audio": "audio_input",
    "input_audio_cache": "audio_cache_read",
    "image_token": "image_input",
    "completion": "output",
    "internal_reasoning": "reasoning",
    "audio_output": "audio_output",
}
PIECES: Mapping[str, PiecePrice] = {
    "request": PiecePrice("request", "1K requests"),
    "web_search": PiecePrice("web_search", "1K searches"),
}

UNCLEAR = ("image", "image_output")
LEFT_OUT: Mapping[str, str] = {
    **dict.fromkeys(UNCLEAR, "documented as the price of an image, it often holds that of a token, and is left out"),
    "discount": "nobody says whether the prices have it already; they are taken as they stand",
}
KEYS = {*TOKENS, *PIECES, *LEFT_OUT, "overrides"}
"""Of `pricing`: every other one leaves a note."""


Sheet = dict[str, str]


def read_sheet(pricing: Mapping[str, Any], measure: Denomination, leave: Leave) -> Sheet:
    """Read the prices of tokens.

    Args:
        pricing: The object that has them; what in it is no price of ours leaves a note.
        measure: What they are in.
        leave: Takes the notes.
    """
    sheet: Sheet = {}
    for key, value in pricing.items():
        if value is None or key not in {*TOKENS, *LEFT_OUT}:
            continue
        if key not in TOKENS:
            if (key, str(value)) != ("discount", "0"):
                leave(key, LEFT_OUT[key])
        elif (written := read_amount(key, value, measure, leave)) is not None:
            sheet[TOKENS[key]] = written
    return {meter: sheet[meter] for meter in TOKENS.values() if meter in sheet}


def read_amount(key: str, value: Any, measure: Denomination, leave: Leave, within: str = "") -> str | None:
    """Read the price of a token."""
    if str(value).startswith("-"):
        leave(f"{within}{key}", "it is negative, which says that the price varies, so nothing is priced by it")
        return UNPRICED
    return amount(f"{within}{key}", value, leave, measure.per_million)


def read_pieces(pricing: Mapping[str, Any], leave: Leave) -> dict[str, Value]:
    """Read what is priced by the piece."""
    found: dict[str, Value] = {}
    for key, (meter, per) in PIECES.items():
        value = pricing.get(key)
        if (written := amount(key, value, leave, lambda each: shifted(each, 3))) is not None:
            found[meter] = written if written == UNPRICED else {"price": written, "per": per}
    return found
