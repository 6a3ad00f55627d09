"""What `costcalc price` says of the same requests on several models."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc import money
from costcalc.instant import short_instant
from costcalc.pricing import AnswersSaid
from costcalc.problem import Problem
from costcalc.project.age import longest_age
from costcalc.ratecard import cards_by_id
from costcalc.records import COUNT, INSTANT, TEXT, DocumentRecord, Field, Many, Part, Record, Rows
from costcalc.views.amounts import total_cell
from costcalc.views.bill import Flagged, cards_table, charges_table, flag_blocks, prices_from, stale_blocks
from costcalc.views.blocks import Block, Bullets, Column, Heading, More, Paragraph, Row, Working, dense
from costcalc.views.charge_rows import estimate_rows
from costcalc.views.estimate import PRICE, EstimateView, GivenNumber, given_steps, price_steps
from costcalc.views.marks import mark, mark_blocks
from costcalc.views.problem import why
from costcalc.views.stated import answers_blocks
from costcalc.views.view import Detail
from costcalc.views.winner import barred_by, none_is_able
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime, timedelta

    from costcalc.pricing import Estimate
    from costcalc.ratecard import CardFile


class UnpricedModel(NamedTuple):
    """A model that cannot be priced, and why."""

    model: str
    problem: Problem


_UNPRICED = Record[UnpricedModel](
    "unpriced_model",
    "A model that cannot be priced.",
    Field("model", TEXT, lambda one: one.model, "CARD/MODEL"),
    Part(lambda one: one.problem, *why()),
)


class PricesView(NamedTuple):
    """What the same requests cost on several models.

    Args:
        estimates: What they cost, the one first that the others are held against.
        as_of: The instant whose prices were taken.
        not_priced: The models without a price.
        given: The numbers that were given as formulas.
        left_out: How many models of a pattern have no price, and are not listed.
        longest: Returns how long ago a price may have been checked at most; asked only by who tells people.
        said: What the answers that are priced say of themselves, held against the first.
    """

    estimates: tuple[Estimate, ...]
    as_of: datetime
    not_priced: tuple[UnpricedModel, ...] = ()
    given: tuple[GivenNumber, ...] = ()
    left_out: int = 0
    longest: Callable[[], timedelta] = longest_age
    said: AnswersSaid = AnswersSaid()

    @property
    def alone(self) -> tuple[EstimateView, ...]:
        """Each of the models by itself; what the answers say is held against the first."""
        first, *others = self.estimates
        return (
            EstimateView(first, self.longest, self.given, self.said),
            *(EstimateView(estimate, self.longest, self.given, self.said._replace(stated=None)) for estimate in others),
        )

    @property
    def currency(self) -> str | None:
        """The currency of all totals; None where they have several, and cannot be compared."""
        found = {estimate.currency for estimate in self.estimates}
        return found.pop() if len(found) == 1 else None

    @property
    def cheapest(self) -> tuple[str, ...]:
        """The models of the lowest total among those that may win; none where there are several currencies."""
        able = [one for one in self.estimates if self.currency and _may_win(one)]
        lowest = min((one.value for one in able), default=None)
        return tuple(one.model or "" for one in able if one.value == lowest)

    @property
    def files(self) -> tuple[CardFile, ...]:
        """The cards that prices came from, by id."""
        return cards_by_id(file for estimate in self.estimates for file in estimate.plan.files)

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Yield what people are told: the totals, flags, and how each came about."""
        named = [(estimate.model or "", estimate) for estimate in self.estimates]
        yield Heading("The same requests on several models", 1)
        money_of = f"{self.currency}, at" if self.currency else "At"
        yield Paragraph(f"{money_of} the prices of {short_instant(self.as_of)}")
        if detail is not Detail.BRIEF:
            yield prices_from(self.files)
        yield _table(self)
        yield Paragraph(_cheapest(self), strong=True)
        yield from mark_blocks(map(_mark, self.estimates))
        first = self.estimates[0]
        yield from answers_blocks(first, self.said, first.model or "")
        if self.left_out:
            yield Paragraph(f"Not listed: {counted(self.left_out, 'model')} of patterns without a price.")
        yield from flag_blocks(Flagged(model, estimate.flags) for model, estimate in named)
        if self.not_priced:
            yield Heading("Not priced")
            yield Bullets(tuple(f"{one.model}: {one.problem.message}" for one in self.not_priced))
        yield from stale_blocks(self.estimates, self.files, self.as_of, self.longest())
        if detail is Detail.BRIEF:
            return
        explained = detail is Detail.EXPLAINED
        if explained:
            yield charges_table(named)
            yield Heading("Prices")
            yield cards_table(self.estimates, self.files, self.as_of)
        yield Heading("How it was computed")
        if self.given:
            yield Working(tuple(given_steps(self.given, places=explained)), "")
        for model, estimate in named:
            yield from price_steps(estimate, model, (), explained=explained)
        if not explained:
            yield More("places, sources and the age of prices")

    def document(self) -> dict[str, Any]:
        """Return what programs are told."""
        return PRICES.encode(self)

    def rows(self) -> Rows[Any]:
        """Return a row for each charge."""
        found = [estimate_rows(estimate) for estimate in self.estimates]
        return Rows(found[0].fields, [row for rows in found for row in rows.of])


