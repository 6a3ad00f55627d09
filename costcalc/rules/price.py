"""How a price is read: which of the forms it has."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Annotated, Any

from pydantic import Field

from costcalc.meters import DEFINED, METERS
from costcalc.rules import graduated, package, per_unit, reserved, volume
from costcalc.rules.apart import validate_keys
from costcalc.rules.form import UNPRICED, BilledAs, Multiplied, Priced, Unpriced
from costcalc.rules.per_unit import UnitPrice
from costcalc.rules.unit import ONE, PricingUnit, per_usual
from costcalc.source import Factor, FieldKind, FileRecord, Mapping, bind, rejected, scalar
from costcalc.source.amounts import NUMBER_SCHEMA, read_amount
from costcalc.source.fields import read_formula
from costcalc.source.patterns import POSITIVE_SCHEMA
from costcalc.spelling import did_you_mean

_WORD = re.compile(r"(?!(nan|inf|infinity|null|true|false)$)[a-z][a-z0-9_]*", re.ASCII)


class MultiplierTerms(FileRecord):
    """The standard price times a factor."""

    multiplier: Factor = Field(description="times the standard price of this meter: 0.5")

    def form(self) -> Multiplied:
        """Return what stands in the place of a price."""
        return Multiplied(self.multiplier)


FORMS: dict[str, Any] = {
    "per_unit": per_unit.UnitPriceTerms,
    "graduated": graduated.GraduatedTerms,
    "volume": volume.VolumeTerms,
    "package": package.PackageTerms,
    "reserved": reserved.ReservedTerms,
}
"""The forms of a price, by the module that documents it. A new form is a line here."""

_BY_KEY = {next(iter(terms.model_fields)): terms for terms in (*FORMS.values(), MultiplierTerms)}
"""What may be a mapping in the place of a price, by its first key, which says which one it is."""


def read_price(value: Any) -> Priced:
    """Read a price in any of its forms."""
    if isinstance(value, Mapping):
        key = next((key for key in _BY_KEY if key in value), None)
        if key is None:
            near = next((hint for word in value if (hint := did_you_mean(word, _BY_KEY))), None)
            raise rejected("missing-key", "this price has no amount", near or f"give it one of {', '.join(_BY_KEY)}")
        validate_keys(value, key, _BY_KEY)
        formed: Priced = bind(_BY_KEY[key], value, []).form()
        return formed
    text = scalar(value, "a price, or the meter it is billed as")
    if text == UNPRICED:
        return Unpriced(text.place)
    if _WORD.fullmatch(text):
        return BilledAs(text, text.place)
    return UnitPrice(read_amount(text))


def read_formula_price(meter: str, value: Any) -> Priced:
    """Read a price as a scenario may have it: in any of the forms, or a formula over assumptions.

    Args:
        meter: What it is the price of. What is no token costs so much a piece, where nothing else is said.
        value: What is written. The name of a meter means that it is billed as that one, also where an assumption is
            called so.
    """
    if isinstance(value, Mapping):
        if per_unit.PRICE not in value:
            return read_price(value)
        price = bind(per_unit.FormulaPriceTerms, value, []).form()
    else:
        text = scalar(value, "a price, or the meter it is billed as")
        if text == UNPRICED or text in METERS:
            return read_price(value)
        price = UnitPrice(read_formula(value))
    if price.per is None and per_usual(METERS[meter].unit) is ONE:
        return replace(price, per=PricingUnit(ONE, METERS[meter].unit, value.place))
    return price


Price = Annotated[Priced, FieldKind(read_price, (), **{DEFINED: "Price", "description": "the price of this meter"})]

WrittenPrice = Annotated[
    Priced,
    FieldKind(
        read_price,
        records=tuple(_BY_KEY.values()),
        anyOf=[
            *NUMBER_SCHEMA["anyOf"],
            {"type": "string", "pattern": f"^{_WORD.pattern}$"},
        ],
    ),
]
"""The same, with its JSON Schema written out, once for all the places where a price may stand."""

WrittenFormulaPrice = Annotated[
    Priced,
    FieldKind(
        read_price,
        records=(per_unit.FormulaPriceTerms, *(terms for key, terms in _BY_KEY.items() if key != per_unit.PRICE)),
        anyOf=[POSITIVE_SCHEMA],  # the name of a meter, and `unpriced`, is a formula to it
    ),
]
"""The same of a price in a scenario."""
