"""What an option can cost over the ranges of its assumptions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison.ranges import ends_of
from costcalc.comparison.served import ServedOption
from costcalc.lazy import lazy

if TYPE_CHECKING:
    from costcalc.comparison.option_cost import OptionCost
    from costcalc.comparison.ranges import RangedValue, Ranges
    from costcalc.expr import Exact
    from costcalc.expr.ranges.span import Swing


class RangedOption(ServedOption):
    """An option whose cost is one number, or lies between two."""

    cost: OptionCost
    baseline_cost: OptionCost | None
    ranges: Ranges

    @lazy
    def ranged_total(self) -> RangedValue | None:
        """The lowest and the highest total; None where it is one number."""
        return self.ranges.of(self.plan.estimate.total) if self.plan.estimate and not self.cost.not_priced else None

    @property
    def has_ends(self) -> bool:
        """Whether the lowest and the highest total are known, where it is not one number."""
        return self.ranged_total is not None and self.ranged_total.span is not None

    @property
    def without_ends(self) -> tuple[str, ...]:
        """The assumptions without a value for which not even the lowest and the highest cost are known."""
        once = self.ranged_upfront.span if self.ranged_upfront else None
        return tuple(
            dict.fromkeys((*(() if self.has_ends else self.cost.open), *(() if once else self.cost.open_once)))
        )

    @property
    def ends(self) -> tuple[Exact, Exact] | None:
        """The least and the most that it can cost; None where that is not proven."""
        return ends_of(self.cost.estimate.value if self.cost.estimate else None, self.ranged_total)

    @property
    def ends_by_value(self) -> tuple[Exact, Exact] | None:
        """Between what it is ranked: its total, twice, where it has one; else as `ends`."""
        return (self.cost.estimate.value, self.cost.estimate.value) if self.cost.estimate else self.ends

    @lazy
    def ranged_upfront(self) -> RangedValue | None:
        """The lowest and the highest sum that is paid once; None where it is one number, or there is none."""
        return self.ranges.of(self.plan.upfront.total) if self.plan.upfront and not self.cost.not_priced else None

    @lazy
    def ranged_saving(self) -> RangedValue | None:
        """The lowest and the highest part of the baseline that is saved; None where it is one number."""
        compared = self.baseline_cost is not None and not self.baseline_cost.not_priced
        return self.ranges.of(self.plan.beside.saving) if compared and not self.cost.not_priced else None

    @lazy
    def swings(self) -> list[Swing]:
        """What each assumption with a range does to the total alone, what moves it most first."""
        return self.ranges.swings(self.plan.estimate.total) if self.plan.estimate and not self.cost.not_priced else []
