"""What every form of a price has in common, and the words that may stand in the place of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from costcalc.expr import formula_place

if TYPE_CHECKING:
    from costcalc.expr import Num
    from costcalc.problem import Place
    from costcalc.rules.line import Line, Usage
    from costcalc.rules.unit import PricingUnit

STANDARD = "standard"
"""In a service or a window: the price without it."""

UNPRICED = "unpriced"


class PriceForm(Protocol):
    """A price, in one of its forms."""

    @property
    def place(self) -> Place:
        """The place where it is written."""

    @property
    def per(self) -> PricingUnit | None:
        """The number of units it buys; None is the card's pricing unit."""

    @property
    def unusual(self) -> str | None:
        """Why amounts out of the ordinary are meant."""

    @property
    def amounts(self) -> tuple[Num, ...]:
        """The amounts of money in it."""

    @property
    def by_request(self) -> bool:
        """Whether every request is rounded up by itself."""

    def lines(self, usage: Usage) -> tuple[Line, ...]:
        """Return the lines that a usage is charged as."""


class BilledAs(NamedTuple):
    """The price of another meter, or `standard`."""

    meter: str
    place: Place


class Unpriced(NamedTuple):
    """No price: nobody says what this costs here."""

    place: Place


class Multiplied(NamedTuple):
    """The standard price times a factor."""

    factor: Num

    @property
    def place(self) -> Place:
        """The place where the factor is written."""
        return formula_place(self.factor)


Priced = PriceForm | BilledAs | Unpriced | Multiplied
