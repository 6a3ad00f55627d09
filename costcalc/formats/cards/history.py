"""The rates of a model for people: one table of all of them, and what each says beside its prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.formats.blocks import Block, Bullets, Heading, Row
from costcalc.formats.cards import words
from costcalc.formats.cards.fitted import dense, fitted
from costcalc.formats.cards.rows import ENDED, IN_FORCE, state
from costcalc.ratecard.price_points import evidence, limits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.inventory import ModelView
    from costcalc.ratecard import Rate, RatePeriod

SHORT = 14
"""A column whose prices are no longer than this is one of numbers."""


def history_blocks(view: ModelView, width: int | None) -> Iterator[Block]:
    """Show every rate in one line.

    Args:
        view: The model.
        width: The columns there are.
    """
    meters = [meter.name for meter in view.meters]
    columns = ("effective", "until", "state", *meters, "changed by", "verified")
    rows = [_row(view, span, meters) for span in view.offer.model.history]
    short = {meter for nth, meter in enumerate(meters, 3) if max(len(row.cells[nth]) for row in rows) <= SHORT}
    table = dense(columns, rows, frozenset(short), words.NOTHING)
    yield from fitted(table, width, keep=2 if "until" in table.columns else 1)


def _row(view: ModelView, span: RatePeriod, meters: list[str]) -> Row:
    rate, card = span.rate, view.offer.prices.card
    said = state(span, view.as_of)
    return Row(
        (
            words.day(span.start),
            words.until(span.end),
            words.NOTHING if said == ENDED else said,
            *(words.price_words(rate.price(meter), card.per) for meter in meters),
            words.changed_by(rate),
            ", ".join(filter(None, (words.day(rate.verified.at) if rate.verified else "never", rate.confidence))),
        ),
        best=said == IN_FORCE,
    )


def rate_blocks(view: ModelView) -> Iterator[Block]:
    """Say of every rate what else its card says."""
    for span in view.offer.model.history:
        end = f" until {words.day(span.end)}" if span.end else ""
        said = state(span, view.as_of)
        yield Heading(f"Since {words.day(span.start)}{end}{'' if said == ENDED else f', {said}'}")
        yield Bullets(tuple(_said(view, span.rate)))


def _said(view: ModelView, rate: Rate) -> Iterator[str]:
    card = view.offer.prices.card
    if rate is not view.rate:  # of that one it is said with the prices in force
        yield from words.change_lines(rate, card)
        yield from words.condition_lines(rate)
    yield from (f"{what}: {said.text}" for what, said in limits(rate).items())
    if not rate.verified:
        yield "verified: never"
    yield from (f"{what}: {said.text}" for what, said in evidence(rate).items())
    for other in view.replaced(rate):
        prices = ", ".join(f"{meter} {words.price_words(price, card.per)}" for meter, price in other.prices())
        yield f"before it was corrected: {prices} ({other.effective.place})"
    yield f"written at {rate.effective.place}"
