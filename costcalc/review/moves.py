"""What a change does to money: every scenario and option, priced with the files as they were and as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.comparison import Comparison, compare
from costcalc.pricing import Work
from costcalc.problem import InputError
from costcalc.review.move import ChargeMove, Move
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.expr import Exact
    from costcalc.pricing import Charge, Estimate
    from costcalc.problem import Place, Problem
    from costcalc.project.workspace import Workspace
    from costcalc.scenario import ScenarioFile


MOST_REVIEWED = 50_000
"""Charges of a project, on both sides and at all instants: 200 scenarios of 10 options are 40,000."""


Comparisons = dict[tuple[str, "datetime"], Comparison]


def price_all(files: Workspace, as_of: datetime, problems: list[Problem], work: Work | None = None) -> Comparisons:
    """Price every scenario at an instant, and at its own.

    Args:
        files: The scenarios and cards.
        as_of: The instant.
        problems: Those of scenarios that cannot be priced at all are added here.
        work: What was priced of another project in the same run.
    """
    results: Comparisons = {}
    work = work or Work(MOST_REVIEWED)
    for file in files.scenarios:
        for moment in moments(file, as_of):
            try:
                result = compare(file, files.cards, as_of=moment, fx=files.fx)
            except InputError as error:
                problems += error.problems
                continue
            results[str(file.scenario.id), moment] = result
            try:
                work.add(result.plan.work, place_of(file.scenario.id))
            except InputError as error:
                problems += error.problems
                return results
    return results


def moments(file: ScenarioFile, as_of: datetime) -> tuple[datetime, ...]:
    """Return the instants at which a scenario is priced: today's, and its own."""
    own = file.scenario.as_of
    if file.scenario.period.start:
        return (as_of,)  # its prices are those of the period's own days, whatever the instant
    return tuple(dict.fromkeys([as_of, *([own.at] if own else [])]))


def moves(before: Comparisons, after: Comparisons) -> Iterator[Move]:
    """Yield every option whose money is not what it was."""
    for key in dict.fromkeys([*after, *before]):
        old, new = before.get(key), after.get(key)
        known = new or old
        if known is None:
            continue
        olds, news = outcomes_of(old), outcomes_of(new)
        for option in dict.fromkeys([*news, *olds]):
            move = _move(known, option, key[1], olds.get(option), news.get(option))
            if move:
                yield move


def outcomes_of(result: Comparison | None) -> Mapping[str, Outcome]:
    """Return the options of a comparison by id; none of none."""
    return {outcome.id: outcome for outcome in result.outcomes} if result else {}


def _move(
    known: Comparison, option: str, as_of: datetime, before: Outcome | None, after: Outcome | None
) -> Move | None:
    charges = tuple(_charge_moves(before, after))
    same = bool(before and after) and _sums(before) == _sums(after)
    if same and not charges:
        return None
    return Move(
        scenario=str(known.scenario.scenario.id),
        file=known.scenario.file,
        option=option,
        as_of=as_of,
        currency=known.currency,
        before=before,
        after=after,
        charges=charges,
        place=_place(known, option, charges),
    )


def _sums(outcome: Outcome | None) -> tuple[Exact | None, ...]:
    """Return what an option costs in every period, and once."""
    bills = (outcome.estimate, outcome.upfront) if outcome else ()
    return tuple(bill.figure.value if bill else None for bill in bills)


def _charge_moves(before: Outcome | None, after: Outcome | None) -> Iterator[ChargeMove]:
    if before and after and _is_written_alike(before, after):
        return
    if any(side and side.unknown for side in (before, after)):  # nobody knows its charges: they are not gone
        return
    olds, news = _charges(before), _charges(after)
    for key, once in dict.fromkeys([*news, *olds]):
        old, new = olds.get((key, once)), news.get((key, once))
        if old is None or new is None or _said(old) != _said(new):
            yield ChargeMove(key, old, new, once)


def _is_written_alike(before: Outcome, after: Outcome) -> bool:
    """Whether all formulas of two bills are the same, and all their names' values: then so is every charge."""
    return all(_is_same_bill(*bills) for bills in ((before.estimate, after.estimate), (before.upfront, after.upfront)))


def _is_same_bill(old: Estimate | None, new: Estimate | None) -> bool:
    if not old or not new or old.env != new.env or len(old.plan.charges) != len(new.plan.charges):
        return old is new
    return all(was.says_the_same_as(now) for was, now in zip(old.plan.charges, new.plan.charges, strict=True))


def _charges(outcome: Outcome | None) -> dict[tuple[str, bool], Charge]:
    """Return the charges of an option by key, those that are paid once apart."""
    bills = ((outcome.estimate, False), (outcome.upfront, True)) if outcome else ()
    return {(charge.key, once): charge for bill, once in bills if bill for charge in bill.charges}


def _said(charge: Charge) -> tuple[Exact | str, ...]:
    """Return what an amount follows from, and with it the amount."""
    return (charge.quantity.value, charge.unit_price.value, charge.per.value, charge.currency)


def _place(known: Comparison, option: str, charges: Sequence[ChargeMove]) -> Place:
    """Return where to look: the first changed price; the option's own line where there is none."""
    for move in charges:
        if move.after and (place := move.place):
            return place
    planned = next((one for one in known.plan.options if one.id == option), None)
    return planned.place if planned else place_of(known.scenario.scenario.id)
