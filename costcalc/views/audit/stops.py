"""Where `--strict` stops: a line with a place for each claim that is wrong and not expected, or not as expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.audit.numbers import recomputed
from costcalc.views.audit.words import printed_text, relation_text
from costcalc.views.blocks import Block, Bullets, Heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.comparison.audit.verdict import Verdict


def stop_blocks(stops: Sequence[Verdict]) -> Iterator[Block]:
    """Yield where somebody who is strict stops.

    Args:
        stops: The claims, those that are not shown among them.
    """
    if stops:
        yield Heading("Stops at")
        yield Bullets(tuple(map(_line, stops)))


def _line(verdict: Verdict) -> str:
    printed = f" prints {printed_text(verdict)}" if printed_text(verdict) else ""
    unmet = f"; expected: {', '.join(verdict.unmet)}" if verdict.unmet else ""
    found = f"{recomputed(verdict)} comes out ({relation_text(verdict)}{unmet})"
    return f"{verdict.claim.written.place}: {verdict.name}{printed}, and {found}"
