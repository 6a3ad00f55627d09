"""Fields of what somebody wrote into a card: numbers, instants, and prices with what they apply to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from costcalc.expr import Num
from costcalc.meters import Meter
from costcalc.ratecard import RateCard
from costcalc.ratecard.price_points import PricePoint as WrittenPrice
from costcalc.ratecard.price_points import PriceScope, price_points
from costcalc.records import INSTANT, NUMBER, TEXT, Field, Part, Record, one_of
from costcalc.source import Moment
from costcalc.views.cards.price import PRICE, CardPrice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.rules import TieredSheet

T = TypeVar("T")


def written_number(name: str, get: Callable[[T], Num | None], doc: str = "") -> Part[T, Num]:
    """Return the field of a number that may be written; null where it is not."""
    return Part(get, Field(name, NUMBER, lambda written: written.value, doc), null=True)


def written_instant(name: str, get: Callable[[T], Moment | None], doc: str = "") -> Part[T, Moment]:
    """Return the field of an instant that may be written; null where it is not."""
    return Part(get, Field(name, INSTANT, lambda written: written.at, doc), null=True)


class PriceIn(NamedTuple):
    """A price as it is written, and the card it is written in."""

    written: WrittenPrice
    card: RateCard

    @property
    def meter(self) -> Meter:
        """What it is the price of."""
        return self.card.all_meters[self.written.meter]

    @property
    def price(self) -> CardPrice:
        """The price itself."""
        return CardPrice(self.written.price, self.card.per)


def prices_of(sheet: TieredSheet, card: RateCard) -> Iterator[PriceIn]:
    """Yield every price of a rate, or of negotiated terms."""
    return (PriceIn(found, card) for found in price_points(sheet, card.all_meters))


def _mode(where: PriceScope) -> str | None:
    return ("marginal" if where.marginal else "whole_request") if where.tier else None


WHERE: tuple[Field[PriceScope], ...] = (
    Field("applies", TEXT, lambda where: where.kind, "`standard`, or what changes the standard price"),
    Field("name", TEXT, lambda where: where.name or None, "of the service or region", null=True),
    Field("tier", TEXT, lambda where: where.tier or None, "the requests it is for; null for any size", null=True),
    Field("mode", one_of("marginal", "whole_request"), _mode, "whether it is for the part above or for all", null=True),
)
PRICE_IN = Record[PriceIn](
    "written_price",
    "A price as it is written, with what it applies to.",
    Part[PriceIn, PriceScope](lambda found: found.written.where, *WHERE),
    Field("meter", TEXT, lambda found: found.meter.name),
    Field("unit", TEXT, lambda found: found.meter.unit, "what one of the meter is"),
    Field("price", PRICE, lambda found: found.price),
)
