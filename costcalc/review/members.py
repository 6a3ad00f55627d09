"""Which options a sum is of: the chosen one of each scenario, under the tags and choices of one side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from costcalc.instant import TICK
from costcalc.project.limits import ALL
from costcalc.review.periods import a_month

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.expr import Figure, Num
    from costcalc.problem import Place
    from costcalc.project.limits import Limited
    from costcalc.ratecard import FxFile
    from costcalc.review.pairs import OptionPair, ScenarioPair
    from costcalc.review.priced import PricedPair
    from costcalc.scenario import Scenario

BASE, HEAD = "base", "head"


class Member(NamedTuple):
    """The chosen option of a scenario on a day.

    Args:
        name: SCENARIO/OPTION.
        outcome: What it costs, in the dearest hours of the day.
        share: The part of it that is summed; None is all of it.
        is_comparable: Whether both sides are for one period; else there is no number that can be held.
        has_hours: Whether what it costs depends on the hour.
    """

    name: str
    outcome: Outcome
    share: Num | None
    is_comparable: bool
    has_hours: bool = False

    @property
    def total(self) -> Figure | None:
        """What it costs in every period; None where that is not known, or cannot be held against what it was."""
        return self.outcome.total if self.is_comparable else None


def doubted(members: Iterable[Member]) -> tuple[str, ...]:
    """Return the names of those with a price in doubt: the sum has a number, and nobody knows whether it is right."""
    return tuple(one.name for one in members if one.outcome.plan.doubt)


class Choices(NamedTuple):
    """Whose tags and choices count.

    Args:
        under: `base` or `head`.
        sides: The files of a scenario in the order in which they are asked: the first that says something counts.
    """

    under: str
    sides: Callable[[ScenarioPair], Iterable[Scenario]]

    def scenario(self, pair: ScenarioPair) -> Scenario:
        """Return the file whose tags count."""
        return next(iter(self.sides(pair)))

    def option(self, pair: ScenarioPair, options: Sequence[OptionPair]) -> OptionPair | None:
        """Return the option that is used; None where nobody says which of several."""
        for scenario in self.sides(pair):
            wanted = scenario.chosen if scenario.chosen is not None else next(iter(scenario.options), "")
            if scenario.chosen is None and len(scenario.options) > 1:
                continue
            of_base = pair.before is not None and scenario is pair.before.scenario
            for each in options:
                side = each.before if of_base else each.after
                if side and side.id == wanted:
                    return each
        return None


def _of_base(pair: ScenarioPair) -> Iterator[Scenario]:
    yield from (side.scenario for side in (pair.before, pair.after) if side)


def _of_head(pair: ScenarioPair) -> Iterator[Scenario]:
    yield from (side.scenario for side in (pair.after, pair.before) if side)


OF_BASE, OF_HEAD = Choices(BASE, _of_base), Choices(HEAD, _of_head)


class SumRequest(NamedTuple):
    """A sum that is wanted.

    Args:
        by: A tag, or `all`.
        tags: What scenarios must have, to be in it.
        currency: Of the sum.
        place: Where it is wanted.
    """

    by: str
    tags: tuple[tuple[str, str], ...]
    currency: str
    place: Place

    @classmethod
    def of(cls, held: Limited, currency: str, place: Place) -> SumRequest:
        """Return the sum that a budget or a gate is for."""
        return cls(str(held.sum), tuple(sorted(held.tags.items())), currency, place)

    def parts(self, scenario: Scenario) -> Iterator[tuple[str, Num | None]]:
        """Yield the values under which a scenario is summed, each with the share of it; None is all of it."""
        divided = scenario.allocate
        if divided is None or divided.tag not in {self.by, *(name for name, _ in self.tags)}:
            yield from ((value, None) for value in self._values(scenario.tags))
            return
        for own, share in divided.shares.items():
            yield from ((value, share) for value in self._values({**scenario.tags, divided.tag: own}))

    def _values(self, tags: Mapping[str, str]) -> Iterator[str]:
        """Yield the value under which what has some tags is summed; nothing where it is not."""
        if all(tags.get(name) == value for name, value in self.tags):
            found = "" if self.by == ALL else tags.get(self.by)
            yield from () if found is None else (found,)


class BothExchanges(NamedTuple):
    """The exchange rates of both sides.

    Args:
        before: Those of the base; None where it has none.
        after: Those of the head; None where it has none.
        until: How far ahead their changes count; None for today alone.
    """

    before: FxFile | None
    after: FxFile | None
    until: datetime | None

    def changes(self, start: datetime) -> set[datetime]:
        """Return the instants after another one at which a rate changes."""
        files = [file for file in (self.before, self.after) if file and self.until]
        return {at for file in files for at in file.fx.breaks(start, (self.until or start) + TICK)}


class Days:
    """Every scenario on every day that counts, in the hours in which its options are dearest.

    Args:
        priced: Every scenario on every occasion.
        exchange: The exchange rates, whose changes are days that count.
    """

    def __init__(self, priced: Sequence[PricedPair], exchange: BothExchanges) -> None:
        self._of: dict[str, dict[datetime, list[PricedPair]]] = {}
        for one in priced:
            if not one.at.is_own:
                self._of.setdefault(one.pair.name, {}).setdefault(one.at.of, []).append(one)
        days = {day for days in self._of.values() for day in days}
        self.days = sorted(days | (exchange.changes(min(days)) if days else set()))

    def on(self, day: datetime) -> Iterator[list[PricedPair]]:
        """Yield each scenario as it is on a day: what was last known of it."""
        for days in self._of.values():
            known = [at for at in days if at <= day]
            if known:
                yield days[max(known)]


SideOf = Callable[["PricedPair", "OptionPair"], "Outcome | None"]
"""Returns what an option of a scenario costs on one side of a change."""


def before(one: PricedPair, each: OptionPair) -> Outcome | None:
    """Return what an option cost, over the period of the head."""
    del one
    return each.before


def after(one: PricedPair, each: OptionPair) -> Outcome | None:
    """Return what an option costs."""
    del one
    return each.after


def as_it_was(one: PricedPair, each: OptionPair) -> Outcome | None:
    """Return what an option cost over the period that it had itself: whether a budget was kept."""
    own = one.was_own.outcomes if one.was_own else ()
    return next((outcome for outcome in own if each.before and outcome.id == each.before.id), each.before)


def members_of(
    wanted: SumRequest,
    days: Days,
    day: datetime,
    choices: Choices,
    side: SideOf,
) -> dict[str, list[Member]]:
    """Return the members of a sum on one side, by the value of the tag.

    Args:
        wanted: The sum.
        days: The scenarios.
        day: The day.
        choices: Whose tags and choices count.
        side: Returns what an option costs on the side.
    """
    found: dict[str, list[Member]] = {}
    for hours in days.on(day):
        first = hours[0]
        recurring = [side.plan.period for side in (first.before, first.after) if side]
        if all(a_month(period) is None for period in recurring):
            continue
        used = [(one, choices.option(first.pair, list(one.options()))) for one in hours]
        outcomes = [
            outcome
            for one, each in used
            if each and (outcome := side(one, each)) and outcome.plan.has_cost and (outcome.total or not one.at.as_base)
        ]
        if outcomes:
            dearest = max(outcomes, key=lambda one: (one.total is None, one.total.value if one.total else 0))
            name = "/".join(filter(None, (first.pair.name, dearest.id)))
            has_hours = any(one.at.hours for one in hours)
            for value, share in wanted.parts(choices.scenario(first.pair)):
                found.setdefault(value, []).append(Member(name, dearest, share, first.is_comparable, has_hours))
    return found
