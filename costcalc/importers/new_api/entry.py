"""A model of a gateway, in the words of `/api/pricing`, and whether its prices can be read at all."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.files.exact import is_number
from costcalc.importers.new_api.ratios import RATIOS
from costcalc.importers.reading.neighbours import kind_of, says_something

if TYPE_CHECKING:
    from collections.abc import Mapping

NOBODY_PRICED_IT = "37.5"
EVERY_GROUP = "all"
BY_TOKEN, BY_REQUEST = "0", "1"

PER_MODEL = {*RATIOS, "billing_mode", "billing_expr"}
HARMLESS = {"aspect_ratio", "auto_groups", "enable_groups", "pricing_version", "quota_type", "supported_endpoint_types"}
_MONEY = re.compile(r"(?:.*[_.])?(?:ratios?|prices?|pricing|costs?|billing|fees?)(?:[_.].*)?")
_ONE_CHANGES_NOTHING = re.compile(r"(?:.*[_.])?(?:ratios?|discounts?|multipliers?)(?:[_.].*)?")


class Entry(NamedTuple):
    """A model of a gateway.

    Args:
        name: As its users ask for it.
        keys: What is said of it.
        listed: Whether it is of an answer to `/api/pricing`, where what is missing has been filled in.
        twice: Whether the list has it twice, with other prices.
        groups: Those that offer it; None for all.
    """

    name: str
    keys: Mapping[str, Any]
    listed: bool = False
    twice: bool = False
    groups: frozenset[str] | None = None

    @property
    def per_request(self) -> bool:
        """Whether each request has a price, whatever its length."""
        price, ratio, kind = (self.keys.get(key) for key in ("model_price", "model_ratio", "quota_type"))
        if kind is not None:
            return str(kind) == BY_REQUEST
        return price is not None and (not self.listed or says("model_price", price) or ratio is None)

    @property
    def unclear(self) -> tuple[str, str] | None:
        """The key for which its prices do not stand, and why."""
        keys = self.keys
        if self.twice:
            return "model_name", "it stands twice with other prices, and none is taken"
        if keys.get("billing_expr") or str(keys.get("billing_mode") or "ratio") != "ratio":
            return "billing_mode", "it is billed by an expression, which is not read, and is left out"
        for key, value in keys.items():
            if key not in PER_MODEL | HARMLESS and says(key, value):
                return key, "it may change what the prices beside it mean, and the model is left out"
        kind = keys.get("quota_type")
        both = self.listed and says("model_price", keys.get("model_price")) and says("", keys.get("model_ratio"))
        if str(kind) not in {BY_TOKEN, BY_REQUEST} and (kind is not None or both):
            return "quota_type", "it does not say whether tokens or requests are billed, and the model is left out"
        if self.listed and not self.per_request and str(keys.get("model_ratio")) == NOBODY_PRICED_IT:
            return "model_ratio", "37.5 is what the program says of a model that nobody priced, and it is left out"
        return None

    def offered_in(self, group: str) -> bool:
        """Whether users of a group can ask for it; one that names no groups is in all."""
        return self.groups is None or group in self.groups or EVERY_GROUP in self.groups


def is_changing(key: str) -> bool:
    """Whether a key has to do with money, so that it may change what the prices beside it mean."""
    return _MONEY.fullmatch(key) is not None or kind_of(key) is not None


def says(key: str, value: Any) -> bool:
    """Whether a key of money says something; no discount and a factor of 1 say nothing."""
    if (key and not is_changing(key)) or not says_something(value):
        return False
    number = Decimal(value) if isinstance(value, str) and is_number(value) else None
    return number != 0 and not (number == 1 and _ONE_CHANGES_NOTHING.fullmatch(key) is not None)
