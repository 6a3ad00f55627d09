"""Everything that changes the prices of a rate: where it stands there, and in which order it counts.

A new modifier is a field here and a member of `MODIFIERS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ConfigDict, Field

from costcalc.rules.context_tier import TieredSheet
from costcalc.rules.contract import CONTRACT
from costcalc.rules.fee import Fee, Markup
from costcalc.rules.form import STANDARD
from costcalc.rules.markup import MARKUP
from costcalc.rules.minimum_charge import MINIMUM_CHARGE, MinimumCharge
from costcalc.rules.peak import HOURS, OFF_PEAK, PEAK, Window
from costcalc.rules.promotion import PROMOTION, Promotion
from costcalc.rules.region import Region
from costcalc.rules.round_up import ROUNDING, RoundUp
from costcalc.rules.service import Service
from costcalc.rules.sheet import PRICED, without
from costcalc.rules.terms import TERMS
from costcalc.source import Id, OneName

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.expr import Node
    from costcalc.rules.modifier import Change, Circumstances, Modifier
    from costcalc.rules.pool import Quota
    from costcalc.rules.statement import Statement
    from costcalc.rules.variant import Variant
    from costcalc.source import Moment

MODIFIERS: tuple[Modifier[Any], ...] = (PROMOTION, *TERMS, *HOURS, CONTRACT, MARKUP, ROUNDING, MINIMUM_CHARGE)
"""In the order in which they change a price: first all sheets that count, then all factors."""

OF_FORMULAS = ("price", "total", "fx", *(modifier.word for modifier in MODIFIERS if modifier.names_prices))
"""What formulas call other things by: a service of this name would make one symbol mean two prices."""

NO_RATE: dict[str, Any] = {"anyOf": [{"required": [PEAK, OFF_PEAK]}, without(*PRICED)]}
"""The schema of what is no rate: it has two windows, or no price."""


class ModifiedSheet(TieredSheet):
    """Prices by meter, and what changes them."""

    model_config = ConfigDict(json_schema_extra={"not": NO_RATE})

    services: dict[OneName, Service] = Field(
        default_factory=dict,
        description="other prices for batch, priority …",
        json_schema_extra={"allOf": [without(STANDARD, *OF_FORMULAS)]},
    )
    regions: dict[Id, Region] = Field(default_factory=dict, description="other prices where the data must stay")
    peak: Window | None = Field(None, description="hours at which prices are higher")
    off_peak: Window | None = Field(None, description="hours at which prices are lower")
    promotion: Promotion | None = Field(None, description="lower prices until an instant")
    markup: Markup | None = Field(
        None, description="what is added on top of every price, 5%; or a fee: {percent: 5.5%, minimum: 0.80}"
    )
    round_up: RoundUp | None = Field(None, description="what amounts of money are rounded up to")
    minimum_charge: MinimumCharge | None = Field(None, description="the least that is paid")

    @property
    def fee(self) -> Fee | None:
        """The mark-up that is a charge of its own."""
        return self.markup if isinstance(self.markup, Fee) else None

    @property
    def window(self) -> Window | None:
        """The hours that have prices of their own."""
        return self.peak or self.off_peak

    @property
    def window_name(self) -> str:
        """The name of these hours: `peak` or `off_peak`."""
        return PEAK if self.peak else OFF_PEAK

    def modifiers(self) -> Iterator[tuple[Modifier[Any], Any]]:
        """Yield the modifiers that are written here, each with what is written."""
        for modifier in MODIFIERS:
            if (written := modifier.written(self)) is not None:
                yield modifier, written

    @property
    def is_timed(self) -> bool:
        """Whether the instant decides about the prices."""
        return any(modifier.timed for modifier, _ in self.modifiers())

    @property
    def has_list_price(self) -> bool:
        """Whether there is something that a list price is without."""
        return any(not modifier.listed for modifier, _ in self.modifiers())

    def variants(self) -> Iterator[tuple[Modifier[Any], str, Variant]]:
        """Yield the sheets that take the place of these prices, each with its modifier and its name."""
        for modifier, written in self.modifiers():
            yield from ((modifier, name, variant) for name, variant in modifier.variants(written).items())

    def shared(self) -> Iterator[tuple[str, Quota]]:
        """Yield each quota that is shared under a name, in whichever sheet, with the meter that counts into it."""
        yield from super().shared()
        for _, _, variant in self.variants():
            yield from variant.shared()

    def changes(self, when: Circumstances, without: frozenset[str]) -> Iterator[Change]:
        """Yield the sheets that count, in the order in which they do.

        Args:
            when: What decides.
            without: Words of modifiers that are not to count.

        Raises:
            UnservedError: where what is asked for is not to be had.
        """
        for modifier in MODIFIERS:
            if modifier.word not in without:
                yield from modifier.changes(modifier.written(self), when)

    def factors(self, when: Circumstances, without: frozenset[str]) -> Iterator[Node]:
        """Yield what every price is multiplied by after the changes.

        Args:
            when: What decides.
            without: Words of modifiers that are not to count.
        """
        for modifier in MODIFIERS:
            if modifier.word not in without:
                yield from modifier.factors(modifier.written(self), when)

    def conditions(self) -> Mapping[str, Statement | None]:
        """Return what is said beside prices and decides about money; first what is for all of them."""
        found = sorted(self.modifiers(), key=lambda each: each[0].record is not None)
        return {what: each for modifier, written in found for what, each in modifier.conditions(written).items()}

    def notes(self) -> Mapping[str, Statement | None]:
        """Return what is said of the modifiers and decides nothing."""
        return {what: each for modifier, value in self.modifiers() for what, each in modifier.notes(value).items()}

    def ends(self) -> Iterator[Moment]:
        """Yield the instants at which a modifier ends while the rate goes on."""
        for modifier, written in self.modifiers():
            yield from modifier.ends(written)
