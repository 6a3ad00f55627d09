"""The cheapest of many options: which models that patterns name are compared at all, and what is left out and why."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from costcalc.comparison.patterns import NamedModels, is_pattern
from costcalc.comparison.ranking import DEARER, Candidates, rank
from costcalc.pricing import TOO_MUCH
from costcalc.problem import InputError, Place
from costcalc.ratecard import LISTED
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from costcalc.comparison.comparison import Comparison
    from costcalc.comparison.outcome import Outcome
    from costcalc.comparison.question import ScenarioQuestion
    from costcalc.comparison.ranking import Ranking
    from costcalc.expr import Exact

MOST_LISTED = 200
"""As many as a scenario may have options."""


def candidates(
    question: ScenarioQuestion, top: int | None = None, shown: Container[str | None] | None = None
) -> Candidates:
    """Return the models that a question adds, those of patterns found and weighed.

    A model that is named itself is compared, whatever becomes of it. One that a pattern names is where it has a price;
    where the cheapest are asked for, only if it is one of them, and can be. One whose total is open is ranked by the
    most that it can cost.

    Args:
        question: What is asked; its models are each a CARD/MODEL, or a pattern of such.
        top: How many of the cheapest are asked for; None for all.
        shown: The options that these are shown beside: what one of them is already is not added. None for those that a
            comparison shows.

    Raises:
        InputError: for a pattern that names nothing, nothing with a price, or too much.
    """
    patterns = [word for word in question.models if is_pattern(word)]
    if not patterns:
        return Candidates(question.models)
    from costcalc.comparison.added import LikeOption
    from costcalc.comparison.weighing import DOUBTED, NOT_PRICED, Weighing  # which no other question needs

    scenario = question.scenario
    named = tuple(word for word in question.models if not is_pattern(word))
    in_full = set(named)
    for word in named:
        with suppress(InputError):  # it is said where it is added
            in_full.add(question.cards.find(word, Place.start_of("--with", word)).ref)
    place = Place.start_of("--with", patterns[0])
    like = LikeOption.of(scenario, question.like, place)
    like.added(patterns[0], patterns[0], place)  # whatever the model, its calls are
    found = NamedModels.of(patterns, question.cards).places
    if shown is None:
        shown = {*question.only, scenario.baseline} if question.only else scenario.options
    refs = [ref for ref in found if ref not in in_full and not like.is_written(ref, shown)]
    weighed = list(Weighing(question, like).weigh(refs))
    listed = [one for one in weighed if (one.why != NOT_PRICED if top is None else one.why is None)]
    left_out = Counter(one.why for one in weighed if one.why and one not in listed)
    left_out_from: Exact | None = None
    if top is not None:
        listed.sort(key=lambda one: rank(one.ends))
        listed, dearer = listed[:top], listed[top:]
        left_out[DEARER] += len(dearer)
        left_out_from = min((one.ends[0] for one in dearer if one.ends), default=None)
    if len(listed) > MOST_LISTED:
        message = f"`{cut(patterns[0])}` names {len(listed):,} models with a price; {MOST_LISTED} are the most at once"
        raise InputError.of(place, TOO_MUCH, message, "--top 10 of `compare` ranks them all, and shows the cheapest")
    if len(weighed) == len(found) and not listed:
        told = ", ".join(f"{number:,} {why}" for why, number in left_out.items() if number)
        message = f"no model like {' or '.join(f'`{cut(word)}`' for word in patterns)} can be listed: {told}"
        barred = left_out[DOUBTED] and not question.cards.allow_listed
        only_listed = barred and any(question.cards.find(ref, place).prices.card.basis == LISTED for ref in found)
        hint = "--allow-listed ranks prices that nobody has verified; " if only_listed else ""
        raise InputError.of(place, "no-price", message, f"{hint}name one in full to see why")
    return Candidates((*named, *(one.ref for one in listed)), len(found), left_out, left_out_from)


def cheapest_first(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """Return options by their totals, else by the most that they can cost; those of which nobody knows it last."""
    return sorted(outcomes, key=lambda outcome: rank(outcome.ends_by_value))


def ranked(result: Comparison, ranking: Ranking) -> Comparison:
    """Return a comparison with the cheapest options alone, and the baseline; the others are counted.

    Args:
        result: The comparison.
        ranking: What is left out already, and how many are asked for.
    """
    if ranking.top is None:
        return replace(result, ranking=ranking)
    from costcalc.comparison.weighing import standing

    outcomes = cheapest_first(result.outcomes)
    able = [outcome for outcome in outcomes if standing(outcome) is None]
    written = result.scenario.scenario.options
    unpriced = (outcome.id for outcome in outcomes if outcome.not_priced and outcome.id in written)
    kept = {outcome.id for outcome in able[: ranking.top]} | {result.scenario.scenario.baseline or "", *unpriced}
    left_out = Counter(ranking.left_out)
    left_out.update(standing(outcome) or DEARER for outcome in outcomes if outcome.id not in kept)
    least = [ends[0] for outcome in able[ranking.top :] if outcome.id not in kept and (ends := outcome.ends_by_value)]
    least += [] if ranking.left_out_from is None else [ranking.left_out_from]
    ranking = ranking._replace(left_out=left_out, left_out_from=min(least, default=None))
    whole = replace(result, outcomes=tuple(outcomes), ranking=ranking)
    ranking = ranking._replace(cheapest=tuple(option for option in whole.cheapest if option in kept))
    return replace(whole, ranking=ranking).of_options(kept)
