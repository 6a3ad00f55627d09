"""Makes an invoice as the page of rules says, in fractions, of terms that are Python and not YAML.

Written apart from the engine: no line is shared with it. It knows what amounts are rounded up to, the least of a
request and of a time, and fees; and months of the calendar in whose middle any of these changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

DAYS = {"month": Fraction(30), "week": Fraction(7), "day": Fraction(1)}
"""Of June."""


@dataclass(frozen=True)
class RoundUp:
    """What amounts are rounded up to."""

    to: str
    each: str

    def __call__(self, amount: Fraction) -> Fraction:
        return ceil(amount / Fraction(self.to)) * Fraction(self.to)


@dataclass(frozen=True)
class Fee:
    """A mark-up that is a charge of its own; `steps` are of the money up to a bound, and above it."""

    steps: tuple[tuple[int | None, str], ...]
    plus: str | None
    minimum: str | None
    per: str
    of_list: bool


@dataclass(frozen=True)
class Terms:
    """What holds for a part of the month."""

    prices: tuple[str, str]
    round_up: RoundUp | None = None
    least: tuple[str, str] | None = None
    fee: Fee | None = None

    @property
    def of_lines(self) -> RoundUp | None:
        return self.round_up if self.round_up and self.round_up.each == "line" else None


@dataclass(frozen=True)
class Call:
    """So many requests, with so many tokens in and out each."""

    requests: int
    tokens: tuple[int, int]


def total(parts: Sequence[Terms], calls: Sequence[Call]) -> Fraction:
    """Say what the invoice of June comes to, of which each part has its share."""
    share = Fraction(1, len(parts))
    listed = [sum((share * c.requests * sum(ones(part, c)) for c in calls), Fraction(0)) for part in parts]
    charged = [sum((of_call(part, call, share) for call in calls), Fraction(0)) for part in parts]
    for members in alike(parts, lambda part: part.fee and (part.fee, part.of_lines)):
        first = parts[members[0]]
        assert first.fee
        money = sum((listed if first.fee.of_list else charged)[nth] for nth in members)
        charged[members[0]] += line(first, fee(first.fee, Fraction(money), share * len(members)))
    for members in alike(parts, lambda part: part.least and part.least[1] in DAYS and (part.least, part.of_lines)):
        first = parts[members[0]]
        assert first.least
        amount, per = first.least
        least = Fraction(amount) * DAYS["month"] / DAYS[per] * share * len(members)
        charged[members[0]] += line(first, max(least - sum(charged[nth] for nth in members), Fraction(0)))
    whole = sum(charged)
    for members in alike(parts, lambda part: part.round_up and part.round_up.each == "bill" and part.round_up):
        rounding = parts[members[0]].round_up
        assert rounding
        of = Fraction(sum(charged[nth] for nth in members))
        whole += rounding(of) - of
    return Fraction(whole)


def ones(part: Terms, call: Call) -> list[Fraction]:
    """Say what one request costs of each meter."""
    return [Fraction(price) * tokens / 1_000_000 for price, tokens in zip(part.prices, call.tokens, strict=True)]


def of_call(part: Terms, call: Call, share: Fraction) -> Fraction:
    """Say what a call is charged in its part of the month, with the least of its requests."""
    made, each = share * call.requests, ones(part, call)
    rounding = part.round_up
    match rounding.each if rounding else None:
        case "request" if rounding:
            charged = made * sum(map(rounding, each))
        case "whole_request" if rounding:
            charged = made * rounding(Fraction(sum(each)))
        case _:
            charged = Fraction(sum(line(part, made * one) for one in each))
    if part.least and part.least[1] == "request":
        charged += line(part, max(made * Fraction(part.least[0]) - charged, Fraction(0)))
    return charged


def line(part: Terms, amount: Fraction) -> Fraction:
    """Say what a line of the invoice is charged as."""
    return part.of_lines(amount) if part.of_lines else amount


def fee(said: Fee, money: Fraction, months: Fraction) -> Fraction:
    """Say what a fee comes to; a purchase has no time."""
    is_purchase = said.per == "purchase"
    times = Fraction(1) if is_purchase else months * DAYS["month"] / DAYS[said.per]
    found, low = Fraction(0), Fraction(0)
    for bound, percent in said.steps:
        high = money if bound is None else min(money, bound * times)
        found += max(high - low, Fraction(0)) * Fraction(percent) / 100
        low = max(low, high)
    if is_purchase and not money:
        return found
    return max(found + Fraction(said.plus or 0) * times, Fraction(said.minimum or 0) * times)


def alike(parts: Sequence[Terms], said: Callable[[Terms], object]) -> Iterator[list[int]]:
    """Yield which parts say the same of something that goes on from one to the other."""
    found: dict[object, list[int]] = {}
    for nth, part in enumerate(parts):
        if what := said(part):
            found.setdefault(what, []).append(nth)
    yield from found.values()
