"""What a change does to money: every scenario and option, priced with the files as they were and as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison import Comparison, compare
from costcalc.pricing import Work
from costcalc.problem import InputError
from costcalc.review.difference import changed_place, difference, share
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.expr import Exact, Figure
    from costcalc.pricing import Charge
    from costcalc.problem import Place, Problem
    from costcalc.project.workspace import Workspace
    from costcalc.scenario import ScenarioFile


MOST_REVIEWED = 50_000
"""Charges of a project, on both sides and at all instants: 200 scenarios of 10 options are 40,000."""


class ChargeMove(NamedTuple):
    """A charge before and after; None where it is not there."""

    key: str
    before: Charge | None
    after: Charge | None

    @property
    def place(self) -> Place | None:
        """The place of the number that changed: in the price, or in the quantity."""
        known = self.after or self.before
        if known is None:
            return None
        was = self.before or known
        pairs = ((was.unit_price, known.unit_price), (was.quantity, known.quantity))
        found = (changed_place(old, new) for old, new in pairs if old.value != new.value)
        usual = [*known.unit_price.places(), *known.quantity.places()]
        return next((place for place in found if place), usual[0] if usual else None)


class Move(NamedTuple):
    """The effect of a change on one option of a scenario at one instant.

    Args:
        scenario: The scenario's id.
        file: The scenario's file.
        option: The option's id.
        as_of: The instant.
        currency: Of the totals.
        before: The option as it was; None where it is new.
        after: The option as it is; None where it is gone.
        charges: The charges that are not what they were.
        place: Where the change is to be looked for: the changed price, or the scenario's own line.
    """

    scenario: str
    file: str
    option: str
    as_of: datetime
    currency: str
    before: Outcome | None
    after: Outcome | None
    charges: tuple[ChargeMove, ...]
    place: Place

    @property
    def old(self) -> Figure | None:
        """The total before the change."""
        return self.before.estimate.figure if self.before and self.before.estimate else None

    @property
    def new(self) -> Figure | None:
        """The total after the change."""
        return self.after.estimate.figure if self.after and self.after.estimate else None

    @property
    def more(self) -> Figure | None:
        """By how much it costs more; None where one of the two is not known, or is in another currency."""
        if self.old is None or self.new is None or _currency(self.before) != _currency(self.after):
            return None
        return difference(self.old, self.new)

    @property
    def part(self) -> Figure | None:
        """The increase as a part of the total before; None where that was 0."""
        return share(self.old, self.new) if self.more and self.old and self.new else None

    @property
    def difference(self) -> Exact | None:
        """The value of `more`."""
        return self.more.value if self.more else None

    @property
    def share(self) -> Exact | None:
        """The value of `part`."""
        return self.part.value if self.part else None


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
    same = bool(before and after) and _total(before) == _total(after)
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


def _currency(outcome: Outcome | None) -> str | None:
    return outcome.estimate.currency if outcome and outcome.estimate else None


def _total(outcome: Outcome | None) -> Exact | None:
    return outcome.estimate.figure.value if outcome and outcome.estimate else None


def _charge_moves(before: Outcome | None, after: Outcome | None) -> Iterator[ChargeMove]:
    if before and after and _is_written_alike(before, after):
        return
    olds, news = _charges(before), _charges(after)
    for key in dict.fromkeys([*news, *olds]):
        old, new = olds.get(key), news.get(key)
        if old is None or new is None or _said(old) != _said(new):
            yield ChargeMove(key, old, new)


def _is_written_alike(before: Outcome, after: Outcome) -> bool:
    """Whether all formulas of two bills are the same, and all their names' values: then so is every charge."""
    old, new = before.estimate, after.estimate
    if not old or not new or old.env != new.env or len(old.plan.charges) != len(new.plan.charges):
        return False
    return all(was.says_the_same_as(now) for was, now in zip(old.plan.charges, new.plan.charges, strict=True))


def _charges(outcome: Outcome | None) -> dict[str, Charge]:
    return {charge.key: charge for charge in outcome.charges} if outcome else {}


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
