"""What one option costs month by month: in each, up to each, in every year and in all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.of_months import OfMonths, ToldOnce
from costcalc.comparison.ranged_sums import RangedSums, SumTerm
from costcalc.comparison.ranges import ends_of
from costcalc.expr import Figure, Symbol, added, pinned
from costcalc.feasibility import Flag, assumed_holidays
from costcalc.lazy import lazy
from costcalc.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison.outcome import Outcome
    from costcalc.comparison.price_steps import OfferBreak
    from costcalc.comparison.ranges import RangedValue
    from costcalc.expr import Exact, Node
    from costcalc.instant import Period
    from costcalc.pricing import Estimate


class YearTotal(NamedTuple):
    """What an option costs in the months of a year.

    Args:
        year: Of the calendar.
        months: How many of its months are in the forecast.
        figure: What they cost; None where one of them has no price, or no one value.
        ranged: How little and how much they can cost; None where that is one number, or one of them has no price.
    """

    year: int
    months: int
    figure: Figure | None
    ranged: RangedValue | None


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
    def pays_once(self) -> bool:
        """Whether something is paid once."""
        return self.outcomes[0].plan.upfront is not None

    @property
    def ranged_upfront(self) -> RangedValue | None:
        """The lowest and the highest sum that is paid once; None where it is one number, or there is none."""
        return self.outcomes[0].ranged_upfront

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
            figure = _sum([*before, own])
            if figure is None:
                break
            found.append(figure)
            before = [_named("cumulative", month, figure)]
        return (*found, *[None] * (len(self.months) - len(found)))

    @lazy
    def years(self) -> tuple[YearTotal, ...]:
        """The total of every year, with what is paid once in the first one."""
        found: list[YearTotal] = []
        first = 0
        for year, months in Counter(month.name[:4] for month in self.months).items():
            terms = self._terms[first : first + months]
            figure = _sum(terms if first else [*self._once, *terms])
            found.append(YearTotal(int(year), months, figure, self._ranged_sum(first, first + months - 1)))
            first += months
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

    @property
    def ranged_total(self) -> RangedValue | None:
        """The lowest and the highest total of all months, with what is paid once; None where it is one number."""
        return self._ranged_sum(0, len(self.months) - 1)

    @lazy
    def ranged_cumulative(self) -> tuple[RangedValue | None, ...]:
        """How little and how much it can have cost at the end of every month, with what was paid once."""
        return tuple(self._ranged_sum(0, nth) for nth in range(len(self.months)))

    @property
    def has_ends(self) -> bool:
        """Whether the lowest and the highest total of all months are known, where it is not one number."""
        return self.ranged_total is not None and self.ranged_total.span is not None

    @property
    def ends(self) -> tuple[Exact, Exact] | None:
        """The least and the most that all months can cost; None where that is not proven."""
        return ends_of(self.total.value if self.total else None, self.ranged_total)

    def _ranged_sum(self, first: int, last: int) -> RangedValue | None:
        """Return the lowest and the highest sum of some months, with what is paid once where the first is of them."""
        once = len(self._sums.terms) - len(self.months)
        return self._sums.of(first + once if first else 0, last + once)

    @lazy
    def _sums(self) -> RangedSums:
        """What is paid once, where something is, and every month."""
        found: list[SumTerm | None] = []
        first = self.outcomes[0]
        if first.plan.upfront:
            value = self.upfront_total.value if self.upfront_total else None
            found.append(SumTerm(first.plan.upfront.total, first.ranges, value))
        for outcome in self.outcomes:
            plan, total = outcome.plan.estimate, outcome.total
            priced = plan is not None and not outcome.not_priced
            found.append(
                SumTerm(plan.total, outcome.ranges, total.value if total else None) if plan and priced else None
            )
        return RangedSums(found)

    @lazy
    def open(self) -> tuple[str, ...]:
        """The assumptions without a value that its cost depends on."""
        return tuple(dict.fromkeys(name for outcome in self.outcomes for name in outcome.unknown))

    @lazy
    def flags(self) -> tuple[OfMonths[Flag], ...]:
        """The flags that speak against it, each once: those that differ in numbers and dates alone are one."""
        found = ToldOnce[Flag]()
        assumed = {flag.code: flag for flag in self._assumed()}
        for month, outcome in zip(self.months, self.outcomes, strict=True):
            for flag in () if outcome.not_priced else outcome.flags:
                found.add((flag.code, flag.bars), assumed.get(flag.code, flag), month)
        return found.all()

    @lazy
    def not_priced(self) -> tuple[OfMonths[Problem], ...]:
        """Why it has no price, each once, with the months in which that is so."""
        found = ToldOnce[Problem]()
        for month, outcome in zip(self.months, self.outcomes, strict=True):
            for problem in outcome.not_priced:
                found.add((problem.code,), problem, month)
        return found.all()

    @property
    def _once(self) -> list[Node | None]:
        if not self.pays_once:
            return []
        return [Symbol("upfront", pinned(self.upfront_total.value)) if self.upfront_total else None]

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


def _named(name: str, month: Period, figure: Figure) -> Node:
    return Symbol(f"{name}.{month.name.replace('-', '_')}", pinned(figure.value))


def _sum(terms: Sequence[Node | None]) -> Figure | None:
    known = [term for term in terms if term is not None]
    return Figure(added(known)) if len(known) == len(terms) else None
