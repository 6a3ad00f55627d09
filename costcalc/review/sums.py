"""What the options that are really used come to in a month, of all scenarios or of each value of a tag.

Whoever changes the tags of a scenario, or which of its options is used, changes what a sum is of. So a sum is held
twice: under the tags and choices of the base, where they cannot be changed, and under those of the head.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Figure, Frame, JoinedFrame, Product, Scoped, Sum, number
from costcalc.problem import InputError, Place, Problem
from costcalc.project.limits import ALL
from costcalc.ratecard import conversion
from costcalc.review.change import SumChange
from costcalc.review.members import (
    HEAD,
    OF_BASE,
    OF_HEAD,
    BothExchanges,
    Days,
    Member,
    SideOf,
    SumRequest,
    after,
    as_it_was,
    before,
    doubted,
    members_of,
)
from costcalc.review.periods import monthly

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from costcalc.expr import Node
    from costcalc.project.policy import Policy
    from costcalc.ratecard import FxFile
    from costcalc.review.priced import PricedPair


class SumStop(NamedTuple):
    """A gate or a budget that a sum does not keep, on the first day on which it does not.

    Args:
        limit: Its key: `increase` of a gate, `max` of a budget.
        as_of: The day.
        under: Whose tags and choices the sum is of then, `base` or `head`.
    """

    limit: str
    as_of: datetime
    under: str


class SumMove(NamedTuple):
    """What chosen options come to in a month, before and after a change.

    Args:
        by: The tag that they have in common; `all` for all scenarios.
        value: The tag's value; empty for all.
        under: Whose tags and choices it is of, `base` or `head`.
        as_of: The day; where prices depend on the hour, the dearest of its hours count.
        currency: Of the amounts.
        change: The sum before and after. Before it is always under the tags and choices of the base.
        members: What it is of: SCENARIO/OPTION of each.
        without_number: Those that have no number, so that the sum has none.
        is_there: Whether any option is in it after the change.
        is_new: Whether none was before.
        has_hours: Whether some of them depend on the hour: then the dearest hours of each count.
        tags: What scenarios must have, to be in it.
        stops: The gates and budgets that it does not keep, today or on a day to come.
        doubted: Those of its members with a price in doubt.
        were_doubted: The same before the change.
        kept: What it was over the periods that its scenarios had then: whether a budget was kept.
    """

    by: str
    value: str
    under: str
    as_of: datetime
    currency: str
    change: SumChange
    members: tuple[str, ...]
    without_number: tuple[str, ...] = ()
    is_there: bool = True
    is_new: bool = False
    has_hours: bool = False
    tags: tuple[tuple[str, str], ...] = ()
    stops: tuple[SumStop, ...] = ()
    doubted: tuple[str, ...] = ()
    were_doubted: tuple[str, ...] = ()
    kept: Figure | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from others, whenever and under whose tags and choices it is."""
        return (self.by, self.tags, self.value)

    @property
    def name(self) -> str:
        """What it is called: team=support."""
        return f"{self.by}={self.value}" if self.value else "the sum of all scenarios"


def sum_moves(wanted: SumRequest, days: Days, exchange: BothExchanges) -> Iterator[SumMove]:
    """Yield a sum before and after, on every day, under the tags and choices of both sides.

    Args:
        wanted: The sum.
        days: The scenarios.
        exchange: The exchange rates of both sides.

    Raises:
        InputError: where a scenario is in another currency, and there is no rate.
    """
    for day in days.days:
        was = members_of(wanted, days, day, OF_BASE, before)
        own = members_of(wanted, days, day, OF_BASE, as_it_was)
        for choices in (OF_HEAD, OF_BASE):
            now = members_of(wanted, days, day, choices, after)
            for value in dict.fromkeys([*was, *now]):
                old, new = was.get(value, []), now.get(value, [])
                old_sum, no_rate_before = _tried(wanted, old, day, exchange.before)
                new_sum, no_rate = _tried(wanted, new, day, exchange.after)
                if no_rate and no_rate_before and day > days.days[0]:
                    continue  # what has no exchange rate then had none before
                if no_rate:
                    raise no_rate
                kept = own.get(value, [])
                names = [one.name for side in (old, new) for one in side if not one.total]
                yield SumMove(
                    wanted.by,
                    value,
                    choices.under,
                    day,
                    wanted.currency,
                    SumChange(old_sum or _nothing(old), new_sum or _nothing(new), comparable=True),
                    tuple(one.name for one in new),
                    tuple(dict.fromkeys(names)),
                    bool(new),
                    not old,
                    any(one.has_hours for one in (*old, *new)),
                    wanted.tags,
                    doubted=doubted(new),
                    were_doubted=doubted(own.get(value, [])),
                    kept=(old_sum if kept == old else _tried(wanted, kept, day, exchange.before)[0]) or _nothing(old),
                )


