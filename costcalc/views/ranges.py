"""Results over the ranges of assumptions: how low and how high they can be, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.names import corner_text
from costcalc.comparison.ranges import AT_CORNERS, UNPROVEN
from costcalc.views.blocks import Block, Bullets, Column, Heading, Paragraph, Row, Table
from costcalc.views.room import has_room
from costcalc.views.words import named_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from costcalc.comparison.cheapest import Contender
    from costcalc.comparison.ranges import RangedValue
    from costcalc.expr import Exact
    from costcalc.expr.ranges.span import RangeCorner, Span

RESULT = Column("result", "result", is_key=True, whole=True)
BESIDE = (
    RESULT,
    Column("low", "low", is_number=True),
    Column("high", "high", is_number=True),
    Column("low_at", "low where"),
    Column("high_at", "high where"),
)
"""Both ends in one line, where there is room for it."""
BELOW = (RESULT, Column("end", ""), Column("value", "value", is_number=True), Column("at", "where"))
"""Each end in a line of its own, elsewhere."""


class NamedRange(NamedTuple):
    """A result with a lowest and a highest value.

    Args:
        name: What the result is called.
        ranged: The values.
        shown: Writes one of them.
        idle: The assumptions that it rests on and does not depend on.
    """

    name: str
    ranged: RangedValue
    shown: Callable[[Exact], str]
    idle: frozenset[str] = frozenset()


def ends_blocks(found: Sequence[NamedRange], more: Iterable[str] = ()) -> Iterator[Block]:
    """Yield how low and how high results can be and where, of which that is not known, and of which it is not proven.

    Args:
        found: The results.
        more: What else nobody knows.
    """
    known = [(one, one.ranged.span) for one in found if one.ranged.span]
    unknown = [*(f"{one.name}: {one.ranged.why}" for one in found if not one.ranged.span), *more]
    if not (known or unknown):
        return
    yield Heading("Ranges")
    if known:
        beside = Table(BESIDE, tuple(_beside(one, span) for one, span in known))
        yield beside if has_room(beside) else Table(BELOW, tuple(row for pair in known for row in _below(*pair)))
    if unknown:
        yield Bullets(tuple(unknown))
    if unproven := [one.name for one, _ in known if one.ranged.bounds == AT_CORNERS]:
        named = "All of these" if len(unproven) == len(known) > 1 else " and ".join(unproven)
        yield Paragraph(f"{named} {'is' if len(unproven) == 1 else 'are'} {UNPROVEN}.")


def unproven_blocks(options: Iterable[Contender]) -> Iterator[Block]:
    """Yield of which options nobody has proven that they cannot cost less, or more."""
    found = [one.id for one in options if one.ranged_total and one.ranged_total.bounds == AT_CORNERS]
    if found:
        yield Paragraph(f"Low and high{named_options(found)} are {UNPROVEN}.")


def _beside(one: NamedRange, span: Span) -> Row:
    low, high = one.shown(span.low), one.shown(span.high)
    if span.low == span.high:
        return Row((one.name, low, high, _everywhere(span), ""))
    return Row((one.name, low, high, _where(one, span.at_low), _where(one, span.at_high)))


def _below(one: NamedRange, span: Span) -> Iterator[Row]:
    low, high = one.shown(span.low), one.shown(span.high)
    if span.low == span.high:
        yield Row((one.name, "always", low, _everywhere(span)))
        return
    yield Row((one.name, "low", low, _where(one, span.at_low)))
    yield Row(("", "high", high, _where(one, span.at_high)))


def _everywhere(span: Span) -> str:
    return f"at every value of {', '.join(span.low_at)}"


def _where(one: NamedRange, corner: RangeCorner) -> str:
    """Return where a result has a value, without what changes nothing of it."""
    values = {name: value for name, value in corner.values.items() if name not in one.idle}
    return corner_text(corner._replace(values=values))
