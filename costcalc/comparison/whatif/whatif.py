"""What a scenario costs if an assumption is something else: planned once, and asked with one value after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from costcalc.comparison.evaluate import asked_with
from costcalc.comparison.plan import plan_of
from costcalc.comparison.question import ScenarioQuestion
from costcalc.comparison.whatif.grid import ValueGrid, WhatIfPoint
from costcalc.comparison.whatif.varied import validate_varied, varied_of
from costcalc.expr import Allowance, decimal_text
from costcalc.expr.values import MAX_STEPS
from costcalc.lazy import lazy
from costcalc.pricing import TOO_MUCH, Work, multiplied
from costcalc.problem import InputError, Problem, collected

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from costcalc.comparison.plan import Plan
    from costcalc.comparison.whatif.crossing import Crossings
    from costcalc.comparison.whatif.varied import VariedAssumption
    from costcalc.expr import Exact, Setting
    from costcalc.ratecard import Catalogue, FxFile
    from costcalc.scenario import ScenarioFile

MOST_POINTS = 1_000
HINT = "vary over fewer values, or ask for fewer options at a time"


@dataclass(frozen=True, eq=False, repr=False)
class WhatIf(ValueGrid):
    """What a scenario costs on each of its options, over the values of one or two assumptions."""

    def __repr__(self) -> str:
        names = " and ".join(one.name for one in self.varied)
        return f"<{self.scenario.scenario.id}: {len(self.points)} values of {names}>"

    @lazy
    def crossings(self) -> Crossings:
        """Where options cost the same, along the last of the varied assumptions."""
        from costcalc.comparison.whatif.crossings import crossings_of  # the rows of a spreadsheet have none

        return crossings_of(self)


def what_if(
    scenario: ScenarioFile,
    cards: Catalogue,
    *,
    vary: Mapping[str, str | Iterable[Exact | int]],
    as_of: datetime | date | str,
    settings: Mapping[str, Setting] | None = None,
    models: Iterable[str] = (),
    like: str | None = None,
    only: Iterable[str] = (),
    fx: FxFile | None = None,
) -> WhatIf:
    """Return what a scenario costs over the values of one or two assumptions.

    Args:
        scenario: What `load_scenario` gave.
        cards: What `load_cards` gave.
        vary: The values of each assumption, or a text: `{"queries": "100K,1M,10M"}`, `"200..1000/200"`.
        as_of: The instant whose prices count: an aware datetime, a date (00:00 UTC) or ISO text.
        settings: A number or a formula in place of an assumption's, by its name.
        models: More options, each a CARD/MODEL.
        like: The option that these are like in all but the model; the baseline where left out.
        only: The ids of the options that are shown, beside the baseline; none for all of them.
        fx: What `load_fx` gave, where cards are in several currencies.

    Raises:
        InputError: for values that cannot be read, for a workload that cannot be with any of them, and for what
            `compare` refuses.
        TypeError: for an argument of another type.
    """
    asked = ScenarioQuestion.of(
        scenario, cards, as_of=as_of, settings=settings, models=models, like=like, only=only, fx=fx
    )
    return what_if_of(asked, varied_of(vary, scenario.scenario))


def what_if_of(question: ScenarioQuestion, varied: tuple[VariedAssumption, ...]) -> WhatIf:
    """Return what a scenario costs over the values of one or two assumptions.

    Args:
        question: What is asked of it.
        varied: The assumptions with their values.

    Raises:
        InputError: for a workload that cannot be with any of the values, for too many, and for what `compare` refuses.
    """
    settings = question.settings or {}
    alone = question._replace(file=question.file.costs_alone())  # the rest is of the values that the file has
    planned: Plan | None = None
    problems: list[Problem] = []
    with collected(problems):
        validate_varied(varied, settings)
    with collected(problems):
        planned = plan_of(alone)
    if planned is None or problems:
        raise InputError(problems)
    _foresee(planned, varied)
    result = WhatIf(planned, varied, (), settings)
    points = tuple(_points(result))
    if not any(point.result for point in points):
        raise InputError([problem for point in points for problem in point.problems])
    return WhatIf(planned, varied, points, settings)


def _foresee(planned: Plan, varied: tuple[VariedAssumption, ...]) -> None:
    """Count what is asked for, before any of it is worked out.

    Raises:
        InputError: where that is too much.
    """
    points = prod(len(one.values) for one in varied)
    place = varied[-1].place
    if points > MOST_POINTS:
        message = f"this is too much at once: {points:,} pairs of values, and {MOST_POINTS:,} are the most"
        raise InputError.of(place, TOO_MUCH, message, HINT)
    of = multiplied((planned.work, "charge"), (points, "value"))
    Work(hint=HINT).add(planned.work * points, place, of)


def _points(asked: WhatIf) -> Iterator[WhatIfPoint]:
    """Yield what each value comes to; the sums of all values have the allowance of one file together."""
    left = Allowance().left
    names = [one.name for one in asked.varied]
    spent = 0
    for values in product(*(one.values for one in asked.varied)):
        if spent > MAX_STEPS:
            message = "this is too much at once: the sums of these values take more steps than one file may have"
            raise InputError.of(asked.varied[-1].place, TOO_MUCH, message, HINT)
        steps, allowance = [MAX_STEPS], Allowance(left)  # which knows nothing: the next frame is another question
        try:
            result = asked_with(asked.plan, asked.frame(values, steps), allowance, names)
            yield WhatIfPoint(values, result, result.problems)
        except InputError as error:
            where = " and ".join(f"{name} is {decimal_text(one)}" for name, one in zip(names, values, strict=True))
            problems = (replace(problem, message=f"{problem.message}, where {where}") for problem in error.problems)
            yield WhatIfPoint(values, None, tuple(problems))
        spent += MAX_STEPS - steps[0]
        left = allowance.left
