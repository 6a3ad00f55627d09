"""Why options have no price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.blocks import Block, Bullets, Heading
from costcalc.views.words import of_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.comparison import Comparison


def unpriced_blocks(result: Comparison) -> Iterator[Block]:
    """Yield the options without a price, those that have none for the same reasons together."""
    found: dict[str, list[str]] = {}
    for outcome in result.outcomes:
        if outcome.not_priced:
            reasons = dict.fromkeys(why.message for why in outcome.not_priced)
            found.setdefault("; ".join(reasons), []).append(outcome.id)
    if found:
        yield Heading("Not priced")
        yield Bullets(tuple(of_options(options, reasons) for reasons, options in found.items()))
