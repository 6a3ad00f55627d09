"""The rates of a model for people: one table of all of them, and what each says beside its prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.inventory import ENDED, IN_FORCE
from costcalc.ratecard.price_points import evidence, limits
from costcalc.views.blocks import Amount, Block, Bullets, Cell, Column, Heading, Line, Ref, Row, Table, dense
from costcalc.views.cards.changed import change_lines, changed_by
from costcalc.views.cards.price import price_cell, price_words
from costcalc.views.cards.words import day
from costcalc.views.words import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.inventory import ModelOverview
    from costcalc.ratecard import Rate, RatePeriod

_START = (
    Column("effective", "effective", is_key=True),
    Column("until", "until", is_key=True),
    Column("state", "state"),
)
_END = (Column("other", "other"), Column("changed_by", "changed by"), Column("verified", "verified"))


def history_table(overview: ModelOverview) -> Table:
    """Return every rate in one line."""
    meters = [meter.name for meter in overview.meters]
    history = overview.offer.model.history
    rows = [_cells(overview, span, meters) for span in history]
    prices = (Column(meter, meter, is_number=True) for meter in meters)
    best = [overview.state(span) == IN_FORCE for span in history]
    return dense((*_START, *prices, *_END), tuple(map(Row, rows, best)), NOTHING)


def _cells(overview: ModelOverview, span: RatePeriod, meters: Sequence[str]) -> tuple[Cell, ...]:
    rate, per = span.rate, overview.offer.prices.card.per
    state = overview.state(span)
    verified = day(rate.verified.at) if rate.verified else "never"
    prices = {meter: price_cell(rate.price(meter), per) for meter in meters}
    others = [f"{meter} {words}" for meter, words in prices.items() if isinstance(words, str) and words != NOTHING]
    return (
        day(span.start),
        day(span.end),
        NOTHING if state == ENDED else state,
        *(cell if isinstance(cell, Amount) else NOTHING for cell in prices.values()),
        ", ".join(others),
        changed_by(rate),
        ", ".join(filter(None, (verified, rate.confidence))),
    )


def rate_blocks(overview: ModelOverview) -> Iterator[Block]:
    """Yield what the card says of every rate beside its prices."""
    for span in overview.offer.model.history:
        state = overview.state(span)
        until = f" until {day(span.end)}" if span.end else ""
        yield Heading(f"Since {day(span.start)}{until}{'' if state == ENDED else f', {state}'}")
        yield Bullets(tuple(_lines(overview, span.rate)))


def _lines(overview: ModelOverview, rate: Rate) -> Iterator[Line]:
    card = overview.offer.prices.card
    if rate is not overview.rate:  # of that one it is said with the prices in force
        yield from change_lines(rate, card)
    yield from (f"{what}: {said.text}" for what, said in limits(rate).items())
    if not rate.verified:
        yield "verified: never"
    yield from (f"{what}: {said.text}" for what, said in evidence(rate).items())
    for other in overview.replaced(rate):
        prices = ", ".join(f"{meter} {price_words(price, card.per)}" for meter, price in other.prices())
        yield (f"before it was corrected: {prices} (", Ref((other.effective.place,)), ")")
    yield ("written at ", Ref((rate.effective.place,)))
