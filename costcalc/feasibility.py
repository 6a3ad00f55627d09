"""Whether a model can do at all what is asked of it: limits of one request, and its lifetime."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.expr import Compare, Values, Where, added, evaluate, number, turns_where
from costcalc.instant import instant_text, short_instant
from costcalc.money import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from costcalc.expr import Exact, Loop, Node, Num, Settled
    from costcalc.instant import Period
    from costcalc.ratecard import AssumedDays, Offer, Rate
    from costcalc.rules import MeterAbove
    from costcalc.workload import RequestGroup


class Flag(NamedTuple):
    """Something to know about an option before choosing it.

    Args:
        code: A stable kebab-case name.
        message: A sentence.
        bars: Whether it keeps the option from being called the cheapest.
    """

    code: str
    message: str
    bars: bool = True


class RequestLimit(NamedTuple):
    """The most tokens that something of one request may have.

    Args:
        code: Of the flag where it has more.
        size: How many tokens it has.
        most: How many it may have.
        phrase: The limit in words.
    """

    code: str
    size: Node
    most: Num
    phrase: str


class RequestLimits(NamedTuple):
    """The sizes that one request of a group may have on a model.

    Args:
        call: The requests.
        made: How many are made; None where totals alone are known, and not the size of one of them.
        model: The model's name.
        limits: Of its prompt and answer together, and of its answer.
        loop: What it is asked once for each of; None where all its requests are equal.
    """

    call: str
    made: Node | None
    model: str
    limits: tuple[RequestLimit, ...]
    loop: Loop | None = None

    @property
    def where_made(self) -> RequestLimits:
        """The same, but for requests that are never made: of a turn that nobody reaches, or of a share of nothing."""
        if self.made is None:
            return self
        any_made = Compare(self.made, ">", number(0))
        return self._replace(limits=tuple(one._replace(size=Where(one.size, any_made)) for one in self.limits))


def lifetime_flags(offer: Offer, first: datetime, last: datetime) -> Iterator[Flag]:
    """Yield what speaks against a model because of a time.

    Args:
        offer: The model.
        first: The first instant.
        last: The last instant.
    """
    released, retired = offer.model.released, offer.model.retired
    if released and first < released.at:
        yield Flag("not-released", f"{offer.name} is not released before {short_instant(released.at)}")
    if retired and last >= retired.at:
        yield Flag("retired", f"{offer.name} was shut down on {short_instant(retired.at)}")


def assumed_holidays(found: Iterable[AssumedDays]) -> Iterator[Flag]:
    """Yield a flag for each calendar that prices rest on outside the years it covers."""
    by_calendar: dict[str, AssumedDays] = {}
    for days in found:
        name = str(days.calendar.id)
        by_calendar[name] = by_calendar[name].with_(days) if name in by_calendar else days
    for name, days in by_calendar.items():
        when = f"on {days.first}" if days.first == days.last else f"from {days.first} to {days.last}"
        message = f"the calendar `{name}` covers {days.calendar.covered}; no holidays are assumed {when}"
        yield Flag("calendar-assumed", message, bars=False)


def paid_elsewhere(model: str) -> Flag:
    """Return the flag that a model is paid to somebody else, and the total is that of the mark-up alone."""
    return Flag("paid-elsewhere", f"the prices of {model} are paid to somebody else; this is the mark-up alone")


def quota_shared(card: str, models: Sequence[str], what: str = "a quota") -> Flag:
    """Return the flag that several models of a card have a quota each, and nobody says whether it is the same one.

    Args:
        card: The card.
        models: Their names.
        what: What they have.
    """
    names = f"{', '.join(models[:-1])} and {models[-1]}"
    message = f"{names} each have {what} of their own here; {card} does not say whether they share it"
    return Flag("quota-shared", message, bars=False)


def billed_once(model: str, period: Period, counted: Sequence[str]) -> Flag:
    """Return the flag that a period which is no month is taken as one purchase, or one invoice.

    Args:
        model: The model.
        period: The period.
        counted: What it is taken as.
    """
    whole = period.name if period.start else f"a {period.name}"
    message = f"{model}: all of {whole} is taken as {' and '.join(f'one {what}' for what in counted)}"
    return Flag("billed-once", message, bars=False)


def set_without_effect(name: str, option: str, says: str, by: str = "--set") -> Flag:
    """Return the flag that an option takes no notice of what was set for an assumption.

    Args:
        name: The assumption.
        option: The option.
        says: What it says in its place, or in place of what rests on it.
        by: What set it.
    """
    message = f"`{by} {name}` changes nothing of what {option} costs: its `with` says `{says}`"
    return Flag("set-without-effect", message, bars=False)


def unit_not_converted(message: str) -> Flag:
    """Return the flag that something is counted in another time than the period, and nothing converts it.

    Args:
        message: What it is, where, and what to do about it.
    """
    return Flag("unit-not-converted", message, bars=False)


def usage_unsaid(message: str) -> Flag:
    """Return the flag that an API answer does not say what its price depends on; `message` says what was taken."""
    return Flag("usage-unsaid", message, bars=False)


def limits_of(offer: Offer, rate: Rate, group: RequestGroup) -> RequestLimits:
    """Return what one request of a group may be while a rate is in force."""
    known = offer.model.limits(rate)
    prompt, answer = group.shape.get("input"), group.shape.get("output")
    both = tuple(node for node in (prompt, answer) if node)
    sizes = [
        ("context-window-exceeded", added(both) if both else None, known.context_window, "context window"),
        ("max-output-exceeded", answer, known.max_output, "longest answer"),
    ]
    limits = tuple(
        RequestLimit(code, size, most, f"{what} is {count(most.value)}")
        for code, size, most, what in sizes
        if size and most
    )
    return RequestLimits(group.call, group.count, offer.name, limits, group.loop)


def flags_of(requests: RequestLimits, env: Mapping[str, Exact]) -> Iterator[Flag]:
    """Yield what speaks against requests of this size, with these values."""
    if requests.loop:
        yield from _flags_of_turns(requests, requests.loop, env if isinstance(env, Values) else Values(env))
        return
    sizes = [(limit, evaluate(limit.size, env)) for limit in requests.limits]
    over = [(limit, tokens) for limit, tokens in sizes if tokens > limit.most.value]
    call, model = requests.call, requests.model
    if over and requests.made is None:
        phrase = " and its ".join(limit.phrase for limit, _ in over)
        yield Flag("request-size-unknown", f"{call}: only totals are known; {model}'s {phrase}", bars=False)
        return
    for limit, tokens in over:
        yield Flag(limit.code, f"{call}: {count(tokens)} tokens in one request; {model}'s {limit.phrase}")


def _flags_of_turns(requests: RequestLimits, loop: Loop, env: Values) -> Iterator[Flag]:
    """Yield what speaks against some turns of a conversation: each is a request of its own."""
    for limit in requests.limits:
        if found := turns_where(loop, Compare(limit.size, ">", limit.most), env):
            tokens = count(evaluate(limit.size, found.values))
            message = f"{requests.call}: {tokens} tokens in one request {found}; {requests.model}'s {limit.phrase}"
            yield Flag(limit.code, message)


def unknown_size(group: RequestGroup, bounds: Iterable[MeterAbove], env: Mapping[str, Exact]) -> Iterator[Flag]:
    """Yield a flag where a total may hold requests so large that they have another price, and nobody knows."""
    for bound in bounds:
        size = group.shape.get(bound.meter)
        total = evaluate(size, env) if size else None
        if total is not None and (total > bound.bound.value or (bound.operator == ">=" and total == bound.bound.value)):
            large = f"{bound.meter} {bound.operator} {bound.bound.text}"
            message = f"{group.call}: only totals are known; requests of {large} have another price"
            yield Flag("request-size-unknown", message, bars=False)


def unknown_minimum(group: RequestGroup, meter: str) -> Flag:
    """Return the flag that a total was rounded up once, although the price rounds up every request."""
    message = f"{group.call}: only totals are known; `{meter}` is rounded up for each request"
    return Flag("request-size-unknown", message, bars=False)


def unknown_hour(as_of: datetime, decided: Sequence[Settled]) -> Iterator[Flag]:
    """Yield a flag where prices depend on the hour and only a date is known: 00:00 UTC stands for no hour."""
    if decided and short_instant(as_of) != instant_text(as_of):
        phrase = decided[0].text if decided[0].holds else decided[0].opposite
        message = f"prices depend on the hour; {instant_text(as_of)} is {phrase.partition(' ')[2]}"
        yield Flag("time-of-day-unknown", f"{message}. Give a time, or a `peak_share`", bars=False)
