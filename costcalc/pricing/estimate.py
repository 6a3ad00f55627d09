"""What something costs: its charges as they come to in a frame, and their total."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from costcalc.answer import KeyedAnswer
from costcalc.expr import (
    GROWN,
    Figure,
    Missing,
    UndefinedError,
    decimal_text,
    evaluate,
    fraction_text,
    within_bits,
    without_trailing_zeros,
)
from costcalc.feasibility import Flag, flags_of, unknown_hour, unknown_minimum, unknown_size
from costcalc.instant import instant_text
from costcalc.lazy import lazy
from costcalc.price_flags import CLAIMED_PRICE
from costcalc.pricing.origin import PriceOrigin, worst
from costcalc.pricing.refused import NO_PRICE
from costcalc.problem import InputError, Place, Problem
from costcalc.table import table
from costcalc.workload import validate_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from costcalc.expr import Exact
    from costcalc.pricing.charge import Charge
    from costcalc.pricing.estimate_plan import EstimatePlan

TOTAL_BITS = 2000


@dataclass(init=False, repr=False, eq=False, match_args=False)  # what is written for it would slow every start
class Estimate(KeyedAnswer["Charge"]):
    """The cost of an option: its charges, and their total.

    Args:
        plan: The charges as formulas.
        env: The value of every name in them.
        as_of: The instant whose prices were taken; the start of a calendar period.
        value: The total, exactly.
        notes: What is to be known of the values, beside what the charges say.
    """

    plan: EstimatePlan
    env: Mapping[str, Exact]
    as_of: datetime
    value: Exact
    notes: tuple[Flag, ...]

    def __init__(
        self,
        plan: EstimatePlan,
        env: Mapping[str, Exact],
        as_of: datetime,
        value: Exact,
        notes: tuple[Flag, ...] = (),
    ) -> None:
        self.plan = plan
        self.env = env
        self.as_of = as_of
        self.value = value
        self.notes = notes

    def __repr__(self) -> str:
        return f"<{self.model or 'several models'}: {self.total} {self.currency}>"

    def _parts(self) -> dict[str, Charge]:
        return {charge.key: charge for charge in self.charges}

    @property
    def model(self) -> str | None:
        """CARD/MODEL; None for several, or none."""
        return self.plan.model

    @property
    def basis(self) -> str:
        """The basis of the prices: published, contracted, listed or claimed; of several the worst."""
        return worst({bill.offer.file.card.basis for bill in self.plan.bills})

    @property
    def currency(self) -> str:
        """The currency of the total."""
        return self.plan.currency

    @lazy
    def charges(self) -> tuple[Charge, ...]:
        """One for each call and meter, or more where a price has slices, quotas or hours."""
        conversions = self.plan.conversions
        return tuple(
            charge.evaluate(self.env, conversions.get(charge.currency), once=self.plan.once)
            for charge in self.plan.charges
            if charge.counts(self.env)
        )

    @lazy
    def flags(self) -> tuple[Flag, ...]:
        """The flags that speak against the option."""
        plan = self.plan
        fixed = plan.fixed(self.as_of)
        within = [flag for limits in plan.limits for flag in flags_of(limits.where_made, self.env)]
        if not (within or plan.uncounted or plan.decided):
            return (*fixed, *self.notes)
        claimed = [flag for flag in fixed if flag.code == CLAIMED_PRICE]
        others = [flag for flag in fixed if flag.code != CLAIMED_PRICE]
        found = [
            *others,
            *within,
            *claimed,
            *self._unknown_sizes(),
            *unknown_hour(self.as_of, plan.decided),
            *self.notes,
        ]
        return tuple(dict.fromkeys(found))

    def _unknown_sizes(self) -> Iterator[Flag]:
        for charge in self.plan.uncounted:
            origin = charge.origin
            if isinstance(origin, PriceOrigin) and origin.group and origin.quote:
                yield from unknown_size(origin.group, (tier.when for tier, _ in origin.quote.tiers), self.env)
                if origin.quote.price.by_request:
                    yield unknown_minimum(origin.group, str(charge.meter))

    @lazy
    def figure(self) -> Figure:
        """The total with its formula, a sum of charges."""
        return Figure(self.plan.total, self.env)

    @property
    def total(self) -> Decimal:
        """The total, exact; to 15 significant digits where it has no last one (then see `value`)."""
        value = without_trailing_zeros(self.value)
        return value if type(value) is Decimal else Decimal(decimal_text(value))

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain values, with those of its charges.

        Numbers are Decimals, and Fractions where they have no last digit; times are ISO text.
        """
        value = without_trailing_zeros(self.value)
        return {
            "model": self.model,
            "basis": str(self.basis),
            "as_of": instant_text(self.as_of),
            "currency": str(self.currency),
            "total": value,
            "total_exact": fraction_text(value),
            "formula": self.figure.formula,
            "substituted": self.figure.substituted(),
            "flags": [flag._asdict() for flag in self.flags],
            "charges": [charge.to_dict() for charge in self.charges],
        }

    def to_frame(self) -> Any:
        """Return a `pandas.DataFrame` with a row for each charge, and the columns that `Charge.to_dict` has.

        Raises:
            ImportError: where pandas is not installed.
        """
        return table(charge.to_dict() for charge in self.charges)


def evaluate_estimate(
    plan: EstimatePlan, env: Mapping[str, Exact], as_of: datetime, place: Place, notes: tuple[Flag, ...] = ()
) -> Estimate:
    """Return what charges come to with these values.

    Args:
        plan: The charges.
        env: The value of every name.
        as_of: The instant whose prices were taken.
        place: Where the option is named, for what is wrong with all of it.
        notes: What is to be known of the values, beside what the charges say.

    Raises:
        InputError: where something that is asked for has no price, or the total is out of all proportion: all of
            it, since a part of a bill is no answer.
    """
    for bill in plan.bills:
        if bill.offer.prices.card.meters:
            here = place if plan.model else bill.place
            found = [
                problem
                for group in bill.groups
                for problem in validate_parts(group, env, dict.fromkeys(group.shape, here), bill.offer.meters)
            ]
            if found:
                raise InputError(found)
    try:
        value = evaluate(plan.total, env)
    except UndefinedError as error:
        raise InputError(list(_missing(plan, env, place)) or [_undefined(plan, error, place)]) from None
    if not within_bits(value, TOTAL_BITS):
        raise InputError([_undefined(plan, None, place)])
    return Estimate(plan, env, as_of, value, notes)


def _missing(plan: EstimatePlan, env: Mapping[str, Exact], place: Place) -> Iterator[Problem]:
    """Yield what is asked for and has no price."""
    for bill in plan.bills:
        for charge in bill.charges:
            if charge.doubt is None or charge.doubt.missing is None:
                continue
            try:
                evaluate(charge.amount, env)
            except UndefinedError as error:
                if isinstance(error.node, Missing):
                    where = place if plan.model else bill.place
                    yield Problem(where, NO_PRICE, error.node.why, error.node.hint)


def _undefined(plan: EstimatePlan, error: UndefinedError | None, place: Place) -> Problem:
    if error and isinstance(error.node, Missing):
        return Problem(place, NO_PRICE, error.node.why, error.node.hint)
    on = f" on {plan.model}" if plan.model else ""
    if error and str(error) != GROWN:
        return Problem(place, "undefined", f"the total{on} has no value: {error}")
    return Problem(place, "undefined", f"the total{on} has grown out of all proportion")
