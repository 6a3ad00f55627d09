"""What options cost in months and years of the calendar, added up, and what is left of their budgets."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.entry import Total
from costcalc.expr import evaluate, simplest
from costcalc.instant import MONTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from costcalc.export.entry import LedgerEntry
    from costcalc.expr import Exact
    from costcalc.scenario import Scenario

    Key = tuple[str, str, str]


class OptionMonth(NamedTuple):
    """What an option costs in a month of the calendar.

    Args:
        scenario: Its id.
        option: The option's id; empty where a scenario has none.
        month: The month, as in 2026-05.
        total: What its rows add up to, in the currency of the scenario.
        once: What of that is paid once, or is spread over months.
        so_far: What the months up to this one add up to, from the first that is exported.
        budget: The most that the option may cost in the month, as its scenario says; None where it says nothing.
    """

    scenario: str
    option: str
    month: str
    total: Total
    once: Exact
    so_far: Total
    budget: Exact | None

    @property
    def left(self) -> Exact | None:
        """What is left of the budget, negative where it is broken: it limits what every month costs."""
        if self.budget is None:
            return None
        return simplest(Fraction(self.budget) - Fraction(self.total.exact) + Fraction(self.once))


class OptionYear(NamedTuple):
    """What an option costs in a year of the calendar.

    Args:
        scenario: Its id.
        option: The option's id; empty where a scenario has none.
        year: The year, as in 2026.
        months: How many months of it there are rows for.
        total: What its rows add up to, in the currency of the scenario.
    """

    scenario: str
    option: str
    year: str
    months: int
    total: Total


def by_month(entries: Iterable[LedgerEntry], scenarios: Iterable[Scenario]) -> Iterator[OptionMonth]:
    """Yield what options cost in each month, in the order of their rows; nothing of what is for another time.

    Args:
        entries: The rows.
        scenarios: What these are of, with their budgets.
    """
    budgets = {str(scenario.id): scenario for scenario in scenarios}
    so_far: dict[tuple[str, str], Total] = {}
    for (scenario, option, month), rows in _grouped(entries, lambda entry: entry.span.month).items():
        total, before = Total.of_costs(rows), so_far.get((scenario, option))
        so_far[scenario, option] = before.plus(total) if before else total
        once = sum((Fraction(row.cost) for row in rows if row.charge.once), Fraction(0))
        yield OptionMonth(
            scenario,
            option,
            month,
            total,
            simplest(once),
            so_far[scenario, option],
            _budget(budgets[scenario], rows[0]),
        )


def by_year(entries: Iterable[LedgerEntry]) -> Iterator[OptionYear]:
    """Yield what options cost in each year of the calendar, in the order of their rows."""
    for (scenario, option, year), rows in _grouped(entries, lambda entry: entry.span.year).items():
        months = {row.span.month for row in rows}  # a whole year is none of them
        yield OptionYear(scenario, option, year, MONTHS if None in months else len(months), Total.of_costs(rows))


def _grouped(entries: Iterable[LedgerEntry], time: Callable[[LedgerEntry], str | None]) -> dict[Key, list[LedgerEntry]]:
    """Return the rows of each option in each time, without those that are of none."""
    found: dict[Key, list[LedgerEntry]] = {}
    for entry in entries:
        when = time(entry)
        if when is not None:
            found.setdefault((str(entry.result.scenario.scenario.id), entry.option, when), []).append(entry)
    return found


def _budget(scenario: Scenario, entry: LedgerEntry) -> Exact | None:
    """Return the most that an option may cost in a month: what its period may, as often as that is in the month."""
    limits = [budget.max.amount.value for budget in scenario.budgets if budget.option == entry.option]
    times = entry.span.override.times if entry.span.override else None
    if not limits:
        return None
    return simplest(Fraction(min(limits)) * (Fraction(evaluate(times, {})) if times else 1))
