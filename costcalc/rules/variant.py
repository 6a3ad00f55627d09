"""What services, regions, windows and promotions have in common: they change the prices of a rate.

They hold prices of their own, or a `multiplier` for what is counted in tokens (or for the `meters` named).
"""

from __future__ import annotations

from pydantic import ConfigDict, Field

from costcalc.expr import Num, Symbol
from costcalc.meters import TOKEN
from costcalc.rules.context_tier import TieredSheet
from costcalc.rules.form import Multiplied
from costcalc.rules.sheet import PRICED, without
from costcalc.source import Factor, Many, OneName


class Variant(TieredSheet):
    """Prices that take the place of the standard ones, or a factor for them."""

    model_config = ConfigDict(
        json_schema_extra={"dependentRequired": {"meters": ["multiplier"]}, "not": without(*PRICED, "multiplier")}
    )

    multiplier: Factor | None = Field(None, description="times the price of everything counted in tokens")
    meters: Many[OneName] | None = Field(None, description="what the multiplier is for, if not for all tokens")

    def factor(self, meter: str, unit: str) -> Num | None:
        """Return the factor for a meter's price; None where there is none.

        Args:
            meter: The meter.
            unit: What it is counted in.
        """
        written = self.price(meter)
        if isinstance(written, Multiplied):
            return written.factor
        if written is None and self.multiplier and (unit == TOKEN if self.meters is None else meter in self.meters):
            return self.multiplier
        return None


def named(kind: str, factor: Num) -> Symbol:
    """Return a factor under the name that formulas call it."""
    return Symbol(f"{kind}.multiplier", factor)
