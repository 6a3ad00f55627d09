"""The rows of a ledger, and what they add up to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.allocation import allocate, minor_digits
from costcalc.expr import Exact, round_half_up, simplest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from costcalc.comparison import Comparison, Outcome
    from costcalc.export.months import ExportPeriod
    from costcalc.export.times import PricedTime
    from costcalc.pricing import Charge, Estimate


class LedgerEntry(NamedTuple):
    """One row: a charge of an option in a time.

    Args:
        result: The comparison it is from.
        span: The time.
        outcome: The option.
        estimate: What the option costs in that time; what it costs once, of what is paid once.
        charge: The charge.
        rounded: Its amount in the currency's smallest unit; those of an option, a time and a currency add up to
            their total, those that are paid once to one of their own.
        rounded_cost: The same in the currency of the option's total.
        one_time: Whether it is paid once, and not in every period.
    """

    result: Comparison
    span: ExportPeriod
    outcome: Outcome
    estimate: Estimate
    charge: Charge
    rounded: Decimal
    rounded_cost: Decimal
    one_time: bool

    @property
    def option(self) -> str:
        """The option's id; empty where a scenario has none."""
        return self.outcome.id

    @property
    def cost(self) -> Exact:
        """What the charge costs in the currency of the option's total, exactly."""
        return self.charge.cost.value

    @property
    def cost_currency(self) -> str:
        """The currency of the option's total, which the scenario is compared in."""
        return self.estimate.currency

    @property
    def flag_codes(self) -> list[str]:
        """The codes of what speaks against its option, each once, however many calls or turns have it."""
        return list(dict.fromkeys(flag.code for flag in self.outcome.flags))

    @property
    def is_chosen(self) -> bool | None:
        """Whether its option is the one that is really used, as the only one is; None where nobody says."""
        scenario = self.result.scenario.scenario
        if scenario.chosen is not None:
            return self.option == scenario.chosen
        return True if len(self.result.outcomes) == 1 else None

    @property
    def is_baseline(self) -> bool | None:
        """Whether its option is the one that the others are compared with; None where there is none."""
        baseline = self.result.scenario.scenario.baseline
        return None if baseline is None else self.option == baseline

    @property
    def is_comparison(self) -> bool:
        """Whether other options are exported beside its own: a sum over all of them is nobody's bill."""
        return len(self.result.outcomes) > 1


class Total(NamedTuple):
    """The sums of rows in one currency."""

    currency: str
    rows: int
    exact: Exact
    rounded: Decimal

    @classmethod
    def of(cls, entries: Sequence[LedgerEntry]) -> Total:
        """Return what rows of one currency add up to, in that of their prices."""
        return cls._sum(entries[0].charge.currency, [(entry.charge.amount, entry.rounded) for entry in entries])

    @classmethod
    def of_costs(cls, entries: Sequence[LedgerEntry]) -> Total:
        """Return what rows add up to, in the one currency that their scenarios are compared in."""
        return cls._sum(entries[0].cost_currency, [(entry.cost, entry.rounded_cost) for entry in entries])

    @classmethod
    def _sum(cls, currency: str, amounts: Sequence[tuple[Exact, Decimal]]) -> Total:
        # Sums of fractions: a sum of decimals would be cut to 28 digits without a word.
        exact, rounded = (sum(map(Fraction, each), Fraction(0)) for each in zip(*amounts, strict=True))
        return cls(currency, len(amounts), simplest(exact), round_half_up(rounded, minor_digits(currency)))


def entries_of(time: PricedTime) -> Iterator[LedgerEntry]:
    """Yield the rows of a time: of each option what it costs in it, and then what it costs once."""
    at_once = {outcome.id: outcome for outcome in time.at_once.outcomes} if time.at_once else {}
    for outcome in time.result.outcomes:
        if outcome.estimate:
            yield from _rows(time.result, time.span, outcome, outcome.estimate, one_time=time.span.one_time)
        once = at_once.get(outcome.id)
        if time.at_once and once and once.upfront:
            yield from _rows(time.at_once, time.span, once, once.upfront, one_time=True)


def _rows(
    result: Comparison, span: ExportPeriod, outcome: Outcome, estimate: Estimate, *, one_time: bool
) -> Iterator[LedgerEntry]:
    """Yield the rows of a bill, rounded together."""
    charges = estimate.charges
    rounded: dict[str, Decimal] = {}
    for currency in dict.fromkeys(charge.currency for charge in charges):
        own = [charge for charge in charges if charge.currency == currency]
        allocated = allocate([charge.amount for charge in own], minor_digits(currency))
        rounded |= {charge.key: cost for charge, cost in zip(own, allocated, strict=True)}
    costs = [rounded[charge.key] for charge in charges]
    if any(charge.conversion for charge in charges):
        costs = allocate([charge.cost.value for charge in charges], minor_digits(estimate.currency))
    for charge, cost in zip(charges, costs, strict=True):
        yield LedgerEntry(result, span, outcome, estimate, charge, rounded[charge.key], cost, one_time)
