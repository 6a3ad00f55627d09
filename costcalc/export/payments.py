"""What is paid once: in the first month of an export, or in the one that its entry names."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison import ScenarioQuestion, comparison_of
from costcalc.comparison.calendar_months import calendar_months
from costcalc.comparison.selection import kept_options
from costcalc.instant import months_between

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.comparison import Comparison
    from costcalc.scenario import Entry


class Payment(NamedTuple):
    """What is paid once, of one month.

    Args:
        nth: Which month of the export that is, from 1; less where it is before them.
        result: What options cost then, of which what is paid once counts.
    """

    nth: int
    result: Comparison


def payments_by_month(question: ScenarioQuestion, months: int) -> Iterator[Payment]:
    """Yield what is paid once in months of the calendar, as far as it has rows in them.

    What names no month is paid in the first, at `as_of`. What names one is paid at its beginning, also where `as_of` is
    in it: exports of other months have the same price.

    Args:
        question: What is asked of a scenario.
        months: How many months, from that of its instant on.
    """
    found: dict[datetime | None, list[Entry]] = {}
    for entry in question.scenario.workload:
        nth = _month_of(entry, question.as_of)
        last = nth + (int(entry.amortise.value) if entry.amortise else 1) - 1
        if entry.once and nth <= months and last >= 1:
            found.setdefault(entry.paid_in.start if entry.paid_in else None, []).append(entry)
    for start, entries in found.items():
        month = next(calendar_months(question.as_of, 1, start))
        asked = question.in_month(month)._replace(period=None, as_of=start or question.as_of)
        # What an added model is asked for may be paid in every month: then it has to be there.
        beside = [entry for entry in question.scenario.workload if question.models and not entry.once]
        alone = question.file.costs_alone(workload=(*beside, *entries))
        yield Payment(_month_of(entries[0], question.as_of), exported_comparison(asked._replace(file=alone)))


def exported_comparison(question: ScenarioQuestion, before: Comparison | None = None) -> Comparison:
    """Return what a scenario costs on the options that are asked for, without the baseline beside them."""
    result = comparison_of(question, before)
    if not question.only:
        return result
    return result.of_options(kept_options([one.id for one in result.outcomes], question.only, question.scenario))


def _month_of(entry: Entry, first: datetime) -> int:
    """Return the month in which an entry is paid, counted from that of the first, which is 1."""
    paid = entry.paid_in.start if entry.paid_in and entry.paid_in.start else first
    return 1 + months_between(first, paid)
