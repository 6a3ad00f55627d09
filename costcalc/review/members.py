"""Which options a sum is of: the chosen one of each scenario, under the tags and choices of one side."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.project.policy import ALL
from costcalc.review.periods import a_month
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.problem import Place
    from costcalc.project.policy import Limited
    from costcalc.review.pairs import OptionPair, ScenarioPair
    from costcalc.review.priced import PricedPair
    from costcalc.scenario import Scenario

BASE, HEAD = "base", "head"


class Member(NamedTuple):
    """The chosen option of a scenario on a day.

    Args:
        name: SCENARIO/OPTION.
        outcome: What it costs, in the dearest hours of the day; None where it is not there.
        place: Where the scenario is.
    """

    name: str
    outcome: Outcome
    place: Place


class Choices(NamedTuple):
    """Whose tags and choices count.

    Args:
        under: `base` or `head`.
        sides: The files of a scenario in the order in which they are asked: the first that says something counts.
    """

    under: str
    sides: Callable[[ScenarioPair], Iterable[Scenario]]

    def tags(self, pair: ScenarioPair) -> Mapping[str, str]:
        """Return the tags of a scenario."""
        return next(iter(self.sides(pair))).tags

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


CHOICES = (Choices(BASE, _of_base), Choices(HEAD, _of_head))


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

    def value(self, tags: Mapping[str, str]) -> str | None:
        """Return the value under which a scenario of some tags is summed; None where it is not."""
        if any(tags.get(name) != value for name, value in self.tags):
            return None
        return "" if self.by == ALL else tags.get(self.by)


class Days:
    """Every scenario on every day that counts, in the hours in which its options are dearest.

    Args:
        priced: Every scenario on every occasion.
    """

    def __init__(self, priced: Sequence[PricedPair]) -> None:
        self._of: dict[str, dict[datetime, list[PricedPair]]] = {}
        for one in priced:
            if not one.at.is_own:
                self._of.setdefault(one.pair.name, {}).setdefault(one.at.of, []).append(one)
        self.days = sorted({day for days in self._of.values() for day in days})

    def on(self, day: datetime) -> Iterator[list[PricedPair]]:
        """Yield each scenario as it is on a day: what was last known of it."""
        for days in self._of.values():
            known = [at for at in days if at <= day]
            if known:
                yield days[max(known)]


def members_of(
    wanted: SumRequest,
    days: Days,
    day: datetime,
    choices: Choices,
    side: Callable[[OptionPair], Outcome | None],
) -> dict[str, list[Member]]:
    """Return the members of a sum on one side, by the value of the tag."""
    found: dict[str, list[Member]] = {}
    for hours in days.on(day):
        pair = hours[0].pair
        value = wanted.value(choices.tags(pair))
        if value is None or a_month(hours[0].known.plan.period) is None:
            continue
        used = [choices.option(pair, list(one.options())) for one in hours]
        outcomes = [outcome for each in used if each and (outcome := side(each)) and outcome.plan.has_cost]
        if outcomes:
            dearest = max(outcomes, key=lambda one: (one.total is None, one.total.value if one.total else 0))
            name = "/".join(filter(None, (pair.name, dearest.id)))
            found.setdefault(value, []).append(Member(name, dearest, place_of(pair.file.scenario.id)))
    return found