def _tried(
    wanted: SumRequest, members: Sequence[Member], day: datetime, exchange: FxFile | None
) -> tuple[Figure | None, InputError | None]:
    """Return the formula of a sum; None where there is none. And why, where its rates do not say what it is."""
    try:
        return (_summed(wanted, members, day, exchange) if members else None), None
    except InputError as error:
        return None, error


def _nothing(members: Sequence[Member]) -> Figure | None:
    """Return 0 for a sum of no member; None for one of which something has no number."""
    return None if members else Figure(number(0))


def _summed(wanted: SumRequest, members: Sequence[Member], day: datetime, exchange: FxFile | None) -> Figure | None:
    """Return the formula of a sum over a month; None where a member has no number."""
    nodes: list[Node] = []
    frames: dict[str, Frame] = {}
    for one in members:
        total = one.total
        if total is None:
            return None
        monthly_total = monthly(total.node, one.outcome.planned.period)
        called = f"{one.name.replace('/', '.')}.total"  # a slash would be read as a division
        factors = [Scoped(called, monthly_total, one.name), _rate(one, wanted, day, exchange), one.share]
        frames[one.name] = total.env if isinstance(total.env, Frame) else Frame(total.env)
        needed = tuple(factor for factor in factors if factor)
        nodes.append(Product(needed) if len(needed) > 1 else needed[0])
    return Figure(Sum(tuple(nodes)) if len(nodes) > 1 else nodes[0], JoinedFrame(frames))


def _rate(one: Member, wanted: SumRequest, day: datetime, exchange: FxFile | None) -> Node | None:
    currency = one.outcome.estimate.currency if one.outcome.estimate else wanted.currency
    if currency == wanted.currency:
        return None
    if exchange is None:
        message = f"this is in {wanted.currency}, and {one.name} is in {currency}"
        hint = "add a file of exchange rates, or name the scenarios of one currency by a tag"
        raise InputError([Problem(wanted.place, "currency-mismatch", message, hint)])
    return conversion(exchange.fx, currency, wanted.currency, day, wanted.place).rate


def not_summed(wanted: SumRequest, days: Days, exchange: FxFile | None, side: SideOf) -> Problem | None:
    """Return why the chosen options of one side cannot be brought into one currency today; None where they can."""
    for day in days.days[:1]:
        for members in members_of(wanted, days, day, OF_HEAD, side).values():
            _, no_rate = _tried(wanted, members, day, exchange)
            if no_rate:
                return no_rate.problems[0]
    return None


def sums_told(
    policy: Policy,
    priced: Sequence[PricedPair],
    exchange: BothExchanges,
    currencies: Iterable[str],
    stopped: Iterable[tuple[SumMove, SumStop]],
) -> Iterator[SumMove]:
    """Yield what chosen options come to today, before and after: of all scenarios, and each sum that the policy holds.

    Args:
        policy: The gates and budgets.
        priced: Every scenario on every occasion.
        exchange: The exchange rates of both sides.
        currencies: Those of the scenarios; a sum of all of them is told in the first.
        stopped: The sums that do not keep a gate or a budget, each with which.
    """
    stops: dict[tuple[object, ...], tuple[SumStop, ...]] = {}
    for move, stop in stopped:
        stops[move.key] = (*stops.get(move.key, ()), stop)
    usual = next(iter(currencies), None)
    if usual is None:
        return
    nowhere = Place.start_of("costcalc.yaml")
    wanted = [SumRequest(ALL, (), usual, nowhere)]
    wanted += [SumRequest.of(one, usual, nowhere) for one in (*policy.gates, *policy.budgets) if one.sum]
    today = Days([one for one in priced if not (one.at.ahead or one.at.as_base)], exchange._replace(until=None))
    for request in dict.fromkeys(wanted):
        with suppress(InputError):  # of several currencies there is no sum; a gate of one is a problem
            told = (move for move in sum_moves(request, today, exchange) if move.under == HEAD)
            yield from (move._replace(stops=stops.get(move.key, ())) for move in told)
