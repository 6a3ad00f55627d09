"""What one option costs month by month: in each, up to each, in every year and in all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Figure, Symbol, added, pinned
from costcalc.feasibility import Flag, assumed_holidays
from costcalc.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison.outcome import Outcome
    from costcalc.comparison.ranges import RangedValue
    from costcalc.expr import Node
    from costcalc.instant import Period
    from costcalc.pricing import Estimate
    from costcalc.problem import Problem
    from costcalc.ratecard import Offer, Rate

INSTANT = timedelta(microseconds=1)


class OfferBreak(NamedTuple):
    """An instant at which the prices of a model change.

    Args:
        offer: The model.
        at: When.
        before: The rate until then; None where there was none.
        after: The rate from then on; the same one where something in it ends, or a contract decides.
    """

    offer: Offer
    at: datetime
    before: Rate | None
    after: Rate | None


class YearTotal(NamedTuple):
    """What an option costs in the months of a year.

    Args:
        year: Of the calendar.
        months: How many of its months are in the forecast.
        figure: What they cost; None where one of them has no price.
    """

    year: int
    months: int
    figure: Figure | None


class OfMonths(NamedTuple):
    """Something that is so in some months.

    Args:
        what: The flag, or the problem, as the first of these months has it.
        months: The months.
    """

    what: Flag | Problem
    months: tuple[Period, ...]


@dataclass(frozen=True, eq=False, repr=False)
class OptionForecast:
    """One option, month by month.

    Args:
        months: The months.
        outcomes: What it costs in each.
        steps: When its prices change.
    """

    months: tuple[Period, ...]
    outcomes: tuple[Outcome, ...]
    steps: tuple[OfferBreak, ...]

    @property
    def id(self) -> str:
        """Of the option."""
        return self.outcomes[0].id

    @property
    def upfront(self) -> Estimate | None:
        """What is paid once, at the beginning; None where nothing is, or that is not known."""
        return self.outcomes[0].upfront

    @property
    def upfront_total(self) -> Figure | None:
        """What that comes to; None where nothing is paid once, or that is not known."""
        return self.outcomes[0].upfront_total

    @property
    def totals(self) -> tuple[Figure | None, ...]:
        """The total of every month; None where it has no price."""
        return tuple(outcome.total for outcome in self.outcomes)

    @lazy
    def cumulative(self) -> tuple[Figure | None, ...]:
        """What it has cost at the end of every month, with what was paid once; None after a month without a price."""
        found: list[Figure | None] = []
        before = self._once
        for month, own in zip(self.months, self._terms, strict=True):
            if own is None:
                break
            figure = Figure(added([*before, own]))
            found.append(figure)
            before = [_named("cumulative", month, figure)]
        return (*found, *[None] * (len(self.months) - len(found)))

    @lazy
    def years(self) -> tuple[YearTotal, ...]:
        """The total of every year, with what is paid once in the first one."""
        found: list[YearTotal] = []
        for year in dict.fromkeys(month.name[:4] for month in self.months):
            terms = [term for month, term in zip(self.months, self._terms, strict=True) if month.name.startswith(year)]
            found.append(YearTotal(int(year), len(terms), _sum(terms if found else [*self._once, *terms])))
        return tuple(found)

    @lazy
    def total(self) -> Figure | None:
        """The total of all months, with what is paid once; None where one of them has no price."""
        return _sum([*self._once, *self._terms])

    @property
    def may_win(self) -> bool:
        """Whether it may be called the cheapest: in every month."""
        return all(outcome.may_win for outcome in self.outcomes)

    @lazy
    def excluded(self) -> tuple[str, ...]:
        """What is required of it, and is not so in some month."""
        return tuple(dict.fromkeys(reason for outcome in self.outcomes for reason in outcome.excluded))

    @property
    def ranged(self) -> tuple[RangedValue | None, ...]:
        """The lowest and the highest total of every month; None where it is one number, or has no price."""
        return tuple(outcome.ranged_total for outcome in self.outcomes)

    @lazy
    def open(self) -> tuple[str, ...]:
        """The assumptions without a value that its cost depends on."""
        return tuple(dict.fromkeys(name for outcome in self.outcomes for name in outcome.open))

    @lazy
    def flags(self) -> tuple[OfMonths, ...]:
        """The flags that speak against it, each once: those of one code in several months are one."""
        found: dict[tuple[str, bool], list[tuple[Flag, Period]]] = {}
        for month, outcome in zip(self.months, self.outcomes, strict=True):
            first = month is self.months[0]  # what is paid once is paid in this one
            for flag in (outcome.flags if first else outcome.recurring_flags) if outcome.estimate else ():
                found.setdefault((flag.code, flag.bars), []).append((flag, month))
        assumed = tuple(self._assumed())
        return tuple(
            OfMonths(flag, tuple(dict.fromkeys(month for _, month in flags)))
            for (code, _), flags in found.items()
            for flag in [one for one in assumed if one.code == code] or [flags[0][0]]
        )

    @lazy
    def not_priced(self) -> tuple[OfMonths, ...]:
        """Why it has no price, each once, with the months in which that is so."""
        found: dict[str, list[tuple[Problem, Period]]] = {}
        for month, outcome in zip(self.months, self.outcomes, strict=True):
            for problem in outcome.not_priced:
                found.setdefault(problem.code, []).append((problem, month))
        return tuple(
            OfMonths(problems[0][0], tuple(dict.fromkeys(month for _, month in problems)))
            for problems in found.values()
        )

    @property
    def _once(self) -> list[Node]:
        return [Symbol("upfront", pinned(self.upfront_total.value))] if self.upfront_total else []

    @property
    def _terms(self) -> list[Node | None]:
        """The total of every month as a number with a name: each month has formulas and values of its own."""
        return [
            _named("total", month, figure) if figure else None
            for month, figure in zip(self.months, self.totals, strict=True)
        ]

    def _assumed(self) -> Iterator[Flag]:
        """Yield what is assumed of calendars in all months together."""
        plans = (plan for outcome in self.outcomes if outcome.estimate for plan in outcome.plan.plans)
        portions = (portion for plan in plans for bill in plan.bills for portion in bill.portions)
        yield from assumed_holidays(portion.assumed for portion in portions if portion.assumed)


def price_steps(outcome: Outcome, start: datetime, end: datetime) -> Iterator[OfferBreak]:
    """Yield when the prices of an option change between two instants, in order.

    Args:
        outcome: The option. One with an instant of its own keeps its prices.
        start: The first instant; what begins with it is no change.
        end: The first instant after the last.
    """
    written = outcome.planned.scenario.scenario.options.get(outcome.id)
    if written and written.as_of:
        return
    found = [
        OfferBreak(offer, at, offer.model.rate_at(at - INSTANT), offer.model.rate_at(at))
        for offer in outcome.offers
        for at in offer.breaks(start, end)
    ]
    yield from sorted(found, key=lambda step: (step.at, step.offer.ref))


def _named(name: str, month: Period, figure: Figure) -> Node:
    return Symbol(f"{name}.{month.name.replace('-', '_')}", pinned(figure.value))


def _sum(terms: Sequence[Node | None]) -> Figure | None:
    known = [term for term in terms if term is not None]
    return Figure(added(known)) if len(known) == len(terms) else None
