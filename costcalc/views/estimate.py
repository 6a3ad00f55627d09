"""What `costcalc price` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc import money
from costcalc.expr import Figure
from costcalc.instant import short_instant
from costcalc.pricing import AnswersSaid, Estimate
from costcalc.project.age import longest_age
from costcalc.records import COUNT, INSTANT, TEXT, DocumentRecord, Field, Many, Part, Record, Rows, figure
from costcalc.views.bill import Flagged, cards_table, charges_table, flag_blocks, prices_from, stale_blocks
from costcalc.views.blocks import Block, Heading, More, Paragraph, Working
from costcalc.views.card import USED_CARD
from costcalc.views.charge import CHARGE
from costcalc.views.charge_rows import estimate_rows
from costcalc.views.many_charges import is_long, sums_table
from costcalc.views.problem import FLAG_RECORD
from costcalc.views.stated import STATED, answers_blocks
from costcalc.views.view import Detail
from costcalc.views.working import estimate_steps, price_source, step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import timedelta

    from costcalc.views.blocks import Step


class GivenNumber(NamedTuple):
    """A number that was given as a formula.

    Args:
        name: What it is the number of: a meter, `requests`.
        figure: The formula with its values.
    """

    name: str
    figure: Figure


_GIVEN = Record[GivenNumber](
    "given",
    "A number that was given as a formula.",
    Field("name", TEXT, lambda one: one.name, "what it is the number of"),
    figure("value", lambda one: one.figure),
)
PRICE = DocumentRecord["EstimateView"](
    "price",
    "What `costcalc price --format json` prints.",
    Part(
        lambda view: view.estimate,
        Field("model", TEXT, lambda estimate: estimate.model, "CARD/MODEL"),
        Field("basis", TEXT, lambda estimate: estimate.basis, "published, contracted, listed or claimed"),
        Field("as_of", INSTANT, lambda estimate: estimate.as_of, "the instant whose prices were taken"),
        Field("card", USED_CARD, lambda estimate: estimate.plan.bills[0].offer.file),
        Field(
            "list_card",
            USED_CARD,
            lambda estimate: estimate.plan.bills[0].offer.list_file,
            "the vendor's own card, where `card` lays a contract over it",
            null=True,
        ),
        Field("currency", TEXT, lambda estimate: estimate.currency),
        figure("total", lambda estimate: estimate.figure, "what it costs"),
        Field("charges", Many(CHARGE), lambda estimate: estimate.charges),
        Field("flags", Many(FLAG_RECORD), lambda estimate: estimate.flags),
    ),
    Field("given", Many(_GIVEN), lambda view: view.given, "the numbers that were given as formulas"),
    Field("answers", COUNT, lambda view: view.said.answers, "how many answers of APIs were read, or 0"),
    Field("documents", COUNT, lambda view: view.said.documents, "in how many JSON documents: a stream has many"),
    Field("failed", COUNT, lambda view: view.said.failed, "how many requests failed beside them, and count nothing"),
    Field("stated", STATED, lambda view: view.said.stated, "what the answers say that they cost, or null", null=True),
)


class EstimateView(NamedTuple):
    """What some requests cost on a model.

    Args:
        estimate: The estimate.
        longest: Returns how long ago a price may have been checked at most; asked only by who tells people.
        given: The numbers that were given as formulas.
        said: What the answers that are priced say of themselves; of none where the numbers were given.
    """

    estimate: Estimate
    longest: Callable[[], timedelta] = longest_age
    given: tuple[GivenNumber, ...] = ()
    said: AnswersSaid = AnswersSaid()

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Yield what people are told: the total, flags, and how it came about."""
        estimate, model = self.estimate, self.estimate.model or ""
        yield Heading(model, 1)
        total = f"{money.total(estimate.figure.value)} {estimate.currency}"
        yield Paragraph(f"{total}, at the prices of {short_instant(estimate.as_of)}", strong=True)
        yield from answers_blocks(estimate, self.said)
        if detail is not Detail.BRIEF:
            yield prices_from(estimate.plan.files)
        yield from flag_blocks([Flagged("", estimate.flags)])
        yield from stale_blocks([estimate], estimate.plan.files, estimate.as_of, self.longest())
        if detail is Detail.BRIEF:
            return
        explained = detail is Detail.EXPLAINED
        if explained and not is_long(estimate):
            yield charges_table([("", estimate)])
        if explained:
            yield Heading("Prices")
            yield cards_table([estimate], estimate.plan.files, estimate.as_of)
        yield Heading("How it was computed")
        yield from price_steps(estimate, "", self.given, explained=explained)
        if not explained:
            yield More("places, sources and the age of prices")

    def document(self) -> dict[str, Any]:
        """Return what programs are told."""
        return PRICE.encode(self)

    def rows(self) -> Rows[Any]:
        """Return a row for each charge."""
        return estimate_rows(self.estimate)


def given_steps(given: Iterable[GivenNumber], *, places: bool) -> Iterator[Step]:
    """Yield how numbers came about that were given as formulas.

    Args:
        given: The numbers.
        places: Whether to say where what is in them is written.
    """
    for one in given:
        yield step(one.name, one.figure, tuple(one.figure.places()) if places else ())


def price_steps(estimate: Estimate, title: str, given: Iterable[GivenNumber], *, explained: bool) -> Iterator[Block]:
    """Yield how an estimate came about: each charge, or of very many the sum of those that have one price.

    Args:
        estimate: What something costs.
        title: What it is called, where there are others beside it.
        given: The numbers that were given as formulas.
        explained: Whether to say where what is in them is written.
    """
    source = price_source(estimate.charges) if explained else ""
    if is_long(estimate):
        if title:
            yield Heading(title, 3)
        yield sums_table(estimate)
        yield Paragraph(f"Each of the {len(estimate.charges):,} charges is in --format csv and json. {source}".rstrip())
        return
    yield Working((*given_steps(given, places=explained), *estimate_steps(estimate, places=explained)), title, source)
