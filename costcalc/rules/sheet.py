"""A sheet of prices: one for each meter that has one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from costcalc.meters import METERS, ByMeter, each_meter
from costcalc.rules.form import Priced, PriceForm
from costcalc.rules.price import Price, read_price
from costcalc.source import OneName

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.rules.pool import Quota

PRICED = (*METERS, "other")
"""Keys of prices."""


def without(*keys: str) -> dict[str, Any]:
    """Return the schema of what has none of some keys: a sheet without a price is refused."""
    return {"propertyNames": {"not": {"enum": [*keys]}}}


def _read(meter: str, value: Any) -> Priced:
    del meter
    return read_price(value)


class PriceSheet(ByMeter):
    """Prices by meter."""

    listed: Annotated[dict[str, Priced], each_meter(_read, "Price")] = Field(default_factory=dict, alias="by meter")
    other: dict[OneName, Price] = Field(
        default_factory=dict,
        description="prices of meters that the card names itself",
        json_schema_extra={"allOf": [without(*METERS)]},
    )

    def price(self, meter: str) -> Priced | None:
        """Return what is written for a meter; None where nothing is."""
        return self.listed.get(meter) or self.other.get(meter)

    def prices(self) -> Iterator[tuple[str, Priced]]:
        """Yield what is written for each meter, in the order of the registry."""
        yield from ((meter, self.listed[meter]) for meter in METERS if meter in self.listed)
        yield from self.other.items()

    def shared(self) -> Iterator[tuple[str, Quota]]:
        """Yield each quota that is shared under a name, with the meter that counts into it."""
        for meter, price in self.prices():
            if isinstance(price, PriceForm) and (quota := price.quota) and quota.pool:
                yield meter, quota
