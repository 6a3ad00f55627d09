"""What `costcalc price` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc import money
from costcalc.expr import Figure
from costcalc.instant import short_instant
from costcalc.pricing import Estimate
from costcalc.project.age import longest_age
from costcalc.records import INSTANT, TEXT, DocumentRecord, Field, Many, Part, Record, Rows, figure
from costcalc.views.bill import Flagged, cards_table, charges_table, flag_blocks, prices_from, stale_blocks
from costcalc.views.blocks import Block, Heading, More, Paragraph, Working
from costcalc.views.card import USED_CARD
from costcalc.views.charge import CHARGE
from costcalc.views.charge_rows import estimate_rows
from costcalc.views.problem import FLAG_RECORD
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
)


class EstimateView(NamedTuple):
    """What some requests cost on a model.

    Args:
        estimate: The estimate.
        longest: Returns how long ago a price may have been checked at most; asked only by who tells people.
        given: The numbers that were given as formulas.
    """

    estimate: Estimate
    longest: Callable[[], timedelta] = longest_age
    given: tuple[GivenNumber, ...] = ()

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Yield what people are told: the total, flags, and how it came about."""
        estimate, model = self.estimate, self.estimate.model or ""
        yield Heading(model, 1)
        total = f"{money.total(estimate.figure.value)} {estimate.currency}"
        yield Paragraph(f"{total}, at the prices of {short_instant(estimate.as_of)}", strong=True)
        if detail is not Detail.BRIEF:
            yield prices_from(estimate.plan.files)
        yield from flag_blocks([Flagged("", estimate.flags)])
        yield from stale_blocks([estimate], estimate.plan.files, estimate.as_of, self.longest())
        if detail is Detail.BRIEF:
            return
        explained = detail is Detail.EXPLAINED
        if explained:
            yield charges_table([("", estimate)])
            yield Heading("Prices")
            yield cards_table([estimate], estimate.plan.files, estimate.as_of)
        yield Heading("How it was computed")
        steps = (*given_steps(self.given, places=explained), *estimate_steps(estimate, places=explained))
        yield Working(steps, "", price_source(estimate.charges) if explained else "")
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
