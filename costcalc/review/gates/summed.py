"""Gates and budgets of sums over the chosen options of several scenarios."""

from __future__ import annotations

from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks import Finding, Level
from costcalc.expr import decimal_text, simplest
from costcalc.instant import short_instant
from costcalc.problem import InputError, collected
from costcalc.project.limits import ALL, Gate
from costcalc.review.budgets import is_blocking, over_budget
from costcalc.review.gates.gated import Gated, stopped_by
from costcalc.review.gates.limits import VERDICTS
from costcalc.review.members import BASE, OF_HEAD, BothExchanges, Days, SumRequest
from costcalc.review.occasions import Occasion
from costcalc.review.periods import a_month
from costcalc.review.sums import SumMove, SumStop, sum_moves
from costcalc.source import place_of
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.problem import Problem
    from costcalc.project.limits import PolicyBudget
    from costcalc.project.policy import Policy
    from costcalc.review.priced import PricedPair

_NONE = "no sum has it"
UNDER_BASE = ", under the tags and choices of the base"


class SummedFinding(NamedTuple):
    """A finding about sums.

    Args:
        finding: The finding.
        stopped: The sum that does not keep a gate or a budget, with which; None where it is no such finding.
    """

    finding: Finding
    stopped: tuple[SumMove, SumStop] | None = None


def summed_findings(
    policy: Policy, priced: Sequence[PricedPair], exchange: BothExchanges, currencies: Sequence[str], *, compared: bool
) -> Iterator[SummedFinding]:
    """Yield a finding for each gate and budget of a sum that stops the change: on the first day on which it does.

    Args:
        policy: The gates and budgets.
        priced: Every scenario on every occasion.
        exchange: The exchange rates of both sides.
        currencies: Those of the scenarios; a sum whose limit has none is in the first.
        compared: Whether there is a base.

    Raises:
        InputError: where a scenario is in another currency than the limit, and there is no rate.
    """
    days = Days(priced, exchange)
    problems: list[Problem] = []
    usual = next(iter(currencies), "")
    if not usual:
        return
    asked = [
        (wanted, partial(_gate, one) if isinstance(one, Gate) else partial(_budget, one, policy))
        for one, wanted in sums_held(policy, usual)
    ]
    for wanted, held in asked:
        with collected(problems):
            found: dict[str, SummedFinding] = {}
            for move in sum_moves(wanted, days, exchange):
                if move.name not in found and (finding := held(move, compared=compared)):
                    stop = SumStop(finding.limit or "max", move.as_of, move.under)
                    found[move.name] = SummedFinding(finding, (move, stop))
            yield from found.values()
    if problems:
        raise InputError(problems)
    if asked:
        yield from map(SummedFinding, _left_out(priced, [wanted for wanted, _ in asked]))


def sums_held(policy: Policy, usual: str) -> Iterator[tuple[Gate | PolicyBudget, SumRequest]]:
    """Yield the gates and budgets of sums, each with the sum.

    Args:
        policy: The gates and budgets.
        usual: The currency of a sum whose limit has none.
    """
    limits: tuple[Gate | PolicyBudget, ...] = (*policy.gates, *policy.budgets)
    for one in limits:
        if one.sum:
            yield one, SumRequest.of(one, str(getattr(one.most, "currency", usual)), one.limit_place)


def _left_out(priced: Sequence[PricedPair], wanted: Sequence[SumRequest]) -> Iterator[Finding]:
    """Yield the scenarios that a sum has not got, or has only as the base had them.

    Nobody says which option is used, or which value of the tag it is, or it is for no time.
    """
    by = sorted({one.by for one in wanted if one.by != ALL and not one.tags})
    for one in priced:
        scenario = one.after.scenario.scenario if one.after and one.at.is_today else None
        if scenario is None or not scenario.workload:
            continue
        old = one.pair.before.scenario if one.pair.before else None
        name, place = one.pair.name, place_of(scenario.id)
        if scenario.chosen is None and len(scenario.options) > 1:
            used = OF_HEAD.option(one.pair, list(one.options()))
            says = f"sums have `{used.id}`, which the base uses" if used else _NONE
            message = f"{name} has {len(scenario.options)} options, and none is chosen: {says}"
            yield Finding("in-no-sum", Level.WARNING, place, message, "write `chosen: OPTION`", name)
        if a_month(scenario.period) is None:
            says = "sums that had it have no number" if old and a_month(old.period) else _NONE
            message = f"{name} is {'paid once' if scenario.period.name == 'once' else 'for no period'}: {says}"
            yield Finding("in-no-sum", Level.WARNING, place, message, None, f"{name} period")
        for tag in (tag for tag in by if tag not in scenario.tag_values):
            values = sorted(old.tag_values.get(tag, ())) if old else []
            says = f", but for {some_of(f'{tag}={value}' for value in values)} of the base" if values else ""
            message = f"{name} has no tag `{tag}`: no sum by that has it{says}"
            yield Finding("in-no-sum", Level.WARNING, place, message, f"write tags: {{{tag}: …}}", f"{name} {tag}")


def _gate(gate: Gate, move: SumMove, *, compared: bool) -> Finding | None:
    if not compared and gate.needs_base:
        return None
    verdict = VERDICTS[gate.limit](gate, gated_sum(move))
    if not verdict:
        return None
    return stopped_by(gate, move.name, verdict, _when(move))


def _budget(held: PolicyBudget, policy: Policy, move: SumMove, *, compared: bool) -> Finding | None:
    new, most = move.change.new, held.max
    is_kept = new is not None and new.value <= most.amount.value
    if not move.is_there or (is_kept and not move.doubted):
        return None
    old = move.kept
    worse = old is None or new is None or (old.value <= most.amount.value or new.value > old.value)
    lacks = _no_number(move)
    if is_kept:
        worse, lacks = not {*move.doubted} <= {*move.were_doubted}, _doubt(move)
    verdict = f"has nothing to hold against its budget: {lacks}"
    if new is not None and not is_kept:
        over = decimal_text(simplest(Fraction(new.value) - Fraction(most.amount.value)))
        verdict = f"is over its budget by {over} {most.currency} a month"
    blocks = is_blocking(policy, worse=worse, compared=compared)
    return over_budget(most.place, f"{move.name} {verdict}", move.name, blocks=blocks).at(_when(move))


def _when(move: SumMove) -> str:
    hours = ", in the dearest hours" if move.has_hours else ""
    return f"{short_instant(move.as_of)}{hours}{UNDER_BASE if move.under == BASE else ''}"


def _no_number(move: SumMove) -> str:
    return _have(move.without_number, "no number")


def _doubt(move: SumMove) -> str:
    return _have(move.doubted, "a price in doubt")


def _have(members: Sequence[str], what: str) -> str:
    return f"{some_of(members)} {'has' if len(members) == 1 else 'have'} {what}"


def gated_sum(move: SumMove) -> Gated:
    """Return a sum as gates see it."""
    why = f" ({_no_number(move)})" if move.without_number else ""
    return Gated(
        name=move.name,
        scenarios=frozenset(),
        options=frozenset(),
        at=Occasion(move.as_of, None, move.as_of),
        currency=move.currency,
        changes=((move.change, ""),),
        shares=((move.change, ""),),
        is_new=move.is_new,
        is_there=move.is_there,
        without_number=f"has no number{why}",
        doubt=f"has nothing to hold against it: {_doubt(move)}" if move.doubted else "",
        not_comparable=f"cannot be compared{why}",
        monthly=move.change.new,
        a_time=" a month",
    )
