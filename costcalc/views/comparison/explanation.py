"""What stands behind the numbers of a comparison: options, assumptions, differences, charges, cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.expr import AssumptionFigure, Num
from costcalc.ratecard import PUBLISHED
from costcalc.views.bill import cards_table, charges_table, exchange_blocks, parts_blocks
from costcalc.views.blocks import Block, Bullets, Heading, Line, Ref
from costcalc.views.comparison.option_words import entries_of, formulas_of, instant_words, models_of, terms_of
from costcalc.views.words import of_options, signed
from costcalc.views.working import equation, exact_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison import AssumptionValue, Comparison, Outcome
    from costcalc.views.bill import Named


def explanation_blocks(result: Comparison, priced: Sequence[Named]) -> Iterator[Block]:
    """Yield what stands behind the numbers.

    Args:
        result: The comparison.
        priced: What its options cost, each by its id.
    """
    options = ((outcome, _option(result, outcome)) for outcome in result.outcomes)
    if written := [of_options([outcome.id], words) for outcome, words in options if words]:
        yield Heading("Options")
        yield Bullets(tuple(written))
    if result.assumptions:
        yield Heading("Assumptions")
        yield Bullets(tuple(map(_assumption, result.assumptions)))
    if differences := tuple(_differences(result)):
        yield Heading(f"What makes the difference to {result.scenario.scenario.baseline}")
        yield Bullets(differences)
    estimates = [estimate for _, estimate in priced]
    if not priced:
        return
    yield Heading("Charges")
    yield charges_table(priced)
    yield from parts_blocks(priced)
    if result.cards:
        yield Heading("Prices")
        yield cards_table(estimates, result.cards, result.as_of)
    yield from exchange_blocks(estimates, result.fx)


def _option(result: Comparison, outcome: Outcome) -> str:
    """Return what an option is: its models, how they are asked, what of the workload it has, what it assumes."""
    used = entries_of(outcome)
    words = [models_of(outcome), terms_of(outcome)]
    words += [] if outcome.basis == PUBLISHED else [f"{outcome.basis} price"]
    words.append(instant_words(outcome))
    if len(used) < len(result.scenario.scenario.workload):
        words.append(f"uses {', '.join(used)}")
    words += [f"with {made}" for made in _layer(result, outcome)]
    return ", ".join(filter(None, words))


def _layer(result: Comparison, outcome: Outcome) -> Iterator[str]:
    """Yield what an option says of assumptions, with what that comes to."""
    own = result.frame.of(outcome.id)
    for name, formula in formulas_of(outcome.plan.layer).items():
        yield equation(name, AssumptionFigure(name, own)) if name in own else f"{name} = {formula}"


def _assumption(assumption: AssumptionValue) -> Line:
    figure = assumption.figure
    if figure is None:
        made = f"{assumption.name}: {assumption.ends.text if assumption.ends else 'no value'}"
    elif isinstance(figure.node, Num):
        made = f"{assumption.name} = {exact_text(figure)}"
    else:
        made = equation(assumption.name, figure)
    within = f", from {assumption.ends.text}" if figure and assumption.ends else ""
    unit = f"{'' if figure or assumption.ends else ','} {assumption.unit}" if assumption.unit else ""
    why = f"; {assumption.why}" if assumption.why and not assumption.overridden else ""
    return (f"{made}{within}{unit}{why} (", Ref(tuple(assumption.places)), ")")


def _differences(result: Comparison) -> Iterator[str]:
    for outcome in result.outcomes:
        if outcome.id != outcome.baseline_id and (moved := [item for item in outcome.differences if item[1].value]):
            yield f"{outcome.id}: {', '.join(f'{meter} {signed(figure.value)}' for meter, figure in moved)}"
