"""Work out the rows of an export."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from costcalc.arguments import argument, list_argument
from costcalc.comparison import compare
from costcalc.export.allocation import allocate, minor_digits
from costcalc.export.months import export_periods
from costcalc.expr import Exact, round_half_up, simplest
from costcalc.instant import as_instant
from costcalc.pricing import Work, multiplied
from costcalc.problem import InputError, Problem, collected
from costcalc.ratecard import Catalogue
from costcalc.scenario import ScenarioFile
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from decimal import Decimal

    from costcalc.comparison import Comparison, PeriodOverride
    from costcalc.export.months import ExportPeriod
    from costcalc.expr import Setting
    from costcalc.pricing import Charge, Estimate
    from costcalc.ratecard import CalendarFile, CardFile, FxFile


class LedgerEntry(NamedTuple):
    """One row: a charge of an option in a time.

    Args:
        result: The comparison it is from.
        span: The time.
        option: The option's id.
        estimate: What the option costs in that time.
        charge: The charge.
        rounded: Its amount in the currency's smallest unit; those of an option, a time and a currency add up to
            their total.
        rounded_cost: The same in the currency of the option's total.
    """

    result: Comparison
    span: ExportPeriod
    option: str
    estimate: Estimate
    charge: Charge
    rounded: Decimal
    rounded_cost: Decimal


class Total(NamedTuple):
    """The sums of the rows in one currency."""

    currency: str
    rows: int
    exact: Exact
    rounded: Decimal

    @classmethod
    def of(cls, entries: Sequence[LedgerEntry]) -> Total:
        """Return what rows of one currency add up to."""
        # Sums of fractions: a sum of decimals would be cut to 28 digits without a word.
        exact = simplest(sum((Fraction(entry.charge.amount) for entry in entries), Fraction(0)))
        rounded = sum((Fraction(entry.rounded) for entry in entries), Fraction(0))
        currency = entries[0].charge.currency
        return cls(currency, len(entries), exact, round_half_up(rounded, minor_digits(currency)))


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


class DatedScenario(NamedTuple):
    """A scenario, and the instant whose prices count.

    Args:
        file: The scenario.
        as_of: The instant.
        settings: What is set in place of assumptions.
        models: More options, each a CARD/MODEL.
        like: The option that these are like in all but the model; the baseline where left out.
        only: The options that are exported; none for all of them.
    """

    file: ScenarioFile
    as_of: datetime
    settings: Mapping[str, Setting] = MappingProxyType({})
    models: tuple[str, ...] = ()
    like: str | None = None
    only: tuple[str, ...] = ()

    def compared(self, cards: Catalogue, period: PeriodOverride | None, fx: FxFile | None) -> Comparison:
        """Return what it costs in a period: on the options that are asked for, without the baseline beside them.

        Raises:
            InputError: for what cannot be asked, or cannot be.
        """
        result = compare(
            self.file,
            cards,
            as_of=self.as_of,
            settings=self.settings,
            models=self.models,
            like=self.like,
            only=self.only,
            fx=fx,
            period=period,
        )
        return result.of_options(self.only) if self.only else result


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
    asked = [
        one._replace(
            file=argument(one.file, ScenarioFile, "file", "what load_scenario gave"), as_of=as_instant(one.as_of)
        )
        for one in list_argument(scenarios, DatedScenario, "scenarios", "a list of DatedScenario(file, as_of)")
    ]
    argument(cards, Catalogue, "cards", "what load_cards gave")
    argument(months, (int, type(None)), "months", "a whole number, or None")
    problems: list[Problem] = list(_twice(asked))
    entries: list[LedgerEntry] = []
    used: dict[str, CardFile] = {}
    converted = False
    work = Work()
    _foreseen(asked, months)
    for one in asked:
        if work.exceeded:
            break
        with collected(problems):
            for span in export_periods(one.file, one.as_of, months):
                result = one.compared(cards, span.override, fx)
                problems += result.problems
                used |= {str(file.card.id): file for file in result.cards}
                converted = converted or result.fx is not None
                work.add(result.plan.work, place_of(one.file.scenario.id))
                entries += _entries(result, span)
    if problems:
        raise InputError(problems)
    return Ledger(
        entries=tuple(entries),
        totals=tuple(_totals(entries)),
        cards=tuple(used[card] for card in sorted(used)),
        scenarios=tuple(one.file for one in asked),
        fx=fx if converted else None,
        calendars=_calendars(entries),
    )


def _foreseen(asked: Iterable[DatedScenario], months: int | None) -> None:
    """Refuse what is too much before any of it is worked out: every call of every option has a charge at least."""
    work = Work()
    for one in asked:
        scenario = one.file.scenario
        calls, options, times = len(scenario.workload), len(scenario.options) + len(one.models), months or 1
        of = multiplied((options, "option"), (calls, "call"), (times, "month"))
        if scenario.period.name != "once":
            work.add(options * calls * times, place_of(scenario.id), of)


def _twice(asked: Iterable[DatedScenario]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for one in asked:
        scenario = str(one.file.scenario.id)
        if scenario in seen:
            message = f"the scenario `{scenario}` is also in {seen[scenario]}"
            hint = "name each once, and give each an id of its own: rows are told apart by it"
            yield Problem(place_of(one.file.scenario.id), "duplicate-scenario", message, hint)
        seen[scenario] = one.file.file


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


def _entries(result: Comparison, span: ExportPeriod) -> Iterator[LedgerEntry]:
    for outcome in result.outcomes:
        if outcome.estimate is None:
            continue
        charges = outcome.estimate.charges
        rounded: dict[str, Decimal] = {}
        for currency in dict.fromkeys(charge.currency for charge in charges):
            own = [charge for charge in charges if charge.currency == currency]
            allocated = allocate([charge.amount for charge in own], minor_digits(currency))
            rounded |= {charge.key: cost for charge, cost in zip(own, allocated, strict=True)}
        costs = list(rounded.values())
        if any(charge.conversion for charge in charges):
            costs = allocate([charge.cost.value for charge in charges], minor_digits(outcome.estimate.currency))
        for charge, cost in zip(charges, costs, strict=True):
            yield LedgerEntry(result, span, outcome.id, outcome.estimate, charge, rounded[charge.key], cost)


def _totals(entries: Iterable[LedgerEntry]) -> Iterator[Total]:
    by_currency: dict[str, list[LedgerEntry]] = {}
    for entry in entries:
        by_currency.setdefault(entry.charge.currency, []).append(entry)
    for _, own in sorted(by_currency.items()):
        yield Total.of(own)