PRICES = DocumentRecord[PricesView](
    "prices",
    "What `costcalc price --with MODEL --format json` prints.",
    Field("as_of", INSTANT, lambda view: view.as_of, "the instant whose prices were taken"),
    Field("currency", TEXT, lambda view: view.currency, "of every total; null where they have several", null=True),
    Field("cheapest", Many(TEXT), lambda view: view.cheapest, "the models that cost least; several cost the same"),
    Field(
        "prices",
        Many(PRICE),
        lambda view: view.alone,
        "the one first that the others are held against",
    ),
    Field("not_priced", Many(_UNPRICED), lambda view: view.not_priced, "why some have no price"),
    Field("left_out", COUNT, lambda view: view.left_out, "how many models of patterns have none, and are not listed"),
)


def _table(view: PricesView) -> Block:
    first = view.estimates[0]
    columns = (
        Column("model", "model", is_key=True, whole=True),
        Column("total", "total", is_number=True),
        Column("currency", ""),
        Column("against", f"against {first.model}"),
    )
    rows = []
    for estimate in view.estimates:
        name = f"{estimate.model or ''} {_mark(estimate)}".strip()
        currency = "" if view.currency else estimate.currency
        cells = (name, total_cell(estimate.figure), currency, _against(estimate, first))
        rows.append(Row(cells, estimate.model in view.cheapest))
    return dense(columns, tuple(rows))


def _against(estimate: Estimate, first: Estimate) -> str:
    if estimate is first or estimate.currency != first.currency or not first.value or not estimate.value:
        return ""
    change = money.change(1 - _exact(estimate) / _exact(first))
    return f"{change}, {money.times(_exact(first) / _exact(estimate))}" if estimate.value != first.value else change


def _cheapest(view: PricesView) -> str:
    if view.currency is None:
        return "Cheapest: none; the prices are in several currencies. `compare` takes exchange rates."
    if not view.cheapest:
        reasons = (word for one in view.estimates for word in barred_by(one.flags))
        return f"Cheapest: {none_is_able(reasons, 'model')}."
    best = next(one for one in view.estimates if one.model in view.cheapest)
    return f"Cheapest: {' and '.join(view.cheapest)}, {money.total(best.figure.value)} {view.currency}."


def _exact(estimate: Estimate) -> Fraction:
    return Fraction(estimate.value)


def _mark(estimate: Estimate) -> str:
    return mark(barred=not _may_win(estimate))


def _may_win(estimate: Estimate) -> bool:
    return not any(flag.bars for flag in estimate.flags)
