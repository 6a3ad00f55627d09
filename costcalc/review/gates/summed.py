"""Gates and budgets of sums over the chosen options of several scenarios."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from costcalc.checks import Finding, Level
from costcalc.expr import decimal_text, simplest
from costcalc.instant import short_instant
from costcalc.problem import InputError, collected
from costcalc.review.gates.gated import Gated, stopped_by
from costcalc.review.gates.limits import VERDICTS
from costcalc.review.members import BASE, Days, SumRequest
from costcalc.review.occasions import Occasion
from costcalc.review.sums import sum_moves
from costcalc.source import place_of
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.problem import Place, Problem
    from costcalc.project.policy import Gate, Policy, PolicyBudget
    from costcalc.ratecard import FxFile
    from costcalc.review.priced import PricedPair
    from costcalc.review.sums import SumMove

UNDER_BASE = ", under the tags and choices of the base"


def summed_findings(
    policy: Policy, priced: Sequence[PricedPair], exchange: FxFile | None, currencies: Sequence[str], *, compared: bool
) -> Iterator[Finding]:
    """Yield a finding for each gate and budget of a sum that stops the change: on the first day on which it does.

    Args:
        policy: The gates and budgets.
        priced: Every scenario on every occasion.
        exchange: The exchange rates, where there are any.
        currencies: Those of the scenarios; a sum whose limit has none is in the first.
        compared: Whether there is a base.

    Raises:
        InputError: where a scenario is in another currency than the limit, and there is no rate.
    """
    days = Days(priced)
    problems: list[Problem] = []
    usual = next(iter(currencies), "")
    asked = [(SumRequest.of(one, *_limit(one, usual)), partial(_gate, one)) for one in policy.gates if one.sum]
    asked += [
        (SumRequest.of(one, str(one.max.currency), one.max.place), partial(_budget, one))
        for one in policy.budgets
        if one.sum
    ]
    for wanted, held in asked:
        with collected(problems):
            found: dict[str, Finding] = {}
            for move in sum_moves(wanted, days, exchange):
                if move.name not in found and (finding := held(move, compared=compared)):
                    found[move.name] = finding
            yield from found.values()
    if problems:
        raise InputError(problems)
    if asked:
        yield from _unchosen(priced)


def _limit(gate: Gate, usual: str) -> tuple[str, Place]:
    """Return the currency of a gate, and where its limit is written."""
    limit = getattr(gate, gate.limit)
    return str(getattr(limit, "currency", usual)), limit.place


def _unchosen(priced: Sequence[PricedPair]) -> Iterator[Finding]:
    """Yield the scenarios that no sum has, since nobody says which of their options is used."""
    for one in priced:
        scenario = one.after.scenario.scenario if one.after else None
        if scenario and one.at.is_first and not one.at.is_own and scenario.chosen is None and len(scenario.options) > 1:
            message = f"{one.pair.name} has {len(scenario.options)} options, and none is chosen: no sum has it"
            hint = "write `chosen: OPTION`"
            yield Finding("no-choice", Level.WARNING, place_of(scenario.id), message, hint, one.pair.name)


def _gate(gate: Gate, move: SumMove, *, compared: bool) -> Finding | None:
    if not compared and gate.limit != "total":
        return None
    verdict = VERDICTS[gate.limit](gate, gated_sum(move))
    if not verdict:
        return None
    return stopped_by(gate, move.name, verdict, _when(move))


def _budget(held: PolicyBudget, move: SumMove, *, compared: bool) -> Finding | None:
    new, most = move.change.new, held.max
    if not move.is_there or (new is not None and new.value <= most.amount.value):
        return None
    old = move.change.old
    worse = not compared or old is None or new is None or (old.value <= most.amount.value or new.value > old.value)
    verdict = f"has nothing to hold against its budget: {some_of(move.without_number)} has no number"
    if new is not None:
        over = decimal_text(simplest(Fraction(new.value) - Fraction(most.amount.value)))
        verdict = f"is over its budget by {over} {most.currency} a month"
    hint = None if worse else "it was before, and this change makes it no worse"
    level = Level.ERROR if worse else Level.WARNING
    return Finding("budget", level, most.place, f"{move.name} {verdict}, {_when(move)}", hint, move.name)


def _when(move: SumMove) -> str:
    return f"at {short_instant(move.as_of)}{UNDER_BASE if move.under == BASE else ''}"


def gated_sum(move: SumMove) -> Gated:
    """Return a sum as gates see it."""
    why = f" ({some_of(move.without_number)} has no number)" if move.without_number else ""
    return Gated(
        name=move.name,
        scenarios=frozenset(),
        options=frozenset(),
        at=Occasion(move.as_of, None, move.as_of),
        currency=move.currency,
        changes=((move.change, ""),),
        is_new=move.is_new,
        is_there=move.is_there,
        without_number=f"has no number{why}",
        not_comparable=f"cannot be compared{why}",
        monthly=move.change.new,
        a_time=" a month",
    )
