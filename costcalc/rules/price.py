"""How a price is read: which of the forms it has."""

from __future__ import annotations

import re
from typing import Annotated, Any

from costcalc.meters import DEFINED
from costcalc.problem import did_you_mean
from costcalc.rules import graduated, package, per_unit, reserved, volume
from costcalc.rules.form import UNPRICED, BilledAs, Multiplied, Priced, Unpriced
from costcalc.rules.per_unit import UnitPrice
from costcalc.source import Factor, FieldKind, Mapping, Record, bind, rejected, scalar
from costcalc.source.amounts import NUMBER_SCHEMA, read_amount

_WORD = re.compile(r"(?!(nan|inf|infinity|null|true|false)$)[a-z][a-z0-9_]*", re.ASCII)


class MultiplierTerms(Record):
    """The standard price times a factor."""

    multiplier: Factor

    def form(self) -> Multiplied:
        """Return the multiplier that stands in the place of a price."""
        return Multiplied(self.multiplier)


FORMS: dict[str, Any] = {
    "price": per_unit.UnitPriceTerms,
    "graduated": graduated.GraduatedTerms,
    "volume": volume.VolumeTerms,
    "package": package.PackageTerms,
    "reserved": reserved.ReservedTerms,
    "multiplier": MultiplierTerms,
}
"""The forms of a price that is a mapping, by the key that says which one it is."""


def read_price(value: Any) -> Priced:
    """Read a price in any of its forms."""
    if isinstance(value, Mapping):
        key = next((key for key in FORMS if key in value), None)
        if key is None:
            near = next((hint for word in value if (hint := did_you_mean(word, FORMS))), None)
            raise rejected("missing-key", "this price has no amount", near or f"give it one of {', '.join(FORMS)}")
        formed: Priced = bind(FORMS[key], value, []).form()
        return formed
    text = scalar(value, "a price, or the meter it is billed as")
    if text == UNPRICED:
        return Unpriced(text.place)
    if _WORD.fullmatch(text):
        return BilledAs(text, text.place)
    return UnitPrice(read_amount(text))


Price = Annotated[Priced, FieldKind(read_price, (), **{DEFINED: "Price"})]

WrittenPrice = Annotated[
    Priced,
    FieldKind(
        read_price,
        records=tuple(FORMS.values()),
        anyOf=[
            *NUMBER_SCHEMA["anyOf"],
            {"type": "string", "pattern": "^[a-z][a-z0-9_]*$", "description": "the meter it is billed as"},
        ],
    ),
]
"""The same, with its JSON Schema written out, once for all the places where a price may stand."""
