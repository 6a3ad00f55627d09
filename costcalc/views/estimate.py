"""What `costcalc price` says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc import money
from costcalc.instant import short_instant
from costcalc.pricing import Estimate
from costcalc.project.policy import longest_age
from costcalc.records import INSTANT, TEXT, DocumentRecord, Field, Many, Rows, figure
from costcalc.views.bill import cards_table, charges_table, flag_blocks, stale_blocks
from costcalc.views.blocks import Block, Heading, More, Paragraph, Working
from costcalc.views.card import USED_CARD, file_name
from costcalc.views.charge import CHARGE
from costcalc.views.charge_rows import estimate_rows
from costcalc.views.problem import FLAG_RECORD
from costcalc.views.view import Detail
from costcalc.views.working import estimate_steps, price_source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import timedelta


PRICE = DocumentRecord[Estimate](
    "price",
    "What `costcalc price --format json` prints.",
    Field("model", TEXT, lambda estimate: estimate.model, "CARD/MODEL"),
    Field("basis", TEXT, lambda estimate: estimate.basis, "published, contracted or claimed"),
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
)


class EstimateView(NamedTuple):
    """What some requests cost on a model.

    Args:
        estimate: The estimate.
        longest: Returns how long ago a price may have been checked at most; asked only by who tells people.
    """

    estimate: Estimate
    longest: Callable[[], timedelta] = longest_age

    def blocks(self, detail: Detail) -> Iterator[Block]:
        """Yield what people are told: the total, flags, and how it came about."""
        estimate, model = self.estimate, self.estimate.model or ""
        yield Heading(model, 1)
        total = f"{money.total(estimate.figure.value)} {estimate.currency}"
        yield Paragraph(f"{total}, at the prices of {short_instant(estimate.as_of)}", strong=True)
        if detail is not Detail.BRIEF:
            yield Paragraph(f"Prices from {', '.join(map(file_name, estimate.plan.files))}")
        yield from flag_blocks([("", estimate)])
        yield from stale_blocks([estimate], estimate.plan.files, estimate.as_of, self.longest())
        if detail is Detail.BRIEF:
            return
        explained = detail is Detail.EXPLAINED
        if explained:
            yield charges_table([("", estimate)])
            yield Heading("Prices")
            yield cards_table([estimate], estimate.plan.files, estimate.as_of)
        yield Heading("How it was computed")
        steps = tuple(estimate_steps(estimate, places=explained))
        yield Working(steps, "", price_source(estimate.charges) if explained else "")
        if not explained:
            yield More("places, sources and the age of prices")

    def document(self) -> dict[str, Any]:
        """Return what programs are told."""
        return PRICE.encode(self.estimate)

    def rows(self) -> Rows[Any]:
        """Return a row for each charge."""
        return estimate_rows(self.estimate)
