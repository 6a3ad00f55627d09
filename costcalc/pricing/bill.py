"""From request groups to the lines of a bill, as formulas: what they come to is not computed here."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Case, Choice, Compare, Missing, Node, Symbol, added, number
from costcalc.meters import links, parts_of
from costcalc.pricing.counted import Counted
from costcalc.pricing.line import BillLine, key_of
from costcalc.pricing.quote import REQUEST, Wanted, prices_requests, quote
from costcalc.pricing.size import Request
from costcalc.pricing.slot import Slot, slots
from costcalc.problem import InputError, Problem, collected
from costcalc.rules import Asked, Line, periods_in, product

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from costcalc.instant import Period
    from costcalc.problem import Place
    from costcalc.ratecard import Offer
    from costcalc.workload import RequestGroup

MINIMUM = "minimum_charge"
OF_THE_CARD = {"unknown-calendar", "outside-calendar", "overlapping-terms"}


class Bill(NamedTuple):
    """All lines, and the sum of them."""

    lines: tuple[BillLine, ...]
    slots: tuple[Slot, ...]
    total: Node


def bill(offer: Offer, groups: Sequence[RequestGroup], as_of: datetime, period: Period, place: Place) -> Bill:
    """Write the bill of some request groups on one model.

    Args:
        offer: The model.
        groups: What is asked of it.
        as_of: The instant whose prices count, where the period is a nominal one.
        period: What the quantities are for.
        place: Where the model was named.

    Raises:
        InputError: where anything has no price: all of it, since a part of a bill is no answer.
    """
    problems: list[Problem] = []
    lines: list[BillLine] = []
    seen: dict[tuple[int, str], Slot] = {}
    billing = _Billing(offer, groups, period, {}, {})
    for group in groups:
        with collected(problems):
            found = list(slots(offer, as_of, period, group.peak_share, place))
            for slot in found:
                seen[id(slot.rate), slot.label] = slot
            billing.parts.update(_parts(found))
            for slot in found:
                lines += _group(billing, group, slot, problems)
    if problems:
        raise InputError(_where_named(problem, place) for problem in problems)
    lines += _minimum_for_period(lines, list(seen.values()), period)
    total = added(Symbol(line.key, line.amount) for line in lines)
    return Bill(tuple(lines), tuple(seen.values()), total)


def _where_named(problem: Problem, place: Place) -> Problem:
    """Say what a card lacks where its model was named; what is wrong in the card itself keeps its place."""
    if problem.code in OF_THE_CARD:
        return problem
    return Problem(place, problem.code, problem.message, problem.hint)


class _Billing(NamedTuple):
    """What the lines of a bill share.

    Args:
        offer: The model.
        groups: All that is asked of it.
        period: What the quantities are for.
        counted: What was billed so far, by price and rate: slices and quotas go on where the last call left them, and
            begin anew with another rate.
        parts: The part of the period's time that a rate is in force, by rate; None is all of it.
    """

    offer: Offer
    groups: Sequence[RequestGroup]
    period: Period
    counted: dict[tuple[str, int], list[Node]]
    parts: dict[int, Node | None]

    def wanted(self, group: RequestGroup, slot: Slot) -> Wanted:
        """Give what prices are wanted for."""
        return Wanted(self.offer, slot, group.service, group.region)

    def total(self, symbol: str, slot: Slot) -> Node:
        """Give what all groups count at a price."""
        found = []
        for group in self.groups:
            wanted = self.wanted(group, slot)
            for meter, quantity in _each(wanted, group, []).items():
                with suppress(InputError):  # what has no price is said where it is billed
                    if quote(wanted, meter).symbol == symbol:
                        found.append(product(group.times, group.count, quantity))
        return product(self.parts.get(id(slot.rate)), added(found) if found else number(0))

    def periods(self, slot: Slot, word: str) -> Node:
        """Give how often a day, a month … passes while a rate is in force."""
        return product(self.parts.get(id(slot.rate)), periods_in(self.period, word))


def _parts(found: Sequence[Slot]) -> dict[int, Node | None]:
    """Add up the times of a period that have the same rate."""
    by_rate: dict[int, dict[object, Node]] = {}
    for slot in found:
        times = by_rate.setdefault(id(slot.rate), {})
        if slot.part:
            times[slot.since] = slot.part
    return {rate: added(times.values()) if times else None for rate, times in by_rate.items()}


def _group(billing: _Billing, group: RequestGroup, slot: Slot, problems: list[Problem]) -> list[BillLine]:
    """Price what one group asks for in one slot, meter by meter."""
    wanted = billing.wanted(group, slot)
    each = _each(wanted, group, problems)
    sizes = group.shape if group.count is not None else {}
    in_request: dict[str, list[Node]] = {}
    lines: list[BillLine] = []
    for meter, quantity in each.items():
        with collected(problems):
            try:
                found = quote(wanted, meter)
            except InputError as error:
                if not parts_of(meter, links(billing.offer.meters, list(each))):
                    raise
                lines.append(_nothing_left(wanted, group, meter, quantity, error))
                continue
            asked = Asked(
                each=quantity,
                requests=group.count,
                times=group.times,
                share=slot.share,
                before=tuple(billing.counted.get((found.symbol, id(slot.rate)), ())),
                before_each=tuple(in_request.get(found.symbol, ())),
                total=partial(billing.total, found.symbol, slot),
                symbol=found.symbol,
                per=billing.offer.prices.card.per,
                periods=partial(billing.periods, slot),
            )
            billed = found.billed(asked)
            request = Request(meter, sizes, each, billing.offer.meters)
            lines += Counted(wanted, group, request, found, billed).lines()
            in_request.setdefault(found.symbol, []).append(quantity)
            billing.counted.setdefault((found.symbol, id(slot.rate)), []).append(billed.quantity)
    minimum = slot.rate.minimum_charge
    if minimum and minimum.per == REQUEST and lines:
        if group.count is None:
            problems.append(_uncounted(wanted, "give `requests` in place of `totals`"))
        else:
            reached = added(Symbol(line.key, line.amount) for line in lines)
            missing = minimum.missing(reached, product(slot.share, group.times, group.count))
            lines.append(BillLine(key_of(group.call, MINIMUM, slot.label), group, MINIMUM, missing, slot))
    return lines


def _nothing_left(wanted: Wanted, group: RequestGroup, meter: str, quantity: Node, error: InputError) -> BillLine:
    """Price the rest of a whole that has no price itself: none is needed where its parts are all of it."""
    why = error.problems[0]
    price = Choice((Case(Compare(quantity, ">", number(0)), Missing(why.message, "unpriced")),), number(0))
    line = Line(
        product(wanted.slot.share, group.times, group.count, quantity), price, wanted.offer.prices.card.per.count
    )
    return BillLine(key_of(group.call, meter, wanted.slot.label), group, meter, line, wanted.slot)


def _each(wanted: Wanted, group: RequestGroup, problems: list[Problem]) -> dict[str, Node]:
    """Give what one request is charged for, by meter; the request itself is one, where it has a price."""
    offer, place = wanted.offer, wanted.slot.rate.effective.place
    each: dict[str, Node] = {}
    for meter in group.shape:
        if meter in offer.meters:
            each[meter] = group.remainder(meter, offer.meters)
        else:
            hint = "name it under `meters` of the card"
            problems.append(Problem(place, "unknown-meter", f"{offer.prices.card.id} has no meter `{meter}`", hint))
    if REQUEST not in each and prices_requests(wanted):
        if group.count is None:
            problems.append(_uncounted(wanted, "give `requests`, or count them as `request` among the totals"))
        else:
            each[REQUEST] = number(1)
    return each


def _uncounted(wanted: Wanted, hint: str) -> Problem:
    message = f"{wanted.offer.ref} charges by the request, and nobody says how many there are"
    return Problem(wanted.slot.rate.effective.place, "no-quantity", message, hint)


def _minimum_for_period(lines: Sequence[BillLine], seen: Sequence[Slot], period: Period) -> Iterator[BillLine]:
    """Top up to the minimum of a period, for each rate that has one."""
    rates = {id(slot.rate): slot.rate for slot in seen}
    for rate in rates.values():
        minimum = rate.minimum_charge
        if not minimum or minimum.per == REQUEST:
            continue
        times = {slot.since: slot for slot in seen if slot.rate is rate}
        parts = [slot.part for slot in times.values() if slot.part]
        reached = added(Symbol(line.key, line.amount) for line in lines if line.slot.rate is rate)
        share = added(parts) if parts else None
        missing = minimum.missing(reached, product(share, periods_in(period, minimum.per)))
        first = next(iter(times.values()))
        label = first.label.partition(".")[0] if len(rates) > 1 else ""
        yield BillLine(key_of(MINIMUM, label), None, MINIMUM, missing, first)
