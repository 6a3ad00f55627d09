"""The parts of a charge that have rows of their own: for whom it is, and in which month of several."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Figure, Quotient, Symbol, product

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.expr import Exact, Node, Num
    from costcalc.pricing import Charge
    from costcalc.scenario import Scenario

SHARE, MONTHS = "share.allocated", "months.amortised"
"""What formulas call them; no assumption has a dot in its name."""

PART_TERMS = 5
"""A part of a charge is a row to write, and nothing to price: so many terms of a formula are as much work."""


class TagShare(NamedTuple):
    """The part of a cost that is one value's of a tag.

    Args:
        tag: The tag.
        value: Its value.
        share: The part.
    """

    tag: str
    value: str
    share: Exact


class AmortisedMonth(NamedTuple):
    """One of the months that a cost is spread over.

    Args:
        nth: Which, from 1.
        of: How many there are.
    """

    nth: int
    of: int

    def __str__(self) -> str:
        return f"{self.nth} of {self.of}"


class ChargePart(NamedTuple):
    """What a row is for: a charge, or a part of one.

    Args:
        charge: The charge; of a part the quantity is that of the part, and so is the amount.
        share: Whose part it is; None where it is not divided.
        month: In which month it is; None where it is not spread over several.
    """

    charge: Charge
    share: TagShare | None = None
    month: AmortisedMonth | None = None


def parts_of(charge: Charge, scenario: Scenario, *, by_month: bool) -> Iterator[ChargePart]:
    """Yield the parts that a charge has: one, unless its scenario divides it.

    Args:
        charge: The charge.
        scenario: What it is a charge of.
        by_month: Whether what is paid once is spread over months, where the scenario says so.
    """
    months = _amortised(charge, scenario) if by_month else None
    monthly = _part(charge, partial(_over, Symbol(MONTHS, months))) if months else charge
    spread = [AmortisedMonth(nth, int(months.value)) for nth in range(1, int(months.value) + 1)] if months else [None]
    of_tag = scenario.allocate
    for month in spread:
        if of_tag is None:
            yield ChargePart(monthly, None, month)
            continue
        for value, share in of_tag.shares.items():
            shared = _part(monthly, partial(_times, Symbol(SHARE, share)))
            yield ChargePart(shared, TagShare(of_tag.tag, value, share.value), month)


def number_of_parts(charge: Charge, scenario: Scenario, *, by_month: bool) -> int:
    """Return how many parts a charge has, of which a few lines can ask for very many."""
    months = _amortised(charge, scenario) if by_month else None
    return (len(scenario.allocate.shares) if scenario.allocate else 1) * (int(months.value) if months else 1)


def _amortised(charge: Charge, scenario: Scenario) -> Num | None:
    """Return the number of months that a charge is spread over; None where it is paid in the first."""
    if not charge.once:
        return None
    return next((entry.amortise for entry in scenario.workload if entry.name == charge.entry), None)


def _times(share: Node, whole: Node) -> Node:
    return product(whole, share)


def _over(months: Node, whole: Node) -> Node:
    return Quotient(whole, months)


def _part(charge: Charge, of: Callable[[Node], Node]) -> Charge:
    """Return a part of a charge: its price is the same, and of its quantity there is less.

    Args:
        charge: All of it.
        of: Returns the formula of a part, of that of the whole.
    """
    quantity, figure = (Figure(of(whole.node), whole.env) for whole in (charge.quantity, charge.figure))
    return replace(charge, quantity=quantity, figure=figure)
