"""How the totals of options were made: at the first value, and at those at which the formulas are others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.views.blocks import Working
from costcalc.views.comparison.option_words import title_of
from costcalc.views.comparison.workings import open_steps
from costcalc.views.whatif.words import point_text
from costcalc.views.working import estimate_steps, price_source, upfront_steps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison import Outcome
    from costcalc.comparison.whatif import WhatIf, WhatIfPoint
    from costcalc.views.blocks import Step


class _Told(NamedTuple):
    """The steps of an option at a value."""

    point: WhatIfPoint
    outcome: Outcome
    steps: tuple[Step, ...]

    @property
    def form(self) -> tuple[tuple[str, str], ...]:
        """The formulas, without their numbers."""
        return tuple((step.name, step.formula) for step in self.steps)


class WhatIfWorkings(NamedTuple):
    """How totals were made.

    Args:
        result: What was asked.
        explained: Whether every value is told, and where numbers are written.
    """

    result: WhatIf
    explained: bool

    def told(self) -> list[_Told]:
        """List what is told."""
        return [one for option in self.result.options for one in self._of(option)]

    def blocks(self) -> Iterator[Working]:
        """Yield how each total came about."""
        for one in self.told():
            title = ", ".join(filter(None, (title_of(one.outcome), point_text(self.result, one.point))))
            source = price_source(one.outcome.charges) if self.explained and one.outcome.charges else ""
            yield Working(one.steps, title, source)

    def _of(self, option: str) -> Iterator[_Told]:
        seen: set[object] = set()
        for point, outcome in self.result.outcomes(option):
            if outcome is None:
                continue
            one = _Told(point, outcome, tuple(self._steps(outcome)))
            if one.steps and (self.explained or one.form not in seen):
                yield one
            seen.add(one.form)

    def _steps(self, outcome: Outcome) -> Iterator[Step]:
        if outcome.estimate:
            yield from estimate_steps(outcome.estimate, places=self.explained)
        if outcome.upfront:
            yield from upfront_steps(outcome.upfront, places=self.explained)
        if outcome.unknown:
            yield from open_steps(outcome, outcome.ranges.frame)


def left_out(told: Sequence[_Told], result: WhatIf) -> bool:
    """Return whether some values are not told."""
    return len(told) < sum(1 for point in result.points if point.result) * len(result.options)
