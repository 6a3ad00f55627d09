"""`costcalc compare --vary`: what is asked, and what cannot be asked with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.cli.deliver import Answer
from costcalc.problem import InputError, Place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from costcalc.comparison import ScenarioQuestion, Selection
    from costcalc.comparison.whatif import WhatIf
    from costcalc.ratecard import Catalogue, FxFile


def what_if_answer(
    vary: Sequence[str],
    scenarios: Sequence[str],
    as_of: datetime | None,
    selection: Selection,
    cards: Catalogue,
    fx: FxFile | None,
) -> Answer:
    """Return what scenarios cost over the values of assumptions.

    Args:
        vary: As given to `--vary`.
        scenarios: The scenarios.
        as_of: The instant asked for; None for that of each, or else today.
        selection: What is asked of each.
        cards: The cards at hand.
        fx: Exchange rates.

    Raises:
        InputError: for all that is wrong with any of them, in one run.
    """
    from costcalc.cli.scenarios import of_each
    from costcalc.comparison.candidates import candidates
    from costcalc.comparison.whatif import parse_varied, what_if_of
    from costcalc.project.load import longest_age_here
    from costcalc.views.whatif import WhatIfsView

    def ask(question: ScenarioQuestion) -> WhatIf:
        varied = parse_varied(vary, question.scenario)
        first = {one.name: one.values[0] for one in varied}
        found = candidates(question._replace(settings={**first, **(question.settings or {})}))
        result = what_if_of(question._replace(models=found.models), varied)
        return replace(result, ranking=found.ranking(None))

    results = of_each(scenarios, as_of, selection, cards, fx, ask)
    problems = [problem for result in results for problem in result.problems]
    return Answer(WhatIfsView(results, longest_age_here), problems)


def refuse_with_vary(top: int | None, *, sorted_by_total: bool) -> None:
    """See that nothing is asked for that is another thing at each value.

    Args:
        top: How many of the cheapest are asked for.
        sorted_by_total: Whether options shall be in the order of their totals.

    Raises:
        InputError: where something is.
    """
    code = "bad-setting"
    if top is not None:
        message = "`--top` and `--vary` do not go together: other options can be the cheapest at each value"
        raise InputError.of(Place.start_of("--top", str(top)), code, message, "name options: --option NAME")
    if sorted_by_total:
        message = "`--sort total` and `--vary` do not go together: options can have another order at each value"
        raise InputError.of(Place.start_of("--sort", "total"), code, message, "leave the order of the file")
