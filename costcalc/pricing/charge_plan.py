"""Charges before they have values: formulas, and where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import (
    Figure,
    Missing,
    Needed,
    Node,
    Num,
    Product,
    Quotient,
    Silent,
    Symbol,
    UndefinedError,
    evaluate,
    product,
)
from costcalc.pricing.charge import Charge
from costcalc.pricing.origin import FreeLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.expr import Exact
    from costcalc.pricing.origin import Origin
    from costcalc.ratecard import Conversion
    from costcalc.rules import Line


class Doubt(NamedTuple):
    """Why a charge has no price, or may have none: that costs the answer where any of it is asked for.

    Args:
        missing: What is said then; None where the size of a request decides, and the price itself says it.
        whole: What is asked of the meter in one request, its parts included.
    """

    missing: Missing | None
    whole: Node


class ChargePlan:
    """A charge before it has values: formulas, and where they come from.

    Args:
        key: CALL.METER, one of its kind in an option.
        entry: The call or line of the workload.
        meter: What is counted; None for what is no model's.
        unit: What one of it is: `token`.
        line: The quantity, the price, and what that buys.
        currency: Of the price and the amount.
        origin: Where the price comes from.
        listed: Whether there is a published price of such units.
        list_price: What is published, where that is another price.
        contracted_price: What was negotiated, where that is another price.
        doubt: Why it has no price, where it has none or may have none.
        branch: Whether it is for those turns of a loop that have this price, and is no charge where there are none.

    Attributes:
        amount: The formula of what it costs.
        named: The same under its key, as totals have it.
    """

    __slots__ = (
        "amount",
        "branch",
        "contracted_price",
        "currency",
        "doubt",
        "entry",
        "key",
        "line",
        "list_price",
        "listed",
        "meter",
        "named",
        "origin",
        "unit",
    )

    def __init__(
        self,
        *,
        key: str,
        entry: str,
        meter: str | None,
        unit: str,
        line: Line,
        currency: str,
        origin: Origin,
        listed: bool = True,
        list_price: Node | None = None,
        contracted_price: Node | None = None,
        doubt: Doubt | None = None,
        branch: bool = False,
    ) -> None:
        self.key = key
        self.entry = entry
        self.meter = meter
        self.unit = unit
        self.line = line
        self.currency = currency
        self.origin = origin
        self.listed = listed
        self.list_price = list_price
        self.contracted_price = contracted_price
        self.doubt = doubt
        self.branch = branch
        price = Needed(line.unit_price, line.quantity) if doubt else line.unit_price
        self.amount: Node
        if isinstance(origin, FreeLine) and isinstance(line.per, Num) and line.per.value == 1:
            self.amount = product(line.quantity, price)
        else:
            self.amount = Quotient(Product((line.quantity, price)), line.per)
        self.named = Silent(key, self.amount) if doubt or branch else Symbol(key, self.amount)

    def counts(self, env: Mapping[str, Exact]) -> bool:
        """Return whether it is a charge with these values, once it is clear that they have an answer.

        What has no price is none. But a whole whose parts are all of it shows that nothing is left to pay.
        """
        if self.branch and not evaluate(self.line.quantity, env):
            return False
        if self.doubt is None:
            return True
        try:
            evaluate(self.line.unit_price, env)
        except UndefinedError:
            return False
        return bool(evaluate(self.doubt.whole, env)) or self.doubt.missing is None

    def says_the_same_as(self, other: ChargePlan) -> bool:
        """Return whether it is another one's charge: the same key, and the same formulas."""
        return (self.key, self.currency, self.line) == (other.key, other.currency, other.line)

    def evaluate(self, env: Mapping[str, Exact], conversion: Conversion | None = None, *, once: bool = False) -> Charge:
        """Return the charge that it is with these values.

        Args:
            env: The value of every name.
            conversion: What brings its amount into the currency of the total.
            once: Whether it is paid once, and not in every period.
        """
        line = self.line
        listed, contracted = _known(self.list_price, env), _known(self.contracted_price, env)
        return Charge(
            key=self.key,
            entry=self.entry,
            meter=self.meter,
            unit=self.unit,
            quantity=Figure(line.quantity, env),
            unit_price=Figure(line.unit_price, env),
            per=Figure(line.per, env),
            currency=self.currency,
            origin=self.origin,
            figure=Figure(self.amount, env),
            list_price=listed,
            contracted_price=contracted,
            published=self.listed and (listed is not None or self.list_price is None),
            conversion=conversion,
            once=once,
        )


def _known(price: Node | None, env: Mapping[str, Exact]) -> Figure | None:
    """Return a price that is not the one paid; None where nobody says it of a request of this size."""
    if price is None:
        return None
    try:
        evaluate(price, env)
    except UndefinedError:
        return None
    return Figure(price, env)
