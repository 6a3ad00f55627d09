"""What every form of a price has in common, and the words that may stand in the place of one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from costcalc.expr import Num, formula_place, symbolic
from costcalc.money import amount
from costcalc.rules.minimum import at_least

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.expr import Node
    from costcalc.problem import Place
    from costcalc.rules.line import Line, Usage
    from costcalc.rules.pool import Quota
    from costcalc.rules.unit import PricingUnit

STANDARD = "standard"
"""In a service or a window: the price without it."""

UNPRICED = "unpriced"

LEAST = "the least that is billed of one request, in the meter's unit"
OWN_PER = "what the price buys, if not what the card says: 1K searches"
UNUSUAL = "why an amount out of the ordinary is meant"


class PriceForm(ABC):
    """A price, in one of its forms. Its fields are what is written: reports show them as they are.

    Args:
        per: What it buys; None means what the card says.
        unusual: Why amounts out of the ordinary are meant.
    """

    __slots__ = ()

    __dataclass_fields__: ClassVar[dict[str, Any]]
    """Every form is a dataclass."""

    name: ClassVar[str]
    """What reports call the form: as its module is called."""

    per: PricingUnit | None
    unusual: str | None

    @property
    @abstractmethod
    def amounts(self) -> tuple[Num, ...]:
        """The amounts of money in it."""

    @property
    def place(self) -> Place:
        """Where its first amount is written."""
        return formula_place(self.amounts[0])

    @property
    def least(self) -> Num | None:
        """The least that is billed of one request, in the meter's unit."""
        return None

    @property
    def by_request(self) -> bool:
        """Whether every request is rounded up by itself."""
        return self.least is not None

    @property
    def of_period(self) -> bool:
        """Whether what a request costs depends on all that the period counts."""
        return False

    @property
    def is_held(self) -> bool:
        """Whether it is paid whether what it buys is used or not."""
        return False

    @property
    def quota(self) -> Quota | None:
        """What it gives to all that counts in a period together; None where each request is priced by itself."""
        return None

    @property
    def sold(self) -> tuple[object, ...]:
        """What is sold, where that is not what was used of the meter: blocks, units for a term, a least quantity."""
        return (self.least.value,) if self.least else ()

    def per_name(self, card: PricingUnit, usual: Num) -> str:
        """Return what formulas add to the name of the price, where it is not paid for the usual number of units.

        Args:
            card: What a price of the card buys, where nothing else is said.
            usual: The usual number.
        """
        return (self.per or card).name(usual)

    def billed_each(self, each: Node, before: Sequence[Node]) -> Node:
        """Return what is billed of a quantity in one request.

        Args:
            each: The quantity.
            before: What counts before it in the same request at the same price.
        """
        return at_least(each, before, self.least) if self.least else each

    def billed(self, usage: Usage) -> Usage:
        """Return what is billed of a quantity."""
        return usage._replace(each=self.billed_each(usage.each, usage.before_each))

    @abstractmethod
    def lines(self, usage: Usage) -> tuple[Line, ...]:
        """Return the charges of a quantity that is billed."""

    @abstractmethod
    def text(self, usual: PricingUnit) -> str:
        """Return it in one line; `usual` is what a price buys where nothing else is said: that is left out."""


class OnePrice(PriceForm):
    """A price that is one amount.

    Args:
        price: The amount.
    """

    __slots__ = ()

    price: Node

    @property
    def amounts(self) -> tuple[Num, ...]:
        """The price; nothing where it is a formula, as a scenario may have it."""
        return (self.price,) if isinstance(self.price, Num) else ()

    @property
    def place(self) -> Place:
        """Where it is written."""
        return formula_place(self.price)

    @property
    def amount(self) -> str:
        """The price in words of the report: its digits, or its formula."""
        return amount(self.price.value) if isinstance(self.price, Num) else symbolic(self.price)


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


def least_text(least: Num | None) -> str:
    """Return what a price in one line adds where at least so much is billed of a request."""
    return f", at least {least.text} a request" if least else ""
