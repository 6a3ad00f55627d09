"""What something written means, whichever way and wherever it is written: only that is compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.expr import Num, Quotient, evaluate
from costcalc.rules import BilledAs, Multiplied, PricingUnit, UnitPrice, Unpriced
from costcalc.source import FileRecord

if TYPE_CHECKING:
    from costcalc.expr import Exact
    from costcalc.rules import Priced

_BESIDE = frozenset({"place", "unusual"})
"""Fields of a price that say nothing of an amount."""


def meaning(price: Priced | None, per: PricingUnit) -> Any:
    """Return the meaning of a price: equal for two prices where no bill could tell them apart.

    Args:
        price: The price.
        per: What one buys where the price does not say: the card's.
    """
    if isinstance(price, UnitPrice):
        return (amount(price, per), plain(price.minimum), plain(price.free))
    if price is None or isinstance(price, (BilledAs, Multiplied, Unpriced)):
        return plain(price)
    return plain(replace(price, per=price.per or per))


class AmountPerUnit(NamedTuple):
    """The price of one unit, or a factor, which has no unit."""

    value: Exact
    unit: str | None


def amount(price: Priced | None, per: PricingUnit) -> AmountPerUnit | None:
    """Return the one number that a price comes down to; None where there are several, or none.

    Args:
        price: The price.
        per: What one buys where the price does not say: the card's.
    """
    if isinstance(price, Multiplied):
        return AmountPerUnit(price.factor.value, None)
    if isinstance(price, UnitPrice):
        per = price.per or per
        return AmountPerUnit(evaluate(Quotient(price.price, per.count)), per.unit)
    return None


def plain(value: Any) -> Any:
    """Return a value that was read without places and spellings: equal for two that mean the same."""
    if isinstance(value, Num):
        return value.value
    if isinstance(value, PricingUnit):
        return (value.count.value, value.unit)
    if isinstance(value, FileRecord):
        return (type(value).__name__, [plain(getattr(value, field)) for field in type(value).model_fields])
    if found := getattr(value, "_fields", None) or getattr(value, "__dataclass_fields__", None):
        return (type(value).__name__, [plain(getattr(value, field)) for field in found if field not in _BESIDE])
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, (str, tzinfo)) else value
