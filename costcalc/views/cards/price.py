"""A price as a card has it, in whichever form: in words, as a cell of a table, and for programs."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc import money
from costcalc.expr import Num, decimal_text
from costcalc.inventory import Standing
from costcalc.records import NUMBER, TEXT, Field, Kind, Part, Record, number
from costcalc.rules import FORMS, STANDARD, BilledAs, Multiplied, Priced, PricingUnit, UnitPrice, Unpriced
from costcalc.source import FileRecord
from costcalc.views.amounts import line_amount
from costcalc.views.blocks import Amount, Column
from costcalc.views.words import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.views.blocks import Cell

_BESIDE = ("per", "unusual")
"""Fields of a price that are not shown as they are."""


class CardPrice(NamedTuple):
    """A price, and what one buys where it does not say so itself: the card's unit."""

    price: Priced
    per: PricingUnit


def price_words(price: Priced | None, per: PricingUnit) -> str:
    """Return a price in one line.

    Args:
        price: The price.
        per: What a price buys where nothing else is said: that is left out.
    """
    match price:
        case None:
            return NOTHING
        case BilledAs(meter, _):
            return STANDARD if meter == STANDARD else f"as {meter}"
        case Unpriced():
            return "unpriced"
        case Multiplied(factor):
            return f"× {money.count(factor.value)}"
        case _:
            return price.text(per)


def price_cell(price: Priced | None, per: PricingUnit) -> Cell:
    """Return a price in a table: a number, where nothing is to be said beside it."""
    if isinstance(price, UnitPrice) and not (price.minimum or price.free or per.unless(price.per)):
        return line_amount(price.amounts[0].value)
    return price_words(price, per)


def standing_words(found: Standing, per: PricingUnit) -> str:
    """Return what is paid for a meter in one line."""
    if _is_as_written(found):
        return price_words(found.form, per)
    return f"{money.amount(found.paid.value)}{per.unless(found.per)}"


def standing_cell(found: Standing, per: PricingUnit) -> Cell:
    """Return what is paid for a meter in a table."""
    if _is_as_written(found):
        return price_cell(found.form, per)
    return standing_words(found, per) if per.unless(found.per) else line_amount(found.paid.value)


def paid_cells(found: Standing, per: PricingUnit) -> tuple[Amount | str, str]:
    """Return what is paid for a meter in two cells: the number, if it is one, and the words that it needs."""
    form = found.form
    if _is_as_written(found) and not (isinstance(form, UnitPrice) and not (form.minimum or form.free)):
        return "", price_words(form, per)
    return line_amount(found.paid.value), per.unless(found.per).lstrip()


def _is_as_written(found: Standing) -> bool:
    return found.paid.value == found.form.amounts[0].value


def price_column(name: str, cells: Iterable[Cell]) -> Column:
    """Return a column of prices: one of numbers, where no price needs words."""
    return Column(name, name, is_number=all(isinstance(cell, Amount) or cell in {"", NOTHING} for cell in cells))


def _encoded(found: CardPrice) -> dict[str, Any]:
    price, per = found
    match price:
        case BilledAs(meter, _):
            return {"form": "billed_as", "meter": str(meter)}
        case Unpriced():
            return {"form": "unpriced"}
        case Multiplied(factor):
            return {"form": "multiplier", "multiplier": decimal_text(factor.value)}
        case _:
            written = {each.name: getattr(price, each.name) for each in fields(price) if each.name not in _BESIDE}
            unit = decimal_text((price.per or per).count.value)
            return {"form": price.name, **{name: _plain(value) for name, value in written.items()}, "per": unit}


def _plain(value: Any) -> Any:
    """Return what is written in a price without its place."""
    if isinstance(value, Num):
        return decimal_text(value.value)
    if isinstance(value, PricingUnit):
        return str(value)
    if isinstance(value, FileRecord):
        return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


PRICE = Kind(
    {
        "description": "a price in its form, whose keys are what a card writes",
        "type": "object",
        "properties": {"form": {"enum": [*FORMS, "multiplier", "billed_as", "unpriced"]}},
        "required": ["form"],
        "additionalProperties": True,
    },
    _encoded,
)


def _alone(found: Standing) -> Standing | None:
    """Return a price that is one amount for each unit."""
    return found if isinstance(found.form, UnitPrice) else None


STANDING = Record[Standing](
    "standing_price",
    "The price of a meter at an instant: of the standard service, outside hours with prices of their own.",
    Field("meter", TEXT, lambda found: found.meter.name),
    Field("unit", TEXT, lambda found: found.meter.unit, "what one of it is: `token`"),
    Field("form", TEXT, lambda found: found.form.name, "where it is not `per_unit`, there is no one unit price"),
    Part[Standing, Standing](
        _alone,
        number("unit_price", lambda found: found.paid.value, "what is paid for `per` units"),
        number("list_unit_price", lambda found: found.listed.value, "what is published for them"),
        number("contracted_unit_price", lambda found: found.contracted.value, "what was negotiated for them"),
        null=True,
    ),
    Field("per", NUMBER, lambda found: found.per.count.value, "how many units a price buys"),
)
