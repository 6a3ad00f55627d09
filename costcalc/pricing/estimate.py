"""What something costs: bills and lines as formulas, and the estimate they come to in a frame."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import (
    Figure,
    Missing,
    Node,
    Product,
    UndefinedError,
    added,
    decimal_text,
    evaluate,
    modest,
)
from costcalc.feasibility import (
    CLAIMED_PRICE,
    Flag,
    RequestLimits,
    fixed_flags,
    flags_of,
    limits_of,
    unknown_hour,
    unknown_minimum,
    unknown_size,
)
from costcalc.instant import Period
from costcalc.lazy import lazy
from costcalc.pricing.origin import PriceOrigin, worst
from costcalc.problem import InputError, Place, Problem
from costcalc.workload import misfits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from costcalc.expr import Exact
    from costcalc.pricing.bill import Bill
    from costcalc.pricing.charge import Charge, ChargePlan
    from costcalc.ratecard import CardFile, Conversion

TOTAL_BITS = 2000
ONCE = Period("once")


class EstimatePlan(NamedTuple):
    """All charges of an option as formulas. It is asked what they come to in one frame after the other.

    Args:
        bills: One for each model.
        lines: What is no model's.
        period: What the quantities are for.
        currency: Of the total.
        conversions: What brings other currencies into it.
        charges: Those of the bills, and the lines.
        total: Their sum, in one currency.
        limits: What one request may be, on each model.
    """

    bills: tuple[Bill, ...]
    lines: tuple[ChargePlan, ...]
    period: Period
    currency: str
    conversions: Mapping[str, Conversion | None]
    charges: tuple[ChargePlan, ...]
    total: Node
    limits: tuple[RequestLimits, ...]

    @property
    def files(self) -> tuple[CardFile, ...]:
        """All the cards that prices come from."""
        used = {str(file.card.id): file for bill in self.bills for file in bill.offer.files}
        return tuple(used.values())

    @property
    def currencies(self) -> set[str]:
        """Those of its charges."""
        return {charge.currency for charge in self.charges}

    @property
    def model(self) -> str | None:
        """CARD/MODEL; None for several, or none."""
        return self.bills[0].offer.ref if len(self.bills) == 1 else None

    def total_of(self, env: Mapping[str, Exact]) -> Node:
        """Return the sum of the charges that are some, with these values."""
        if all(charge.unpriced is None for charge in self.charges):
            return self.total
        return _total([charge for charge in self.charges if charge.counts(env)] or self.charges, self.conversions)

    def asked(self, env: Mapping[str, Exact], as_of: datetime, place: Place) -> Estimate:
        """Return what the charges come to with these values.

        Args:
            env: The value of every name.
            as_of: The instant whose prices were taken.
            place: Where the option is named, for what is wrong with all of it.

        Raises:
            InputError: where something that is asked for has no price, or the total is out of all proportion: all of
                it, since a part of a bill is no answer.
        """
        for bill in self.bills:
            if bill.offer.prices.card.meters:
                found = [
                    problem
                    for group in bill.groups
                    for problem in misfits(group, env, dict.fromkeys(group.shape, bill.place), bill.offer.meters)
                ]
                if found:
                    raise InputError(found)
        try:
            reckonable = modest(evaluate(self.total, env), TOTAL_BITS)
        except UndefinedError as error:
            if problems := list(self._missing(env, place)):
                raise InputError(problems) from None
            raise InputError([self._undefined(error, place)]) from None
        if not reckonable:
            raise InputError([self._undefined(None, place)])
        return Estimate(self, env, as_of)

    def _missing(self, env: Mapping[str, Exact], place: Place) -> Iterator[Problem]:
        """Yield what is asked for and has no price."""
        for bill in self.bills:
            for charge in bill.charges:
                if charge.unpriced is None:
                    continue
                try:
                    evaluate(charge.amount, env)
                except UndefinedError as error:
                    if isinstance(error.node, Missing):
                        where = place if self.model else bill.place
                        yield Problem(where, "no-price", error.node.why, error.node.hint)

    def _undefined(self, error: UndefinedError | None, place: Place) -> Problem:
        if error and isinstance(error.node, Missing):
            return Problem(place, "no-price", error.node.why, error.node.hint)
        on = f" on {self.model}" if self.model else ""
        return Problem(place, "undefined", f"the total{on} has grown out of all proportion")


def estimate_plan(
    bills: tuple[Bill, ...],
    period: Period = ONCE,
    *,
    lines: tuple[ChargePlan, ...] = (),
    currency: str | None = None,
    conversions: Mapping[str, Conversion | None] | None = None,
) -> EstimatePlan:
    """Put bills and lines together.

    Args:
        bills: One for each model.
        period: What the quantities are for.
        lines: What is no model's.
        currency: Of the total; that of the first charge where left out.
        conversions: What brings other currencies into it.
    """
    charges = (*(charge for bill in bills for charge in bill.charges), *lines)
    conversions = conversions or {}
    return EstimatePlan(
        bills=bills,
        lines=lines,
        period=period,
        currency=currency or charges[0].currency,
        conversions=conversions,
        charges=charges,
        total=_total(charges, conversions),
        limits=tuple(limit for bill in bills for limit in _limits(bill)),
    )


def _total(charges: Iterable[ChargePlan], conversions: Mapping[str, Conversion | None]) -> Node:
    terms = []
    for charge in charges:
        conversion = conversions.get(charge.currency)
        terms.append(Product((charge.named, conversion.rate)) if conversion else charge.named)
    return added(terms)


def _limits(bill: Bill) -> Iterator[RequestLimits]:
    rates = {portion.rate.effective.at: portion.rate for portion in bill.portions}
    for rate in rates.values():
        for group in bill.groups:
            yield limits_of(bill.offer, rate, group)


class Estimate:
    """What an option costs: its charges, and their total.

    Args:
        plan: The charges as formulas.
        env: The value of every name in them.
        as_of: The instant whose prices were taken; the start of a calendar period.
    """

    def __init__(self, plan: EstimatePlan, env: Mapping[str, Exact], as_of: datetime) -> None:
        self.plan = plan
        self.env = env
        self.as_of = as_of

    def __repr__(self) -> str:
        return f"<{self.model or 'several models'}: {self.total} {self.currency}>"

    @property
    def model(self) -> str | None:
        """CARD/MODEL; None for several, or none."""
        return self.plan.model

    @property
    def basis(self) -> str:
        """Of the prices: published, contracted or claimed; of several the worst."""
        return worst({bill.offer.file.card.basis for bill in self.plan.bills})

    @property
    def currency(self) -> str:
        """Of the total."""
        return self.plan.currency

    @lazy
    def charges(self) -> tuple[Charge, ...]:
        """One for each call and meter, or more where a price has slices, quotas or hours."""
        conversions = self.plan.conversions
        return tuple(
            charge.asked(self.env, conversions.get(charge.currency))
            for charge in self.plan.charges
            if charge.counts(self.env)
        )

    @lazy
    def flags(self) -> tuple[Flag, ...]:
        """What speaks against it."""
        # The end of a period does not belong to it.
        period = self.plan.period
        times = (period.start or self.as_of, period.end - timedelta(microseconds=1) if period.end else self.as_of)
        fixed = [flag for bill in self.plan.bills for flag in fixed_flags(bill.offer, *times)]
        claimed = [flag for flag in fixed if flag.code == CLAIMED_PRICE]
        others = [flag for flag in fixed if flag.code != CLAIMED_PRICE]
        within = [flag for limits in self.plan.limits for flag in flags_of(limits, self.env)]
        found = [*others, *within, *claimed, *self._unknown_sizes()]
        reasons = [portion.reason for bill in self.plan.bills for portion in bill.portions if portion.reason]
        return tuple(dict.fromkeys((*found, *unknown_hour(self.as_of, reasons))))

    def _unknown_sizes(self) -> Iterator[Flag]:
        for charge in self.plan.charges:
            origin = charge.origin
            if not isinstance(origin, PriceOrigin) or not origin.group or not origin.quote:
                continue
            if origin.group.count is None:
                yield from unknown_size(origin.group, (tier.when for tier, _ in origin.quote.tiers), self.env)
                if origin.quote.price.by_request:
                    yield unknown_minimum(origin.group, str(charge.meter))

    @lazy
    def figure(self) -> Figure:
        """The total with its formula, a sum of charges."""
        return Figure(self.plan.total_of(self.env), self.env)

    @property
    def total(self) -> Decimal:
        """The total, exact; to 15 significant digits where it has no last one (then see `figure.value`)."""
        value = self.figure.value
        return value if type(value) is Decimal else Decimal(decimal_text(value))
