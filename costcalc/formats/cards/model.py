"""What `costcalc cards show` says of a model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc import money
from costcalc.formats.blocks import Block, Bullets, Chart, Heading, Paragraph, Row, Series, Table
from costcalc.formats.cards import words
from costcalc.formats.cards.data import (
    card_data,
    exact_data,
    instant,
    model_data,
    rate_data,
    standing_data,
    terms_data,
)
from costcalc.formats.cards.fitted import dense, fitted
from costcalc.formats.cards.history import history_blocks, rate_blocks
from costcalc.formats.cards.rows import price_sheet, state
from costcalc.instant import instant_text, short_instant
from costcalc.ratecard import PUBLISHED
from costcalc.ratecard.price_points import contract_statements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.expr import Num
    from costcalc.formats.base import Sheet
    from costcalc.inventory import ModelView
    from costcalc.rules import Contract


class ModelReport(NamedTuple):
    """Everything about a model."""

    view: ModelView

    def blocks(self, width: int | None, *, brief: bool) -> Iterator[Block]:
        """Say it to people; `brief` leaves out what each rate says beside its prices."""
        view = self.view
        per = view.offer.prices.card.per
        yield Heading(view.offer.ref, 1)
        yield Paragraph("; ".join(_identity(view)))
        yield Paragraph(" ".join(_now(view)), strong=True)
        yield Bullets(tuple(_facts(view)))
        if view.standing:
            yield Heading(f"Prices at {short_instant(view.as_of)}, in {view.offer.prices.card.currency} per {per}")
            yield from _standing(view, width)
        if view.terms:
            yield Heading("Negotiated terms")
            yield from _terms(view, width)
        if any(len(moments) > 1 for _, moments in view.over_time):
            yield Heading(f"Over time, in {view.offer.prices.card.currency} per {per}")
            yield Chart(tuple(Series(meter.name, moments) for meter, moments in view.over_time), view.as_of)
        yield Heading("History of the list prices" if view.offer.list_file else "History")
        yield from history_blocks(view, width)
        if not brief:
            yield from rate_blocks(view)

    def document(self) -> dict[str, Any]:
        """Say it to programs."""
        view, offer = self.view, self.view.offer
        card = offer.prices.card
        return {
            "schema": "costcalc/card-model/v1",
            "model": offer.ref,
            "as_of": instant_text(view.as_of),
            "card": card_data(offer.file),
            "list_card": card_data(offer.list_file) if offer.list_file else None,
            "place": str(view.place),
            **model_data(offer.name, offer.model),
            "effective": instant(view.rate.effective.at) if view.rate else None,
            "prices": [standing_data(found) for found in view.standing],
            "rates": [
                {"from": instant(span.start), "to": instant(span.end), "state": state(span, view.as_of)}
                | rate_data(span.rate, card)
                | {"replaced": [rate_data(other, card) for other in view.replaced(span.rate)]}
                for span in offer.model.history
            ],
            "contract": [terms_data(terms, card) for terms in view.terms],
            "over_time": [
                {
                    "meter": meter.name,
                    "prices": [
                        {"from": instant(moment.since), **exact_data("price", moment.price)} for moment in moments
                    ],
                }
                for meter, moments in view.over_time
            ],
        }

    def sheet(self) -> Sheet:
        """Say it to a spreadsheet: every price of every rate."""
        offer = self.view.offer
        return price_sheet([(offer, span) for span in offer.model.history], self.view.as_of)


def _identity(view: ModelView) -> Iterator[str]:
    offer = view.offer
    card = offer.file.card
    if offer.model.title:
        yield offer.model.title
    yield card.title if card.basis == PUBLISHED else f"{card.title} ({card.basis})"
    if offer.list_file:
        yield f"list prices of {offer.list_file.card.title}"
    yield f"{view.place}, version {offer.prices.card.version}"


def _now(view: ModelView) -> Iterator[str]:
    rate, as_of = view.rate, view.as_of
    if rate:
        checked = f"verified {words.age(rate.verified.at, as_of)} before" if rate.verified else "never verified"
        yield f"In force at {short_instant(as_of)}: the rate of {short_instant(rate.effective.at)}, {checked}."
    else:
        yield f"No rate is in force at {short_instant(as_of)}."
    ahead = [span.start for span in view.offer.model.history if span.start > as_of]
    if ahead:
        yield f"Announced: {words.counted(len(ahead), 'rate')}, the next for {short_instant(ahead[0])}."
    retired = view.offer.model.retired
    if retired and retired.at <= as_of:
        yield f"The model is shut down since {short_instant(retired.at)}."


def _facts(view: ModelView) -> Iterator[str]:
    model = view.offer.model
    limits = model.limits(view.rate or model.history[-1].rate)
    yield f"context window: {_tokens(limits.context_window)}; longest answer: {_tokens(limits.max_output)}"
    released = short_instant(model.released.at) if model.released else "unknown"
    yield f"released: {released}; retired: {short_instant(model.retired.at) if model.retired else 'no date is known'}"
    if model.aliases:
        yield f"also called: {', '.join(model.aliases)}"
    if model.note:
        yield f"note: {model.note}"
    if note := view.offer.prices.card.note:
        yield f"of the card: {note}"


def _tokens(limit: Num | None) -> str:
    return f"{money.count(limit.value)} tokens" if limit else "unknown"


def _standing(view: ModelView, width: int | None) -> Iterator[Block]:
    """Show the prices in force, and what changes them."""
    per = view.offer.prices.card.per
    rows = []
    for found in view.standing:
        changed = found.paid.value != found.listed.value
        listed, contracted = (money.amount(figure.value) for figure in (found.listed, found.contracted))
        more = (listed if changed else "", contracted if changed and view.offer.list_file else "")
        rows.append(Row((found.meter.name, *more, words.standing_words(found, per), found.meter.summary)))
    columns = ("meter", "list", "contracted", "paid", "what it is")
    yield from fitted(dense(columns, rows, frozenset({"list", "contracted"}), ""), width)
    rate = view.rate
    if rate and (lines := [*words.change_lines(rate, view.offer.prices.card), *words.condition_lines(rate)]):
        yield Paragraph(f"What changes {'the list prices' if view.offer.list_file else 'them'}:")
        yield Bullets(tuple(lines))


def _terms(view: ModelView, width: int | None) -> Iterator[Block]:
    rows = [
        Row(
            (
                words.day(terms.effective.at),
                words.until(terms.until.at if terms.until else None),
                _granted(terms, view),
                terms.source,
                str(terms.effective.place),
            ),
            best=terms.effective.at <= view.as_of and not (terms.until and terms.until.at <= view.as_of),
        )
        for terms in view.terms
    ]
    columns = ("effective", "until", "terms", "source", "written at")
    yield from fitted(Table(columns, tuple(rows), frozenset()), width, keep=2)


def _granted(terms: Contract, view: ModelView) -> str:
    card = view.offer.prices.card
    prices = [f"{meter} {words.price_words(price, card.per)}" for meter, price in terms.prices()]
    return "; ".join([*(f"{what} {said.text}" for what, said in contract_statements(terms).items()), *prices])
