"""What a gate is held against: an option, or what the chosen options of several scenarios come to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks import Finding, Level
from costcalc.checks.finding import option_called
from costcalc.expr import Figure, Num
from costcalc.instant import short_instant
from costcalc.review.budgets import AS_BASE, without_value
from costcalc.review.move import called_hours, sums_of
from costcalc.review.periods import a_month, monthly

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.comparison import Outcome
    from costcalc.project.limits import Gate
    from costcalc.review.change import SumChange
    from costcalc.review.occasions import Occasion
    from costcalc.review.pairs import OptionPair
    from costcalc.review.priced import PricedPair

Sums = tuple[tuple["SumChange", str], ...]


class Gated(NamedTuple):
    """A cost before and after a change, on an occasion.

    Args:
        name: What it is called: `support/small`, `team=support`.
        scenarios: What rules may call the scenario; empty for a sum.
        options: What rules may call the option; empty for a sum.
        at: The occasion.
        currency: Of its amounts.
        changes: What is paid in every period, and once, over the period that limits are for; each with its word.
        shares: The same over the period that percentages are of.
        steady: The same of what the base asked for, at the prices of both sides.
        unsteady: What is said where that cannot be compared.
        is_new: Whether there was none.
        is_for_one_period: Whether both sides are for one period; else what it costs is nothing that limits are for.
        is_there: Whether there is one.
        is_excused: Whether it is ahead, has no number then, and had none.
        is_open_once: Whether what is paid once rests on an assumption without a value.
        without_number: What is said where it has no number.
        doubt: What is said where it has one that may be wrong, so that no limit is known to be kept; else empty.
        not_comparable: What is said where the two sides cannot be compared.
        monthly: What it costs in a month; once, where it is done once. None where it has no number.
        monthly_word: `a month`, or `once`.
        a_time: The time that amounts are for, with a blank before it, where the reader must be told.
        priced_at: The instant whose prices it has, where that is not the occasion's.
    """

    name: str
    scenarios: frozenset[str]
    options: frozenset[str]
    at: Occasion
    currency: str
    changes: Sums
    shares: Sums
    steady: Sums = ()
    unsteady: str = ""
    is_new: bool = False
    is_for_one_period: bool = True
    is_there: bool = True
    is_excused: bool = False
    is_open_once: bool = False
    without_number: str = "has no price"
    doubt: str = ""
    not_comparable: str = "cannot be compared"
    monthly: Figure | None = None
    monthly_word: str = "a month"
    a_time: str = ""
    priced_at: datetime | None = None

    @property
    def recurring(self) -> SumChange:
        """What is paid in every period."""
        return self.changes[0][0]

    @property
    def when(self) -> str:
        """The occasion, for people: 2026-12-01, in peak hours."""
        base = AS_BASE if self.at.as_base else ""
        return f"{short_instant(self.priced_at or self.at.as_of)}{called_hours(self.at.hours)}{base}"

    def is_told(self, change: SumChange, once: str) -> bool:
        """Whether a sum is held by itself: that something has no price is said once, of what recurs."""
        return not once or change.new is not None or self.is_open_once

    def is_for(self, gate: Gate) -> bool:
        """Whether a gate is for it."""
        if gate.sum is not None or not self.scenarios:
            return False
        return gate.is_for(self.scenarios, self.options)


def stopped_by(gate: Gate, name: str, verdict: str, when: str) -> Finding:
    """Return the finding that a gate stops something.

    Args:
        gate: The gate.
        name: What it stops.
        verdict: What that does.
        when: On which occasion.
    """
    limit = gate.most
    written = limit.text if isinstance(limit, Num) else str(limit)
    message = f"{name} {verdict}, and the gate is {written}"
    return Finding("gate", Level.ERROR, gate.limit_place, message, gate.message, name, limit=gate.limit).at(when)


def gated_options(one: PricedPair) -> Iterator[Gated]:
    """Yield the options of a scenario with a cost, as gates see them.

    Args:
        one: The scenario on an occasion.
    """
    limits, shares = ({each.id: each for each in side.options()} for side in (one.for_limits, one.for_shares))
    for option in one.options():
        known = option.after or option.before
        if known is None or not known.plan.has_cost:
            continue
        if one.at.as_base and not (option.after and option.after.total):
            continue  # it has no price there, and is asked for elsewhere
        yield _gated(one, option, limits.get(option.id, option), shares.get(option.id, option))


def _gated(one: PricedPair, option: OptionPair, limited: OptionPair, shared: OptionPair) -> Gated:
    after, before = option.after, option.before
    sides = [side for side in (before, after) if side]
    unknown = next((side for side in (after, before) if side and side.unknown), None)
    why = f" ({without_value(unknown)})" if unknown else ""
    period = one.known.plan.period
    total = after.total if after else None
    is_once = a_month(period) is None
    return Gated(
        name=option_called(one.pair.name, option.id),
        scenarios=one.pair.ids,
        options=frozenset(side.id for side in sides),
        at=one.at,
        currency=one.known.currency,
        changes=sums_of(limited.before, limited.after, comparable=one.is_comparable),
        shares=sums_of(shared.before, shared.after, comparable=one.is_comparable),
        steady=_steady(one, before),
        unsteady=f"cannot be held at the requests of the base{_unsteady(one, before)}",
        is_new=before is None and not one.base_unanswered,
        is_for_one_period=one.is_comparable,
        is_there=after is not None,
        is_excused=one.at.ahead and total is None and (before is None or before.total is None),
        is_open_once=bool(after and after.open_once),
        without_number=f"has no number{why}" if after and after.unknown else "has no price",
        doubt=f"has a price in doubt ({after.plan.doubt})" if after and after.plan.doubt else "",
        not_comparable=f"cannot be compared{why or _apart(one)}",
        monthly=Figure(monthly(total.node, period), total.env) if total else None,
        monthly_word="once" if is_once else "a month",
        a_time="" if one.limited is None else f" a {one.limited.known.plan.period}",
        priced_at=after.plan.as_of if after else None,
    )


def _steady(one: PricedPair, before: Outcome | None) -> Sums:
    """Return what an option of the base costs at the prices of both sides; nothing where it asks for nothing now."""
    if one.steady is None or before is None:
        return sums_of(None, None, comparable=False)
    sides = one.steady.of(before.id)
    return sums_of(*sides, comparable=True) if any(sides) or one.steady.why_not(before.id) else ()


def _unsteady(one: PricedPair, before: Outcome | None) -> str:
    """Return why an option cannot be held at the old volume, in brackets; nothing where no more is to be said."""
    why = one.steady.why_not(before.id) if one.steady and before else None
    return f" ({why})" if why else _apart(one)


def _apart(one: PricedPair) -> str:
    """Return why the two sides cannot be compared, in brackets; nothing where no more is to be said."""
    if one.base_unanswered:
        return " (nobody knows what it cost before)"
    if one.is_comparable or not (one.before and one.after):
        return ""
    old, new = (side.plan.period.name or "no time" for side in (one.before, one.after))
    return f" (its period was {old} and is {new})"
