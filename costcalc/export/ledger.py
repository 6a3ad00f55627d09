"""Work out the rows of an export."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.arguments import argument, list_argument
from costcalc.comparison.foreseen import foresee
from costcalc.export.by_month import by_month, by_year
from costcalc.export.currencies import told_once
from costcalc.export.entry import Total
from costcalc.export.parts import PART_TERMS
from costcalc.export.rows import entries_of, extra_rows
from costcalc.export.times import DatedScenario, PricedTime, payments, priced_times
from costcalc.pricing import Work
from costcalc.problem import InputError, Problem, collected
from costcalc.ratecard import Catalogue, cards_by_id
from costcalc.source import place_of
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from costcalc.comparison import Comparison, ScenarioQuestion
    from costcalc.export.by_month import OptionMonth, OptionYear
    from costcalc.export.entry import LedgerEntry
    from costcalc.ratecard import CalendarFile, CardFile, FxFile
    from costcalc.scenario import Scenario, ScenarioFile


class Ledger(NamedTuple):
    """Everything that is exported.

    Args:
        entries: The rows, in the order of scenarios, times, options and charges.
        totals: What they add up to, by currency.
        cards: The cards that prices came from.
        scenarios: The scenarios.
        fx: The exchange rates, where some were needed.
        calendars: The holidays that decided about hours.
    """

    entries: tuple[LedgerEntry, ...]
    totals: tuple[Total, ...]
    cards: tuple[CardFile, ...]
    scenarios: tuple[ScenarioFile, ...]
    fx: FxFile | None
    calendars: tuple[CalendarFile, ...] = ()

    @property
    def cost_totals(self) -> tuple[Total, ...]:
        """What the rows add up to, by the currency that their scenarios are compared in."""
        return tuple(map(Total.of_costs, _by_currency(self.entries, lambda entry: entry.cost_currency)))

    @property
    def by_month(self) -> tuple[OptionMonth, ...]:
        """What each option costs in each month of the calendar, and what is left of its budget."""
        return tuple(by_month(self.entries, (file.scenario for file in self.scenarios)))

    @property
    def by_year(self) -> tuple[OptionYear, ...]:
        """What each option costs in each year of the calendar."""
        return tuple(by_year(self.entries))


def ledger(
    scenarios: Sequence[DatedScenario], cards: Catalogue, *, months: int | None = None, fx: FxFile | None = None
) -> Ledger:
    """Return the rows of scenarios, with their totals and the files they come from.

    Args:
        scenarios: The scenarios.
        cards: What `load_cards` gave.
        months: How many months of the calendar, from that of each `as_of` on; None for each scenario's own period.
        fx: Exchange rates, where they are needed.

    Raises:
        InputError: where anything has no price: a file that finance would add up is whole, or is not.
            And where a scenario is named twice: its rows would be added up twice.
        TypeError: for an argument of another type.
    """
    asked = list_argument(scenarios, DatedScenario, "scenarios", "a list of DatedScenario(file, as_of)")
    argument(cards, Catalogue, "cards", "what load_cards gave")
    argument(months, (int, type(None)), "months", "a whole number, or None")
    return ledger_of([one.question(cards, fx) for one in asked], months)


def ledger_of(questions: Sequence[ScenarioQuestion], months: int | None) -> Ledger:
    """Return the rows of scenarios, each as it is asked for.

    Args:
        questions: What is asked of each. They are asked with the same cards and exchange rates.
        months: How many months of the calendar, from that of each `as_of` on; None for each scenario's own period.

    Raises:
        InputError: where anything has no price, and where a scenario is named twice.
    """
    problems: list[Problem] = list(_twice(questions))
    entries: list[LedgerEntry] = []
    priced, least = _Priced(problems), Work()
    for question in questions:
        foresee(question, months or 1, least)
    for question in questions:
        if priced.work.exceeded:
            break
        with collected(problems):
            times: list[PricedTime] = []
            for time in priced_times(question, months):
                priced.note(time.result)
                times.append(time)
            once = list(payments(question, times))
            for payment in once:
                priced.note(payment.result)
            priced.work.repeat(PART_TERMS * extra_rows(times, once))
            priced.work.add(0, place_of(question.scenario.id))
            found = list(entries_of(times, once))
            entries += found
            problems += _nothing(question.scenario, found, problems)
    if problems:
        raise InputError(told_once(problems, questions))
    return Ledger(
        entries=tuple(entries),
        totals=tuple(map(Total.of, _by_currency(entries, lambda entry: entry.charge.currency))),
        cards=cards_by_id(priced.cards),
        scenarios=tuple(question.file for question in questions),
        fx=priced.rates,
        calendars=_calendars(entries),
    )


class _Priced:
    """What was priced until now.

    Args:
        problems: Gets what is wrong with it.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.cards: list[CardFile] = []
        self.rates: FxFile | None = None
        self.work = Work()
        self._last: Comparison | None = None

    def note(self, result: Comparison) -> None:
        """Note what a comparison was made from, unless it was the last that was noted.

        Raises:
            InputError: where that is too much work now.
        """
        if result is self._last:
            return
        self._last = result
        self.problems += [*result.problems, *_open(result)]
        self.cards += result.cards
        self.rates = self.rates or result.fx
        self.work.add(result.plan.work, place_of(result.scenario.scenario.id))


def _open(result: Comparison) -> Iterator[Problem]:
    """Yield the assumptions without a value that options rest on: what has no number has no row."""
    options: dict[str, list[str]] = {}
    for outcome in result.outcomes:
        for name in outcome.unknown:
            options.setdefault(name, []).append(outcome.id)
    for name, resting in options.items():
        of = f" of {some_of(resting)}" if any(resting) else ""
        message = f"`{name}` has no value, and the cost{of} depends on it"
        place = next(place_of(key) for key in result.scenario.scenario.assumptions if key == name)
        yield Problem(place, "open-assumption", message, "give it a `value`; an export has a number in every row")


def _nothing(scenario: Scenario, found: Sequence[LedgerEntry], problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield that a scenario has no rows at all, where nothing else says why: no row is no answer."""
    if not found and not problems:
        message = f"nothing in `{scenario.id}` costs anything: it has no row"
        hint = "give it a `workload`, or leave it out"
        yield Problem(place_of(scenario.id), "nothing-to-export", message, hint)


def _twice(questions: Iterable[ScenarioQuestion]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for question in questions:
        scenario = question.scenario.id
        if str(scenario) in seen:
            message = f"the scenario `{scenario}` is also in {seen[str(scenario)]}"
            hint = "name each once, and give each an id of its own: rows are told apart by it"
            yield Problem(place_of(scenario), "duplicate-scenario", message, hint)
        seen[str(scenario)] = question.file.file


def _calendars(entries: Iterable[LedgerEntry]) -> tuple[CalendarFile, ...]:
    """Find the calendars of the windows that rates had."""
    found: dict[str, CalendarFile] = {}
    for entry in entries:
        price = entry.charge.price
        window = price.rate.window if price else None
        if price and window and window.holidays:
            calendar = price.card.calendar(str(window.holidays), price.rate.effective.place)
            found[calendar.file] = calendar
    return tuple(found[file] for file in sorted(found))


def _by_currency(
    entries: Iterable[LedgerEntry], currency: Callable[[LedgerEntry], str]
) -> Iterator[Sequence[LedgerEntry]]:
    """Yield the rows of each currency, by the alphabet."""
    found: dict[str, list[LedgerEntry]] = {}
    for entry in entries:
        found.setdefault(currency(entry), []).append(entry)
    for _, own in sorted(found.items()):
        yield own
