"""Lower prices until an end that is announced, with the list prices beside them.

    input: 1.74
    output: 3.48
    promotion: {until: 2026-05-31T15:59:00Z, multiplier: 0.25}

Before that instant 1M tokens of output cost

    1000000 * 3.48 * 0.25 / 1000000 = 0.87

and from then on 3.48, without another rate. Prices of the promotion's own work as well: `input: 0.435`. A charge shows
the list price beside the one paid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from costcalc.rules.modifier import Change, Single
from costcalc.rules.statement import statement
from costcalc.rules.variant import Variant
from costcalc.source import Instant, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.rules.modifier import Circumstances
    from costcalc.rules.statement import Statement
    from costcalc.source import Moment


class Promotion(Variant):
    """Prices until an instant."""

    until: Instant = Field(description="from here on the rate's own prices are in force")
    note: Text | None = Field(None, description="what else is to be said of it")


class _Promotion(Single[Promotion]):
    record = Promotion
    listed = False

    def changes(self, written: Promotion | None, when: Circumstances) -> Iterator[Change]:
        if written and when.moment < written.until.at and not when.contracted:
            yield Change(self.word, written)

    def conditions(self, written: Promotion) -> Mapping[str, Statement | None]:
        return {"promotion until": statement(written.until)}

    def notes(self, written: Promotion) -> Mapping[str, Statement | None]:
        return {"promotion note": statement(written.note)}

    def ends(self, written: Promotion) -> Iterator[Moment]:
        yield written.until


PROMOTION = _Promotion("promotion")
