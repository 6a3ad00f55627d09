"""What was billed beside what was estimated: by how much it differs, and whether by the price or by the quantity.

    variance = actual cost - estimated cost = price + quantity
    price    = (actual price - estimated price) * actual quantity / per
    quantity = (actual quantity - estimated quantity) * estimated price / per

What was used more than estimated at a dearer price counts as price, so that the two add up without a rest.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.actuals.bill import read_bill
from costcalc.export.actuals.billed import billed_items
from costcalc.export.actuals.estimated import estimated
from costcalc.export.actuals.items import Item, Side
from costcalc.expr import Difference, Figure, Product, Quotient, Symbol, number, simplest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from costcalc.export.ledger import Ledger
    from costcalc.expr import Node

MATCHED, NOT_BILLED, NOT_ESTIMATED = "matched", "not_billed", "not_estimated"


def _named(name: str, value: Fraction) -> Symbol:
    """Return a number with the name that formulas have for it."""
    top, bottom = value.numerator, value.denominator
    exact = simplest(value)
    return Symbol(name, Quotient(number(top), number(bottom)) if isinstance(exact, Fraction) else number(exact))


class VarianceLine(NamedTuple):
    """An item: what was estimated of it, and what was billed.

    Args:
        item: What it is.
        currency: Of its costs.
        estimated: What was estimated; None where nothing was.
        billed: What was billed; None where nothing was.
        per: How many units a price buys.
    """

    item: Item
    currency: str
    estimated: Side | None
    billed: Side | None
    per: Fraction

    @property
    def kind(self) -> str:
        """Whether it is on both sides, or on which it is not."""
        return MATCHED if self.estimated and self.billed else NOT_BILLED if self.estimated else NOT_ESTIMATED

    @property
    def unit(self) -> str:
        """What one of it is; empty where nobody says."""
        side = self.estimated or self.billed
        return side.unit if side else ""

    @property
    def variance(self) -> Figure:
        """By how much the bill is above the estimate."""
        return Figure(Difference(self._cost("actual", self.billed), self._cost("estimated", self.estimated)))

    @property
    def estimated_price(self) -> Figure | None:
        """The estimated price of `per` units, on average; None where there is none."""
        return self._price("estimated", self.estimated)

    @property
    def actual_price(self) -> Figure | None:
        """The price of `per` units that was paid, on average; None where there is none."""
        return self._price("actual", self.billed)

    @property
    def by_price(self) -> Figure | None:
        """The part of the variance that is by the price; None where it cannot be told apart."""
        before, after = self.estimated_price, self.actual_price
        if before is None or not self.billed or self.billed.quantity is None:
            return None
        if after is None:  # nothing was used: whatever is billed all the same is no use at any price
            return Figure(self._cost("actual", self.billed))
        more = Difference(Symbol("actual.price", after.node), Symbol("estimated.price", before.node))
        used = _named("actual.quantity", self.billed.quantity)
        return Figure(Quotient(Product((more, used)), _named("per", self.per)))

    @property
    def by_quantity(self) -> Figure | None:
        """The part of the variance that is by the quantity; None where it cannot be told apart."""
        before = self.estimated_price
        if self.by_price is None or before is None or not self.estimated or not self.billed:
            return None
        used = (_named(name, side.quantity or Fraction(0)) for name, side in self._used())
        more = Product((Difference(*used), Symbol("estimated.price", before.node)))
        return Figure(Quotient(more, _named("per", self.per)))

    @property
    def other(self) -> Fraction:
        """The part of the variance of which nobody can say whether it is by price or quantity."""
        return Fraction(0) if self.by_price is not None else Fraction(self.variance.value)

    def _used(self) -> Iterable[tuple[str, Side]]:
        if self.billed and self.estimated:
            yield "actual.quantity", self.billed
            yield "estimated.quantity", self.estimated

    def _cost(self, of: str, side: Side | None) -> Node:
        return _named(f"{of}.cost", side.cost if side else Fraction(0))

    def _price(self, of: str, side: Side | None) -> Figure | None:
        if side is None or not side.quantity:
            return None
        cost, quantity = _named(f"{of}.cost", side.cost), _named(f"{of}.quantity", side.quantity)
        return Figure(Quotient(Product((cost, _named("per", self.per))), quantity))


class VarianceTotal(NamedTuple):
    """What items come to together.

    Args:
        month: The month; None for all of them.
        estimated: What was estimated.
        actual: What was billed.
        by_price: What of the difference is by prices.
        by_quantity: What is by quantities.
        other: What is of items that are on one side only, or of which nobody says a quantity.
    """

    month: str | None
    estimated: Fraction
    actual: Fraction
    by_price: Fraction
    by_quantity: Fraction
    other: Fraction

    @property
    def variance(self) -> Figure:
        """By how much the bill is above the estimate."""
        return Figure(Difference(_named("actual.cost", self.actual), _named("estimated.cost", self.estimated)))

    @classmethod
    def of(cls, month: str | None, lines: Iterable[VarianceLine]) -> VarianceTotal:
        """Return what items come to together."""
        sums = [Fraction(0)] * 5
        for line in lines:
            parts = (line.by_price, line.by_quantity)
            values = [side.cost if side else Fraction(0) for side in (line.estimated, line.billed)]
            values += [Fraction(part.value) if part else Fraction(0) for part in parts]
            sums = [before + more for before, more in zip(sums, [*values, line.other], strict=True)]
        return cls(month, *sums)


class Variance(NamedTuple):
    """A bill beside an estimate.

    Args:
        file: The file of the bill.
        cost: The column of it that is compared.
        currency: Of all costs.
        lines: The items: those that were estimated in their order, then those that were only billed.
        months: What each month comes to.
        total: What all come to.
    """

    file: str
    cost: str
    currency: str
    lines: tuple[VarianceLine, ...]
    months: tuple[VarianceTotal, ...]
    total: VarianceTotal


def variance_of(ledger: Ledger, actuals: Path) -> Variance:
    """Return what was billed beside what was estimated.

    Args:
        ledger: What was estimated, in months of the calendar.
        actuals: A file of FOCUS, or of an export.

    Raises:
        InputError: for what cannot be read, for amounts in several currencies, and where either is of several options
            of a scenario.
    """
    bill = read_bill(actuals)
    before = estimated(ledger, bill)
    billed = billed_items(bill, before)
    lines = [
        VarianceLine(item, before.currency, one.side, billed.pop(item, None), one.per)
        for item, one in before.beside(billed).items()
    ]
    lines += [VarianceLine(item, before.currency, None, side, Fraction(1)) for item, side in billed.items()]
    by_month: dict[str, list[VarianceLine]] = defaultdict(list)
    for line in lines:
        by_month[line.item.month].append(line)
    months = tuple(VarianceTotal.of(month, by_month[month]) for month in sorted(by_month))
    return Variance(bill.file, bill.cost, before.currency, tuple(lines), months, VarianceTotal.of(None, lines))
