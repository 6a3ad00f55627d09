"""genai-prices' conditions in time, laid out as one rate after the other.

Its list of conditional prices is gone through from the end, and the first whose condition holds is taken. A date and a
time of day are both conditions there. Here a date starts a rate, and a time of day is `peak` or `off_peak` in it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.genai_prices.sheet import Prices, changed, read_prices
from costcalc.importers.reading import hours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class UnclearError(ValueError):
    """A condition that cannot be placed in time; `key` and the text are those of a note."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(why)
        self.key = key


class PriceCondition(NamedTuple):
    """When prices hold: from a date on, or between two minutes of every day in UTC; both None is always."""

    start: str | None = None
    window: tuple[int, int] | None = None


class Conditional(NamedTuple):
    """Prices with their condition, and with the context that asks for them (`{"processing": "batch"}`)."""

    condition: PriceCondition
    prices: Prices
    when: tuple[tuple[str, str], ...] = ()


class DatedSheet(NamedTuple):
    """What holds from a date on.

    Args:
        start: The date; None for what has none, and lies before all dates.
        prices: At most hours.
        hours: The hours in UTC at which other prices hold: `["01:00-04:00"]`.
        other: The prices of those hours.
        variants: Prices that a context changes, by that context.
    """

    start: str | None
    prices: Prices
    hours: Sequence[str]
    other: Prices
    variants: Mapping[tuple[tuple[str, str], ...], Prices]


def read_conditionals(written: Any, refused: dict[str, str]) -> list[Conditional]:
    """Read the `prices` of a model: one mapping, or a list of them with conditions.

    Raises:
        UnclearError: for a condition that nobody knows.
    """
    items = written if isinstance(written, list) else [{"prices": written}]
    return [_conditional(item, "prices", refused) for item in items]


def read_variants(written: Any, refused: dict[str, str]) -> list[Conditional]:
    """Read the `price_variants` of a model. Those that hold for several contexts at once are refused.

    Raises:
        UnclearError: for a condition that nobody knows.
    """
    if not isinstance(written or [], list):
        raise UnclearError("price_variants", "this is no list, and the model is left out")
    found = [_conditional(item, "price_variants", refused) for item in written or ()]
    for variant in found:
        name = " and ".join(word for word, _ in variant.when)
        if len(variant.when) != 1:
            refused[f"price_variants {name}"] = "only a context of one word can be asked for here, and it is left out"
        elif variant.condition.window:
            refused[f"price_variants {name}"] = "its price depends on the time of day, and it is left out"
    return [variant for variant in found if len(variant.when) == 1 and not variant.condition.window]


def _conditional(item: Any, key: str, refused: dict[str, str]) -> Conditional:
    if not isinstance(item, Mapping) or not set(item) <= {"constraint", "prices", "when"}:
        raise UnclearError(key, "this is no price with a condition, and the model is left out")
    when = item.get("when") or {}
    if not isinstance(when, Mapping) or not all(isinstance(value, str) for value in when.values()):
        raise UnclearError(key, "its `when` is no mapping of words, and the model is left out")
    context = tuple(sorted((str(word), str(value)) for word, value in when.items()))
    return Conditional(_condition(item.get("constraint")), read_prices(item.get("prices"), refused), context)


def _condition(written: Any) -> PriceCondition:
    if written is None:
        return PriceCondition()
    if isinstance(written, Mapping) and set(written) == {"start_date"}:
        return PriceCondition(start=_date(written["start_date"]))
    if isinstance(written, Mapping) and set(written) == {"start_time", "end_time"}:
        return PriceCondition(window=(_minute(written["start_time"]), _minute(written["end_time"])))
    raise UnclearError("constraint", "this condition is not known, and the model is left out")


def _date(written: Any) -> str:
    try:
        day = date.fromisoformat(str(written)) if re.fullmatch(r"\d{4}-\d\d-\d\d", str(written), re.ASCII) else None
    except ValueError:
        day = None
    if day is None:
        raise UnclearError("start_date", "this is no date, and the model is left out")
    return day.isoformat()


def _minute(written: Any) -> int:
    """Read a time of day as minutes after midnight in UTC; one without a time zone is UTC."""
    try:
        moment = time.fromisoformat(str(written)) if len(str(written)) <= len("00:00:00.000000+00:00") else None
    except ValueError:
        moment = None
    if moment is None or moment.second or moment.microsecond:
        raise UnclearError("start_time", "this is no time of day in whole minutes, and the model is left out")
    there = datetime.combine(date(2000, 1, 2), moment, moment.tzinfo or UTC).astimezone(UTC)
    return there.hour * 60 + there.minute


def spans(conditionals: Sequence[Conditional], variants: Sequence[Conditional]) -> Iterator[DatedSheet]:
    """Yield prices laid out in time: what has no date first, then one span for each date.

    Raises:
        UnclearError: where a day has more than two lists of prices.
    """
    dates = {item.condition.start for item in [*conditionals, *variants] if item.condition.start}
    for start in [None, *sorted(dates)]:
        active = [item for item in conditionals if _holds(item.condition, start)]
        if not any(item.condition.window is None for item in active):
            # Its package takes the first price of the list then, whatever that price's condition is.
            continue
        ranked = active[::-1]
        base = next(nth for nth, item in enumerate(ranked) if item.condition.window is None)
        prices, windows, other = _day(ranked[: base + 1])
        changes: dict[tuple[tuple[str, str], ...], Prices] = {}
        for variant in variants:
            if _holds(variant.condition, start):
                # Of several variants for one context, the first that names a price counts.
                changes[variant.when] = {**variant.prices, **changes.get(variant.when, {})}
        yield DatedSheet(
            start, prices, windows, other, {when: changed(prices, new) for when, new in changes.items() if new}
        )


def _holds(condition: PriceCondition, start: str | None) -> bool:
    return condition.start is None or (start is not None and condition.start <= start)


def _day(ranked: Sequence[Conditional]) -> tuple[Prices, Sequence[str], Prices]:
    """Return a day laid out: the windows in the order in which they are tried, and last what holds without one."""
    edges = {0, hours.MINUTES} | {minute for item in ranked for minute in item.condition.window or ()}
    parts = [(first, last, _at(ranked, first)) for first, last in pairwise(sorted(edges))]
    usual = ranked[-1].prices if any(prices == ranked[-1].prices for *_, prices in parts) else parts[0][2]
    others = [prices for *_, prices in parts if prices != usual]
    if any(prices != others[0] for prices in others):
        raise UnclearError("constraint", "a day with more than two prices cannot be said, and the model is left out")
    minutes = frozenset(minute for first, last, prices in parts if prices != usual for minute in range(first, last))
    return usual, hours.daily(minutes), others[0] if others else {}


def _at(ranked: Sequence[Conditional], minute: int) -> Prices:
    """Return the prices at a minute of the day; the last of the list holds at all of them."""
    return next(
        item.prices for item in ranked if item.condition.window is None or _within(minute, *item.condition.window)
    )


def _within(minute: int, start: int, end: int) -> bool:
    return start <= minute < end if start <= end else minute >= start or minute < end
