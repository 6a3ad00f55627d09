"""What some request groups cost on one model."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from costcalc.charge import Charge, Figure
from costcalc.expr import Exact, Missing, Node, UndefinedError, decimal_text, modest
from costcalc.feasibility import Flag, flags, unknown_hour, unknown_minimum, unknown_size
from costcalc.instant import Period
from costcalc.pricing.bill import Bill, bill
from costcalc.problem import InputError, Place
from costcalc.rules import product
from costcalc.workload import misfits

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.ratecard import Conversion, Offer
    from costcalc.workload import RequestGroup

TOTAL_BITS = 2000
ONCE = Period("once")


@dataclass(frozen=True, eq=False, repr=False)
class Estimate:
    """All charges of some request groups on one model, and their total.

    Args:
        offer: The model, with its card.
        as_of: The instant whose prices were taken; the start of a calendar period.
        bill: The lines, as formulas.
        groups: What was asked.
        env: The value of every name in the formulas.
        period: What the quantities are for.
        conversion: What brings the total into another currency.
    """

    offer: Offer
    as_of: datetime
    bill: Bill
    groups: tuple[RequestGroup, ...]
    env: Mapping[str, Exact]
    period: Period = ONCE
    conversion: Conversion | None = None

    def __repr__(self) -> str:
        return f"<{self.model}: {self.total} {self.currency}>"

    @property
    def model(self) -> str:
        """CARD/MODEL."""
        return self.offer.ref

    @property
    def basis(self) -> str:
        """Of the prices: published, contracted or claimed."""
        return self.offer.file.card.basis

    @property
    def currency(self) -> str:
        """Of the total."""
        return self.conversion.currency if self.conversion else self.offer.prices.card.currency

    @cached_property
    def charges(self) -> tuple[Charge, ...]:
        """One for each call and meter, or more where a price has slices, quotas or hours."""
        return tuple(line.charge(self.offer, self.env) for line in self.bill.lines)

    @cached_property
    def flags(self) -> tuple[Flag, ...]:
        """What speaks against it."""
        rates = list({id(slot.rate): slot.rate for slot in self.bill.slots}.values())
        # The end of a period does not belong to it.
        last = self.period.end - timedelta(microseconds=1) if self.period.end else self.as_of
        times = (self.period.start or self.as_of, last)
        reasons = [slot.reason for slot in self.bill.slots if slot.reason]
        found = flags(self.offer, rates, self.groups, self.env, times)
        return (*found, *dict.fromkeys(self._unknown_sizes()), *unknown_hour(self.as_of, reasons))

    def _unknown_sizes(self) -> Iterator[Flag]:
        for line in self.bill.lines:
            if line.group and line.group.count is None and line.quote:
                yield from unknown_size(line.group, (tier.when for tier, _ in line.quote.tiers), self.env)
                if line.quote.price.by_request:
                    yield unknown_minimum(line.group, line.meter)

    @cached_property
    def figure(self) -> Figure:
        """The total with its formula, a sum of charges."""
        return Figure(self.converted(self.bill.total), self.env)

    @property
    def total(self) -> Decimal:
        """The total, exact; to 15 significant digits where it has no last one (then see `figure.value`)."""
        value = self.figure.value
        return value if type(value) is Decimal else Decimal(decimal_text(value))

    @property
    def rate_value(self) -> Exact | None:
        """How much of the total's currency one unit of the card's is; None where they are the same."""
        return Figure(self.conversion.rate, self.env).value if self.conversion else None

    def converted(self, node: Node) -> Node:
        """Bring an amount of the card's currency into that of the total."""
        return product(node, self.conversion.rate) if self.conversion else node


def estimate(
    offer: Offer,
    groups: Sequence[RequestGroup],
    env: Mapping[str, Exact],
    as_of: datetime,
    place: Place,
    period: Period = ONCE,
    conversion: Conversion | None = None,
) -> Estimate:
    """Price request groups on one model.

    Args:
        offer: The model.
        groups: What is asked of it.
        env: The value of every name in the groups' formulas.
        as_of: The instant whose prices count, where the period is a nominal one.
        place: Where the model was named.
        period: What the quantities are for.
        conversion: What brings the total into another currency.

    Raises:
        InputError: where anything has no price: all of it, since a part of a bill is no answer.
    """
    groups = tuple(groups)
    if offer.prices.card.meters:
        found = [
            problem
            for group in groups
            for problem in misfits(group, env, dict.fromkeys(group.shape, place), offer.meters)
        ]
        if found:
            raise InputError(found)
    return reckoned(
        Estimate(offer, as_of, bill(offer, groups, as_of, period, place), groups, env, period, conversion), place
    )


def reckoned(result: Estimate, place: Place) -> Estimate:
    """Compute the total, and refuse what has none.

    Raises:
        InputError: where a price is missing, or the total is out of all proportion.
    """
    try:
        reckonable = modest(result.figure.value, TOTAL_BITS)
    except UndefinedError as error:
        if isinstance(error.node, Missing):
            hint = f"see {error.node.place}" if error.node.place else None
            raise InputError.of(place, "no-price", f"{result.model}: {error}", hint) from None
        reckonable = False
    if not reckonable:
        raise InputError.of(place, "undefined", f"the total on {result.model} has grown out of all proportion")
    return result
