"""What the prices of a rate come down to, for checks that set one against another."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from costcalc.diff.meaning import amount
from costcalc.expr import Num
from costcalc.ratecard.price_points import PriceScope, price_points
from costcalc.rules import STANDARD, BilledAs, Multiplied, UnitPrice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.expr import Exact
    from costcalc.ratecard import Rate, RateCard
    from costcalc.rules import Priced

_USUAL = PriceScope()


class Amounts:
    """The prices of a rate, by what they apply to and what for; those alone that are one number.

    Args:
        card: The card.
        rate: One of its rates.
    """

    def __init__(self, card: RateCard, rate: Rate) -> None:
        self._per = card.per
        self._written = {(found.where, found.meter): found.price for found in price_points(rate, card.all_meters)}

    def __iter__(self) -> Iterator[tuple[PriceScope, str]]:
        """Yield each scope and meter with a price, as they stand in the card: the standard prices first."""
        return iter(self._written)

    def price_at(self, where: PriceScope, meter: str) -> Priced | None:
        """Return a scope's price for a meter, its own or the one that it takes over; None where it has none."""
        price = self._written.get((where, meter))
        if price is not None or where == _USUAL:
            return price
        if where.tier:  # what a tier does not name keeps its price
            return self.price_at(where._replace(tier="", marginal=False), meter)
        # A service has only what it names; regions, hours and promotions change what they name.
        return None if where.exclusive else self.price_at(_USUAL, meter)

    def value(self, where: PriceScope, meter: str) -> Fraction | None:
        """Return the price of one unit; None where it is not one number, or nobody says it."""
        price = self.price_at(where, meter)
        if isinstance(price, Multiplied):
            usual = self.value(_USUAL, meter) if where != _USUAL else None
            return None if usual is None else usual * Fraction(price.factor.value)
        if isinstance(price, BilledAs):
            at_standard = price.meter == STANDARD
            return self.value(_USUAL if at_standard else where, meter if at_standard else price.meter)
        if not isinstance(price, UnitPrice):
            return None
        count = (price.per or self._per).count
        if isinstance(price.price, Num) and isinstance(count, Num):
            return _quotient(price.price.value, count.value)
        found = amount(price, self._per)
        return Fraction(found.value) if found else None


@lru_cache(maxsize=4_096)
def _quotient(price: Exact, count: Exact) -> Fraction:
    """Return the price of one: in a long list the same few are asked for again and again."""
    return Fraction(price) / Fraction(count)


def is_meant(price: Priced | None) -> bool:
    """Whether the card itself says that a price is out of the ordinary."""
    return bool(getattr(price, "unusual", None))
