"""Which option costs least, and what the one costs that is really used, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.comparison.cheapest import contenders
from costcalc.views.comparison.option_words import models_of, terms_of
from costcalc.views.winner import EXCLUDED, NOT_PRICED, barred_by, none_is_able, none_is_proven
from costcalc.views.words import in_period, periods

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison import Comparison, Outcome
    from costcalc.comparison.ranges import RangedValue

LISTED = ", of those that are listed"


def cheapest_text(result: Comparison) -> str:
    """Return which option costs least, or why that is none; of an option that is compared with nothing its total."""
    outcomes = [outcome for outcome in result.outcomes if outcome.id in result.cheapest]
    if len(result.outcomes) == 1 and not result.outcomes[0].id:  # it is compared with nothing
        return f"Total: {_cost(result, result.outcomes[0])}."
    if not outcomes:
        return f"Cheapest: {_why_none(result)}."
    best, alone = outcomes[0], len(outcomes) == 1
    where = _asked(best) if alone else ""
    some = result.problems or (not best.open and any(outcome.open for outcome in result.outcomes))
    left_out = ", of those that are priced" if some else ""
    unseen = result.ranking.left_out_from if result.ranking else None
    tied = ""
    if unseen is not None and best.estimate:
        left_out = LISTED if unseen < best.estimate.value else left_out
        tied = ", as others that are not listed" if unseen == best.estimate.value else ""
    cost = _cost(result, best) if alone else ", and ".join([_total_of(result, best), *_at_once(result, outcomes)])
    anywhere = ", wherever in the ranges" if best.open else ""
    return f"Cheapest{left_out}: {' and '.join(result.cheapest)}{where}, {cost}{anywhere}{tied}."


def chosen_text(result: Comparison, option: str) -> str:
    """Return the option that is really used, with what it costs."""
    outcome = next((outcome for outcome in result.outcomes if outcome.id == option), None)
    if outcome is None:
        return f"{option}, which is not listed"
    if outcome.estimate or outcome.has_ends:
        return f"{option}{_asked(outcome)}, {_cost(result, outcome)}"
    return f"{option}, which {'is open' if outcome.open else 'has no price'}"


def _asked(outcome: Outcome) -> str:
    """Return the models of an option behind its name, and how they are asked, of which the name says nothing."""
    models = models_of(outcome)
    words = ", ".join(filter(None, ("" if models == outcome.id else models, terms_of(outcome))))
    return f" ({words})" if words else ""


def _why_none(result: Comparison) -> str:
    """Return why no option is called the cheapest."""
    if able := contenders(result.outcomes):
        return none_is_proven(able)
    return none_is_able(word for outcome in result.outcomes for word in _barred_by(outcome))


def _barred_by(outcome: Outcome) -> Iterator[str]:
    yield from barred_by(outcome.flags if outcome.estimate or outcome.open else ())
    yield from [EXCLUDED] if outcome.excluded else []
    yield from [] if outcome.estimate or outcome.open else [NOT_PRICED]


def _total_of(result: Comparison, outcome: Outcome) -> str:
    """Return what an option costs in every period."""
    total = money.total(outcome.estimate.value) if outcome.estimate else _between(outcome.ranged_total)
    return in_period(f"{total} {result.currency}", result.period)


def _once(result: Comparison, outcome: Outcome) -> str:
    """Return what an option costs once; nothing where it costs nothing once."""
    if outcome.upfront:
        return f"{money.total(outcome.upfront.value)} {result.currency} once"
    if not outcome.open_once:
        return ""
    if between := _between(outcome.ranged_upfront):
        return f"{between} {result.currency} once"
    return f"once what rests on {' and '.join(outcome.open_once)}"


def open_once(outcome: Outcome) -> str:
    """Return between what a sum lies that is paid once, where it has no one value; nothing where it has."""
    if not outcome.open_once:
        return ""
    return _between(outcome.ranged_upfront) or f"open: {', '.join(outcome.open_once)}"


def _between(ranged: RangedValue | None) -> str:
    """Return the lowest and the highest of a sum of money; nothing where these are not known."""
    span = ranged.span if ranged else None
    return f"{money.total(span.low)} to {money.total(span.high)}" if span else ""


def _at_once(result: Comparison, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield what each of several options costs at once, of those that do."""
    for outcome in outcomes:
        if once := _once(result, outcome):
            yield f"{outcome.id} {once}"


def _cost(result: Comparison, outcome: Outcome) -> str:
    """Return what an option costs in every period, and what it costs once, with when that pays back."""
    every, once = _total_of(result, outcome), _once(result, outcome)
    if not once:
        return every
    both = f"{every}, and {once}"
    if not outcome.payback:
        return both
    return f"{both}, which pays back in {periods(outcome.payback.value, result.period)} against {outcome.baseline_id}"
