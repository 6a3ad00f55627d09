"""What a gateway bills for a model: its price for a group of 1, and what a group makes of that."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.expr.numbers import simplest
from costcalc.importers.files.exact import NotExactError, exact, price
from costcalc.importers.reading.fields import with_reasoning
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.importers.draft import Value
    from costcalc.importers.reading.fields import Leave

USD_PER_1M = 2
"""Of a ratio of 1, which is 0.002 USD per 1K tokens."""

PER_TOKEN = {
    "output": ("completion_ratio",),
    "cache_read": ("cache_ratio",),
    "cache_write_5m": ("create_cache_ratio",),
    "image_input": ("image_ratio",),
    "audio_input": ("audio_ratio",),
    "audio_output": ("audio_ratio", "audio_completion_ratio"),
}
"""Of which ratios the price of a meter is made, beside that of the model."""

PER_TOKENS, PER_REQUEST = {0: "", 3: "1B tokens", 6: "1000B tokens"}, {0: "1 request", 3: "1K requests"}
"""By how many places the point moves, and what the price is for then; "" for what the card says."""

NO_DEFAULT = "it is missing; the program has a default for each name, so what is answered is unpriced"
MULTIPLIED = "the price of a request; a picture or a video may be billed by its size, number or seconds on top"


class PriceFactor(NamedTuple):
    """A number by which a price is multiplied.

    Args:
        value: None where there is one that cannot be read.
    """

    value: Fraction | None

    @classmethod
    def read(cls, key: str, value: Any, leave: Leave) -> PriceFactor | None:
        """Return a ratio; None where there is none."""
        if value is None:
            return None
        try:
            return cls(Fraction(exact(value)))
        except NotExactError as error:
            leave(key, f"{error}, so nothing is priced by it")
            return cls(None)

    def times(self, other: PriceFactor) -> PriceFactor:
        """Return both as one."""
        return UNREADABLE if self.value is None or other.value is None else PriceFactor(self.value * other.value)


UNCHANGED, UNREADABLE = PriceFactor(Fraction(1)), PriceFactor(None)


def factors(keys: Mapping[str, Any], leave: Leave, *, per_request: bool, cached: bool) -> dict[str, PriceFactor | str]:
    """Return the prices of a model in USD, per 1M tokens or for a request.

    Args:
        keys: What is said of it.
        leave: Takes the notes.
        per_request: Whether each request has a price, whatever its length.
        cached: Whether ratios of cached tokens are given for any model.

    Returns:
        Meter to price, or to the meter that it is billed as.
    """
    read = {key: PriceFactor.read(key, value, leave) for key, value in keys.items() if key in RATIOS}
    if per_request:
        leave("model_price", MULTIPLIED)
        return {"request": read.get("model_price") or UNREADABLE}
    base = (read.get("model_ratio") or UNREADABLE).times(PriceFactor(Fraction(USD_PER_1M)))
    found: dict[str, PriceFactor | str] = {"input": base}
    for meter, made_of in PER_TOKEN.items():
        parts = [part for key in made_of if (part := read.get(key))]
        if len(parts) == len(made_of):
            made = base
            for part in parts:
                made = made.times(part)
            found[meter] = made
        elif meter == "output":
            leave("completion_ratio", NO_DEFAULT)
            found[meter] = UNREADABLE
        elif meter == "cache_read" and cached:
            found[meter] = "input"
    if read.get("audio_completion_ratio") and not read.get("audio_ratio"):
        leave("audio_completion_ratio", "the audio ratio is missing, and it is left out")
    return found


RATIOS = {"model_ratio", "model_price", *(key for made_of in PER_TOKEN.values() for key in made_of)}


def sheet_of(prices: Mapping[str, PriceFactor | str], group: PriceFactor, leave: Leave) -> dict[str, Value]:
    """Return the prices of a group as a card has them."""
    sheet: dict[str, Value] = {
        meter: made if isinstance(made, str) else _written(meter, made.times(group).value, leave)
        for meter, made in prices.items()
    }
    if sheet.get("cache_read") == "input" and sheet["input"] == UNPRICED:
        sheet["cache_read"] = UNPRICED
    return with_reasoning(sheet)


def _written(meter: str, amount: Fraction | None, leave: Leave) -> Value:
    """Return a price; for more tokens, where that of 1M has more decimals than a card can hold.

    Two ratios of floating point, such as 0.16666666666666666, multiplied exactly, have more than thirty.
    """
    if amount is None:
        return UNPRICED
    why = ""
    for places, bought in (PER_REQUEST if meter == "request" else PER_TOKENS).items():
        try:
            text = price(simplest(amount * 10**places))
        except NotExactError as error:
            why = str(error)
        else:
            return {"price": text, "per": bought} if bought else text
    leave(f"the price of {meter}", f"{why}, so nothing is priced by it")
    return UNPRICED
