"""What somebody printed, beside what it comes to here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.views.blocks import Block, Bullets, Cell, Code, Column, Heading, Paragraph, Row, Working, dense
from costcalc.views.comparison.option_words import formulas_of
from costcalc.views.view import Detail
from costcalc.views.words import NOTHING, figure_text
from costcalc.views.working import figure_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.comparison import ClaimValue, Comparison, FigureValue
    from costcalc.expr import Exact

PERCENT = "%"
"""What a text says of a part: then the number beside it is in percent, too."""
COLUMNS = (
    Column("claim", "claim", is_key=True, whole=True),
    Column("printed", "printed"),
    Column("recomputed", "recomputed", is_number=True),
    Column("with", "with"),
)


def claim_blocks(result: Comparison, detail: Detail) -> Iterator[Block]:
    """Yield the claims with what they come to, which is shown and not judged."""
    if not result.claims:
        return
    yield Heading("Claims")
    yield dense(COLUMNS, tuple(map(_row, result.claims)), NOTHING)
    found = [
        f"{figure.name}: {figure.why}"
        for claim in result.claims
        for figure in claim.figures
        if figure.why and not figure.ranged
    ]
    if found:
        yield Bullets(tuple(dict.fromkeys(found)))
    steps = tuple(figure_steps((figure for claim in result.claims for figure in claim.figures), places=True))
    if steps and detail is Detail.EXPLAINED:
        yield Working(steps, "")
    if any(claim.written.printed for claim in result.claims):
        yield Paragraph((Code("costcalc audit"), " says which of them hold, and what would make the others true."))


def _value(figure: FigureValue, shown: Callable[[Exact], str]) -> str:
    """Return what a claim is a figure of, with its lowest and highest value where it is not one number."""
    value = NOTHING if figure.value is None else shown(figure.value)
    span = figure.ranged.span if figure.ranged else None
    if span is None:
        return value
    ends = f"{shown(span.low)} to {shown(span.high)}"
    return ends if figure.value is None else f"{value} ({ends})"


def _row(claim: ClaimValue) -> Row:
    written = claim.written
    shown = money.percent if written.printed and PERCENT in written.printed else figure_text
    values = [_value(figure, shown) for figure in claim.figures]
    under = (f"{name} = {formula}" for name, formula in formulas_of(written.with_).items())
    cells: tuple[Cell, ...] = (
        str(written.claim),
        written.printed or "",
        " and ".join(values) or NOTHING,
        ", ".join(under),
    )
    return Row(cells)
