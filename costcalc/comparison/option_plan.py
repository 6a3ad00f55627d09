"""One option of a comparison, as formulas: what it asks of each model, what that costs, and what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.beside import ALONE, Beside, Totals
from costcalc.comparison.bought import Bought, with_names
from costcalc.comparison.names import name_of
from costcalc.expr import Node, Scoped, Symbol
from costcalc.pricing import ONCE, EstimatePlan, Pools, bill
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.ratecard import DOUBTFUL, OF_PRICES
from costcalc.scenario import free_name
from costcalc.spelling import in_formulas

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from costcalc.comparison.currency import CurrencyExchange
    from costcalc.feasibility import Flag
    from costcalc.instant import Period
    from costcalc.pricing import Bill, ChargePlan
    from costcalc.ratecard import Limits, Offer
    from costcalc.scenario import LineEntry
    from costcalc.workload import RequestGroup


class OptionName(NamedTuple):
    """What an option is called.

    Args:
        id: Its id.
        place: Where it is named.
        others: What else in the scenario has a name, that of the option itself among it.
    """

    id: str
    place: Place
    others: Collection[str] = ()


class OptionPlan(NamedTuple):
    """One option, as formulas.

    Args:
        id: Of the option.
        place: Where it is named.
        as_of: The instant whose prices are taken.
        bought: What it asks of each model.
        lines: What of it is no model's.
        estimate: What it costs in every period; None where that cannot be said, whatever the numbers.
        upfront: What it costs once; None where nothing of it is paid once.
        problems: Why it cannot be said.
        layer: What it says of assumptions.
        beside: Its total beside that of the baseline.
        excluded: Why it may not be chosen: what is required of it, and is not so.
        paid_at: The instant whose prices are taken for what is paid once: the first one of the period.
        end: The first instant after a calendar period; None where the prices of one instant count.
    """

    id: str
    place: Place
    as_of: datetime
    bought: tuple[Bought, ...]
    lines: tuple[LineEntry, ...]
    estimate: EstimatePlan | None
    upfront: EstimatePlan | None
    problems: tuple[Problem, ...]
    layer: Mapping[str, Node]
    beside: Beside = ALONE
    excluded: tuple[str, ...] = ()
    paid_at: datetime | None = None
    end: datetime | None = None

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The models it runs on, each once."""
        return tuple({each.offer.ref: each.offer for each in self.bought}.values())

    @property
    def groups(self) -> tuple[RequestGroup, ...]:
        """What it asks of all models."""
        return tuple(group for each in self.bought for group in each.groups)

    @property
    def models(self) -> dict[str, str]:
        """The model of each call, by the name of the call."""
        return {group.call: each.offer.ref for each in self.bought for group in each.groups}

    def limits(self, offer: Offer) -> tuple[Limits, ...]:
        """Return all limits of a request to a model that hold in the time that is priced."""
        first = self.paid_at or self.as_of
        return offer.limits_during(first, self.end or first)

    @property
    def has_cost(self) -> bool:
        """Whether there is anything in it that could cost something."""
        return bool(self.groups or self.lines)

    @property
    def plans(self) -> tuple[EstimatePlan, ...]:
        """What it costs in every period, and once."""
        return tuple(each for each in (self.estimate, self.upfront) if each)

    @property
    def charges(self) -> tuple[ChargePlan, ...]:
        """All its charges, those that are paid once last."""
        return tuple(charge for each in self.plans for charge in each.charges)

    @property
    def totals(self) -> Totals:
        """What formulas of other options call its total and what it costs at once."""
        return Totals(self.called("total", self.estimate), self.called("upfront", self.upfront))

    def called(self, result: str, plan: EstimatePlan | None) -> Scoped | None:
        """Return a total as formulas of other options have it; None where there is none."""
        return Scoped(name_of(self.id, result), plan.total, self.id) if plan else None

    @property
    def requests(self) -> Node | None:
        """How many requests there are in a period; None where that is not one number of one thing."""
        counted = [group for group in self.groups if not group.once]
        if len(counted) != 1 or (requests := counted[0].requests) is None:
            return None
        return Symbol(f"{counted[0].call}.requests", requests)

    @property
    def doubt(self) -> str | None:
        """Why nobody knows what it costs although its prices are numbers; None where nothing is said against them."""
        return next((flag.message for flag in self.price_flags if flag.code in DOUBTFUL), None)

    @property
    def price_flags(self) -> tuple[Flag, ...]:
        """What is doubtful about its prices, each doubt once."""
        found = (flag for plan in self.plans for flag in plan.fixed(self.as_of))
        return tuple(dict.fromkeys(flag for flag in found if flag.code in OF_PRICES))

    @property
    def work(self) -> int:
        """The size of the plan, counted in charges."""
        return sum(bill.work for each in self.plans for bill in each.bills) + len(self.lines)

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The formulas that every answer needs the values of."""
        if self.estimate is None:
            return ()
        sizes = (limit.size for each in self.plans for requests in each.limits for limit in requests.limits)
        return (self.estimate.total, *sizes, *([self.beside.saving] if self.beside.saving else []))


class PricedIn(NamedTuple):
    """Everything that an option is priced with.

    Args:
        as_of: The instant whose prices count, where the period is a nominal one.
        period: What the quantities are for.
        exchange: The one currency of all totals, and what brings others into it.
    """

    as_of: datetime
    period: Period
    exchange: CurrencyExchange


def option_plan(
    name: OptionName,
    bought: Sequence[Bought],
    lines: Sequence[tuple[LineEntry, ChargePlan]],
    priced: PricedIn,
    layer: Mapping[str, Node],
) -> OptionPlan:
    """Return the formulas of one option.

    Args:
        name: What it is called.
        bought: What it asks of each model.
        lines: What is no model's, with its charge.
        priced: The time and the currency.
        layer: What it says of assumptions.
    """
    problems: list[Problem] = []
    bought = with_names(bought, name.others)
    recurring: EstimatePlan | None = _estimate(
        [each for each in (one.only(once=False) for one in bought) if each.groups],
        [charge for entry, charge in lines if not entry.once],
        priced,
        problems,
    )
    owed = not priced.period.is_later
    at_once = [each for each in (one.only(once=True) for one in bought) if each.groups and owed]
    lines_once = [charge for entry, charge in lines if entry.once and owed]
    start = (priced.period.asked_at or priced.period.first) if priced.period.first else priced.as_of
    upfront = (
        _estimate(at_once, lines_once, PricedIn(start, ONCE, priced.exchange), problems, once=True)
        if at_once or lines_once
        else None
    )
    written = tuple(entry for entry, _ in lines)
    if problems or not (any(each.groups for each in bought) or lines):
        recurring = upfront = None
    return OptionPlan(
        id=name.id,
        place=name.place,
        as_of=priced.as_of,
        bought=tuple(bought),
        lines=written,
        estimate=recurring,
        upfront=upfront,
        problems=InputError(problems).problems if problems else (),
        layer=layer,
        paid_at=start,
        end=priced.period.until,
    )


def _estimate(
    bought: Sequence[Bought],
    lines: Sequence[ChargePlan],
    priced: PricedIn,
    problems: list[Problem],
    *,
    once: bool = False,
) -> EstimatePlan:
    """Return what some calls and lines cost, as formulas; add why some cannot be said."""
    bills: list[Bill] = []
    names: list[str] = []
    pools = Pools([(each.offer, each.groups) for each in bought], priced.as_of, priced.period)
    for each in bought:
        names.append(free_name([in_formulas(each.offer.ref)], names))
        with collected(problems):
            called = names[-1] if len(bought) > 1 else ""
            asked = (each.offer, each.groups, priced.as_of, priced.period, each.place)
            bills.append(bill(*asked, called=called, prices=each.called, pools=pools))
    return EstimatePlan(
        tuple(bills),
        priced.period,
        lines=tuple(lines),
        currency=priced.exchange.currency,
        conversions=priced.exchange.conversions,
        once=once,
    )
