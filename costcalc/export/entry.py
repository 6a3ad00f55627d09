"""A row of a ledger, and what rows add up to."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.allocation import minor_digits
from costcalc.expr import Exact, round_half_up, simplest
from costcalc.pricing import codes_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from costcalc.comparison import Comparison, Outcome
    from costcalc.export.months import ExportPeriod
    from costcalc.export.parts import AmortisedMonth, TagShare
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
        share: Whose part of a charge it is; None where it is not divided.
        month: Which month of several it is for, over which a charge is spread; None where it is not.
    """

    result: Comparison
    span: ExportPeriod
    outcome: Outcome
    estimate: Estimate
    charge: Charge
    rounded: Decimal
    rounded_cost: Decimal
    one_time: bool
    share: TagShare | None = None
    month: AmortisedMonth | None = None

    @property
    def option(self) -> str:
        """The option's id; empty where a scenario has none."""
        return self.outcome.id

    @property
    def tags(self) -> dict[str, str]:
        """What it is grouped by: the tags of its scenario, and the one that its charge is divided by."""
        tags = {str(name): str(value) for name, value in self.result.scenario.scenario.tags.items()}
        return tags | ({self.share.tag: self.share.value} if self.share else {})

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
        """The codes of what speaks against its option, each once; of what is doubtful about prices, that of its own."""
        return codes_at(self.charge.origin, self.outcome.flags)

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

    def plus(self, other: Total) -> Total:
        """Return what its rows and others of the same currency add up to."""
        total = self._sum(self.currency, [(self.exact, self.rounded), (other.exact, other.rounded)])
        return total._replace(rows=self.rows + other.rows)

    @classmethod
    def _sum(cls, currency: str, amounts: Sequence[tuple[Exact, Decimal]]) -> Total:
        # Sums of fractions: a sum of decimals would be cut to 28 digits without a word.
        exact, rounded = (sum(map(Fraction, each), Fraction(0)) for each in zip(*amounts, strict=True))
        return cls(currency, len(amounts), simplest(exact), round_half_up(rounded, minor_digits(currency)))
