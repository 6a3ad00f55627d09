"""A price is many times what it was, or a small part of it.

Vendors halve and double prices; they seldom move them a thousandfold. What does is a slip of the unit: per 1K where per
1M is meant, cents for dollars, a point in the wrong place. More than three times up or down wants a look, or what
`jump` says; so does a price that falls to nothing.

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.40}
      - {effective: 2026-11-20, source: "https://…", input: 300}        # bad: 0.30 per 1M was printed as 300 per 1B

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.40}
      - {effective: 2026-11-20, source: "https://…", input: 0.30}       # good

Each rate is held against the one before it: with `--base` those that the change brings or alters, without it those of
the last 30 days and those to come. With `--base` the price of today is also held against what the base has for today.
Where a vendor did move a price so far, say so at the price: `input: {price: 4, unusual: "ten times the old price"}`.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from costcalc.checks.amounts import Amounts, is_meant
from costcalc.checks.finding import Finding, Level
from costcalc.expr import decimal_text, magnitude, round_half_up
from costcalc.instant import short_instant
from costcalc.money import grouped
from costcalc.problem import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from costcalc.checks.subject import Subject
    from costcalc.problem import Place
    from costcalc.ratecard import CardFile, Model, Rate, RateCard, RatePeriod
    from costcalc.ratecard.price_points import PriceScope

LEVEL = Level.WARNING
USUAL_JUMP = 3
HINT = "look at the unit; where it is meant, say why: {price: …, unusual: …}"
DIGITS = 2
RECENT = timedelta(days=30)
"""Without a base: what moved earlier has been looked at, or has long been paid."""


class Jump(NamedTuple):
    """A price before and after, for one unit."""

    where: PriceScope
    meter: str
    before: Fraction
    after: Fraction

    def __str__(self) -> str:
        applies = self.where.around(self.meter)
        if not self.after:
            return f"{applies} falls to 0"
        up, down = self.after / self.before, self.before / self.after
        times = round_half_up(max(up, down), max(0, DIGITS - magnitude(max(up, down))))
        return f"{applies} {'×' if up > 1 else '÷'} {grouped(decimal_text(times))}"


class State(NamedTuple):
    """A model in its card, as it is or as it was."""

    card: RateCard
    model: Model

    def jumps(self, rate: Rate, since: Amounts, factor: Fraction) -> dict[str, Jump]:
        """Return the prices of a rate that are far from earlier ones, the first for each meter.

        Args:
            rate: One of this model's.
            since: The earlier prices.
            factor: How far is far.
        """
        found: dict[str, Jump] = {}
        now = Amounts(self.card, rate)
        earlier = set(since)
        for where, meter in now:
            if meter in found or (where, meter) not in earlier or is_meant(now.price_at(where, meter)):
                continue
            before, after = since.value(where, meter), now.value(where, meter)
            if before and after is not None and _is_far(before, after, factor):
                found[meter] = Jump(where, meter, before, after)
        return found

    def in_history(self, factor: Fraction) -> Iterator[tuple[RatePeriod, dict[str, Jump]]]:
        """Yield each rate with the prices that are far from those of the rate before it."""
        before: Rate | None = None
        for span in self.model.history:
            yield span, self.jumps(span.rate, Amounts(self.card, before), factor) if before else {}
            before = span.rate


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each price that moved by more than the factor allowed."""
    factor = Fraction(subject.policy.jump.value) if subject.policy.jump else Fraction(USUAL_JUMP)
    for file in subject.head.own:
        old = _as_it_was(subject, str(file.card.id))
        if old and old.sha256 == file.sha256:
            continue
        for name, model in file.card.models.items():
            was = State(old.card, old.card.models[name]) if old and name in old.card.models else None
            for span, jumps in _far(State(file.card, model), was, subject.as_of, factor):
                about = f"{file.card.id}/{name}"
                since = short_instant(span.start)
                message = f"the price of {about} moves far on {since}: {'; '.join(map(str, jumps))}"
                place = _place(file.card, span.rate, jumps[0])
                yield Finding("price-jump", LEVEL, place, message, HINT, f"{about} {since}")


def _as_it_was(subject: Subject, card_id: str) -> CardFile | None:
    """Return a card of the base, also a shipped one that a local card replaces now; None where there was none."""
    if subject.base and card_id in subject.base.cards.ids():
        with suppress(InputError):
            return subject.base.cards.file(card_id)
    return subject.old_cards.get(card_id)


def _far(now: State, was: State | None, as_of: datetime, factor: Fraction) -> Iterator[tuple[RatePeriod, list[Jump]]]:
    """Yield the rates with a price that is far from an earlier one."""
    known = {(span.start, jump) for span, jumps in was.in_history(factor) for jump in jumps.values()} if was else set()
    today = was.model.rate_at(as_of) if was and was.card.currency == now.card.currency else None
    for span, jumps in now.in_history(factor):
        new = span.start > as_of - RECENT if was is None else True
        found = {meter: jump for meter, jump in jumps.items() if new and (span.start, jump) not in known}
        in_force = span.start <= as_of and (span.end is None or as_of < span.end)
        if was and today and in_force:
            found = now.jumps(span.rate, Amounts(was.card, today), factor) | found
        if found:
            yield span, list(found.values())


def _is_far(before: Fraction, after: Fraction, factor: Fraction) -> bool:
    return after != before and (after > before * factor or after * factor < before)


def _place(card: RateCard, rate: Rate, jump: Jump) -> Place:
    price = Amounts(card, rate).price_at(jump.where, jump.meter)
    return price.place if price else rate.effective.place
